"""Seats and pupils by facility, band and year."""

from __future__ import annotations

import numpy as np

from planning.appraise.rooms import fresh_room_seats, room_seats
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def open_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the permanent seats open, with those of rooms lent, shape (F, B, T).

    Examples
    --------
    The first of two projects opens its 40 seats:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40, 25], unit_cost=[[1, 2]], fixed_cost=[500, 300])
    >>> plan = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> open_seats(town, plan)[:, 0, 0]
    array([40.,  0.])
    """
    result = np.array(problem.seats_by_year)
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            result[problem.programme.facility[p]] += problem.option_seats[o]
    if problem.rooms is not None:
        result = result + room_seats(problem, plan)
    if plan.closed is not None:
        result[plan.closed == 1] = 0.0
    return result


def opening_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return seats of projects in their first autumn, shape (F, B, T); lost seats do not count.

    Examples
    --------
    Two schools that are there have no first autumn; a project has:

    >>> from planning.domain.facility_location import facility_location
    >>> there = facility_location(demand=[30], capacity=[40, 25], unit_cost=[[1, 2]])
    >>> plan = Plan(option=[], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> opening_seats(there, plan)[:, 0, 0]
    array([0., 0.])
    >>> built = facility_location(demand=[30], capacity=[40, 25], unit_cost=[[1, 2]], fixed_cost=[5, 3])
    >>> plan = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> opening_seats(built, plan)[:, 0, 0]
    array([40.,  0.])
    """
    result = np.zeros((*problem.seats.shape, len(problem.years)))
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            result[problem.programme.facility[p]] += problem.option_opening_seats[o]
    return result


def first_autumn_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return seats of projects and of rooms lent in their first autumn, shape (F, B, T).

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> built = facility_location(demand=[30], capacity=[40, 25], unit_cost=[[1, 2]], fixed_cost=[5, 3])
    >>> plan = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> first_autumn_seats(built, plan)[:, 0, 0]
    array([40.,  0.])
    """
    return opening_seats(problem, plan) + fresh_room_seats(problem, plan)


def entries(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the pupils that each site takes in, shape (F, B, T).

    Examples
    --------
    Two zones send 30 and ten pupils to the one school:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> entries(town, plan)
    array([[[40.]]])
    """
    _, f, b, t = problem.shape
    result = np.zeros((f, b, t))
    np.add.at(result, (problem.pairs.facility, problem.pairs.band), plan.place)
    return result


def enrolled(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the pupils enrolled, those placed before the horizon included, shape (F, B, T).

    Examples
    --------
    Ten from before, and 30 a year of whom 90 % stay a second year:

    >>> from planning.domain.pairs import Pairs
    >>> problem = PlanningProblem.build(
    ...     zones=("Z",), facilities=("F",), bands=("primary",), years=(2024, 2025), retention=[[1, 0.9]],
    ...     intakes=[[[30, 30]]], seats=[[60]],
    ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[500]),
    ...     enrolled_before=[[[10, 0]]],
    ... )
    >>> plan = Plan(option=[], place=[[30, 30]], unplaced=[[[0, 0]]], temporary=[[[0, 0]]])
    >>> enrolled(problem, plan)
    array([[[40., 57.]]])
    """
    taken = entries(problem, plan)
    result = np.array(problem.enrolled_before)
    years = len(problem.years)
    for k in range(min(problem.retention.shape[1], years)):
        result[:, :, k:] += problem.retention[None, :, k, None] * taken[:, :, : years - k]
    return result + moves(problem, plan)


def moves(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return what pupils of sites that close change where they leave and where they go, shape (F, B, T).

    They count by the share of their cohort that is still enrolled in each year.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> moves(town, Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]]))
    array([[[0.]]])
    """
    rule, result = problem.retreat, np.zeros(problem.shape[1:])
    if rule is None or plan.moved is None:
        return result
    years = len(problem.years)
    for i, cohort, t in zip(*np.nonzero(plan.moved), strict=True):
        here, there, b = rule.move_from[i], rule.move_to[i], rule.move_band[i]
        shares = problem.enrolled_before[here, b, t:] if cohort == 0 else problem.retention[b, cohort:]
        pupils = plan.moved[i, cohort, t] * shares[: years - t] / shares[0]
        result[here, b, t : t + len(pupils)] -= pupils
        result[there, b, t : t + len(pupils)] += pupils
    return result


def placed(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the pupils of each zone that are placed, shape (Z, B, T).

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> placed(town, plan)[:, 0, 0]
    array([30., 10.])
    """
    z, _, b, t = problem.shape
    result = np.zeros((z, b, t))
    np.add.at(result, (problem.pairs.zone, problem.pairs.band), plan.place)
    return result
