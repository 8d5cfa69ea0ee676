"""The live model with more seats at one school, and what they are worth with the schedule kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.schedule.allocation import ROOMS, pupils_unplaced
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved

#: Position of a facility and of a band.
Place = tuple[int, int]
#: A row is full if no more than this is left of it, relative to its limit.
FULL: Final = 1e-6


@dataclass(frozen=True, kw_only=True)
class MoreSeats:
    """Permanent seats of a band added to a facility in every year.

    Parameters
    ----------
    place
        Positions of the facility and the band.
    seats
        Seats added.
    """

    place: Place
    seats: float


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Objectives of a plan.

    Parameters
    ----------
    o1
        Weighted pupil-years without a seat.
    o2_10k
        O2 with O1 held, 10,000 yuan.
    entrants
        Entrants without a seat, over all years.
    """

    o1: float
    o2_10k: float
    entrants: float


@contextmanager
def with_more_seats(bench: Workbench, more: MoreSeats) -> Iterator[list[tuple[int, float]]]:
    """Add seats to the live model for a while.

    Seats are constants of the rows of C2, C4 and C9, so only limits of rows change.

    Parameters
    ----------
    bench
        Built model.
    more
        Seats to add.

    Yields
    ------
    list of tuple
        Rows with other limits, and the limits; afterwards the model has its own again.
    """
    model = bench.model
    rows = _rows_of_seats(bench, more.place)
    try:
        changed = [(row, float(model.upper[row]) + weight * more.seats) for row, weight in rows]
        for row, limit in changed:
            bench.live.limit_row(row, limit)
        yield changed
    finally:
        for row, _ in rows:
            bench.live.limit_row(row, float(model.upper[row]))


def _rows_of_seats(bench: Workbench, place: Place) -> list[tuple[int, float]]:
    """Return the rows whose limit holds the seats of a place, and the change of each limit for one seat."""
    facility, band = place
    problem, model = bench.problem, bench.model
    rows: list[tuple[int, float]] = []
    for equation, weight in (("C2", 1.0), ("C4", float(problem.entry_factor[band]))):
        found = model.rows_of(equation)
        if len(found.row):
            own = (found.position[:, 0] == facility) & (found.position[:, 1] == band)
            rows += [(int(row), weight) for row in found.row[own]]
    for i, share in enumerate(problem.rules.shares):
        found = model.rows_of("C9")
        if share.band == band and len(found.row):
            weight = float(share.member[facility]) - share.floor
            rows += [(int(row), weight) for row in found.row[found.position[:, 0] == i]]
    return rows


def places_of(problem: PlanningProblem) -> list[Place]:
    """Return the facilities and bands that pupils may use."""
    pairs = problem.pairs
    return sorted(set(zip(pairs.facility.tolist(), pairs.band.tolist(), strict=True)))


def full_first(bench: Workbench, values: FloatArray) -> list[Place]:
    """Return the places that pupils may use, those first that are full in some year.

    Parameters
    ----------
    bench
        Built model.
    values
        Value of each column in a plan.

    Returns
    -------
    list of tuple
        Facilities and bands.
    """
    room = _room_of_rows(bench, values)
    model = bench.model
    full: set[Place] = set()
    for equation in ("C2", "C4"):
        found = model.rows_of(equation)
        if len(found.row):
            full.update((int(f), int(b)) for f, b, _ in found.position[~room[found.row]])
    return sorted(places_of(bench.problem), key=lambda place: (place not in full, place))


def _room_of_rows(bench: Workbench, values: FloatArray) -> NDArray[np.bool_]:
    """Return whether each row of the model has room left in a plan."""
    model = bench.model
    used = np.zeros(model.shape[0])
    columns = np.repeat(np.arange(model.shape[1]), np.diff(model.matrix.start))
    np.add.at(used, model.matrix.row, model.matrix.weight * values[columns])
    room: NDArray[np.bool_] = model.upper - used > FULL * np.maximum(1.0, np.abs(model.upper))
    return room


def _of_no_use(bench: Workbench, change: MoreSeats, room: NDArray[np.bool_]) -> bool:
    """Return True if a linear programme's best plan leaves room in every row that a change gives room to.

    To relax a constraint that does not bind does not move the optimum of a linear programme.
    """
    return all(weight >= 0 and room[row] for row, weight in _rows_of_seats(bench, change.place))


def worth_of_each(
    bench: Workbench, starts: FloatArray | None, changes: Sequence[MoreSeats], *, deadline: Deadline
) -> tuple[Worth | None, list[Worth | None]]:
    """Solve a linear programme as it is, and with each of several changes, one after the other.

    All of O1 come first and then all of O2: with one objective, and only limits of rows changed, each goes on
    from the basis of the one before, and takes a twentieth of the time. Where seats were left over, more of
    them change nothing, and nothing is solved.

    Parameters
    ----------
    bench
        Built model.
    starts
        Schedule that is kept, 0 or 1 for each option; None lets projects be built in part.
    changes
        Seats added.
    deadline
        Moment by which to stop.

    Returns
    -------
    tuple
        Objectives without a change, and for each change; None if there is no plan, or no time was left.
    """
    live = bench.live
    bench.ask(Question())
    if starts is None:
        live.decide(fixed={}, open_=())
    else:
        live.fix(bench.model.variables.start, starts)
    least = _solved(bench, None, "O1", deadline)
    row = live.hold(bench.first, value=0.0, tolerance=0.0)
    before, values = _worth(bench, None, least, row, deadline)
    if before is None or values is None:
        return None, [None] * len(changes)
    room = _room_of_rows(bench, values)
    asked = [change for change in changes if not _of_no_use(bench, change, room)]
    live.limit_row(row, math.inf)
    first = [_solved(bench, change, "O1", deadline) for change in asked]
    found = {
        change: _worth(bench, change, least, row, deadline)[0]
        for change, least in zip(asked, first, strict=True)
    }
    return before, [found.get(change, before) for change in changes]


def _worth(
    bench: Workbench, change: MoreSeats | None, least: Solved | None, row: int, deadline: Deadline
) -> tuple[Worth | None, FloatArray | None]:
    """Minimise O2 with O1 held by a row; return both objectives, and the value of each column."""
    if least is None or least.stage is None:
        return None, None
    value = least.stage.value
    for room in ROOMS:
        limit = value + max(room, bench.live.precision) * max(1.0, abs(value))
        bench.live.limit_row(row, limit)
        cheapest = _solved(bench, change, "O2", deadline)
        if cheapest is not None and cheapest.stage is not None and cheapest.values is not None:
            entrants = pupils_unplaced(bench, cheapest.values, years=False)
            return Worth(o1=value, o2_10k=cheapest.stage.value, entrants=entrants), cheapest.values
    return None, None


def _solved(bench: Workbench, change: MoreSeats | None, name: str, deadline: Deadline) -> Solved | None:
    """Minimise an objective with a change made; None if that did not end."""
    if deadline.over:
        return None
    costs = bench.first if name == "O1" else bench.second
    left = deadline.left_s
    if change is None:
        solved = bench.live.minimise(costs, name=name, gap=0.0, time_limit_s=left, listener=silent)
    else:
        with with_more_seats(bench, change):
            solved = bench.live.minimise(costs, name=name, gap=0.0, time_limit_s=left, listener=silent)
    return solved if solved.stage is not None and solved.stage.proven else None
