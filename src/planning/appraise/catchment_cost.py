"""What a way of drawing catchments costs: pupils without a seat, and metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.appraise.distance import mean_distance_m
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: Fewer pupils than this are rounding.
NOBODY = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class CatchmentCost:
    """Numbers of one plan by band, all years together; shape (B,) each.

    Parameters
    ----------
    unplaced
        Entrants without a seat.
    worst_year_unplaced
        The same in the worst year.
    mean_distance_m
        Mean distance of those placed; NaN where nobody is.
    split
        Zone-years whose entrants go to several facilities.
    outside
        Entrants placed outside today's catchment, as far as a zone has one.
    """

    unplaced: FloatArray
    worst_year_unplaced: FloatArray
    mean_distance_m: FloatArray
    split: IntArray
    outside: FloatArray


def cost_of_catchments(problem: PlanningProblem, plan: Plan) -> CatchmentCost:
    """Return what the catchments of a plan cost.

    Parameters
    ----------
    problem, plan
        A plan and its problem.

    Returns
    -------
    CatchmentCost
        The numbers.
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
