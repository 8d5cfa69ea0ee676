"""Seats and pupils by facility, band and year."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def open_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the permanent seats open, shape (F, B, T)."""
    result = np.repeat(problem.seats[:, :, None], len(problem.years), axis=2)
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            result[problem.programme.facility[p]] += problem.option_seats[o]
    return result


def opening_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return seats in their first autumn, shape (F, B, T); lost seats do not count."""
    result = np.zeros((*problem.seats.shape, len(problem.years)))
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            result[problem.programme.facility[p]] += problem.option_opening_seats[o]
    return result


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
    """Return the pupils enrolled, those placed before the horizon included, shape (F, B, T)."""
    taken = entries(problem, plan)
    result = np.array(problem.enrolled_before)
    years = len(problem.years)
    for k in range(min(problem.retention.shape[1], years)):
        result[:, :, k:] += problem.retention[None, :, k, None] * taken[:, :, : years - k]
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
