"""Towns whose best plan is obvious."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.summary import summarise
from planning.domain.pairs import Pairs
from planning.domain.plan import Outcome, Plan
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise import optimise
from tests.towns import town


def solve(problem: PlanningProblem) -> Plan:
    plan = optimise(problem)
    assert plan.outcome is Outcome.PROVEN
    assert audit(problem, plan).passed
    return plan


def opening_years(problem: PlanningProblem, plan: Plan) -> list[int]:
    return list(summarise(problem, plan).opening_year)


SCHOOL = {
    "facility": 1,
    "seats": [100],
    "options": [(y, y + 1, {y: 50.0, y + 1: 50.0}) for y in (2023, 2024)],
}


def test_enough_seats_need_no_school() -> None:
    problem = town(intakes=[[[60, 60, 60]]], seats=[[100], [0]], distance_m=[[500, 100]], projects=[SCHOOL])
    plan = solve(problem)
    assert plan.unplaced.sum() == 0
    assert opening_years(problem, plan) == [0]


def test_shortage_builds_and_the_september_cliff_counts() -> None:
    # Works of one year from 2023: the 40 without a place in 2023 cannot be helped, those of 2024 can.
    problem = town(
        intakes=[[[140, 140, 140]]], seats=[[100], [0]], distance_m=[[500, 100]], projects=[SCHOOL]
    )
    plan = solve(problem)
    assert opening_years(problem, plan) == [2024]
    np.testing.assert_allclose(plan.unplaced[0, 0], [40, 0, 0], atol=1e-6)


def test_a_school_is_built_as_late_as_it_is_needed() -> None:
    # Nobody lacks a seat before 2025, and later money counts less.
    problem = town(
        intakes=[[[100, 100, 140]]],
        seats=[[100], [0]],
        distance_m=[[500, 500]],
        projects=[SCHOOL],
        prices=Prices(discount_rate=0.05),
    )
    assert opening_years(problem, solve(problem)) == [2025]


@pytest.mark.parametrize(("carry_over", "unplaced"), [(True, [40, 40, 0]), (False, [40, 40, 40])])
def test_money_saved_builds_a_year_later(carry_over: bool, unplaced: list[float]) -> None:
    # 100 is due in the year of the works; each year brings 60.
    school = {"facility": 1, "seats": [100], "options": [(y, y + 1, {y: 100.0}) for y in (2023, 2024)]}
    problem = town(
        intakes=[[[140, 140, 140]]],
        seats=[[100], [0]],
        distance_m=[[500, 100]],
        projects=[school],
        budget_10k=np.full(3, 60.0),
        carry_over=carry_over,
    )
    np.testing.assert_allclose(solve(problem).unplaced[0, 0], unplaced, atol=1e-6)


def test_pupils_placed_stay_and_are_not_moved() -> None:
    # 100 seats, three years each: 100 enter, then nobody until they leave.
    problem = town(
        intakes=[[[100, 100, 100, 100]]], seats=[[100]], distance_m=[[500]], retention=np.ones((1, 3))
    )
    plan = solve(problem)
    assert plan.place.sum() == pytest.approx(200)
    sitting = summarise(problem, plan).enrolled[0, 0]
    assert sitting.max() <= 100 + 1e-6


def test_legacy_takes_seats_until_it_leaves() -> None:
    problem = town(intakes=[[[50, 50]]], seats=[[100]], distance_m=[[500]], enrolled_before=[[[80, 0]]])
    np.testing.assert_allclose(solve(problem).unplaced[0, 0], [30, 0], atol=1e-6)


def test_entry_classrooms_limit_a_new_school() -> None:
    # 300 seats in 3 grades: 200 may enter in the first autumn (factor 2), 120 in later ones (factor 1.2).
    problem = town(
        intakes=[[[250, 250]]],
        seats=[[0]],
        distance_m=[[500]],
        projects=[{"facility": 0, "seats": [300], "options": [(2023, 2023, {2023: 1.0})]}],
        retention=np.array([[1.0, 0.0, 0.0]]),
        band_years=[3],
        entry_factor=[1.2],
        entry_factor_opening=[2.0],
    )
    np.testing.assert_allclose(solve(problem).unplaced[0, 0], [50, 130], atol=1e-6)


def test_temporary_seats_help_up_to_the_limit() -> None:
    problem = town(intakes=[[[130]]], seats=[[100]], distance_m=[[500]], temporary_limit=[[[20]]])
    plan = solve(problem)
    assert plan.temporary.sum() == pytest.approx(20)
    assert plan.unplaced.sum() == pytest.approx(10)


def test_compulsory_bands_come_first() -> None:
    # Money for one of two schools; the one for the heavier band is built though it helps fewer.
    options = [(2023, 2023, {2023: 100.0})]
    problem = town(
        intakes=[[[60], [40]]],
        bands=("kindergarten", "primary"),
        seats=[[0, 0], [0, 0]],
        distance_m=[[500, 500]],
        projects=[
            {"facility": 0, "seats": [60, 0], "options": options},
            {"facility": 1, "seats": [0, 40], "options": options},
        ],
        band_weight=[1.0, 4.0],
        budget_10k=[100.0],
    )
    plan = solve(problem)
    assert plan.unplaced[0, :, 0].tolist() == pytest.approx([60, 0])


def test_nearer_seats_are_taken_first() -> None:
    problem = town(intakes=[[[50]], [[50]]], seats=[[50], [50]], distance_m=[[100, 900], [200, 400]])
    plan = solve(problem)
    value = summarise(problem, plan).objectives["O2"]
    assert value == pytest.approx(50 * 0.1 + 50 * 0.4)


def test_o2_never_costs_a_seat() -> None:
    # The only seats are 90 km away and dear; they are used all the same.
    problem = town(intakes=[[[50]]], seats=[[50]], distance_m=[[90_000]])
    assert solve(problem).unplaced.sum() == 0


def test_committed_project_is_built_though_nobody_needs_it() -> None:
    problem = town(
        intakes=[[[10, 10]]],
        seats=[[100], [0]],
        distance_m=[[500, 600]],
        projects=[{"facility": 1, "seats": [10], "committed": True, "options": [(2023, 2024, {2023: 9.0})]}],
    )
    assert opening_years(problem, solve(problem)) == [2024]


def test_impossible_budget_is_told_with_totals() -> None:
    problem = town(
        intakes=[[[10, 10]]],
        seats=[[100], [0]],
        distance_m=[[500, 600]],
        projects=[{"facility": 1, "seats": [10], "committed": True, "options": [(2023, 2024, {2023: 90.0})]}],
        budget_10k=[60.0, 60.0],
        carry_over=True,
    )
    with pytest.raises(NoPlanError) as caught:
        optimise(problem)
    assert "add 30 in 2023 or before" in caught.value.words.text("en")
    assert "2023 年" in caught.value.words.text("zh")
    assert "30 万元" in caught.value.words.text("zh")


def test_crowded_school_out_of_everybodys_reach() -> None:
    """Nobody may be placed there, and its large classes still count as temporary seats."""
    problem = town(
        intakes=[[[5, 5]]],
        seats=[[100], [100]],
        distance_m=[[100, 200]],
        enrolled_before=[[[0, 0]], [[130, 0]]],
        temporary_limit=[[[0, 0]], [[30, 0]]],
    )
    pairs = problem.pairs
    near = pairs.facility == 0
    problem = replace(
        problem,
        pairs=Pairs(
            zone=pairs.zone[near],
            facility=pairs.facility[near],
            band=pairs.band[near],
            distance_m=pairs.distance_m[near],
        ),
    )
    assert solve(problem).temporary[1, 0].tolist() == [30, 0]


def test_zone_without_intake_and_facility_without_seats_do_no_harm() -> None:
    problem = town(intakes=[[[0, 5]], [[5, 0]]], seats=[[0], [10]], distance_m=[[100, 200], [100, 200]])
    assert solve(problem).unplaced.sum() == 0
