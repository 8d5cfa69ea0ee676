"""The classic problem: by hand, by enumeration, and at the size of the published instances."""

from __future__ import annotations

import doctest
import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from planning.appraise.audit import audit
from planning.domain import facility_location as module
from planning.domain.facility_location import facility_location
from planning.domain.plan import Outcome
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise

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
