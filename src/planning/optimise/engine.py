"""One engine for every answer: what was built is kept, what was solved is not solved again."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.catchments.allocate import shape_catchments
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.infeasibility import first_overspent_year, no_plan
from planning.optimise.schedule.presolve_checks import impossible
from planning.optimise.schedule.question import Question
from planning.optimise.solver.settings import HIGHS, SolverSettings
from planning.optimise.transport.column_generation import is_placement, place


class Engine:
    """Engine that solves a problem and answers questions on it.

    Parameters
    ----------
    problem
        Problem with all its rules.
    settings
        Gaps, tolerances, time limit of one answer, threads and solver.

    Notes
    -----
    Schedules are sought with free catchments on one live model, built when a question first needs it; bands
    with rules on their catchments are then allocated again under the schedule found. A problem with nothing
    to build that separates into transportation problems needs no model.
    """

    def __init__(self, problem: PlanningProblem, settings: SolverSettings | None = None) -> None:
        self.problem, self.settings = problem, settings or SolverSettings()
        self._free = free_catchments(problem)
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._placement: Plan | None = None

    @cached_property
    def live(self) -> Workbench:
        """Live model of the schedule, built at the first use."""
        return Workbench(self._free, self.settings)

    def plan(
        self, question: Question | None = None, *, settle: bool = True, listener: Listener = silent
    ) -> Plan:
        """Find the best plan, with catchments shaped by the rules.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3: the plan is equally good, but the choice among equally good plans is arbitrary.
        listener
            Receives the stage and the gap while the solver works.

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
            free = self.schedule(asked, settle=settle, listener=listener)
            posed = self.posed(asked)

            def least_cost(unplaced: float) -> float:
                return self.live.least_cost(unplaced, asked)

            self._plans[key] = shape_catchments(
                posed, free, self.settings, least_cost=least_cost, listener=listener
            )
        return self._plans[key]

    def schedule(
        self, question: Question | None = None, *, settle: bool = True, listener: Listener = silent
    ) -> Plan:
        """Find the best plan with free catchments.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3.
        listener
            Receives the stage and the gap while the solver works.

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
        posed = self.posed(asked)
        if impossible(posed) or first_overspent_year(posed) is not None:
            # Totals tell it; nothing need be built.
            raise no_plan(posed, infeasible=True)
        plan = self._placed(listener)
        return self.live.plan(asked, settle=settle, listener=listener) if plan is None else plan

    def posed(self, question: Question) -> PlanningProblem:
        """Return the problem that a question poses."""
        if question.budget_10k is None:
            return self.problem
        return replace(self.problem, budget_10k=question.budget_10k)

    def _placed(self, listener: Listener) -> Plan | None:
        """Return the plan of a problem with nothing to build; None if the general model is needed."""
        if self.settings.name != HIGHS or not is_placement(self._free):
            return None
        if self.settings.tolerance_o1 > 0.0:
            # A transportation problem places as many as it can; it cannot give seats up for shorter ways.
            return None
        if self._placement is None:
            # Without projects no question changes anything.
            self._placement = place(self._free, listener=listener)
        return self._placement
