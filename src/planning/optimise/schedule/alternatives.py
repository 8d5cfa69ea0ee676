"""Schedules nearly as good as the best that open otherwise; what must be built, what could, what never."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.alternatives import COULD, MUST, NEVER, UNKNOWN, Alternative, Alternatives
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import NoPlanError
from planning.optimise.model.extract import chosen_options, rounded_starts
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.lend_rooms import many_rooms
from planning.optimise.schedule.payable import openings_of
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved

#: Any September.
ANY: Final = -1
#: Share of the time for the best plan.
FOR_BEST: Final = 0.5
#: Rounding when values are held against the tolerance.
ROOM: Final = 1e-6


def find_alternatives(
    bench: Workbench,
    *,
    tolerance: float,
    count: int,
    deadline: Deadline | None = None,
    further_s: float | None = None,
    listener: Listener = silent,
) -> Alternatives:
    """Find schedules within a tolerance of the best.

    Each project is forced in, or out, in turn, and O2 is minimised while O1 is held within the tolerance:
    O2's search closes at its root, whereas a search for the most different schedule does not. That gives the
    role of each project: must, could or never. Then single openings are forced, and pairs of those found
    possible. Of all schedules found the most different are kept; others may differ more.

    Parameters
    ----------
    bench
        Built model.
    tolerance
        Share by which O1 and O2 may be worse than the best.
    count
        Number of schedules to find beside the best.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    further_s
        Seconds after which the search stops once the roles are known; None sets no limit of its own.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Alternatives
        Schedules, and the role of each project.
    """
    ends = deadline or Deadline.after(bench.options.time_limit_s)
    further = ends if further_s is None else ends.within(further_s)
    problem = bench.problem
    best = bench.plan(deadline=ends.part(FOR_BEST), listener=listener)
    chosen = [int(o) for o in best.option.tolist() if o >= 0]
    start = Alternative(
        openings=openings_of(problem, chosen), o1=best.stages[0].value, o2=best.stages[1].value, differs=0
    )
    pool: dict[tuple[int, ...], Alternative] = {start.openings: start}
    search = _Search(bench, best, tolerance, pool, listener)
    complete = True
    for project in np.flatnonzero(problem.programme.committed == 0).tolist():
        toggled = search.force(((project, 0 if start.openings[project] else ANY),), ends)
        complete = complete and toggled is not None
    possible: list[tuple[int, int]] = []

    def over() -> bool:
        return further.over or len(pool) > MOST_POOL

    for project in range(len(problem.projects)):
        for opening in _other_openings(problem, project, start.openings[project]):
            if not over() and search.force(((project, opening),), further):
                possible.append((project, opening))
    for pair in _pairs(possible):
        if not over():
            search.force(pair, further)
    role = tuple(
        _role(problem, p, [item.openings[p] for item in pool.values()], complete=complete)
        for p in range(len(problem.projects))
    )
    return Alternatives(
        best=best,
        schedules=_most_different(start, list(pool.values()), count),
        role=role,
        tolerance=tolerance,
        complete=complete,
    )


#: Schedules looked at before the most different ones are taken.
MOST_POOL: Final = 24


class _Search:
    """Search that forces openings and keeps the schedules within the tolerance."""

    def __init__(
        self,
        bench: Workbench,
        best: Plan,
        tolerance: float,
        pool: dict[tuple[int, ...], Alternative],
        listener: Listener,
    ) -> None:
        self._bench, self._pool, self._listener = bench, pool, listener
        first, second = best.stages[0].value, best.stages[1].value
        self._most = (
            first + abs(first) * tolerance + ROOM * max(1.0, first),
            second + abs(second) * tolerance + ROOM * max(1.0, second),
        )
        self._best = next(iter(pool.values())).openings

    def force(self, openings: tuple[tuple[int, int], ...], deadline: Deadline) -> bool | None:
        """Return whether a schedule with these openings is within the tolerance; None if time ran out."""
        for known in self._pool:
            if all(known[p] == year or (year == ANY and known[p]) for p, year in openings):
                return True
        if deadline.over:
            return None
        bench, problem = self._bench, self._bench.problem
        forced: dict[int, int] = {}
        required = []
        for project, year in openings:
            own = problem.programme.options_of(project).tolist()
            meant = [o for o in own if year in (ANY, int(problem.programme.option_opening_year[o]))]
            forced |= {o: 0 for o in own if o not in meant}
            if year and meant:
                required.append(tuple(meant))
        asked = Question(forced=forced, required=tuple(required))
        if many_rooms(bench.model):
            return self._with_rooms(asked, deadline)
        bench.ask(asked)
        bench.live.hold(bench.first, value=self._most[0], tolerance=0.0)
        solved: Solved = bench.live.minimise(
            bench.second,
            name="O2",
            gap=bench.options.gap_o2,
            time_limit_s=deadline.left_s,
            listener=self._listener,
        )
        if solved.infeasible or (solved.stage is not None and solved.stage.bound > self._most[1]):
            return False
        if solved.stage is None or solved.values is None or solved.stage.value > self._most[1]:
            return None
        starts = rounded_starts(bench.model, solved.values)
        o1 = bench.first.value(solved.values)
        return self._keep(chosen_options(starts), o1, solved.stage.value)

    def _keep(self, options: list[int], o1: float, o2: float) -> bool:
        made = openings_of(self._bench.problem, options)
        differs = sum(a != b for a, b in zip(made, self._best, strict=True))
        self._pool.setdefault(made, Alternative(openings=made, o1=o1, o2=o2, differs=differs))
        return True

    def _with_rooms(self, asked: Question, deadline: Deadline) -> bool | None:
        """Answer by bounds with rooms in parts, else by a plan; None if neither tells."""
        most_o1, most_o2 = self._most
        if self._bench.lender.refutes(asked, o1=most_o1, o2=most_o2, ends=deadline):
            return False
        if deadline.over:
            return None
        try:
            plan = self._bench.plan(asked, settle=False, deadline=deadline, listener=self._listener)
        except NoPlanError as error:
            return False if error.proven else None
        o1, o2 = plan.stages[0].value, plan.stages[1].value
        if o1 > most_o1 or o2 > most_o2:
            return None
        return self._keep([int(o) for o in plan.option.tolist() if o >= 0], o1, o2)


def _other_openings(problem: PlanningProblem, project: int, opening: int) -> list[int]:
    programme = problem.programme
    years = set(programme.option_opening_year[programme.options_of(project)].tolist())
    if not programme.committed[project]:
        years.add(0)
    return sorted(years - {opening})


def _pairs(possible: list[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return pairs of openings of two different projects."""
    return [(one, two) for i, one in enumerate(possible) for two in possible[i + 1 :] if one[0] != two[0]]


def _role(problem: PlanningProblem, project: int, openings: list[int], *, complete: bool) -> str:
    built = [year > 0 for year in openings]
    if problem.programme.committed[project]:
        return MUST
    if any(built) and not all(built):
        return COULD
    if not complete:
        return UNKNOWN
    return MUST if built[0] else NEVER


def _most_different(start: Alternative, pool: list[Alternative], count: int) -> tuple[Alternative, ...]:
    """Take one schedule after the other, each farthest from those already taken."""
    taken = [start]
    rest = [item for item in pool if item.openings != start.openings]
    while rest and len(taken) <= count:

        def nearest(item: Alternative) -> tuple[int, float]:
            apart = min(
                sum(a != b for a, b in zip(item.openings, other.openings, strict=True)) for other in taken
            )
            return apart, -item.o2

        farthest = max(rest, key=nearest)
        taken.append(farthest)
        rest.remove(farthest)
    return tuple(taken)
