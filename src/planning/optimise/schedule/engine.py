"""One built model that answers many questions: forced openings, other budgets, objectives in order."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, Progress, silent
from planning.optimise.model.build import build_model
from planning.optimise.model.equations.c18_purses import LAPSE, lapse_limits_10k
from planning.optimise.model.extract import extract_plan, rounded_starts
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance, o3_change_and_start
from planning.optimise.model.relax import free_catchments
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.exact_allocation import Allocation
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.schedule.kept_plans import KeptPlans
from planning.optimise.schedule.lend_rooms import Lender, many_rooms
from planning.optimise.schedule.payments import with_payments
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import ROUNDING, as_written, never_below_0, not_reached, tie_limit
from planning.optimise.schedule.ties import Ties
from planning.optimise.schedule.uniqueness import Limits, OnlySchedule, prices_of_o1
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved, Solver, held_limit, relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Least time for the proof that no other schedule is as good, seconds; else it has the time that O2 took.
LEAST_PROOF_S: Final = 1.0
#: Share of the time that searches may take; the rest is for the allocation under the schedule found.
SEARCH: Final = 0.9


class Workbench:
    """Model that is built once and answers many questions.

    Parameters
    ----------
    problem
        Planning problem; its rules on the shape of catchments are ignored unless ``shaped``.
    options
        Gaps, tolerances, time limit of one answer, and threads.
    shaped
        True to decide schedule and catchments together, which small problems allow.
    """

    def __init__(
        self, problem: PlanningProblem, options: SolverSettings | None = None, *, shaped: bool = False
    ) -> None:
        self.problem = problem if shaped else free_catchments(problem)
        self.options, self._shaped = options or SolverSettings(), shaped
        self.model = build_model(self.problem)
        self.first: Terms = o1_unplaced(self.model)
        self.second: Terms = o2_cost_and_distance(self.model)
        self._plans = KeptPlans()
        self._constant, self._third = o3_change_and_start(self.model)
        self.live: Solver = open_solver(self.model, self.options, heuristics=shaped)

    def plan(
        self,
        question: Question | None = None,
        *,
        settle: bool = True,
        deadline: Deadline | None = None,
        listener: Listener = silent,
    ) -> Plan:
        """Solve O1, O2 and O3 in order, allocate exactly for the schedule found, and keep the plan.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3: the plan is equally good, but the choice among equally good plans is arbitrary.
        deadline
            End of the time; None starts the clock of the settings' limit now.
        listener
            Receives the objective and the gap while the solver works.

        Returns
        -------
        Plan
            Plan whose outcome is ``proven`` only if every objective is.

        Raises
        ------
        NoPlanError
            If no plan keeps the rules, or none was found in time.
        """
        asked = question or Question()
        key = (asked.key, settle)
        ends, seconds = self._plans.clock(deadline, self.options.time_limit_s)
        kept = self._plans.get(key, ends)
        if kept is not None:
            return kept
        plan = self._solved(asked, settle=settle, ends=ends, listener=listener)
        return self._plans.keep(key, plan, seconds)

    def _solved(self, asked: Question, *, settle: bool, ends: Deadline, listener: Listener) -> Plan:
        if many_rooms(self.model):
            return self._with_rooms(asked, settle=settle, ends=ends, listener=listener)
        chosen, live, search = self.options, self.live, ends.part(SEARCH)
        self.ask(asked)
        found = live.minimise(
            self.first, name="O1", gap=chosen.gap_o1, time_limit_s=search.left_s, listener=listener
        )
        if found.stage is None or found.values is None:
            raise no_plan(self.posed(asked), infeasible=found.infeasible)
        first = never_below_0(found.stage)
        live.hold(self.first, value=first.value, tolerance=chosen.tolerance_o1)
        refined = live.minimise(
            self.second, name="O2", gap=chosen.gap_o2, time_limit_s=search.left_s, listener=listener
        )
        second = never_below_0(refined.stage or not_reached(self.second, found.values, name="O2"))
        best = found.values if refined.values is None else refined.values
        third, exact = None, self._allocate(first, best, ends, settle=settle)
        if settle:
            third, exact = self._settled(asked, first, second, exact, ends, listener)
        return self._plan_of(first, second, third, exact)

    @cached_property
    def lender(self) -> Lender:
        """Parts of the model for many rooms."""
        return Lender(self)

    def _with_rooms(self, asked: Question, *, settle: bool, ends: Deadline, listener: Listener) -> Plan:
        self.ask(asked)
        for lend in self.lender.ways:
            lending = lend(asked, ends.part(SEARCH), listener)
            exact = self._allocate(lending.first, lending.values, ends, settle=settle)
            # What groups of bands do by themselves may break a rule that joins them.
            if exact.o2 is not None or ends.over:
                break
        third = Ties(self, ends, listener).stage(exact.starts, proven=False) if settle else None
        plan = self._plan_of(lending.first, lending.second_of(exact.values), third, exact)
        return replace(plan, lending=lending.gap(self.problem, plan.stages[1]))

    def fewest_unplaced(
        self, question: Question, *, deadline: Deadline | None = None, listener: Listener = silent
    ) -> Solved:
        """Solve O1 alone.

        Parameters
        ----------
        question
            Changes of the problem.
        deadline
            End of the time; None starts the clock of the settings' limit now.
        listener
            Receives the gap while the solver works.

        Returns
        -------
        Solved
            Value, bound and figures; without a stage if there is no plan.
        """
        self.ask(question)
        left = (deadline or Deadline.after(self.options.time_limit_s)).left_s
        return self.live.minimise(
            self.first, name="O1", gap=self.options.gap_o1, time_limit_s=left, listener=listener
        )

    def ask(self, question: Question) -> None:
        """Set the model to the state of a question, whatever its state was."""
        self.live.release()
        limits = self.posed(question).budget_10k
        for t, limit in enumerate(limits):
            row = self.model.row("C7", (t,))
            if row is not None:
                self.live.limit_row(row, float(limit))
        kept = lapse_limits_10k(self.problem, limits)
        for t, limit in enumerate([] if kept is None else kept):
            row = self.model.row("C18", (t,), part=LAPSE)
            if row is not None:
                self.live.limit_row(row, float(limit))
        start = self.model.variables.start
        for value in (0, 1):
            options = [o for o, forced in question.forced.items() if forced == value]
            if options:
                self.live.bound(start[options], value, value)
        for options, weight in question.clauses:
            self.live.at_most(Terms(column=start[options], weight=weight), float((weight > 0).sum()) - 1.0)

    def posed(self, question: Question) -> PlanningProblem:
        """Return the problem that a question poses."""
        if question.budget_10k is None:
            return self.problem
        return replace(self.problem, budget_10k=np.array(question.budget_10k, dtype=np.float64))

    def _settled(
        self,
        asked: Question,
        first: Stage,
        second: Stage,
        exact: Allocation,
        ends: Deadline,
        listener: Listener,
    ) -> tuple[Stage, Allocation]:
        """Settle O3: show that no other schedule is as good, or search among those that are."""
        search = ends.part(SEARCH)
        settling = search.now()
        listener(Progress(stage="O3", gap=None, seconds=0.0))
        ties = Ties(self, search, listener)
        if self._is_only(asked, first, second, exact, search):
            third = ties.stage(exact.starts, proven=True)
        else:
            self.ask(asked)
            self.live.hold(self.first, value=first.value, tolerance=self.options.tolerance_o1)
            third, found = ties.settle(second, exact.searched)
            # Under the same schedule too: the search leaves no basis, and the next question starts from one.
            exact = self._allocate(first, found, ends, settle=True)
        third = replace(third, seconds=search.now() - settling)
        # For the schedule found the allocation is exact, so the bound moves with what pupils add.
        value = self._constant + self._third.value(exact.values)
        bound = value if third.proven else third.bound
        return replace(third, value=value, bound=bound, gap=relative_gap(value, bound)), exact

    def _is_only(
        self, asked: Question, first: Stage, second: Stage, exact: Allocation, ends: Deadline
    ) -> bool:
        """Prove that no other schedule holds O1, and O2 within its tolerance; False if that failed."""
        # Duals under one choice of lent rooms or closed sites say nothing of another.
        free = not self._shaped and self.problem.rooms is None and self.problem.retreat is None
        if not free or exact.dual is None or not second.proven or not self.live.resumes:
            return False
        # What is asked next must not depend on the proof: not even in the last digit of a dual.
        live = self.live.apart()
        for row in exact.held:
            live.limit_row(row, math.inf)
        o1 = held_limit(first.value, self.options.tolerance_o1)
        o2 = tie_limit(second, self.options)
        until = ends.within(max(second.seconds, LEAST_PROOF_S))
        budget = self.posed(asked).budget_10k
        for price in prices_of_o1(self.model, self.first, self.second, exact.dual):
            search = OnlySchedule(self.model, asked, budget, self.first.times(price).plus(self.second))
            limits = Limits(o1=o1, o2=o2, price=price)
            if search.is_only(exact.starts, live, limits, until=until):
                return True
        return False

    def _allocate(self, first: Stage, searched: FloatArray, ends: Deadline, *, settle: bool) -> Allocation:
        """Allocate again with fixed starts and rooms, without the tolerance that the search needed.

        This linear programme is exact, whereas the branch and bound uses up the tolerance of held objectives:
        a millionth of a pupil unplaced for a few yuan. With ``settle``, pupils are kept in the announced
        catchments within O2's tolerance.
        """
        live, options = self.live, self.options
        starts = rounded_starts(self.model, searched)
        exact = Allocation(starts=starts, searched=searched, values=searched)
        live.release()
        decided = np.flatnonzero(self.model.columns.integer).astype(np.int32)
        live.fix(decided, np.round(searched[decided]) + 0.0)
        least = live.minimise(self.first, name="O1", gap=0.0, time_limit_s=ends.left_s, listener=silent)
        if least.stage is None:
            return exact
        held = first.value + abs(first.value) * options.tolerance_o1
        row = live.hold(self.first, value=least.stage.value, tolerance=0.0)
        slip = live.precision * max(1.0, abs(held))
        live.limit_row(row, max(least.stage.value, held) + slip)
        cheapest = live.minimise(self.second, name="O2", gap=0.0, time_limit_s=ends.left_s, listener=silent)
        if cheapest.stage is None or cheapest.values is None:
            return exact
        o2 = cheapest.stage.value
        dual = max(-float(live.row_duals()[row]), 0.0) if live.resumes and cheapest.stage.proven else None
        exact = replace(exact, values=cheapest.values, o2=o2, dual=dual, held=(row,))
        reference = self.problem.rules.reference
        if settle and reference is not None and reference.pupil_price:
            also = live.hold(self.second, value=o2, tolerance=options.tolerance_o2)
            live.limit_row(also, o2 + abs(o2) * options.tolerance_o2 + ROUNDING)
            left = ends.left_s
            kept = live.minimise(self._third, name="O3", gap=0.0, time_limit_s=left, listener=silent)
            values = exact.values if kept.values is None else kept.values
            exact = replace(exact, values=values, held=(row, also))
        return exact

    def _plan_of(self, first: Stage, second: Stage, third: Stage | None, exact: Allocation) -> Plan:
        """Return the plan of an allocation, with what is known of its objectives."""
        stages = (first, second) if third is None else (first, second, third)
        solved = {} if exact.o2 is None else {"O2": exact.o2}
        plan = with_payments(self.problem, extract_plan(self.model, exact.values, ()))
        return as_written(self.problem, plan, stages, options=self.options, solved=solved)
