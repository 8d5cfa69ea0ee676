"""Whole zones and contiguous catchments where projects may be scheduled otherwise."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import NoPlanError
from planning.optimise.catchments.allocate import Allocation, allocate
from planning.optimise.catchments.bounds import least_cost, shaped_stages
from planning.optimise.catchments.shaped_band import NoAllocation
from planning.optimise.catchments.together import is_small, solve_together
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.infeasibility import no_allocation
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import ROUNDING
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings

#: Schedules tried while none leads to a plan, and while another may leave fewer pupils without a seat.
MOST_SCHEDULES: Final = 20
MORE_SCHEDULES: Final = 4
#: Shares of what is left of the time: of all allocations, before the bound on O2; of the first one, if others
#: may follow; of each further schedule, and of its allocation; of schedule and catchments decided together.
ALL: Final = 0.85
FIRST: Final = 0.6
EACH: Final = 0.4
TOGETHER: Final = 0.9
#: Seats that differ by less are the same.
SAME_SEATS: Final = 1e-9

Clause = tuple[tuple[int, int], ...]


def shape_schedules(
    problem: PlanningProblem,
    free: Plan,
    options: SolverSettings,
    *,
    bench: Callable[[], Workbench],
    asked: Question,
    deadline: Deadline,
    listener: Listener = silent,
) -> Plan:
    """Allocate under the rules on catchments, under other schedules too if the first is not shown to be best.

    Parameters
    ----------
    problem
        Problem with its rules on catchments, as the question poses it.
    free
        Best plan with free catchments.
    options
        Gaps and threads.
    bench
        Function that returns the model with free catchments.
    asked
        Changes of the problem.
    deadline
        End of the time.
    listener
        Receives stage and gap while the solver works.

    Returns
    -------
    Plan
        Best plan found, with bounds over all schedules.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, or none was found; the error says which.

    Notes
    -----
    If the first schedule leaves more pupils without a seat than the bound over all schedules, or any pupil
    although none may be left, the next best schedule is asked for: one with more seats somewhere, as fewer
    seats cannot help. Small problems are decided at once, schedule and catchments together.
    """
    search = _Schedules(problem, free, options, bench, asked, listener)
    began, ends = deadline.now(), deadline.part(ALL)
    search.allocate(free, ends.part(FIRST) if problem.programme.option_count else ends)

    def stated(found: Allocation) -> Plan:
        return shaped_stages(
            problem, free, found, options, o1_bound=search.o1_bound, seconds=deadline.now() - began,
            deadline=deadline, least_cost=lambda unplaced, end: least_cost(bench(), unplaced, asked, end),
        )  # fmt: skip

    if search.best is not None and search.is_least():
        plan = stated(search.best)
        if plan.outcome is Outcome.PROVEN:
            return plan
    if is_small(problem) and not ends.over:
        settle = len(free.stages) > 2
        plan_of_both = solve_together(
            problem, options, asked, settle=settle, deadline=ends.part(TOGETHER), listener=listener
        )
        if plan_of_both is not None and not search.beats(plan_of_both):
            return plan_of_both
        search.learn(plan_of_both)
    search.go_on(ends)
    if search.best is None:
        raise no_allocation(problem, schedules=search.tried, proven=search.o1_bound == math.inf)
    return stated(search.best)


class _Schedules:
    """Schedules tried so far, the best allocation, and what is known of all others."""

    def __init__(
        self,
        problem: PlanningProblem,
        free: Plan,
        options: SolverSettings,
        bench: Callable[[], Workbench],
        asked: Question,
        listener: Listener,
    ) -> None:
        self.problem, self.options, self.bench = problem, options, bench
        self.asked, self.listener = asked, listener
        self.best: Allocation | None = None
        self.tried = 0
        #: Lower bounds on O1: of all schedules, of those not tried, of each one tried with all it speaks for.
        self.floor = self.rest = free.stages[0].bound
        self.bounds: list[float] = []

    @property
    def o1_bound(self) -> float:
        """Lower bound on O1 over all schedules; infinity if it is shown that there is no plan."""
        return max(self.floor, min([self.rest, *self.bounds]))

    def is_least(self) -> bool:
        """Return True if no schedule that was not tried can leave fewer pupils without a seat."""
        return self.best is not None and self.best.o1 <= self.rest + ROUNDING * max(1.0, abs(self.best.o1))

    def allocate(self, plan: Plan, deadline: Deadline) -> None:
        """Allocate under the schedule of a plan, and leave aside all schedules with seats no better."""
        self.tried += 1
        try:
            found = allocate(self.problem, plan, self.options, deadline=deadline, listener=self.listener)
        except NoAllocation as none:
            bands: Collection[int] = (none.band,)
            self.bounds.append(math.inf if none.proven else plan.stages[0].bound)
        else:
            bands = [b for b, bound in found.o1_by_band.items() if bound > 0]
            self.bounds.append(found.o1_bound)
            if found.better_than(self.best):
                self.best = found
        clause = more_seats(self.problem, plan.option.tolist(), bands)
        if clause:
            self.asked = replace(self.asked, any_of=(*self.asked.any_of, clause))
        else:
            self.rest = math.inf

    def go_on(self, deadline: Deadline) -> None:
        """Try the next best schedules while one of them may be better."""
        while self.rest < math.inf and not self.is_least() and not deadline.over:
            if self.tried >= (MOST_SCHEDULES if self.best is None else MORE_SCHEDULES):
                return
            try:
                plan = self.bench().plan(
                    self.asked, settle=False, deadline=deadline.part(EACH), listener=self.listener
                )
            except NoPlanError as none:
                if none.proven:
                    self.rest = math.inf
                return
            self.rest = max(self.rest, plan.stages[0].bound)
            if not self.is_least():
                self.allocate(plan, deadline.part(EACH))

    def beats(self, plan: Plan) -> bool:
        """Return True if the best allocation found is better than a plan."""
        if self.best is None:
            return False
        o1, o2 = (stage.value for stage in plan.stages[:2])
        room = ROUNDING * max(1.0, abs(o1))
        return self.best.o1 < o1 - room or (self.best.o1 <= o1 + room and self.best.o2 < o2)

    def learn(self, plan: Plan | None) -> None:
        """Keep the bound of a plan of schedule and catchments together, if there is one."""
        if plan is not None:
            self.floor = max(self.floor, plan.stages[0].bound)
            self.rest = max(self.rest, self.floor)


def more_seats(problem: PlanningProblem, option: list[int], bands: Collection[int]) -> Clause:
    """Return what a schedule must do otherwise to have more seats than another in some band, site and year.

    Parameters
    ----------
    problem
        Planning problem.
    option
        Option of each project, -1 if it is not started.
    bands
        Positions of the bands.

    Returns
    -------
    tuple
        Options with 1 (carried out) or 0 (not carried out), of which one must be so; empty if no schedule
        has more seats.

    Notes
    -----
    A schedule that keeps none of these has no more seats, nor entry classrooms, at any site and year of the
    bands: what cannot be allocated under the one cannot be under the other.
    """
    of_bands = sorted(bands)
    seats, opening = problem.option_seats[:, of_bands], problem.option_opening_seats[:, of_bands]
    gains = np.concatenate([seats, opening], axis=1)
    clause: list[tuple[int, int]] = []
    for p, chosen in enumerate(option):
        now = gains[chosen] if chosen >= 0 else np.zeros(gains.shape[1:])
        clause += [
            (o, 1)
            for o in problem.programme.options_of(p).tolist()
            if o != chosen and (gains[o] > now + SAME_SEATS).any()
        ]
        if chosen >= 0 and (now < -SAME_SEATS).any():
            # Its works, or a conversion, take seats that stay open without it.
            clause.append((chosen, 0))
    return tuple(clause)
