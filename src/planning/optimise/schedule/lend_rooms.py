"""Many rooms to lend: a schedule with rooms in parts, then whole rooms for it, group of bands by group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.lending_gap import LendingGap
from planning.domain.plan import Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.errors import ProblemError
from planning.optimise.model.matrix import Model
from planning.optimise.model.parts import Part, split
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.schedule.lending_sites import LendingSites
from planning.optimise.schedule.part_bench import NONE_LEFT, PartBench
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.room_search import RoomSearch, there, whole
from planning.optimise.schedule.stages import never_below_0, not_reached
from planning.optimise.schedule.whole_rooms import WholeRooms
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import is_proof, relative_gap

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Whole numbers of rooms up to which schedule and rooms are decided in one search, and proven together.
FEW: Final = 60
#: Time for a better bound of O2, with ``lends`` yes or no, seconds.
BOUND_S: Final = 6.0
#: Time of the search for sites that lend, and of that for whole rooms, seconds.
SITES_S: Final = 20.0
ROOMS_S: Final = 15.0


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
    rooms_in_parts_10k
        O2 with rooms in parts where sites lend as found, 10,000 yuan; infinity if it is not known.
    """

    first: Stage
    second: Stage
    values: FloatArray
    o1: Terms
    rooms_in_parts_10k: float

    def second_of(self, values: FloatArray) -> Stage:
        """Return the stage of O2 for an allocation with whole rooms.

        Without a bound if whole rooms leave more pupils out: O2's bound was found while fewer were.
        """
        value = self.o1.value(values)
        if value <= self.first.value + NONE_LEFT * max(1.0, abs(self.first.value)):
            return self.second
        return replace(self.second, bound=0.0, proven=False)

    def gap(self, problem: PlanningProblem, second: Stage) -> LendingGap:
        """Return how far O2 may be from the best, in rooms.

        Parameters
        ----------
        problem
            Planning problem.
        second
            Stage of O2 as the plan states it.
        """
        assert problem.rooms is not None
        in_parts = min(self.rooms_in_parts_10k, second.value)
        cost = problem.rooms.cost_10k
        return LendingGap(
            bound_10k=second.bound,
            rooms_in_parts_10k=max(in_parts, second.bound),
            whole_10k=second.value,
            room_10k=float(np.mean(cost)) if len(cost) else 0.0,
        )


class Lender:
    """Parts of a model that lends many rooms, kept alive between questions.

    Parameters
    ----------
    bench
        Live model of the whole.
    """

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._parts = [PartBench(bench, part) for part in split(bench.model)]
        self._whole: PartBench | None = self._parts[0] if len(self._parts) == 1 else None

    def lend(self, asked: Question, ends: Deadline, listener: Listener) -> Lending:
        """Decide the schedule with rooms in parts, and make the rooms whole, group of bands by group.

        What the groups do together may break rows that join them, such as those of money;
        the next of :attr:`ways` is for that.

        Parameters
        ----------
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
        Rooms in parts make a weaker problem, so what bounds it bounds whole rooms; so do groups without the
        rows that join them. Bands that leave nobody out lose their shortage variables rather than being held
        by a row: a row at the solver's own tolerance misled presolve, which called feasible problems
        infeasible.
        """
        if any(len(self._groups_of(options)) > 1 for options, _ in asked.clauses):
            return self._together(asked, ends, listener)
        return self._lend(self._parts, asked, ends, listener)

    @property
    def ways(self) -> list[Callable[[Question, Deadline, Listener], Lending]]:
        """Ways to lend: by groups if there are several, then all bands at once."""
        return [self.lend, self._together] if len(self._parts) > 1 else [self._together]

    def _together(self, asked: Question, ends: Deadline, listener: Listener) -> Lending:
        """Do as :meth:`lend` does with all bands at once."""
        if self._whole is None:
            model = self._bench.model
            every = np.arange(model.shape[1], dtype=np.int32)
            bands = tuple(range(len(model.problem.bands)))
            self._whole = PartBench(self._bench, Part(model=model, column=every, bands=bands))
        return self._lend([self._whole], asked, ends, listener)

    def _groups_of(self, options: Sequence[int]) -> set[int]:
        starts = [part.model.variables.start[list(options)] for part in self._parts]
        return {at for at, start in enumerate(starts) if (start != ABSENT).any()}

    def _lend(
        self, parts: Sequence[PartBench], asked: Question, ends: Deadline, listener: Listener
    ) -> Lending:
        values = np.zeros(self._bench.model.shape[1])
        firsts, seconds, known = [], [], 0.0
        for part in parts:
            first, second, own = self._in_parts(part, asked, ends, listener)
            if part.lends:
                made = _whole_rooms(part, own, ends)
                if made is None:
                    raise no_plan(self._bench.posed(asked), infeasible=False)
                own, known = made[0], known + made[1]
            else:
                known += second.value
            values[part.part.column] = own
            firsts.append(first)
            seconds.append(second)
        chosen = self._bench.options
        return Lending(
            first=_sum(firsts, gap=chosen.gap_o1),
            second=_sum(seconds, gap=chosen.gap_o2),
            values=values,
            o1=self._bench.first,
            rooms_in_parts_10k=known,
        )

    def _in_parts(
        self, part: PartBench, asked: Question, ends: Deadline, listener: Listener
    ) -> tuple[Stage, Stage, FloatArray]:
        """Solve O1, then O2, with whole starts and everything of rooms in parts."""
        live, chosen, posed = part.live, part.options, self._bench.posed(asked)
        part.ask(asked, posed.budget_10k)
        part.decide_starts()
        found = live.minimise(
            part.first, name="O1", gap=chosen.gap_o1, time_limit_s=ends.left_s, listener=listener
        )
        if found.stage is None or found.values is None:
            raise no_plan(posed, infeasible=found.infeasible)
        first = never_below_0(found.stage)
        part.hold_unplaced(found.values, first.value)
        refined = live.minimise(
            part.second, name="O2", gap=chosen.gap_o2, time_limit_s=ends.left_s, listener=listener
        )
        second = never_below_0(refined.stage or not_reached(part.second, found.values, name="O2"))
        values = found.values if refined.values is None else refined.values
        lends = part.model.variables.lends
        if second.proven and (lends != ABSENT).any():
            second, values = _bounded(part, second, values, ends.within(BOUND_S), listener)
        return first, second, values


