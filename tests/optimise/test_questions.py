"""Why, repair and alternatives, against enumeration of every schedule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.compare import compare
from planning.domain.alternatives import COULD, MUST, NEVER
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.alternatives import find_alternatives
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.payable import openings_of
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.repair import WEIGHTS, find_repairs
from planning.optimise.schedule.what_if import Wish, fulfil
from tests.oracle import best_with, brute_force, schedules
from tests.towns import random_town, ruled_town, school, town, two_schools

EXACT = SolverSettings(gap_o2=0.0)
RICH = 1e6


# --- why


def test_why_tells_who_is_pushed_out() -> None:
    """The small school first means the large one waits a year: 50 more pupils without a place in 2023."""
    problem = two_schools()
    bench = Workbench(problem, EXACT)
    best = bench.plan()
    answer = fulfil(bench, Wish(project=1, opening_year=2023))
    assert answer.plan is not None
    assert audit(problem, answer.plan).passed
    told = compare(problem, best, answer.plan)
    assert told.unplaced_change.sum() == pytest.approx(50)
    assert told.moved == (0, 1)
    assert told.after.opening_year.tolist() == [2024, 2023]
    assert told.after.spent_10k.tolist() == [40, 60]


def test_why_forbids_a_year_or_the_project() -> None:
    bench = Workbench(two_schools(), EXACT)
    later = fulfil(bench, Wish(project=0, opening_year=2023, forbidden=True)).plan
    never = fulfil(bench, Wish(project=0, opening_year=None, forbidden=True)).plan
    assert later is not None
    assert never is not None
    assert later.unplaced.sum() == pytest.approx(100)
    assert never.unplaced.sum() == pytest.approx(200)


def test_why_says_which_years_a_window_has() -> None:
    answer = fulfil(Workbench(two_schools(), EXACT), Wish(project=0, opening_year=2030))
    assert answer.plan is None
    assert answer.reason.text("en") == "window, works and the September cliff let P0 open in 2023, 2024 only"


def test_why_says_when_no_plan_is_left() -> None:
    dear = two_schools(budget_10k=[50.0, 60.0])
    answer = fulfil(Workbench(dear, EXACT), Wish(project=0, opening_year=2023))
    assert answer.plan is None
    assert "no plan keeps all rules" in answer.reason.text("en")
    cure = find_repairs(dear, count=1, **_asked(Wish(project=0, opening_year=2023), dear)).repairs
    assert [(a.kind, a.where, a.amount) for a in cure[0].actions] == [("budget", "2023", pytest.approx(10))]


def _asked(wish: Wish, problem: PlanningProblem) -> dict[str, object]:
    question = wish.question(problem)
    return {"forced": question.forced, "required": question.required}


@pytest.mark.parametrize("seed", range(25))
def test_forcing_an_option_equals_brute_force(seed: int) -> None:
    """A bench that has answered other questions answers the next as a fresh one would."""
    problem = ruled_town(seed)
    bench = Workbench(problem, EXACT)
    for option in range(min(problem.programme.option_count, 4)):
        project = int(problem.programme.option_project[option])
        others = [o for o in problem.programme.options_of(project).tolist() if o != option]
        question = Question(forced={option: 1} | dict.fromkeys(others, 0))
        allowed = [best_with(problem, s) for s in schedules(problem) if option in s]
        best = min((found for found in allowed if found is not None), default=None)
        if best is None:
            with pytest.raises(NoPlanError):
                bench.plan(question)
        else:
            plan = bench.plan(question)
            assert plan.stages[0].value == pytest.approx(best[0], rel=1e-6, abs=1e-5)


def test_one_bench_gives_what_a_fresh_model_gives() -> None:
    problem = random_town(3)
    bench = Workbench(problem, EXACT)
    first = bench.plan()
    bench.fewest_unplaced(Question(budget_10k=np.full(len(problem.years), RICH)))
    again = bench.plan()
    fresh = optimise(problem, EXACT)
    for one, two, three in zip(first.stages, again.stages, fresh.stages, strict=True):
        assert two.value == pytest.approx(one.value, rel=1e-9)
        assert three.value == pytest.approx(one.value, rel=1e-9)


# --- repair


def test_a_round_that_is_possible_needs_no_repair() -> None:
    (repair,) = find_repairs(two_schools(), count=1).repairs
    assert repair.actions == ()
    assert repair.cost == 0


def test_repairs_by_hand() -> None:
    """Both schools are committed to 2023, for 100; 90 are there. Money, or a year later, or leave one out."""
    committed = [school(0, 100, 60, 2023, committed=True), school(1, 50, 40, 2023, committed=True)]
    problem = town(
        intakes=[[[150, 150]]],
        seats=[[0], [0]],
        distance_m=[[1, 1]],
        projects=committed,
        budget_10k=[90.0, 90.0],
    )
    found = find_repairs(problem, count=3).repairs
    assert [repair.actions[0].kind for repair in found] == ["budget", "window", "committed"]
    assert all(len(repair.actions) == 1 for repair in found)
    assert found[0].actions[0].amount == pytest.approx(10)
    assert [repair.cost for repair in found] == sorted(repair.cost for repair in found)
    assert all(repair.proven for repair in found)
    kept = find_repairs(problem, count=1, untouchable=("budget",)).repairs
    assert kept[0].actions[0].kind == "window"
    assert find_repairs(problem, count=1, untouchable=tuple(WEIGHTS)).hopeless


def test_every_kind_of_rule_can_be_repaired() -> None:
    committed = [school(0, 100, 60, 2023, committed=True), school(1, 50, 40, 2023, committed=True)]
    plain = town(intakes=[[[150]]], seats=[[0], [0]], distance_m=[[1, 1]], projects=committed)
    problem = replace(plain, rules=Rules(exclusive=((0, 1),)))
    (repair,) = find_repairs(problem, count=1).repairs
    assert [(a.kind, a.where) for a in repair.actions] == [("order", "P0 P1")]


@pytest.mark.parametrize("seed", range(40))
def test_smallest_repair_of_the_budget_equals_enumeration(seed: int) -> None:
    """With money alone to be changed, the least extra is the least over all schedules that keep the rest."""
    problem = ruled_town(seed)
    tight = replace(problem, budget_10k=problem.budget_10k * 0.2)
    others = [kind for kind in WEIGHTS if kind != "budget"]
    rich = replace(problem, budget_10k=np.full(len(problem.years), RICH), carry_over=problem.carry_over)
    least = min(
        (_extra(tight, s) for s in schedules(problem) if best_with(rich, s) is not None), default=None
    )
    found = find_repairs(tight, count=1, untouchable=others).repairs
    if least is None:
        assert found == ()
    else:
        assert found[0].proven
        assert found[0].cost == pytest.approx(least, rel=1e-6, abs=1e-4)


def _extra(problem: PlanningProblem, schedule: tuple[int, ...]) -> float:
    """Return the least money to add so that a schedule can be paid."""
    chosen = [o for o in schedule if o >= 0]
    extra = rest = 0.0
    for t in range(len(problem.years)):
        rest += problem.budget_10k[t] - sum(problem.programme.option_spend_10k[o, t] for o in chosen)
        extra, rest = extra + max(-rest, 0.0), max(rest, 0.0)
        if not problem.carry_over:
            rest = 0.0
    return extra


# --- alternatives


@pytest.mark.parametrize("seed", range(20))
def test_roles_equal_enumeration(seed: int) -> None:
    problem, tolerance = random_town(seed), 0.05
    if brute_force(problem) is None:
        return
    bench = Workbench(problem, EXACT)
    found = find_alternatives(bench, tolerance=tolerance, count=3)
    o1, o2 = found.best.stages[0].value, found.best.stages[1].value
    # The oracle's O2 is that of the least O1 of a schedule; within the tolerance a worse O1 may be cheaper.
    near = [s for s in schedules(problem) if _within(problem, s, o1, o2, tolerance)]
    for p in range(len(problem.projects)):
        built = {s[p] >= 0 for s in near}
        wanted = COULD if built == {True, False} else MUST if built == {True} else NEVER
        if problem.programme.committed[p]:
            wanted = MUST
        # A schedule that is within the tolerance only at a worse O1 is one more that could be.
        assert found.role[p] == wanted or (wanted != COULD and found.role[p] == COULD)
    assert found.complete
    for item in found.schedules:
        assert item.o1 <= o1 * (1 + tolerance) * (1 + 1e-5) + 1e-4
        assert item.o2 <= o2 * (1 + tolerance) * (1 + 1e-5) + 1e-4
    assert len({item.openings for item in found.schedules}) == len(found.schedules)


def _within(
    problem: PlanningProblem, schedule: tuple[int, ...], o1: float, o2: float, tolerance: float
) -> bool:
    worth = best_with(problem, schedule)
    if worth is None:
        return False
    return worth[0] <= o1 * (1 + tolerance) + 1e-6 and worth[1] <= o2 * (1 + tolerance) + 1e-6


def test_alternatives_of_two_equal_schools() -> None:
    problem = town(
        intakes=[[[50]]], seats=[[0], [0], [0]], distance_m=[[5, 5, 900]],
        projects=[school(0, 50, 10, 2023), school(1, 50, 10, 2023), school(2, 50, 500, 2023)],
    )  # fmt: skip
    found = find_alternatives(Workbench(problem, EXACT), tolerance=0.01, count=5)
    assert found.role == (COULD, COULD, NEVER)
    assert {item.openings for item in found.schedules} == {(2023, 0, 0), (0, 2023, 0)}


def test_openings_are_named_by_project() -> None:
    problem = two_schools()
    assert openings_of(problem, [1, 2]) == (2024, 2023)
