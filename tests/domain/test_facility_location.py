"""The classic problem: by hand, by enumeration, and at the size of the published instances."""

from __future__ import annotations

import doctest
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.appraise.audit import audit
from planning.domain import facility_location as module
from planning.domain.facility_location import facility_location
from planning.domain.plan import Outcome
from planning.errors import NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise, solve_facility_location

EXACT = SolverSettings(gap_o2=0.0)


def test_the_example_of_the_reference() -> None:
    assert doctest.testmod(module).failed == 0


def test_an_instance_by_hand() -> None:
    """Three sites of 15; 24 units in all, so two must open. The best pair is the first and the third.

    From the first: customers 0 and 1 (12 units at 1 and 2), from the third customer 2 (12 units at 1).
    """
    problem = facility_location(
        demand=[6, 6, 12],
        capacity=[15, 15, 15],
        fixed_cost=[20, 40, 20],
        unit_cost=[[1, 1, 9], [2, 1, 9], [9, 9, 1]],
    )
    plan = optimise(problem, EXACT)
    assert plan.outcome is Outcome.PROVEN
    assert plan.option.tolist() == [0, -1, 2]
    assert plan.stages[1].value == pytest.approx(20 + 20 + 6 + 12 + 12)
    assert audit(problem, plan).passed


def test_without_fixed_costs_it_is_the_transportation_problem() -> None:
    rng = np.random.default_rng(5)
    demand, capacity, cost = rng.integers(1, 20, 30), np.full(6, 80), rng.uniform(1, 50, (30, 6))
    rows = np.kron(np.eye(30), np.ones(6)), np.kron(np.ones(30), np.eye(6))
    best = linprog(cost.ravel(), A_eq=rows[0], b_eq=demand, A_ub=rows[1], b_ub=capacity)
    plan = optimise(facility_location(demand=demand, capacity=capacity, unit_cost=cost), EXACT)
    assert plan.stages[1].value == pytest.approx(best.fun, rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_small_instances_by_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand, capacity = rng.integers(5, 30, 8), rng.integers(30, 90, 5)
    cost, fixed = rng.uniform(1, 20, (8, 5)), rng.integers(50, 300, 5)
    best = np.inf
    for chosen in itertools.product((0, 1), repeat=5):
        opened = np.array(chosen) == 1
        if capacity[opened].sum() >= demand.sum():
            k = int(opened.sum())
            rows = np.kron(np.eye(8), np.ones(k)), np.kron(np.ones(8), np.eye(k))
            found = linprog(
                cost[:, opened].ravel(), A_eq=rows[0], b_eq=demand, A_ub=rows[1], b_ub=capacity[opened]
            )
            best = min(best, float(found.fun) + float(fixed[opened].sum()))
    problem = facility_location(demand=demand, capacity=capacity, unit_cost=cost, fixed_cost=fixed)
    if np.isinf(best):
        with pytest.raises(NoPlanError):
            optimise(problem, EXACT)
    else:
        assert optimise(problem, EXACT).stages[1].value == pytest.approx(best, rel=1e-7)


def test_fifty_sites_and_fifty_customers_are_proven_at_gap_nought() -> None:
    rng = np.random.default_rng(11)
    sites, customers = rng.uniform(0, 100, (50, 2)), rng.uniform(0, 100, (50, 2))
    cost = np.hypot(*(customers[:, None] - sites[None]).transpose(2, 0, 1))
    problem = facility_location(
        demand=rng.integers(10, 60, 50),
        capacity=np.full(50, 300),
        unit_cost=cost,
        fixed_cost=np.full(50, 2500),
    )
    plan = optimise(problem, EXACT)
    assert plan.outcome is Outcome.PROVEN
    assert plan.stages[1].gap == 0
    assert plan.unplaced.sum() == 0


def test_what_is_not_allowed_is_not_used_and_shortage_may_be_a_result() -> None:
    cost = [[1.0, np.inf], [np.inf, 1.0]]
    short = facility_location(demand=[5, 5], capacity=[3, 9], unit_cost=cost, unmet_forbidden=False)
    assert optimise(short, EXACT).unplaced.ravel().tolist() == [2, 0]
    with pytest.raises(NoPlanError):
        optimise(facility_location(demand=[5, 5], capacity=[3, 9], unit_cost=cost), EXACT)


def enumerated(
    *,
    demand: Any,
    capacity: Any,
    unit_cost: Any,
    fixed_cost: Any,
    single_source: bool = False,
    at_most: int | None = None,
    exactly: int | None = None,
    committed: Any = (),
    budget: float | None = None,
    least_load: Any = None,
) -> float | None:
    """Open every subset of sites, and serve by a linear programme or by every whole assignment."""
    best = None
    sites = len(np.asarray(capacity))
    floor = np.zeros(sites) if least_load is None else np.broadcast_to(least_load, sites)
    for chosen in itertools.product((0, 1), repeat=sites):
        opened = np.flatnonzero(chosen)
        fixed, k = float(np.asarray(fixed_cost)[opened].sum()), len(opened)
        refused = (
            (at_most is not None and k > at_most)
            or (exactly is not None and k != exactly)
            or not set(committed) <= set(opened.tolist())
            or (budget is not None and fixed > budget)
        )
        if refused or not k:
            continue
        served = _served(np.asarray(demand), np.asarray(capacity)[opened], np.asarray(unit_cost)[:, opened],
                         floor[opened], single_source)  # fmt: skip
        if served is not None:
            best = fixed + served if best is None else min(best, fixed + served)
    return best


def _served(demand: Any, room: Any, cost: Any, floor: Any, whole: bool) -> float | None:
    customers, k = cost.shape
    if not whole:
        each, of = np.kron(np.eye(customers), np.ones(k)), np.kron(np.ones(customers), np.eye(k))
        limits = np.concatenate([room, -floor])
        found = linprog(cost.ravel(), A_eq=each, b_eq=demand, A_ub=np.vstack([of, -of]), b_ub=limits)
        return float(found.fun) if found.status == 0 else None
    best = None
    for sites in itertools.product(range(k), repeat=customers):
        load = np.bincount(sites, weights=demand, minlength=k)
        if (load <= room + 1e-9).all() and (load >= floor - 1e-9).all():
            total = float((cost[np.arange(customers), sites] * demand).sum())
            best = total if best is None else min(best, total)
    return best


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), asked=st.sets(st.sampled_from(
    ("at_most", "exactly", "committed", "budget", "least_load")), max_size=3))  # fmt: skip
