"""A corrupted plan is caught: one test for each rule, the worst place named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.appraise.audit import RULES, audit
from planning.domain.catchment_rules import CatchmentRules
from planning.domain.class_size import ClassSize
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.purses import NEVER, Payments, RunningCost
from planning.domain.rules import Reference, Rules, SeatShare, Staff
from planning.domain.staff_flows import StaffFlows
from planning.errors import ProblemError
from planning.optimise import optimise
from tests.room_towns import one_site
from tests.staff_towns import staff as made_staff
from tests.towns import purses_of, town


@pytest.fixture(scope="module")
def problem() -> PlanningProblem:
    build = {
        "facility": 1,
        "seats": [90],
        "committed": True,
        "options": [(2023, 2024, {2023: 60.0, 2024: 30.0})],
    }
    return town(
        intakes=[[[30, 40, 50]], [[20, 20, 20]]],
        seats=[[90], [0]],
        distance_m=[[400, 900], [800, 300]],
        projects=[build],
        retention=np.ones((1, 2)),
        enrolled_before=[[[10, 0, 0]], [[0, 0, 0]]],
        temporary_limit=np.array([[[5, 5, 5]], [[0, 0, 0]]]),
        band_years=[2],
        entry_factor=[1.2],
        entry_factor_opening=[2.0],
        budget_10k=[70.0, 70.0, 70.0],
        carry_over=True,
    )


@pytest.fixture(scope="module")
def plan(problem: PlanningProblem) -> Plan:
    return optimise(problem)


def test_the_plan_itself_passes(problem: PlanningProblem, plan: Plan) -> None:
    found = audit(problem, plan)
    assert found.passed
    unasked = ("C14", "C15", "C16", "C17", "C18", "C19")
    assert found.checked == tuple(name for name in RULES if name not in unasked), "which nobody asked for"


def edited(array: Any, change: Callable[[Any], None]) -> Any:
    copy = np.array(array)
    change(copy)
    return copy


def add(at: tuple[int, ...], amount: float) -> Callable[[Any], None]:
    def change(array: Any) -> None:
        array[at] += amount

    return change


def catchment_rules(*, whole: int, contiguous: int) -> CatchmentRules:
    """Return rules of two zones that do not touch, each with a facility of its own."""
    return CatchmentRules(
        whole=np.array([whole]),
        contiguous=np.array([contiguous]),
        neighbours=np.zeros((0, 2), dtype=np.int64),
        home=np.array([0, 1]),
    )


def corrupt(problem: PlanningProblem, plan: Plan, rule: str) -> tuple[PlanningProblem, Plan]:
    """Break one rule; the rest of the plan stays as it was."""
    stage = plan.stages[0]
    match rule:
        case "sign":
            return problem, replace(plan, place=edited(plan.place, add((0, 0), -1000.0)))
        case "C1":
            return problem, replace(plan, unplaced=edited(plan.unplaced, add((1, 0, 2), 7.0)))
        case "C2":
            return replace(problem, seats=problem.seats * 0.5), plan
        case "C3":
            lost = replace(problem.programme, seats=np.array([[-500.0]]))
            return replace(problem, programme=lost), plan
        case "C4":
            return replace(problem, entry_factor=np.array([0.1]), entry_factor_opening=np.array([0.1])), plan
        case "C5":
            return problem, replace(plan, temporary=edited(plan.temporary, add((0, 0, 1), 9.0)))
        case "C6":
            return problem, replace(plan, option=np.array([-1]))
        case "C7":
            return replace(problem, budget_10k=np.array([50.0, 50.0, 50.0])), plan
        case "O1":
            return problem, replace(
                plan, stages=(replace(stage, value=stage.value - 3, bound=0.0), *plan.stages[1:])
            )
        case "O2":
            other = plan.stages[1]
            return problem, replace(
                plan, stages=(stage, replace(other, value=other.value * 1.01), plan.stages[2])
            )
        case "outcome":
            return problem, replace(plan, stages=(replace(stage, bound=stage.value + 5), *plan.stages[1:]))
        case "O3":
            last = plan.stages[2]
            return problem, replace(plan, stages=(*plan.stages[:2], replace(last, value=last.value + 1)))
        case "C8":
            return replace(problem, rules=Rules(works_at_once=np.zeros(3))), plan
        case "C9":
            share = SeatShare(name="public", band=0, member=np.array([1, 0]), floor=0.95)
            return replace(problem, rules=Rules(shares=(share,))), plan
        case "C10":
            staff = Staff(per_seat=np.ones(1), recruitment=np.full(3, 5.0), posts=np.full(3, np.inf))
            return replace(problem, rules=Rules(staff=staff)), plan
        case "C11":
            reference = Reference(
                opening_year=np.array([0]),
                pair=np.ones((len(problem.pairs), 3), dtype=np.int64),
                change_limit=0,
            )
            return replace(problem, rules=Rules(reference=reference)), plan
        case "C12":
            shape = catchment_rules(whole=1, contiguous=0)
            split = edited(plan.place, add((0, 1), 1.0))
            return replace(problem, rules=Rules(catchments=shape)), replace(
                plan, place=edited(split, add((1, 1), 1.0))
            )
        case "C13":
            shape = catchment_rules(whole=0, contiguous=1)
            return replace(problem, rules=Rules(catchments=shape)), replace(
                plan, place=edited(plan.place, add((2, 0), 1.0))
            )
        case "C14":
            lending = one_site(primary=[0], junior=[100])
            lent = optimise(lending)
            return lending, replace(lent, rooms_taken=lent.rooms_taken + 1)
        case "C16":
            dial = ClassSize(rooms=np.array([[2.0], [0.0]]), class_size=np.full((1, 3), 15.0), planned=[45.0])
            return replace(problem, class_size=dial), plan
        case "C17":
            supply = made_staff(
                [[5.0]], years=3, group=np.zeros(2, int), per_seat=np.ones(1), lack_limit=np.ones(1)
            )
            nobody = np.zeros((1, 1, 1, 3))
            flows = StaffFlows(
                recruited=np.zeros((1, 1, 3)), retrained=np.zeros((1, 1, 0, 3)), moved_out=nobody,
                moved_in=nobody,
            )  # fmt: skip
            return replace(problem, rules=Rules(staff_supply=supply)), replace(plan, staff=flows)
        case "C18":
            spent_late = replace(problem.programme, option_spend_10k=np.array([[0.0, 0.0, 200.0]]))
            return replace(problem, programme=spent_late, lapses_after=1), plan
        case "C15":
            # No rule lets a site close.
            return problem, replace(plan, closed=np.array([[[0, 0, 0]], [[0, 0, 1]]]))
        case "C19":
            return replace(problem, rules=Rules(least_intake=np.array([[1000.0]]))), plan
        case "unmet":
            return replace(problem, unmet_forbidden=True), replace(
                plan, unplaced=edited(plan.unplaced, add((1, 0, 2), 7.0))
            )
    raise AssertionError(rule)


@pytest.mark.parametrize("rule", RULES)
def test_each_broken_rule_is_caught(problem: PlanningProblem, plan: Plan, rule: str) -> None:
    found = audit(*corrupt(problem, plan, rule))
    assert rule in {breach.rule for breach in found.breaches}


def test_worst_place_is_named(problem: PlanningProblem, plan: Plan) -> None:
    found = audit(*corrupt(problem, plan, "C1"))
    assert str(found.breaches[0]) == "C1 at Z1, primary, 2025: 7 pupils"


def test_budget_breach_names_the_year(problem: PlanningProblem, plan: Plan) -> None:
    found = {breach.rule: breach for breach in audit(*corrupt(problem, plan, "C7")).breaches}
    assert found["C7"].where == "2023"
    assert found["C7"].amount == pytest.approx(10.0)


def test_proven_without_any_stage_is_no_proof(problem: PlanningProblem, plan: Plan) -> None:
    bare = replace(plan, stages=(), outcome=Outcome.PROVEN)
    assert "outcome" in {breach.rule for breach in audit(problem, bare).breaches}


def paid_by_two(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem with two purses: money of the first lapses at once; the second pays half at most."""
    purses = purses_of([60.0, 10.0, 0.0], [40.0] * 3, projects=1, lapses=[0, NEVER], largest_share=[1.0, 0.5])
    cost = RunningCost(per_site_10k=[1.0], per_pupil_10k=[0.1])
    free = replace(problem, budget_10k=np.full(3, np.inf), carry_over=False, running=cost)
    return replace(free, purses=replace(purses, running=[[0], [1]]))


