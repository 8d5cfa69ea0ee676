"""Distance to school."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: Fewer pupils than this are rounding of floating point.
NOTHING = 1e-9


def mean_distance_m(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the mean distance of the pupils placed, metres, shape (B, T); NaN where nobody is placed.

    Examples
    --------
    A school of 40 seats; 30 pupils live 1 km away and 20 live 2 km away, of whom ten find a seat:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> mean_distance_m(town, plan)
    array([[1250.]])
    """
    weighted = plan.place * problem.pairs.distance_m[:, None]
    return _per_pupil(problem, plan, weighted)


def placed_km(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the kilometres from home to school, summed over the pupils placed, shape (B, T).

    Examples
    --------
    30 pupils travel 1 km and ten 2 km:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> placed_km(town, plan)
    array([[50.]])
    """
    total = np.zeros((len(problem.bands), plan.place.shape[1]))
    np.add.at(total, problem.pairs.band, plan.place * problem.pairs.distance_m[:, None] / 1000.0)
    return total


def beyond_norm_share(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the share of the pupils placed who live beyond the service radius, shape (B, T).

    Examples
    --------
    Ten of 40 pupils live 2 km away, beyond a norm of 1,500 metres:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> beyond_norm_share(replace(town, norm_m=[1500]), plan)
    array([[0.25]])
    """
    beyond = problem.pairs.distance_m > problem.norm_m[problem.pairs.band]
    return _per_pupil(problem, plan, plan.place * beyond[:, None])


def distance_price_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the price of distance and of distance beyond the norm over all years, 10,000 yuan.

    Examples
    --------
    50 kilometres at a price of 1:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> distance_price_10k(town, plan)
    50.0
    """
    pairs, prices = problem.pairs, problem.prices
    beyond_m = np.clip(pairs.distance_m - problem.norm_m[pairs.band], 0.0, None)
    per_km = (
        prices.distance_10k_per_pupil_km * pairs.distance_m + prices.beyond_norm_10k_per_pupil_km * beyond_m
    )
    per_pupil = per_km / 1000.0 * problem.retention.sum(axis=1)[pairs.band]
    if pairs.outside is not None:
        per_pupil = per_pupil + prices.outside_today_10k_per_pupil * pairs.outside
    return float((plan.place.sum(axis=1) * per_pupil).sum())


def _per_pupil(problem: PlanningProblem, plan: Plan, amount: FloatArray) -> FloatArray:
    bands = len(problem.bands)
    total, pupils = np.zeros((bands, plan.place.shape[1])), np.zeros((bands, plan.place.shape[1]))
    np.add.at(total, problem.pairs.band, amount)
    np.add.at(pupils, problem.pairs.band, plan.place)
    return ratio(total, pupils)


def zone_distance_m(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the mean distance of each zone's entrants, metres, shape (Z, B, T); NaN where none is placed.

    Examples
    --------
    The second zone has nobody placed, so that its distance is not known:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[30], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [0]], unplaced=[[[0]], [[20]]], temporary=[[[0]]])
    >>> zone_distance_m(town, plan)[:, 0, 0]
    array([1000.,   nan])
    """
    z, _, b, t = problem.shape
    metres, pupils = np.zeros((z, b, t)), np.zeros((z, b, t))
    at = (problem.pairs.zone, problem.pairs.band)
    np.add.at(metres, at, plan.place * problem.pairs.distance_m[:, None])
    np.add.at(pupils, at, plan.place)
    return ratio(metres, pupils)


def ratio(amount: FloatArray, whole: FloatArray) -> FloatArray:
    """Return ``amount / whole``, NaN where ``whole`` is 0.

    Examples
    --------
    >>> ratio(np.array([3.0, 0.0]), np.array([4.0, 0.0]))
    array([0.75,  nan])
    """
    result: FloatArray = np.divide(amount, whole, out=np.full(whole.shape, np.nan), where=whole > NOTHING)
    return result


def seats_per_child(problem: PlanningProblem, open_seats: FloatArray) -> FloatArray:
    """Return the entry places within reach for each child of the intake.

    Divide each site's steady yearly entry, ``open seats / length of the band``, by the children who may
    choose it, then add up the ratios of a zone's eligible sites. The mean over the children is the district's
    places per child, so 1 means a seat for everyone if all seats were equally near.

    Parameters
    ----------
    problem
        Planning problem with intakes and eligible pairs.
    open_seats
        Permanent seats open, shape (F, B, T).

    Returns
    -------
    numpy.ndarray
        Places per child, shape (Z, B, T).

    References
    ----------
    Luo and Wang (2003), "Measures of spatial accessibility to health care in a GIS environment",
    *Environment and Planning B* 30, give the two-step floating catchment area method.

    Examples
    --------
    40 places for 50 children who all may choose them:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> seats_per_child(town, np.array([[[40.0]]]))[:, 0, 0]
    array([0.8, 0.8])
    """
    pairs = problem.pairs
    children = np.zeros_like(open_seats)
    np.add.at(children, (pairs.facility, pairs.band), problem.intakes[pairs.zone, pairs.band])
    places = open_seats / problem.band_years[None, :, None]
    offered = np.divide(places, children, out=np.zeros_like(places), where=children > NOTHING)
    result = np.zeros_like(problem.intakes)
    np.add.at(result, (pairs.zone, pairs.band), offered[pairs.facility, pairs.band])
    return result
