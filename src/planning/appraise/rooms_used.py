"""Rooms that there are and rooms with pupils, by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.appraise.seats import enrolled, open_seats
from planning.domain.class_size import ClassSize
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: A room with less than this share of a class has no pupils.
NO_PUPIL: Final = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomsUsed:
    """Rooms of one band by year, each of shape (T,).

    Parameters
    ----------
    pupils
        Pupils with a seat.
    rooms
        Rooms that there are.
    used
        Rooms with pupils: at each site its pupils over those of a room, rounded up, and no more than it has.
    """

    pupils: FloatArray
    rooms: FloatArray
    used: FloatArray


def rooms_used(problem: PlanningProblem, plan: Plan, dial: ClassSize, band: int) -> RoomsUsed:
    """Return rooms and rooms with pupils of one band.

    Parameters
    ----------
    problem
        Problem with or without a dial of class sizes.
    plan
        Its plan.
    dial
        Rooms of sites, and what rooms of projects were planned for.
    band
        Position of the band.

    Returns
    -------
    RoomsUsed
        Rooms by year. A site without a count of rooms has its seats over those of a room of a project.

    Examples
    --------
    Fifty pupils at a site of two rooms planned for 45, and of three for 30:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[50], capacity=[90], unit_cost=[[1]])
    >>> plan = Plan(option=[], place=[[50]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> dial = ClassSize(rooms=[[2]], class_size=[[30]], planned=[45])
    >>> rooms_used(town, plan, dial, 0).used, rooms_used(replace(town, class_size=dial), plan, dial, 0).used
    (array([2.]), array([2.]))
    """
    there, pupils = open_seats(problem, plan)[:, band], enrolled(problem, plan)[:, band]
    a_room = _pupils_a_room(problem, dial, band)
    known = a_room > 0
    rooms = np.divide(there, a_room, out=np.zeros_like(there), where=known)
    needed = np.ceil(np.divide(pupils, a_room, out=np.zeros_like(pupils), where=known) - NO_PUPIL)
    used = np.minimum(np.maximum(needed, 0.0), np.ceil(rooms - NO_PUPIL))
    return RoomsUsed(pupils=pupils.sum(axis=0), rooms=rooms.sum(axis=0), used=used.sum(axis=0))


def _pupils_a_room(problem: PlanningProblem, dial: ClassSize, band: int) -> FloatArray:
    """Return the pupils a room is planned for by site and year, shape (F, T); 0 where nothing tells.

    They are the dial's, else the site's own, else those of a project.
    """
    rooms, seats = dial.rooms[:, band], problem.seats[:, band]
    own = np.divide(seats, rooms, out=np.zeros_like(seats), where=rooms > 0)
    own = np.where(own > 0, own, dial.planned[band])
    sizes = (
        np.zeros(len(problem.years)) if problem.class_size is None else problem.class_size.class_size[band]
    )
    counted = (rooms > 0) | (seats == 0)
    return np.where(counted[:, None] & (sizes > 0)[None], sizes[None], own[:, None])