PAID: dict[str, tuple[Callable[[Payments], Payments], str]] = {
    "a bill is not paid in full": (
        lambda paid: replace(paid, capital_10k=edited(paid.capital_10k, add((0, 0, 0), -7.0))),
        "P0, 2023",
    ),
    "running cost is paid by who may not": (
        lambda paid: replace(paid, running_10k=paid.running_10k[::-1]),
        "U0, P0, 2024",
    ),
    "a purse pays a negative amount": (
        lambda paid: replace(
            paid, capital_10k=edited(edited(paid.capital_10k, add((0, 0, 2), -5.0)), add((1, 0, 2), 5.0))
        ),
        "U0, P0, 2025",
    ),
    "a purse pays more than its share": (
        lambda paid: replace(paid, capital_10k=np.array([[[20.0, 10.0, 0.0]], [[40.0, 20.0, 0.0]]])),
        "U1, P0",
    ),
    "a purse pays money that has lapsed": (
        lambda paid: replace(paid, capital_10k=np.array([[[60.0, 20.0, 0.0]], [[0.0, 10.0, 0.0]]])),
        "U0, 2024",
    ),
}


@pytest.mark.parametrize("name", PAID)
def test_wrong_payments_are_caught(problem: PlanningProblem, name: str) -> None:
    change, where = PAID[name]
    posed = paid_by_two(problem)
    plan = optimise(posed)
    assert audit(posed, plan).passed
    assert plan.payments is not None
    broken = replace(plan, payments=change(plan.payments))
    assert [(breach.rule, breach.where) for breach in audit(posed, broken).breaches] == [("C18", where)]


def test_a_plan_without_its_payments_is_caught(problem: PlanningProblem) -> None:
    posed = paid_by_two(problem)
    bare = replace(optimise(posed), payments=None)
    assert [breach.rule for breach in audit(posed, bare).breaches] == ["C18"]


def test_not_a_number_is_caught(problem: PlanningProblem, plan: Plan) -> None:
    broken = Plan.__new__(Plan)
    for name in ("option", "unplaced", "temporary", "stages", "outcome", "rooms_taken", "rooms_back"):
        object.__setattr__(broken, name, getattr(plan, name))
    object.__setattr__(broken, "place", edited(plan.place, add((0, 0), np.nan)))
    assert {"sign", "C1"} <= {breach.rule for breach in audit(problem, broken).breaches}


def test_a_plan_of_another_shape_is_refused(problem: PlanningProblem, plan: Plan) -> None:
    with pytest.raises(ProblemError, match="place of the plan has shape"):
        audit(problem, replace(plan, place=plan.place[:, :2]))


def test_an_option_of_another_project_is_refused(problem: PlanningProblem, plan: Plan) -> None:
    with pytest.raises(ProblemError, match="not its own"):
        audit(problem, replace(plan, option=np.array([5])))
