"""C15: sites that close, against plain towns and an independent programme over every choice of closings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.retreat import closed_sites, first_closed
from planning.appraise.seats import enrolled
from planning.domain.plan import Outcome
from planning.domain.problem import PlanningProblem
from planning.domain.retreat import Retreat
from planning.errors import ProblemError
from planning.optimise import SolverSettings, optimise
from tests.closings_oracle import best_closings
from tests.towns import random_town, town

SETTINGS = SolverSettings(gap_o1=0.0, gap_o2=0.0, threads=1)


def retreat(problem: PlanningProblem, **parts: Any) -> Retreat:
    """Return a rule on closings in which pupils may move from every site to every other."""
    _, f, b, _ = problem.shape
    moves = [(i, j, k) for k in range(b) for i in range(f) for j in range(f) if i != j]
    here, there, band = (np.array([move[axis] for move in moves], dtype=np.int64) for axis in range(3))
    neutral: dict[str, Any] = {
        "least_roll": np.zeros((f, b)),
        "first_close": np.zeros((f, b), dtype=np.int64),
        "closing_10k": np.zeros((f, b)),
        "running_10k": np.zeros((f, b)),
        "move_from": here,
        "move_to": there,
        "move_band": band,
        "move_10k": np.full(len(moves), 0.01),
    }
    return Retreat(**{**neutral, **parts})


def two_kindergartens(**parts: Any) -> PlanningProblem:
    """Twenty and ten enter a year and stay two; a school of 100 seats, one of 40 beside the smaller zone."""
    return town(
        intakes=[[[20, 20, 20]], [[10, 10, 10]]],
        seats=[[100], [40]],
        distance_m=[[100, 900], [900, 100]],
        retention=[[1.0, 1.0]],
        enrolled_before=[[[20, 0, 0]], [[10, 0, 0]]],
        **parts,
    )


def test_a_small_school_closes_where_keeping_it_costs_more_than_the_way() -> None:
    plain = two_kindergartens()
    made = replace(plain, retreat=retreat(plain, running_10k=[[0.0], [50.0]]))
    plan = optimise(made, SETTINGS)
    assert plan.outcome is Outcome.PROVEN
    assert audit(made, plan).passed
    assert closed_sites(made, plan)[:, 0].tolist() == [[False] * 3, [True] * 3]
    assert plan.moved is not None
    # The ten placed before the horizon sit at the other school now.
    assert plan.moved.sum() == pytest.approx(10.0)
    assert enrolled(made, plan)[:, 0].tolist() == [[60.0, 60.0, 60.0], [0.0, 0.0, 0.0]]


def test_a_school_below_its_smallest_roll_closes_and_one_above_stays() -> None:
    plain = two_kindergartens()
    small = replace(plain, retreat=retreat(plain, least_roll=[[30.0], [70.0]], short_10k=5.0))
    plan = optimise(small, SETTINGS)
    assert closed_sites(small, plan)[1, 0].all()
    assert not closed_sites(small, plan)[0, 0].any()
    viable = replace(plain, retreat=retreat(plain, least_roll=[[30.0], [20.0]], short_10k=5.0))
    assert not closed_sites(viable, optimise(viable, SETTINGS)).any()


def test_nobody_is_closed_whose_pupils_have_nowhere_to_go() -> None:
    plain = town(intakes=[[[50, 50]], [[10, 10]]], seats=[[50], [40]], distance_m=[[100, 900], [900, 100]])
    made = replace(
        plain, retreat=retreat(plain, running_10k=[[9000.0], [9000.0]], least_roll=[[500.0], [500.0]])
    )
    plan = optimise(made, SETTINGS)
    assert not closed_sites(made, plan).any()
    assert plan.unplaced.sum() == 0.0


def test_pupils_phase_out_where_nobody_may_move() -> None:
    plain = two_kindergartens()
    none = np.zeros(0, dtype=np.int64)
    rule = retreat(
        plain, running_10k=[[0.0], [50.0]], move_from=none, move_to=none, move_band=none, move_10k=np.zeros(0)
    )
    made = replace(plain, retreat=rule)
    plan = optimise(made, SETTINGS)
    # The ten of before leave after 2023; whoever entered in 2023 would keep the school open in 2024.
    assert closed_sites(made, plan)[1, 0].tolist() == [False, True, True]
    assert plan.place[made.pairs.facility == 1].sum() == 0.0


def test_a_limit_on_closings_a_year_spreads_them() -> None:
    plain = town(intakes=[[[10, 10, 10]]], seats=[[40], [40], [40]], distance_m=[[1, 2, 3]])
    made = replace(plain, retreat=retreat(plain, running_10k=[[5.0], [5.0], [5.0]], most_a_year=1))
    closes = first_closed(closed_sites(made, optimise(made, SETTINGS)))
    assert closes.sum(axis=(0, 1)).tolist() == [1, 1, 0]


def test_a_site_under_works_cannot_close() -> None:
    plain = random_town(3)
    site = int(plain.programme.facility[0])
    first = np.full(plain.seats.shape, -1)
    first[site] = 0
    with pytest.raises(ProblemError, match="cannot be closed"):
        replace(plain, retreat=retreat(plain, first_close=first))


def closing_town(seed: int) -> PlanningProblem:
    """Return a random town, some of whose sites may close; at most twelve yes-or-no decisions with the starts."""
    plain = random_town(seed)
    rng = np.random.default_rng(seed + 500)
    _, f, b, t = plain.shape
    built = np.zeros((f, b), dtype=bool)
    programme = plain.programme
    for site, seats in zip(programme.facility.tolist(), programme.seats, strict=True):
        built[site] |= seats != 0
    first = rng.integers(0, t, (f, b))
    first[built | (plain.seats == 0) | (rng.random((f, b)) < 0.1)] = -1
    while (t - first[first >= 0]).sum() + programme.option_count > 12:
        first[tuple(np.argwhere(first >= 0)[0])] = -1
    rule = retreat(
        plain,
        least_roll=rng.integers(0, 100, (f, b)).astype(float),
        first_close=first,
        closing_10k=rng.uniform(0, 20, (f, b)),
        running_10k=rng.uniform(0, 40, (f, b)),
        short_10k=float(rng.uniform(0, 1)),
        most_a_year=int(rng.integers(1, 3)) if rng.random() < 0.3 else None,
    )
    rule = replace(rule, move_10k=rng.uniform(0, 0.5, len(rule.move_10k)))
    return replace(plain, retreat=rule)


@pytest.mark.parametrize("seed", range(100))
def test_random_towns_against_every_choice_of_closings(seed: int) -> None:
    problem = closing_town(seed)
    wanted = best_closings(problem)
    if wanted is None:
        return
    plan = optimise(problem, SETTINGS)
    assert audit(problem, plan).passed
    found = {stage.name: stage.value for stage in plan.stages}
    assert found["O1"] == pytest.approx(wanted[0], rel=1e-5, abs=1e-5)
    assert found["O2"] == pytest.approx(wanted[1], rel=1e-4, abs=1e-3)
    assert plan.outcome is Outcome.PROVEN
