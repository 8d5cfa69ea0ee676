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
