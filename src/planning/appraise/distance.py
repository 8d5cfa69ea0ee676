"""How far those placed travel."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def mean_distance_m(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the mean distance of the pupils placed in all years, metres, shape (B,); NaN where none is."""
    pairs, bands = problem.pairs, len(problem.bands)
    placed = plan.place.sum(axis=1)
    pupils = np.bincount(pairs.band, weights=placed, minlength=bands)
    metres = np.bincount(pairs.band, weights=placed * pairs.distance_m, minlength=bands)
    mean = np.divide(metres, pupils, out=np.full(bands, np.nan), where=pupils > 0)
    return np.asarray(mean, dtype=np.float64)
