"""Warnings and comparisons by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.compare import compare
from planning.appraise.warn import AMBER, GREEN, RED, Lead, last_round, warn
from planning.optimise import optimise
from tests.towns import town

LEAD = Lead(
    approvals_months=10.0,
    works_months={"primary": 14.0},
    least_pupils=5.0,
    surplus_share=0.5,
    this_round=2023,
)


@pytest.mark.parametrize(
    ("year", "lead_months", "expected"),
    [
        # Decided in January 2024: 20 months end with August 2025.
        (2025, 20.0, 2024),
        (2025, 20.5, 2023),
        (2025, 8.0, 2025),
        (2025, 8.1, 2024),
        (2025, 34.0, 2022),
    ],
)
def test_the_last_round_that_can_cure(year: int, lead_months: float, expected: int) -> None:
    assert last_round(year, lead_months=lead_months) == expected


def test_colours_by_hand() -> None:
    """Lead 24 months: a seat of September t is decided by the round of t - 2."""
    pupils = [[[100, 100, 100, 100]], [[10, 10, 120, 10]], [[10, 10, 10, 130]], [[10, 10, 10, 10]]]
    problem = town(
        intakes=pupils,
        seats=[[60], [60], [60], [60]],
        distance_m=np.where(np.eye(4, dtype=bool), 1.0, 9e9),
        first_year=2023,
    )
    # Everyone stays in his own zone: what is far away is worse than no seat only in O2, so cut the pairs.
    near = problem.pairs.distance_m < 1e6
    pairs = type(problem.pairs)(
        zone=problem.pairs.zone[near],
        facility=problem.pairs.facility[near],
        band=problem.pairs.band[near],
        distance_m=problem.pairs.distance_m[near],
    )
    problem = replace(problem, pairs=pairs)
    found = warn(problem, optimise(problem), LEAD)
    assert [w.colour for w in found] == [RED, AMBER, GREEN, GREEN]
    assert [w.first_year for w in found] == [2023, 2025, 2026, 0]
    assert [w.last_round for w in found] == [2021, 2023, 2024, 0]
    assert [w.worst_pupils for w in found] == pytest.approx([40, 60, 70, 0])
    assert [w.surplus_year for w in found] == [0, 2023, 2023, 2023]


def test_a_plan_is_like_itself() -> None:
    problem = town(intakes=[[[50, 60]]], seats=[[55]], distance_m=[[400]])
    plan = optimise(problem)
    told = compare(problem, plan, plan)
    assert told.moved == ()
    assert not told.unplaced_change.any()
    assert told.before.mean_distance_m.tolist() == [400]
    assert told.before.unplaced_pupil_years.tolist() == [[5]]
