"""One built model that answers many questions: forced openings, other budgets, objectives in order."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.model.build import build_model
from planning.optimise.model.equations.c11_changes import change_terms
from planning.optimise.model.extract import extract_plan, rounded_starts
from planning.optimise.model.objectives import (
    o1_unplaced,
    o2_cost_and_distance,
    o3_change_and_start,
    o3_weights,
)
from planning.optimise.model.relax import free_catchments
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import ROUNDING, as_written, not_reached
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.interface import Solved, Solver, relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Schedules as good as the best within O2's tolerance that are looked at before O3 is called unproven.
MOST_TIES: Final = 12


class Workbench:
    """Model that is built once and answers many questions.

    Parameters
    ----------
    problem
        Planning problem; its rules on the shape of catchments are ignored.
    options
        Gaps, tolerances, time limit of one answer, and threads.
    """

    def __init__(self, problem: PlanningProblem, options: SolverSettings | None = None) -> None:
        self.problem, self.options = free_catchments(problem), options or SolverSettings()
        self.model = build_model(self.problem)
        self.first: Terms = o1_unplaced(self.model)
        self.second: Terms = o2_cost_and_distance(self.model)
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._constant, self._third = o3_change_and_start(self.model)
        self._lateness_of = o3_weights(self.problem)[1]
        self.live: Solver = open_solver(self.model, self.options)

    def plan(
        self, question: Question | None = None, *, settle: bool = True, listener: Listener = silent
    ) -> Plan:
        """Solve O1, O2 and O3 in order, allocate exactly for the schedule found, and keep the plan.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3: the plan is equally good, but the choice among equally good plans is arbitrary.
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
        if key not in self._plans:
            self._plans[key] = self._solved(asked, settle=settle, listener=listener)
        return self._plans[key]

    def _solved(self, asked: Question, *, settle: bool, listener: Listener) -> Plan:
        chosen, live = self.options, self.live
        began = time.perf_counter()
        self.ask(asked)
        found = live.minimise(
            self.first, name="O1", gap=chosen.gap_o1, time_limit_s=chosen.time_limit_s, listener=listener
        )
        if found.stage is None or found.values is None:
            raise no_plan(self.posed(asked), infeasible=found.infeasible)
        live.hold(self.first, value=found.stage.value, tolerance=chosen.tolerance_o1)
        refined = live.minimise(
            self.second, name="O2", gap=chosen.gap_o2, time_limit_s=self._left(began), listener=listener
        )
        second = refined.stage or not_reached(self.second, found.values, name="O2")
        best = found.values if refined.values is None else refined.values
        third = None
        if settle:
            settling = time.perf_counter()
            third, best = self._settle(second, best, began, listener)
            third = replace(third, seconds=time.perf_counter() - settling)
        return self._exactly(found.stage, second, third, best)

    def fewest_unplaced(self, question: Question, *, listener: Listener = silent) -> Solved:
        """Solve O1 alone.

        Parameters
        ----------
        question
            Changes of the problem.
        listener
            Receives the gap while the solver works.

        Returns
        -------
        Solved
            Value, bound and figures; without a stage if there is no plan.
        """
        self.ask(question)
        options = self.options
        return self.live.minimise(
            self.first, name="O1", gap=options.gap_o1, time_limit_s=options.time_limit_s, listener=listener
        )

    def least_cost(self, unplaced: float, question: Question | None = None) -> float:
        """Return a lower bound on O2 of plans whose O1 is at most a value.

        Parameters
        ----------
        unplaced
            Largest O1 allowed, weighted pupil-years.
        question
            Changes of the problem; None for no change.

        Returns
        -------
        float
            Bound, 10,000 yuan; 0 if the solver found none in time.
        """
        self.ask(question or Question())
        self.live.hold(self.first, value=unplaced, tolerance=self.options.tolerance_o1)
        limit, gap = self.options.time_limit_s, self.options.gap_o2
        found = self.live.minimise(self.second, name="O2", gap=gap, time_limit_s=limit, listener=silent)
        return 0.0 if found.stage is None else max(found.stage.bound, 0.0)

    def ask(self, question: Question) -> None:
        """Set the model to the state of a question, whatever its state was."""
        self.live.release()
        limits = self.posed(question).budget_10k
        for t, limit in enumerate(limits):
            row = self.model.row("C7", (t,))
            if row is not None:
                self.live.limit_row(row, float(limit))
        start = self.model.variables.start
        for value in (0, 1):
            options = [o for o, forced in question.forced.items() if forced == value]
            if options:
                self.live.bound(start[options], value, value)
        for group in question.required:
            self.live.at_most(Terms(column=start[list(group)], weight=np.full(len(group), -1.0)), -1.0)

    def posed(self, question: Question) -> PlanningProblem:
        """Return the problem that a question poses."""
        if question.budget_10k is None:
            return self.problem
        return replace(self.problem, budget_10k=np.array(question.budget_10k, dtype=np.float64))

    def _settle(
        self, second: Stage, best: FloatArray, began: float, listener: Listener
    ) -> tuple[Stage, FloatArray]:
        """Minimise O3 among the schedules that hold O1, and O2 within its tolerance.

        A search with O3 as the objective took a minute on the embedded district, as its relaxation is weak.
        O2's search closes at the root, so O2 is minimised instead: with 0, 1, 2, ... changes allowed, and
        then for the next best schedule, until that is worse than the tolerance.
        """
        limit = second.value + abs(second.value) * self.options.tolerance_o2 + ROUNDING
        starts = rounded_starts(self.model, best)
        if not len(starts):
            return self._third_stage(starts, proven=True), best
        found, values, complete = self._fewest_changes(starts, best, limit, began, listener)
        candidates = [(found, values)]
        while complete and len(candidates) <= MOST_TIES:
            self.live.at_most(*self._other_than(candidates[-1][0]))
            other = self._cheapest(began, listener)
            if other.infeasible or (other.stage is not None and other.stage.bound > limit):
                break
            complete = other.stage is not None and other.stage.proven
            if other.stage is None or other.values is None or other.stage.value > limit:
                break
            candidates.append((rounded_starts(self.model, other.values), other.values))
        complete = complete and len(candidates) <= MOST_TIES
        chosen = min(candidates, key=lambda item: self._lateness(item[0]))
        third = self._third_stage(chosen[0], proven=complete)
        return replace(third, ties=len(candidates)), chosen[1]

    def _fewest_changes(
        self, starts: FloatArray, best: FloatArray, limit: float, began: float, listener: Listener
    ) -> tuple[FloatArray, FloatArray, bool]:
        """Return the schedule with the fewest changes against the reference, and whether it is proven."""
        if self.problem.rules.reference is None:
            return starts, best, True
        constant, weights = change_terms(self.problem)
        terms = Terms.of({int(self.model.variables.start[o]): weight for o, weight in weights.items()})
        most = round(constant + sum(weight * starts[o] for o, weight in weights.items()))
        row = self.live.at_most(terms, most - constant)
        for changes in range(most):
            self.live.limit_row(row, changes - constant)
            tried = self._cheapest(began, listener)
            if tried.infeasible or (tried.stage is not None and tried.stage.bound > limit):
                continue
            if tried.stage is None or tried.values is None:
                return starts, best, False
            if tried.stage.value <= limit:
                return rounded_starts(self.model, tried.values), tried.values, tried.stage.proven
        self.live.limit_row(row, most - constant)
        return starts, best, True

    def _cheapest(self, began: float, listener: Listener) -> Solved:
        gap, left = self.options.gap_o2, self._left(began)
        return self.live.minimise(self.second, name="O3", gap=gap, time_limit_s=left, listener=listener)

    def _other_than(self, starts: FloatArray) -> tuple[Terms, float]:
        """Return a row that excludes one schedule only."""
        weight = np.where(starts == 1.0, 1.0, -1.0)
        return Terms(column=self.model.variables.start, weight=weight), float(starts.sum()) - 1.0

    def _lateness(self, starts: FloatArray) -> float:
        return float(sum((self._lateness_of * starts).tolist()))

    def _third_stage(self, starts: FloatArray, *, proven: bool) -> Stage:
        value = self._constant + self._lateness(starts)
        bound = value if proven else 0.0
        return Stage(
            name="O3", value=value, bound=bound, gap=relative_gap(value, bound), seconds=0.0, proven=proven
        )

    def _exactly(self, first: Stage, second: Stage, third: Stage | None, best: FloatArray) -> Plan:
        """Allocate again with fixed starts, without the tolerance that the search needed.

        The rest is a linear programme. Its solution is exact, whereas that of the branch and bound carries
        the tolerance of integers and uses up that of the held objectives: a millionth of a pupil left
        unplaced for a few yuan.
        """
        live, options = self.live, self.options
        starts = rounded_starts(self.model, best)
        live.release()
        live.fix(self.model.variables.start, starts)
        solved: dict[str, float] = {}
        least = live.minimise(self.first, name="O1", gap=0.0, listener=silent)
        if least.stage is not None:
            held = first.value + abs(first.value) * options.tolerance_o1
            row = live.hold(self.first, value=least.stage.value, tolerance=0.0)
            slip = live.precision * max(1.0, abs(held))
            live.limit_row(row, max(least.stage.value, held) + slip)
            cheapest = live.minimise(self.second, name="O2", gap=0.0, listener=silent)
            if cheapest.stage is not None and cheapest.values is not None:
                best, solved["O2"] = cheapest.values, cheapest.stage.value
                if third is not None:
                    best, third = self._least_moved(best, cheapest.stage.value, third)
        stages = (first, second) if third is None else (first, second, third)
        plan = extract_plan(self.model, best, ())
        return as_written(self.problem, plan, stages, options=options, solved=solved)

    def _least_moved(self, best: FloatArray, second: float, third: Stage) -> tuple[FloatArray, Stage]:
        """Keep pupils in the announced catchments within O2's tolerance, and restate O3."""
        reference = self.problem.rules.reference
        if reference is not None and reference.pupil_price:
            row = self.live.hold(self.second, value=second, tolerance=self.options.tolerance_o2)
            self.live.limit_row(row, second + abs(second) * self.options.tolerance_o2 + ROUNDING)
            kept = self.live.minimise(self._third, name="O3", gap=0.0, listener=silent)
            if kept.values is not None:
                best = kept.values
        value = self._constant + self._third.value(best)
        # For the schedule found the allocation is exact, so the bound moves with what pupils add.
        bound = value if third.proven else third.bound
        return best, replace(third, value=value, bound=bound, gap=relative_gap(value, bound))

    def _left(self, began: float) -> float | None:
        if self.options.time_limit_s is None:
            return None
        return max(self.options.time_limit_s - (time.perf_counter() - began), 0.01)
