"""C17 in a plan: openings wait for staff; brute force over starts agrees; a plan without staff is caught."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.domain.plan import Outcome
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.domain.staff_flows import StaffFlows
from planning.errors import NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.repair import find_repairs
from tests.oracle import brute_force
from tests.staff_towns import staff
from tests.towns import random_town, two_schools

EXACT = SolverSettings(gap_o2=0.0)


def staffed(problem: PlanningProblem, seed: int) -> PlanningProblem:
    """Return a town whose openings a random supply of staff limits."""
    rng = np.random.default_rng(seed + 50_000)
    _, f, b, t = problem.shape
    k = int(rng.integers(1, 3))
    each = rng.uniform(0.05, 0.1, b)
    posts = each * problem.seats.sum(axis=0)
    there = posts * rng.uniform(0.7, 1.2, b) / k
    pairs = [(0, 1, float(rng.integers(0, 4)), int(rng.integers(0, 2)), 0.0)] if b > 1 else []
    supply = staff(
        np.repeat(there[None, None], k, axis=0), years=t, pairs=pairs, per_seat=each,
        group=np.where(rng.random(f) < 0.8, 0, -1), leave=rng.uniform(0, 0.1, (k, b, t)),
        recruitment=rng.integers(0, 8, t).astype(float),
        lack_limit=np.where(rng.random(b) < 0.8, rng.integers(0, 8, b), np.inf),
    )  # fmt: skip
    return replace(problem, rules=Rules(staff_supply=supply))


@pytest.mark.parametrize("seed", range(100))
def test_brute_force_agrees(seed: int) -> None:
    problem = staffed(random_town(seed), seed)
    best = brute_force(problem)
    if best is None:
        with pytest.raises(NoPlanError):
            optimise(problem, EXACT)
        return
    plan = optimise(problem, EXACT)
    assert plan.outcome is Outcome.PROVEN
    assert audit(problem, plan).breaches == ()
    found = [stage.value for stage in plan.stages[:2]]
    np.testing.assert_allclose(found, best, rtol=1e-5, atol=1e-4)


def late(recruits: list[float]) -> PlanningProblem:
    """150 entrants a year; two schools, of 100 and 50 seats, each seat a tenth of a post."""
    supply = staff(
        [[0.0]], years=2, group=np.zeros(2, dtype=int), per_seat=np.array([0.1]),
        recruitment=np.array(recruits), lack_limit=np.zeros(1),
    )  # fmt: skip
    return two_schools(rules=Rules(staff_supply=supply), budget_10k=[1000.0, 1000.0])


def test_a_school_opens_when_its_staff_are_there() -> None:
    plan = optimise(late([10.0, 5.0]))
    # The larger in the first year, the smaller a year later.
    assert plan.unplaced[0, 0].tolist() == [50.0, 0.0]
    assert plan.staff is not None
    assert plan.staff.recruited[0, 0].tolist() == pytest.approx([10.0, 5.0])


def test_more_recruits_never_raise_the_shortage() -> None:
    shortages = [float(optimise(late([n, n])).unplaced.sum()) for n in (0.0, 4.0, 5.0, 9.0, 10.0, 15.0)]
    assert shortages == sorted(shortages, reverse=True)
    assert (shortages[0], shortages[-1]) == (300.0, 0.0)


def test_a_plan_that_says_nothing_of_staff_is_caught() -> None:
    problem = late([10.0, 5.0])
    plan = optimise(problem)
    bare = audit(problem, replace(plan, staff=None))
    assert [breach.rule for breach in bare.breaches] == ["C17"]
    assert plan.staff is not None
    more = StaffFlows(
        recruited=plan.staff.recruited + 1.0, retrained=plan.staff.retrained,
        moved_out=plan.staff.moved_out, moved_in=plan.staff.moved_in,
    )  # fmt: skip
    assert [breach.rule for breach in audit(problem, replace(plan, staff=more)).breaches] == ["C17"]


def test_an_impossible_lack_is_repaired_by_recruits() -> None:
    problem = late([0.0, 0.0])
    committed = replace(problem.programme, committed=np.array([1, 0]))
    problem = replace(problem, programme=committed)
    with pytest.raises(NoPlanError):
        optimise(problem)
    found = find_repairs(problem, count=1).repairs[0]
    assert [(action.kind, action.amount) for action in found.actions] == [("staff", pytest.approx(10.0))]


def test_a_supply_that_does_not_fit_is_refused() -> None:
    supply = staff([[1.0], [1.0]], years=2, group=np.zeros(2, dtype=int), lack_limit=np.zeros(1))
    with pytest.raises(ProblemError, match="supply of staff"):
        two_schools(rules=Rules(staff_supply=supply))
