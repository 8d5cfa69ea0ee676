"""Whole zones where projects may be scheduled otherwise: no plan is said only with a proof."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.appraise.audit import audit
from planning.domain.catchment_rules import CatchmentRules
from planning.domain.facility_location import facility_location
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.catchments import other_schedules, together

EXACT = SolverSettings(gap_o2=0.0)


def whole(problem: PlanningProblem) -> PlanningProblem:
    rules = CatchmentRules(
        whole=[1], contiguous=[0], neighbours=np.zeros((0, 2)), home=np.zeros(len(problem.facilities))
    )
    return replace(problem, rules=Rules(catchments=rules))


def three_sites(*, forbidden: bool) -> PlanningProblem:
    """Return three customers of 6; two cheap sites of 9 split one of them, the dear one of 18 does not."""
    return whole(
        facility_location(
            demand=[6, 6, 6],
            capacity=[9, 9, 18],
            unit_cost=np.ones((3, 3)),
            fixed_cost=[1, 1, 5],
            unmet_forbidden=forbidden,
        )
    )


def open_sites(plan: Plan) -> list[int]:
    return np.flatnonzero(plan.option >= 0).tolist()


@pytest.fixture(params=[True, False], ids=["together", "one schedule after another"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(together, "SMALL", 0)
    return bool(request.param)


@pytest.mark.parametrize("forbidden", [True, False])
def test_another_schedule_seats_all(forbidden: bool, way: bool) -> None:
    problem = three_sites(forbidden=forbidden)
    plan = optimise(problem, EXACT)
    assert open_sites(plan) == [2]
    assert plan.unplaced.sum() == pytest.approx(0)
    assert plan.stages[1].value == pytest.approx(18 + 5)
    assert audit(problem, plan).passed
    assert plan.stages[0].proven
    if way:
        assert plan.outcome is Outcome.PROVEN


@pytest.mark.usefixtures("way")
def test_no_plan_is_shown_where_no_schedule_allows_one() -> None:
    problem = whole(
        facility_location(
            demand=[6, 6, 6], capacity=[9, 9, 11], unit_cost=np.ones((3, 3)), fixed_cost=[1, 1, 5]
        )
    )
    assert optimise(problem, EXACT).unplaced.sum() == pytest.approx(0)
    poor = replace(problem, budget_10k=[6.0])
    with pytest.raises(NoPlanError, match="no plan keeps all rules") as caught:
        optimise(poor, EXACT)
    assert caught.value.proven


def test_none_found_is_not_called_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """One schedule alone may be tried: that shows nothing of the others."""
    monkeypatch.setattr(together, "SMALL", 0)
    monkeypatch.setattr(other_schedules, "MOST_SCHEDULES", 1)
    with pytest.raises(NoPlanError, match="does not say that there is none") as caught:
        optimise(three_sites(forbidden=True), EXACT)
    assert not caught.value.proven


def test_an_open_end_leaves_the_bound_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "SMALL", 0)
    monkeypatch.setattr(other_schedules, "MORE_SCHEDULES", 1)
    plan = optimise(three_sites(forbidden=False), EXACT)
    assert plan.unplaced.sum() == pytest.approx(3)
    assert plan.stages[0].bound == pytest.approx(0)
    assert plan.outcome is Outcome.BEST_FOUND


def answer(problem: PlanningProblem) -> Plan | NoPlanError:
    try:
        return optimise(problem, EXACT)
    except NoPlanError as none:
        return none


def enumerated(problem: PlanningProblem, demand: list[float], cost: np.ndarray) -> tuple[float, float] | None:
    """Return O1 and O2 by trying every set of sites and every way to serve each customer by one of them."""
    programme = problem.programme
    seats, fixed = programme.seats[:, 0], programme.cost_10k
    best = None
    sites = range(len(seats))
    budget = float(problem.budget_10k[0])
    for opened in itertools.chain.from_iterable(
        itertools.combinations(sites, k) for k in range(len(seats) + 1)
    ):
        money = fixed[list(opened)].sum()
        if money > budget + 1e-9:
            continue
        for served in itertools.product([*opened, None], repeat=len(demand)):
            o1, o2 = 0.0, float(money)
            by_site: dict[int, list[int]] = {}
            for z, f in enumerate(served):
                if f is None:
                    o1 += demand[z]
                else:
                    by_site.setdefault(f, []).append(z)
            for f, zones in by_site.items():
                # Of several customers the cheapest are served first; one may be served in part.
                left = seats[f]
                for z in sorted(zones, key=lambda z: cost[z, f]):
                    taken = min(left, demand[z])
                    left -= taken
                    o1 += demand[z] - taken
                    o2 += taken * cost[z, f]
            if problem.unmet_forbidden and o1 > 1e-9:
                continue
            found = (round(o1, 9), o2)
            if best is None or found < best:
                best = found
    return best


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 100_000),
    forbidden=st.booleans(),
    small=st.booleans(),
    rich=st.sampled_from([0.4, 0.7, 9.0]),
)
def test_equals_enumeration(seed: int, forbidden: bool, small: bool, rich: float) -> None:
    rng = np.random.default_rng(seed)
    demand = rng.integers(1, 12, 4).astype(float).tolist()
    capacity = rng.integers(3, 25, 3).astype(float)
    cost = rng.integers(1, 9, (4, 3)).astype(float)
    fixed = rng.integers(1, 30, 3).astype(float)
    problem = whole(
        facility_location(
            demand=demand, capacity=capacity, unit_cost=cost, fixed_cost=fixed, unmet_forbidden=forbidden
        )
    )
    problem = replace(problem, budget_10k=[float(np.ceil(rich * fixed.sum()))])
    best = enumerated(problem, demand, cost)
    with pytest.MonkeyPatch.context() as patch:
        if not small:
            patch.setattr(together, "SMALL", 0)
        plan = answer(problem)
    if isinstance(plan, NoPlanError):
        assert best is None or not plan.proven
        assert not (small and best is not None), "what is decided together is found"
        return
    assert best is not None
    assert audit(problem, plan).passed
    assert plan.stages[0].value >= best[0] - 1e-6
    assert plan.stages[0].bound <= best[0] + 1e-6
    if plan.stages[0].value <= best[0] + 1e-6:
        assert plan.stages[1].value >= best[1] - 1e-5
    if small:
        assert plan.outcome is Outcome.PROVEN
    if plan.stages[0].proven:
        assert plan.stages[0].value == pytest.approx(best[0], abs=1e-5)
    if plan.outcome is Outcome.PROVEN:
        assert plan.stages[1].value == pytest.approx(best[1], abs=1e-4)


def test_more_seats_names_what_may_help() -> None:
    problem = three_sites(forbidden=True)
    assert other_schedules.more_seats(problem, [0, 1, -1], [0]) == ((2, 1),)
    assert other_schedules.more_seats(problem, [0, 1, 2], [0]) == ()
    assert other_schedules.more_seats(problem, [-1, -1, -1], [0]) == ((0, 1), (1, 1), (2, 1))
