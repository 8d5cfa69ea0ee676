"""Distance to school."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def mean_distance_m(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the mean distance of the pupils placed, shape (B, T); NaN where nobody is."""
    weighted = plan.place * problem.pairs.distance_m[:, None]
    return _per_pupil(problem, plan, weighted)


def beyond_norm_share(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the share of the pupils placed who live beyond the service radius, shape (B, T)."""
    beyond = problem.pairs.distance_m > problem.norm_m[problem.pairs.band]
    return _per_pupil(problem, plan, plan.place * beyond[:, None])


def distance_price_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the price of distance and of distance beyond the norm over all stays, 10,000 yuan."""
    pairs, prices = problem.pairs, problem.prices
    beyond_m = np.clip(pairs.distance_m - problem.norm_m[pairs.band], 0.0, None)
    per_km = prices.distance_10k_per_pupil_km * pairs.distance_m + prices.beyond_norm_10k_per_pupil_km * beyond_m
    per_pupil = per_km / 1000.0 * problem.stay.sum(axis=1)[pairs.band]
    return float((plan.place.sum(axis=1) * per_pupil).sum())


def _per_pupil(problem: PlanningProblem, plan: Plan, amount: FloatArray) -> FloatArray:
    bands = len(problem.bands)
    total, pupils = np.zeros((bands, plan.place.shape[1])), np.zeros((bands, plan.place.shape[1]))
    np.add.at(total, problem.pairs.band, amount)
    np.add.at(pupils, problem.pairs.band, plan.place)
    return np.divide(total, pupils, out=np.full_like(total, np.nan), where=pupils > 1e-9)