def _bounded(
    part: PartBench, second: Stage, values: FloatArray, ends: Deadline, listener: Listener
) -> tuple[Stage, FloatArray]:
    """Raise the bound of O2 with ``lends`` yes or no, for a short time; rooms stay in parts."""
    lends, gap = part.model.variables.lends, part.options.gap_o2
    part.decide_starts(also=lends[lends != ABSENT].tolist())
    found = part.live.minimise(part.second, name="O2", gap=gap, time_limit_s=ends.left_s, listener=listener)
    bound = max(second.bound, found.bound)
    if found.stage is not None and found.values is not None and found.stage.proven:
        return never_below_0(found.stage), found.values
    value = max(second.value, bound)
    return replace(second, value=value, bound=bound, gap=relative_gap(value, bound)), values


def _whole_rooms(part: PartBench, values: FloatArray, ends: Deadline) -> tuple[FloatArray, float] | None:
    """Make rooms whole; return the values of the columns, and O2 with rooms in parts where sites lend so."""
    search = RoomSearch(part, values)
    best, in_parts = None, np.inf
    for shortage in (False, True):
        if shortage:
            search.allow_shortage()
        search.ends = ends.within(SITES_S)
        lending = LendingSites(search)
        sites = lending.found()
        if sites is None:
            continue
        search.ends = ends.within(ROOMS_S)
        best, in_parts = WholeRooms(search).found(lending, sites[1]), part.second.value(sites[0].values)
        if best is not None:
            break
    search.ends = ends
    nothing = WholeRooms(search).nothing_lent()
    if nothing is not None and (best is None or nothing.better_than(best)):
        best, in_parts = nothing, np.inf
    if best is None:
        return None
    again = search.schedule_again(best)
    if again is None:
        return best.values, in_parts
    eased = search.solve(whole(there(part.model.variables.lends), again.values))
    return again.values, np.inf if eased is None else part.second.value(eased.values)


def _sum(stages: Sequence[Stage], *, gap: float) -> Stage:
    """Return the stage of the sum of objectives that are sought apart."""
    value, bound = sum(stage.value for stage in stages), sum(stage.bound for stage in stages)
    apart = relative_gap(value, bound)
    return replace(
        stages[0],
        value=value,
        bound=bound,
        gap=apart,
        seconds=sum(stage.seconds for stage in stages),
        proven=all(stage.proven for stage in stages) or is_proof(apart, gap),
    )
