"""The objectives, computed anew from the plan."""

from __future__ import annotations

import numpy as np

from planning.appraise.access import distance_price_10k
from planning.appraise.money import discounted_cost_10k
from planning.appraise.retreat import retreat_cost_10k
from planning.appraise.rules import changed_projects, pupils_outside, years_of
from planning.appraise.running import running_by_year
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def o1_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O1, the weighted pupil-years without a seat.

    Examples
    --------
    Ten entrants without a seat for a year, in a band of weight 4:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> o1_value(replace(town, band_weight=[4]), plan)
    40.0
    """
    per_pupil = problem.band_weight * problem.retention.sum(axis=1)
    return float(np.einsum("zbt,b->", plan.unplaced, per_pupil))


def o2_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O2, distance, temporary seats and discounted cost at policy prices, 10,000 yuan.

    Examples
    --------
    A school for 500, and 50 kilometres at a price of 1:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> o2_value(town, plan)
    550.0
    """
    prices = problem.prices
    return (
        distance_price_10k(problem, plan)
        + prices.temporary_10k_per_seat_year * float(plan.temporary.sum())
        + prices.cost_weight * discounted_cost_10k(problem, plan)
        + _running_price_10k(problem, plan)
        + retreat_cost_10k(problem, plan)
    )


def _running_price_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the discounted running cost of what the plan opens, at its weight, 10,000 yuan."""
    running, prices = problem.running, problem.prices
    if running is None or not running.cost_weight:
        return 0.0
    years = np.array(problem.years) - prices.base_year
    yearly = running_by_year(problem, plan).sum(axis=0)
    return running.cost_weight * float((yearly / (1.0 + prices.discount_rate) ** years).sum())


def o3_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O3, the priced changes against the reference and the lateness of projects.

    Examples
    --------
    One project, opened in the first year; its place in the list breaks ties:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> o3_value(town, plan)
    1.001
    """
    _, opening = years_of(problem, plan)
    lateness = 0.0
    for p in np.flatnonzero(opening).tolist():
        lateness += 1.0 + max(int(opening[p]) - problem.years[0], 0) + (p + 1) / 1000.0
    reference = problem.rules.reference
    if reference is None:
        return lateness
    changes = float(changed_projects(problem, plan).sum())
    moved = pupils_outside(problem, plan)
    return lateness + reference.change_price * changes + reference.pupil_price * moved
