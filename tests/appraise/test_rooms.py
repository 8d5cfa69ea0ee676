"""A plan whose loans were corrupted is caught, whatever was done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.rooms import follow_rooms, room_money
from planning.appraise.seats import first_autumn_seats, open_seats
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import Rooms
from planning.errors import ProblemError
from planning.optimise import optimise
from tests.room_towns import one_site, random_room_town, with_rooms

YEARS = 5


@pytest.fixture(scope="module")
def problem() -> PlanningProblem:
    """Two rooms go to juniors in 2024 and back in 2026; primary pupils need them in 2023 and 2027."""
    return one_site(
        primary=[90, 0, 0, 0, 90],
        junior=[0, 100, 100, 0, 0],
        rooms={"least_stay_years": [2], "back_cost_10k": [5], "last_year": [2026]},
        temporary_limit=[[[20] * YEARS, [0] * YEARS]],
    )


@pytest.fixture(scope="module")
def plan(problem: PlanningProblem) -> Plan:
    return optimise(problem)


def test_the_plan_itself_passes(problem: PlanningProblem, plan: Plan) -> None:
    found = audit(problem, plan)
    assert found.passed
    assert "C14" in found.checked
    assert follow_rooms(problem, plan).lent[0, 1:3].tolist() == [2, 2]


def moved(plan: Plan, *, taken: dict[int, float], back: dict[int, float]) -> Plan:
    made = {"rooms_taken": np.zeros((1, YEARS)), "rooms_back": np.zeros((1, YEARS))}
    for t, number in taken.items():
        made["rooms_taken"][0, t] = number
    for t, number in back.items():
        made["rooms_back"][0, t] = number
    return replace(plan, **made)


#: How a plan is corrupted (taken and back by year, and terms of lending), and what is said of it.
CORRUPTED: dict[str, tuple[dict[int, float], dict[int, float], dict[str, Any], str]] = {
    "below 0": ({1: -1}, {}, {}, "rooms below 0"),
    "half a room": ({1: 1.5}, {4: 1.5}, {}, "rooms beside blocks"),
    "half a block": ({1: 1}, {4: 1}, {"block": [2]}, "rooms beside blocks"),
    "too soon in the year": ({0: 2}, {4: 2}, {"first_year": [2024]}, "rooms outside their years"),
    "kept too long": ({1: 2}, {}, {}, "rooms not returned"),
    "no way back": ({1: 2}, {3: 2}, {"way_back": [0], "last_year": [9999]}, "rooms without a way back"),
    "returned too soon": ({1: 2}, {2: 2}, {}, "rooms returned too soon"),
    "returned, never lent": ({}, {3: 1}, {}, "rooms returned too soon"),
    "come and go": ({1: 1, 3: 1}, {3: 1}, {"last_year": [9999]}, "rooms that come and go"),
    "more than the conversion may": ({1: 2}, {3: 2}, {"most": [1]}, "rooms"),
    "more than the site may": ({1: 2}, {3: 2}, {"most_lent": [1]}, "rooms"),
    "rooms that are not there": ({1: 2}, {3: 2}, {"rooms": [[1, 0]]}, "rooms that are not there"),
}


@pytest.mark.parametrize("how", CORRUPTED)
def test_a_corrupted_loan_is_caught(problem: PlanningProblem, plan: Plan, how: str) -> None:
    taken, back, terms, unit = CORRUPTED[how]
    breaches = audit(with_rooms(problem, **terms), moved(plan, taken=taken, back=back)).breaches
    assert unit in [breach.unit for breach in breaches if breach.rule == "C14"]


def test_temporary_seats_beside_rooms_lent_are_caught(problem: PlanningProblem, plan: Plan) -> None:
    temporary = np.array(plan.temporary)
    temporary[0, 0, 1] = 7.0
    (breach,) = [b for b in audit(problem, replace(plan, temporary=temporary)).breaches if b.rule == "C14"]
    assert (breach.where, breach.amount) == ("F0, primary, 2024", 7.0)


def test_pupils_on_rooms_that_are_gone_are_caught(problem: PlanningProblem, plan: Plan) -> None:
    never = moved(plan, taken={}, back={})
    assert {"C2", "O2"} <= {breach.rule for breach in audit(problem, never).breaches}


def test_money_not_there_is_caught(problem: PlanningProblem, plan: Plan) -> None:
    poor = replace(problem, budget_10k=np.full(YEARS, 100.0))
    assert "C7" in {breach.rule for breach in audit(poor, plan).breaches}
    assert room_money(problem, plan).sum() == pytest.approx(2 * 60 + 2 * 5)


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_loan_is_caught(seed: int) -> None:
    """Add or take away a block of a plan's loans: seats, money or the loan's own rules tell."""
    problem = random_room_town(seed)
    plan = optimise(problem)
    assert problem.rooms is not None
    rng = np.random.default_rng(seed)
    m, t = int(rng.integers(problem.rooms.count)), int(rng.integers(len(problem.years)))
    name = str(rng.choice(["rooms_taken", "rooms_back"]))
    changed = np.array(getattr(plan, name))
    there = changed[m, t] > 0
    changed[m, t] += problem.rooms.block[m] * (-1.0 if there else 1.0)
    mutant = replace(plan, **{name: changed})
    before, after = follow_rooms(problem, plan), follow_rooms(problem, mutant)
    same = all(
        np.array_equal(getattr(before, part), getattr(after, part)) for part in ("away", "lent", "too_soon")
    )
    costs = problem.rooms.cost_10k[m] if name == "rooms_taken" else problem.rooms.back_cost_10k[m]
    # A block lent for nothing to pupils who do not need it breaks no rule.
    breaks = bool(audit(problem, mutant).breaches)
    assert breaks or not costs or same


def test_seats_follow_rooms(problem: PlanningProblem, plan: Plan) -> None:
    assert open_seats(problem, plan)[0, :, 1].tolist() == [0, 100]
    assert first_autumn_seats(problem, plan)[0, 1].tolist() == [0, 100, 0, 0, 0]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"receiver": [0]}, "a band lends rooms to itself"),
        ({"block": [0]}, "block has values outside 1 to 999"),
        ({"cost_10k": [-1]}, "cost_10k"),
        ({"facility": [3]}, "facility has values outside"),
        ({"way_back": [0], "last_year": [2023]}, "without a way back"),
        ({"rooms": [[2, 0, 0]]}, "rooms has shape"),
    ],
)
def test_rooms_that_do_not_fit_are_refused(terms: dict[str, Any], said: str) -> None:
    with pytest.raises(ProblemError, match=said):
        one_site(primary=[0, 0], junior=[0, 0], rooms=terms)


def test_rooms_are_read_only() -> None:
    rooms = Rooms.build(rooms=[[2, 0]], class_size=[45, 50], facility=[0], giver=[0], receiver=[1])
    with pytest.raises(ValueError, match="read-only"):
        rooms.rooms[0, 0] = 5
