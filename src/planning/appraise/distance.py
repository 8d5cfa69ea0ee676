"""How far those placed travel."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def mean_distance_m(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the mean distance of the pupils placed in all years, metres, shape (B,); NaN where none is.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> mean_distance_m(town, plan)
    array([1250.])
    """
    pairs, bands = problem.pairs, len(problem.bands)
    placed = plan.place.sum(axis=1)
    pupils = np.bincount(pairs.band, weights=placed, minlength=bands)
    metres = np.bincount(pairs.band, weights=placed * pairs.distance_m, minlength=bands)
    mean = np.divide(metres, pupils, out=np.full(bands, np.nan), where=pupils > 0)
    return np.asarray(mean, dtype=np.float64)