def test_what_may_be_asked_by_enumeration(seed: int, asked: set[str]) -> None:
    rng = np.random.default_rng(seed)
    instance: dict[str, Any] = {
        "demand": rng.integers(2, 20, 4), "capacity": rng.integers(15, 50, 4),
        "unit_cost": rng.integers(1, 12, (4, 4)).astype(float), "fixed_cost": rng.integers(0, 40, 4),
    }  # fmt: skip
    values = {
        "at_most": int(rng.integers(1, 4)), "exactly": int(rng.integers(1, 4)),
        "committed": [int(rng.integers(0, 4))], "budget": float(rng.integers(20, 120)),
        "least_load": rng.integers(0, 16, 4).astype(float),
    }  # fmt: skip
    if {"at_most", "exactly"} <= asked:
        asked = asked - {"at_most"}
    choice = {name: values[name] for name in sorted(asked)}
    best = enumerated(**instance, **choice)
    if best is None:
        with pytest.raises(NoPlanError, match=r"site|customers"):
            solve_facility_location(**instance, **choice)
        return
    found = solve_facility_location(**instance, **choice)
    assert found.proven
    assert found.cost == pytest.approx(best, rel=1e-7)
    assert found.bound == pytest.approx(best, rel=1e-6)
    assert audit(found.problem, found.plan).passed
    serving = float((found.assignment * instance["unit_cost"]).sum())
    assert found.cost == pytest.approx(found.fixed_cost + serving)
    assert found.fixed_cost == instance["fixed_cost"][list(found.open_sites)].sum()
    assert found.load == pytest.approx(found.assignment.sum(axis=0))
    assert set(np.flatnonzero(found.load > 1e-6)) <= set(found.open_sites)


