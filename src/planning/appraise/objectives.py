"""The objectives, computed anew from the plan."""

from __future__ import annotations

import numpy as np

from planning.appraise.access import distance_price_10k
from planning.appraise.money import discounted_cost_10k
from planning.appraise.rules import changed_projects, pupils_outside, years_of
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def o1_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O1, the weighted pupil-years without a seat."""
    per_pupil = problem.band_weight * problem.retention.sum(axis=1)
    return float(np.einsum("zbt,b->", plan.unplaced, per_pupil))


def o2_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O2, distance, temporary seats and discounted cost at policy prices, 10,000 yuan."""
    prices = problem.prices
    return (
        distance_price_10k(problem, plan)
        + prices.temporary_10k_per_seat_year * float(plan.temporary.sum())
        + prices.cost_weight * discounted_cost_10k(problem, plan)
    )


def o3_value(problem: PlanningProblem, plan: Plan) -> float:
    """Return O3, the priced changes against the reference and the lateness of projects."""
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
