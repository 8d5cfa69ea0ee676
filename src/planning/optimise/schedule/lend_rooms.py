"""Many rooms to lend: a schedule with rooms in parts, then whole rooms year by year, then better ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.errors import ProblemError
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import never_below_0, not_reached
from planning.optimise.schedule.whole_rooms import NONE_LEFT, WholeRooms
from planning.optimise.solver.deadline import Deadline

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Whole numbers of rooms up to which schedule and rooms are decided in one search, and proven together.
FEW: Final = 60


def many_rooms(model: Model) -> bool:
    """Return True if there are too many whole numbers of rooms for one search."""
    return len(model.variables.of_rooms) > FEW


def refuse_rooms(problem: PlanningProblem, *, what: str) -> None:
    """Raise if a problem lends rooms, for answers that fix starts and take the rest for a linear programme.

    Parameters
    ----------
    problem
        Planning problem.
    what
        Answer that is asked for, as the message names it.

    Raises
    ------
    ProblemError
        If the problem lends rooms.
    """
    if problem.rooms is not None:
        raise ProblemError(f"{what} cannot be had with rooms to lend yet; ask without rooms")


@dataclass(frozen=True, kw_only=True, eq=False)
class Lending:
    """Schedule and rooms found.

    Parameters
    ----------
    first, second
        Results of O1 and O2 with rooms in parts: their bounds hold for whole rooms.
    values
        Value of each column, with whole rooms.
    o1
        Terms of O1.
    """

    first: Stage
    second: Stage
    values: FloatArray
    o1: Terms

    def second_of(self, values: FloatArray) -> Stage:
        """Return the stage of O2 for an allocation with whole rooms.

        Without a bound if whole rooms leave more pupils out: O2's bound was found while fewer were.
        """
        value = self.o1.value(values)
        if value <= self.first.value + NONE_LEFT * max(1.0, abs(self.first.value)):
            return self.second
        return replace(self.second, bound=0.0, proven=False)


def lend_rooms(bench: Workbench, asked: Question, ends: Deadline, listener: Listener) -> Lending:
    """Decide the schedule with rooms in parts, and make the rooms whole for that schedule.

    Parameters
    ----------
    bench
        Live model.
    asked
        Changes of the problem.
    ends
        End of the time.
    listener
        Receives the objective and the gap while the solver works.

    Returns
    -------
    Lending
        Bounds of O1 and O2, and a solution with whole rooms.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, or none was found in time.

    Notes
    -----
    Rooms in parts make a weaker problem, so what bounds it bounds whole rooms. Bands that leave nobody out
    lose their shortage variables rather than being held by a row: a row at the solver's own tolerance misled
    presolve, which called feasible problems infeasible. Whole rooms are found by relax-and-fix over years and
    fix-and-optimise over sites and years (Pochet and Wolsey 2006, *Production Planning by Mixed Integer
    Programming*, section 3.6); no proof comes from that.
    """
    first, second, values = _in_parts(bench, asked, ends, listener)
    values = WholeRooms(bench, values, bench.posed(asked).budget_10k).found(ends)
    return Lending(first=first, second=second, values=values, o1=bench.first)


def _in_parts(
    bench: Workbench, asked: Question, ends: Deadline, listener: Listener
) -> tuple[Stage, Stage, FloatArray]:
    """Solve O1, then O2, with whole starts and everything of rooms continuous."""
    live, chosen, start = bench.live, bench.options, bench.model.variables.start
    bench.ask(asked)
    fixed = {int(start[o]): float(value) for o, value in asked.forced.items()}
    live.decide(fixed=fixed, open_=[column for column in start.tolist() if column not in fixed])
    found = live.minimise(
        bench.first, name="O1", gap=chosen.gap_o1, time_limit_s=ends.left_s, listener=listener
    )
    if found.stage is None or found.values is None:
        raise no_plan(bench.posed(asked), infeasible=found.infeasible)
    first = never_below_0(found.stage)
    hold_unplaced(bench, found.values, first.value)
    refined = live.minimise(
        bench.second, name="O2", gap=chosen.gap_o2, time_limit_s=ends.left_s, listener=listener
    )
    second = never_below_0(refined.stage or not_reached(bench.second, found.values, name="O2"))
    return first, second, found.values if refined.values is None else refined.values


def hold_unplaced(bench: Workbench, values: FloatArray, o1: float) -> None:
    """Hold O1: no shortage variables where a band leaves nobody out, a row for the other bands.

    Parameters
    ----------
    bench
        Live model.
    values
        Value of each column, of a solution with the O1 to hold.
    o1
        Value to hold, weighted pupil-years.
    """
    weight, left = bench.first.dense(bench.model.shape[1]), []
    for block in np.moveaxis(bench.model.variables.unplaced, 1, 0):
        columns = block[block != ABSENT].astype(np.int32)
        if float(weight[columns] @ values[columns]) <= NONE_LEFT:
            bench.live.bound(columns, 0.0, 0.0)
        else:
            left.append(columns)
    if left:
        columns = np.concatenate(left)
        terms = Terms(column=columns, weight=weight[columns])
        bench.live.hold(terms, value=o1, tolerance=bench.options.tolerance_o1)
