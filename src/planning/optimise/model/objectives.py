"""The objectives, as coefficients of the variables."""

from __future__ import annotations

import math

import numpy as np
import pulp

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.equations.c11_changes import change_terms
from planning.optimise.model.rows import Model

#: What a place further down the list of projects costs in O3, against a year.
ORDER = 1e-3


def o1_unplaced(model: Model) -> dict[pulp.LpVariable, float]:
    """Return O1: pupil-years without a seat, bands weighted.

    A pupil without a seat at entry goes without it for the whole band, so each counts for
    ``sum_k retention[b,k]`` years, whatever part of them lies beyond the horizon: otherwise the last
    years would weigh less than the first.
    """
    weight = model.problem.band_weight * model.problem.pupil_years
    return {variable: float(weight[b]) for (_, b, _), variable in model.variables.unplaced.items()}


def o2_cost_and_distance(model: Model) -> dict[pulp.LpVariable, float]:
    """Return O2: distance, distance beyond the norm, temporary seats and discounted cost, in 10,000 yuan.

    Distance counts for each year of a pupil's stay.
    """
    problem = model.problem
    prices = problem.prices
    terms: dict[pulp.LpVariable, float] = {}
    per_pupil = price_of_placing(problem)
    for (n, _), variable in model.variables.place.items():
        terms[variable] = float(per_pupil[n])
    for variable in model.variables.temporary.values():
        terms[variable] = prices.temporary_10k_per_seat_year
    cost = cost_of_options(problem)
    for o, variable in model.variables.start.items():
        terms[variable] = float(cost[o])
    return {variable: value for variable, value in terms.items() if value}


def o3_change_and_start(model: Model) -> tuple[float, dict[pulp.LpVariable, float]]:
    """Return O3 as a constant and terms: change against the reference, then earliest starts.

    Every start costs the years from the first of the horizon to it, and a trifle more the later its project
    stands in the list, so that among schedules as good as each other one and the same is taken everywhere.
    A project that need not start does not.
    """
    problem = model.problem
    reference = problem.rules.reference
    constant, weights = o3_weights(problem)
    terms = {variable: float(weights[o]) for o, variable in model.variables.start.items()}
    if reference is None:
        return constant, terms
    outside = reference.pair == 0
    for (n, t), variable in model.variables.place.items():
        if outside[n, t] and reference.pupil_price:
            terms[variable] = reference.pupil_price
    return constant, terms


def o3_weights(problem: PlanningProblem) -> tuple[float, FloatArray]:
    """Return O3 without what pupils add: a constant, and the weight of each option, shape (O,)."""
    programme, reference = problem.programme, problem.rules.reference
    years = np.maximum(programme.option_opening_year - problem.years[0], 0)
    weights = 1.0 + years + ORDER * (programme.option_project + 1.0)
    if reference is None:
        return 0.0, weights
    constant, changes = change_terms(problem)
    for o, weight in changes.items():
        weights[o] += weight * reference.change_price
    return constant * reference.change_price, weights


def price_of_placing(problem: PlanningProblem) -> FloatArray:
    """Return what a pupil of an intake costs on each pair over the whole stay, 10,000 yuan, shape (N,)."""
    prices, pairs = problem.prices, problem.pairs
    result = []
    outside = [0] * len(pairs) if pairs.outside is None else pairs.outside.tolist()
    for band, distance_m, moved in zip(pairs.band.tolist(), pairs.distance_m.tolist(), outside, strict=True):
        norm_m = float(problem.norm_m[band])
        beyond_m = max(0.0, distance_m - norm_m) if math.isfinite(norm_m) else 0.0
        yearly = (
            prices.distance_10k_per_pupil_km * distance_m + prices.beyond_norm_10k_per_pupil_km * beyond_m
        ) / 1000.0
        lasting = yearly * float(problem.pupil_years[band])
        result.append(lasting + prices.outside_today_10k_per_pupil * moved)
    return np.array(result)


def cost_of_options(problem: PlanningProblem) -> FloatArray:
    """Return the weighted discounted cost of each option, 10,000 yuan, shape (O,)."""
    weight = problem.prices.cost_weight
    return np.array([weight * _discounted(problem, o) for o in range(problem.programme.option_count)])


def _discounted(problem: PlanningProblem, option: int) -> float:
    prices = problem.prices
    spend = problem.programme.option_spend_10k[option].tolist()
    return math.fsum(
        money / (1.0 + prices.discount_rate) ** (year - prices.base_year)
        for year, money in zip(problem.years, spend, strict=True)
        if money
    )
