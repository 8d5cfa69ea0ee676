"""The cost of a way of drawing catchments: pupils without a seat, and metres."""

from __future__ import annotations

import numpy as np

from planning.appraise.distance import mean_distance_m
from planning.domain.catchment_cost import CatchmentCost
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: Fewer pupils than this are rounding.
NOBODY = 1e-6


def cost_of_catchments(problem: PlanningProblem, plan: Plan) -> CatchmentCost:
    """Compute the cost of a plan's catchments.

    Parameters
    ----------
    problem, plan
        Plan and its problem.

    Returns
    -------
    CatchmentCost
        Cost by band.

    Examples
    --------
    The zone's 30 entrants go to two schools, 1 km and 2 km away:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[15, 15], unit_cost=[[1, 2]])
    >>> plan = Plan(option=[], place=[[15], [15]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> cost = cost_of_catchments(town, plan)
    >>> cost.unplaced, cost.mean_distance_m, cost.split
    (array([0.]), array([1500.]), array([1]))
    """
    pairs, bands = problem.pairs, len(problem.bands)
    placed = plan.place.sum(axis=1)
    served = np.zeros(plan.unplaced.shape)
    np.add.at(served, (pairs.zone, pairs.band), plan.place > NOBODY)
    moved = np.zeros(len(pairs)) if pairs.outside is None else pairs.outside.astype(np.float64)
    return CatchmentCost(
        unplaced=plan.unplaced.sum(axis=(0, 2)),
        worst_year_unplaced=plan.unplaced.sum(axis=0).max(axis=1),
        mean_distance_m=mean_distance_m(problem, plan),
        split=(served > 1).sum(axis=(0, 2)).astype(np.int64),
        outside=np.bincount(pairs.band, weights=placed * moved, minlength=bands).astype(np.float64),
    )