@pytest.mark.parametrize("seed", range(12))
def test_one_site_for_each_customer_is_never_said_to_be_better_than_it_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    instance: dict[str, Any] = {
        "demand": rng.integers(2, 15, 5), "capacity": rng.integers(25, 60, 3),
        "unit_cost": rng.integers(1, 12, (5, 3)).astype(float), "fixed_cost": rng.integers(0, 60, 3),
    }  # fmt: skip
    best = enumerated(**instance, single_source=True)
    try:
        found = solve_facility_location(**instance, single_source=True)
    except NoPlanError:
        assert best is None
        return
    assert best is not None
    assert (np.count_nonzero(found.assignment > 1e-6, axis=1) == 1).all()
    assert [found.assignment[i, site] for i, site in enumerate(found.site_of)] == pytest.approx(
        instance["demand"]
    )  # type: ignore[index]
    assert found.bound - 1e-6 <= best <= found.cost + 1e-6
    if found.proven:
        assert found.cost == pytest.approx(best)


def test_the_p_median_problem() -> None:
    """Customers at 0, 1, 10, 11 and 30 on a line; two sites among them are best at 1 (or 0) and 11 (or 10)."""
    at = np.array([0.0, 1.0, 10.0, 11.0, 30.0])
    found = solve_facility_location(
        demand=np.ones(5), capacity=np.full(5, 5), unit_cost=abs(at[:, None] - at[None, :]),
        fixed_cost=np.zeros(5), exactly=3,
    )  # fmt: skip
    assert found.cost == pytest.approx(2.0)
    assert len(found.open_sites) == 3
    assert 4 in found.open_sites


SMALL: dict[str, Any] = {"demand": [6, 6], "capacity": [9, 9], "unit_cost": [[1, 2], [2, 1]]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"unit_cost": [[1, 2, 3], [2, 1, 3]]},
            r"unit_cost has shape \(2, 3\); customers and sites make it \(2, 2\)",
        ),
        ({"fixed_cost": [1]}, r"fixed_cost has shape \(1,\)"),
        ({"at_most": 1}, "without fixed_cost all sites are open"),
        ({"fixed_cost": [1, 1], "at_most": 1, "exactly": 1}, "state one of them"),
        ({"fixed_cost": [1, 1], "exactly": 3}, "there are 2 sites"),
        ({"fixed_cost": [1, 1], "at_most": -1}, "0 or more"),
        ({"fixed_cost": [1, 1], "committed": [2]}, "sites are counted from 0 to 1"),
        ({"fixed_cost": [1, 1], "budget": float("nan")}, "budget holds NaN"),
        ({"fixed_cost": [1, 1], "least_load": [1, 2, 3]}, "least_load has shape"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_of_sites(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        facility_location(**SMALL | changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"capacity": [5, 5]}, "ask for 12, and all sites together have room for 10"),
        ({"fixed_cost": [1, 1], "at_most": 1}, "the 1 largest sites have room for 9"),
        (
            {"fixed_cost": [1, 1], "at_most": 1, "committed": [0, 1]},
            "2 sites are committed, and at most 1 may open",
        ),
        (
            {"fixed_cost": [5, 5], "budget": 4, "committed": [0]},
            "the committed sites cost 5, and the budget is 4",
        ),
        ({"unit_cost": [[np.inf, np.inf], [1, 1]]}, "1 customers may use no site: customer 0"),
        ({"fixed_cost": [1, 1], "least_load": 8}, "no choice of sites"),
    ],
)
def test_no_choice_is_told_in_words_of_sites(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(NoPlanError, match=message) as raised:
        solve_facility_location(**SMALL | changes)
    assert not any(
        word in raised.value.en for word in ("plan", "school", "pupil", "zone", "facility", "project")
    )


def test_what_cannot_be_served_is_named() -> None:
    found = solve_facility_location(**SMALL | {"capacity": [5, 5]}, unmet_forbidden=False)
    assert found.unserved.sum() == pytest.approx(2)
    assert found.open_sites == (0, 1)
