"""Pupils against rooms: C16 counted again from rooms and class sizes alone."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import enrolled
from planning.appraise.worst import worst
from planning.domain.appraisal import Breach
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def pupils_beyond_rooms(problem: PlanningProblem, plan: Plan) -> tuple[FloatArray, FloatArray]:
    """Return the pupils whom the rooms of a site do not hold, and those whom they do, shape (F, B, T) each.

    Parameters
    ----------
    problem
        Problem with a dial of class sizes.
    plan
        Plan to check.

    Returns
    -------
    tuple
        Pupils beyond rooms and temporary seats, negative where there is space left, and the pupils that the
        rooms hold; 0 and 0 where seats do not follow from rooms.

    Examples
    --------
    A room that is planned for 40 holds 45:

    >>> from dataclasses import replace
    >>> from planning.domain.class_size import ClassSize
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[45], capacity=[45], unit_cost=[[1]])
    >>> plan = Plan(option=[], place=[[45]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> smaller = replace(town, class_size=ClassSize(rooms=[[1]], class_size=[[40]], planned=[45]))
    >>> beyond, held = pupils_beyond_rooms(smaller, plan)
    >>> float(beyond[0, 0, 0]), float(held[0, 0, 0])
    (5.0, 40.0)
    """
    held = np.zeros((len(problem.facilities), len(problem.bands), len(problem.years)))
    dial, programme = problem.class_size, problem.programme
    if dial is None:
        return held, held
    counted = np.zeros(held.shape, dtype=bool)
    for f, b in np.argwhere((dial.rooms > 0) & (problem.seats > 0)).tolist():
        a_room = problem.seats[f, b] / dial.rooms[f, b]
        for t in np.flatnonzero(dial.class_size[b] > 0).tolist():
            gone = 0.0 if problem.seat_change is None else -problem.seat_change[f, b, t] / a_room
            held[f, b, t] = (dial.rooms[f, b] - gone) * dial.class_size[b, t]
            counted[f, b, t] = True
    for p, o in enumerate(plan.option.tolist()):
        if o < 0:
            continue
        f, opening = int(programme.facility[p]), int(programme.option_opening_year[o])
        for b, t in np.argwhere(dial.class_size > 0).tolist():
            seats = programme.seats[p, b] if problem.years[t] >= opening else 0.0
            if programme.option_seat_change is not None:
                seats += programme.option_seat_change[o, b, t]
            a_room = dial.planned[b] if seats >= 0 else problem.seats[f, b] / max(dial.rooms[f, b], 1e-12)
            if dial.rooms[f, b] > 0 or (problem.seats[f, b] == 0 and dial.planned[b] > 0):
                held[f, b, t] += seats / a_room * dial.class_size[b, t] if a_room else seats
                counted[f, b, t] = True
    beyond = np.where(counted, enrolled(problem, plan) - held - plan.temporary, 0.0)
    return beyond, np.where(counted, held, 0.0)


def rooms_too_full(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find sites with more pupils than their rooms hold at the class size, beside temporary seats."""
    beyond, held = pupils_beyond_rooms(problem, plan)
    return worst("C16", beyond, held, (problem.facilities, problem.bands, problem.years), "pupils")
