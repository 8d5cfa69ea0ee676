"""The best schedule, and the seats of a schedule allocated exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.progress import Listener, silent
from planning.optimise.model.extract import rounded_starts
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.engine import Workbench
from planning.optimise.solver.deadline import Deadline

#: Room given to O1, relative, while O2 is minimised: none, as the search's own would buy a cheaper O2 with a
#: millionth of a pupil left out; a little where rounding leaves no plan without.
ROOMS: Final = (0.0, 1e-11, 1e-10)


@dataclass(frozen=True, kw_only=True, eq=False)
class Allocation:
    """Best allocation under one schedule.

    Parameters
    ----------
    starts
        0 or 1 for each option, shape (O,).
    o1
        Weighted pupil-years without a seat.
    o2_10k
        O2 with O1 held, 10,000 yuan.
    values
        Value of each column of the model.
    """

    starts: FloatArray
    o1: float
    o2_10k: float
    values: FloatArray


def allocate(bench: Workbench, starts: FloatArray, *, deadline: Deadline) -> Allocation | None:
    """Allocate under a schedule: least O1, then least O2 with O1 held exactly.

    Both are linear programmes, solved within the limits that the rows of the live model now have. Nothing
    that is held or bounded in it remains.

    Parameters
    ----------
    bench
        Built model.
    starts
        0 or 1 for each option, shape (O,).
    deadline
        Moment by which to stop.

    Returns
    -------
    Allocation or None
        None if the schedule breaks a rule, or time ran out.
    """
    live = bench.live
    live.release()
    live.fix(bench.model.variables.start, starts)
    least = live.minimise(bench.first, name="O1", gap=0.0, time_limit_s=deadline.left_s, listener=silent)
    if least.stage is None or not least.stage.proven:
        return None
    value = least.stage.value
    row = live.hold(bench.first, value=value, tolerance=0.0)
    for room in ROOMS:
        live.limit_row(row, value + max(room, live.precision) * max(1.0, abs(value)))
        cheapest = live.minimise(
            bench.second, name="O2", gap=0.0, time_limit_s=deadline.left_s, listener=silent
        )
        if cheapest.stage is not None and cheapest.values is not None and cheapest.stage.proven:
            return Allocation(starts=starts, o1=value, o2_10k=cheapest.stage.value, values=cheapest.values)
    return None


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule:
    """What a search for the best schedule gave.

    Parameters
    ----------
    starts
        0 or 1 for each option, shape (O,); None if none was found.
    proven
        True if no schedule has a smaller O1, or the same O1 and a smaller O2.
    """

    starts: FloatArray | None
    proven: bool


def best_schedule(
    bench: Workbench, *, deadline: Deadline, held_o1: Stage | None = None, listener: Listener = silent
) -> Schedule:
    """Search the best schedule: least O1, then least O2 with O1 held, both at gap 0.

    Parameters
    ----------
    bench
        Built model, its rows at the limits to keep.
    deadline
        Moment by which to stop.
    held_o1
        Least O1 if it is known; None to search for it.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Schedule
        Best schedule found within the time.
    """
    live = bench.live
    live.release()
    first, best = held_o1, None
    if first is None:
        found = live.minimise(
            bench.first, name="O1", gap=0.0, time_limit_s=deadline.left_s, listener=listener
        )
        if found.stage is None or found.values is None:
            return Schedule(starts=None, proven=False)
        first, best = found.stage, found.values
    live.hold(bench.first, value=first.value, tolerance=0.0)
    second = live.minimise(bench.second, name="O2", gap=0.0, time_limit_s=deadline.left_s, listener=listener)
    if second.values is not None:
        best = second.values
    return Schedule(
        starts=None if best is None else rounded_starts(bench.model, best),
        proven=first.proven and second.stage is not None and second.stage.proven,
    )


def pupils_unplaced(bench: Workbench, values: FloatArray, *, years: bool) -> float:
    """Add up the pupils without a seat.

    Parameters
    ----------
    bench
        Built model.
    values
        Value of each column.
    years
        True to count pupil-years over the whole band, False to count entrants.

    Returns
    -------
    float
        Unweighted entrants, or pupil-years.
    """
    unplaced = bench.model.variables.unplaced
    weight = bench.problem.pupil_years[:, None] if years else np.ones((1, 1))
    return Terms.joined((unplaced, np.broadcast_to(weight, unplaced.shape))).value(values)
