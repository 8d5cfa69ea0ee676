"""The objectives, as coefficients of the columns."""

from __future__ import annotations

import math

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.equations.c11_changes import change_terms
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Index, Terms

#: What a place further down the list of projects costs in O3, against a year.
ORDER = 1e-3


def o1_unplaced(model: Model) -> Terms:
    """Return O1: pupil-years without a seat, weighted by band.

    A pupil without a seat at entry lacks one for the whole band, so each counts for ``sum_k retention[b,k]``
    years, including those beyond the horizon; otherwise the last years would weigh less than the first.
    """
    weight = model.problem.band_weight * model.problem.pupil_years
    unplaced = model.variables.unplaced
    return Terms.joined((unplaced, np.broadcast_to(weight[:, None], unplaced.shape)))


def o2_cost_and_distance(model: Model) -> Terms:
    """Return O2: distance, distance beyond the norm, temporary seats and discounted cost, in 10,000 yuan.

    Distance counts for each year of a pupil's attendance.
    """
    problem, variables = model.problem, model.variables
    per_pupil = price_of_placing(problem)[:, None]
    per_seat = np.array(problem.prices.temporary_10k_per_seat_year)
    return Terms.joined(
        (variables.place, np.broadcast_to(per_pupil, variables.place.shape)),
        (variables.temporary, np.broadcast_to(per_seat, variables.temporary.shape)),
        (variables.start, cost_of_options(problem)),
        *_rooms(model),
        *_retreat(model),
    )


def _rooms(model: Model) -> list[tuple[Index, FloatArray]]:
    rooms, variables = model.problem.rooms, model.variables
    if rooms is None:
        return []
    taken, back = cost_of_rooms(model.problem)
    block = rooms.block[:, None]
    return [(variables.taken, block * taken), (variables.back, block * back)]


def cost_of_rooms(problem: PlanningProblem) -> tuple[FloatArray, FloatArray]:
    """Return the weighted discounted cost of a room taken and of one on its way back, shape (M, T) each."""
    rooms, prices = problem.rooms, problem.prices
    if rooms is None:
        nothing = np.zeros((0, len(problem.years)))
        return nothing, nothing
    apart = np.array(problem.years) - prices.base_year
    worth = prices.cost_weight / (1.0 + prices.discount_rate) ** apart
    return rooms.cost_10k[:, None] * worth, rooms.back_cost_10k[:, None] * worth


def _retreat(model: Model) -> list[tuple[Index, FloatArray]]:
    """Return what sites that may close cost: running and closing them, moves, pupils below a viable roll."""
    problem, variables = model.problem, model.variables
    rule = problem.retreat
    if rule is None:
        return []
    running, closing = price_of_sites_kept(problem)
    return [
        (variables.kept, running),
        (variables.closing, closing),
        (variables.moved, np.broadcast_to(rule.move_10k[:, None, None], variables.moved.shape)),
        (variables.short, np.full(variables.short.shape, rule.short_10k)),
    ]


def price_of_sites_kept(problem: PlanningProblem) -> tuple[FloatArray, FloatArray]:
    """Return the discounted cost of running a site for a year, and of closing it then; (F, B, T)."""
    rule, prices = problem.retreat, problem.prices
    assert rule is not None
    years = np.array(problem.years)
    today = prices.cost_weight / (1.0 + prices.discount_rate) ** (years - prices.base_year)
    return rule.running_10k[:, :, None] * today, rule.closing_10k[:, :, None] * today


def o3_change_and_start(model: Model) -> tuple[float, Terms]:
    """Return O3 as a constant and terms: change against the reference, then earliest starts.

    Every start costs the years from the first of the horizon, and slightly more for projects later in the
    list, so that the same one of several equally good schedules is taken everywhere. A project that need not
    start does not.
    """
    problem, variables = model.problem, model.variables
    reference = problem.rules.reference
    constant, weights = o3_weights(problem)
    starts = (variables.start, weights)
    if reference is None:
        return constant, Terms.joined(starts)
    outside = np.where(reference.pair == 0, reference.pupil_price, 0.0)
    return constant, Terms.joined(starts, (variables.place, outside))


def o3_weights(problem: PlanningProblem) -> tuple[float, FloatArray]:
    """Return O3 without the part of pupils: a constant, and the weight of each option, shape (O,)."""
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
    """Return the cost of an entrant on each pair over all years of the band, 10,000 yuan, shape (N,)."""
    prices, pairs = problem.prices, problem.pairs
    beyond_m = np.maximum(pairs.distance_m - problem.norm_m[pairs.band], 0.0)
    yearly = (
        prices.distance_10k_per_pupil_km * pairs.distance_m + prices.beyond_norm_10k_per_pupil_km * beyond_m
    ) / 1000.0
    lasting = yearly * problem.pupil_years[pairs.band]
    if pairs.outside is None:
        return np.asarray(lasting)
    return np.asarray(lasting + prices.outside_today_10k_per_pupil * pairs.outside)


def price_of_sites(
    problem: PlanningProblem, band: int, distance_m: FloatArray, *, facility: int
) -> FloatArray:
    """Return the cost of an entrant of each zone at each of several sites, 10,000 yuan.

    Parameters
    ----------
    problem
        Planning problem.
    band
        Position of the band.
    distance_m
        Distance of each zone from each site, metres, shape (C, Z); infinity if it may not serve the zone.
    facility
        Facility that may stand at any of the sites, where pupils are outside a catchment of today.

    Returns
    -------
    numpy.ndarray
        Cost over all years of the band, shape (C, Z); infinity if the site may not serve the zone.
    """
    prices, pairs = problem.prices, problem.pairs
    reached = np.isfinite(distance_m)
    metres = np.where(reached, distance_m, 0.0)
    beyond_m = np.maximum(metres - problem.norm_m[band], 0.0)
    yearly = (
        prices.distance_10k_per_pupil_km * metres + prices.beyond_norm_10k_per_pupil_km * beyond_m
    ) / 1000.0
    lasting = yearly * problem.pupil_years[band]
    if pairs.outside is not None:
        own = (pairs.facility == facility) & (pairs.band == band)
        outside = np.zeros(len(problem.zones))
        outside[pairs.zone[own]] = pairs.outside[own]
        lasting = lasting + prices.outside_today_10k_per_pupil * outside
    return np.asarray(np.where(reached, lasting, np.inf))


def cost_of_options(problem: PlanningProblem) -> FloatArray:
    """Return the weighted discounted cost of each option, with its running cost, 10,000 yuan, shape (O,)."""
    weight, running = problem.prices.cost_weight, problem.running
    count, spend = problem.programme.option_count, problem.programme.option_spend_10k
    works = np.array([weight * _discounted(problem, spend[o].tolist()) for o in range(count)])
    if running is None or not running.cost_weight:
        return works
    yearly = problem.option_running_10k
    lasting = [running.cost_weight * _discounted(problem, yearly[o].tolist()) for o in range(count)]
    return np.asarray(works + np.array(lasting))


def _discounted(problem: PlanningProblem, spend: list[float]) -> float:
    prices = problem.prices
    return math.fsum(
        money / (1.0 + prices.discount_rate) ** (year - prices.base_year)
        for year, money in zip(problem.years, spend, strict=True)
        if money
    )
