"""Seats, pupils and ways by education group."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import enrolled, open_seats
from planning.domain.education_groups import EducationGroups
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def appraise_groups(
    problem: PlanningProblem, plan: Plan, *, groups: tuple[str, ...], group: IntArray
) -> EducationGroups:
    """Sum what a plan gives the sites of each education group.

    Parameters
    ----------
    problem, plan
        Planning problem and its plan.
    groups
        Keys of the groups.
    group
        Group of each site, shape (F,).

    Returns
    -------
    EducationGroups
        Figures by group, band and year.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40, 20], unit_cost=[[1, 2], [2, 1]])
    >>> plan = Plan(
    ...     option=[], place=[[30], [0], [0], [20]], unplaced=[[[0]], [[0]]], temporary=[[[0]], [[0]]]
    ... )
    >>> found = appraise_groups(town, plan, groups=("G1", "G2"), group=np.array([0, 1]))
    >>> found.seats[:, 0, 0], found.enrolled[:, 0, 0]
    (array([40., 20.]), array([30., 20.]))
    """
    seats = open_seats(problem, plan)
    count = len(groups)
    _, _, b, t = problem.shape
    pairs = problem.pairs
    placed, metres = np.zeros((count, b, t)), np.zeros((count, b, t))
    at = (np.asarray(group)[pairs.facility], pairs.band)
    np.add.at(placed, at, plan.place)
    np.add.at(metres, at, plan.place * pairs.distance_m[:, None])
    return EducationGroups(
        groups=groups,
        group=group,
        sites=_summed((seats > 0).astype(float), group, count),
        seats=_summed(np.maximum(seats, 0.0), group, count),
        enrolled=_summed(np.maximum(enrolled(problem, plan), 0.0), group, count),
        distance_m=np.divide(metres, placed, out=np.full_like(metres, np.nan), where=placed > 0),
    )


def _summed(values: FloatArray, group: IntArray, count: int) -> FloatArray:
    result = np.zeros((count, *values.shape[1:]))
    np.add.at(result, group, values)
    return result
