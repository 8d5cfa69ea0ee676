"""Seats that rooms lent take from the giving band and add to the receiving one, as terms of C2, C4 and C9."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT, Variables


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomSeats:
    """Seats that one block of each column adds, negative if it removes some; entries of shape (n,).

    Parameters
    ----------
    column
        Columns of the model.
    facility, band, year
        Positions on the axes.
    seats
        Seats of one block.
    """

    column: Index
    facility: IntArray
    band: IntArray
    year: IntArray
    seats: FloatArray


def lent_room_seats(problem: PlanningProblem, variables: Variables) -> RoomSeats:
    """Return what rooms away take from the giving band, and rooms lent add to the receiving one."""
    rooms = problem.rooms
    if rooms is None:
        return _joined()
    lost, gained = -rooms.block * rooms.seats_lost, rooms.block * rooms.seats_gained
    return _joined(
        _of(variables.away, rooms.facility, rooms.giver, lost),
        _of(variables.lent, rooms.facility, rooms.receiver, gained),
    )


def fresh_room_seats(problem: PlanningProblem, variables: Variables) -> RoomSeats:
    """Return seats of rooms in their first autumn with the receiving band."""
    rooms = problem.rooms
    if rooms is None:
        return _joined()
    gained = rooms.block * rooms.seats_gained
    found = _of(variables.taken, rooms.facility, rooms.receiver, gained)
    m, _ = np.nonzero(variables.taken != ABSENT)
    year = found.year + rooms.works_years[m]
    return RoomSeats(
        column=found.column, facility=found.facility, band=found.band, year=year, seats=found.seats
    )


def _of(block: Index, facility: IntArray, band: IntArray, seats: FloatArray) -> RoomSeats:
    m, t = np.nonzero(block != ABSENT)
    return RoomSeats(column=block[m, t], facility=facility[m], band=band[m], year=t, seats=seats[m])


def _joined(*parts: RoomSeats) -> RoomSeats:
    nothing = np.zeros(0, dtype=np.int64)
    return RoomSeats(
        column=np.concatenate([nothing.astype(np.int32), *(part.column for part in parts)]),
        facility=np.concatenate([nothing, *(part.facility for part in parts)]),
        band=np.concatenate([nothing, *(part.band for part in parts)]),
        year=np.concatenate([nothing, *(part.year for part in parts)]),
        seats=np.concatenate([nothing.astype(np.float64), *(part.seats for part in parts)]),
    )
