"""One engine for every answer: what was built is kept, what was solved is not solved again."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Final

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.catchments.other_schedules import shape_schedules
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.closings import decided_apart, with_closings
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.infeasibility import first_overspent_year, no_plan
from planning.optimise.schedule.kept_plans import KeptPlans
from planning.optimise.schedule.presolve_checks import impossible
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.refuse_rooms import refuse_both, refuse_rooms
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import HIGHS, SolverSettings
from planning.optimise.transport.column_generation import is_placement, place
from planning.words import message

#: Share of the time for the schedule with free catchments and every site kept, if there are such rules.
FREE: Final = 0.5


class Engine:
    """Engine that solves a problem and answers questions on it.

    Parameters
    ----------
    problem
        Problem with all its rules.
    settings
        Gaps, tolerances, time limit of one answer, threads and solver.

    Attributes
    ----------
    apart
        True if closings of sites are decided under a schedule found with every site kept.

    Notes
    -----
    Schedules are sought with free catchments on one live model, built when a question first needs it; bands
    with rules on their catchments are then allocated again under the schedule found. A problem with nothing
    to build that separates into transportation problems needs no model.
    """

    def __init__(self, problem: PlanningProblem, settings: SolverSettings | None = None) -> None:
        self.problem, self.settings = problem, settings or SolverSettings()
        if problem.rules.catchments is not None:
            refuse_rooms(problem, answer=message("schedule.lend_rooms.catchments"))
        refuse_both(problem)
        self.apart = decided_apart(problem)
        free = free_catchments(problem)
        self._free = replace(free, retreat=None) if self.apart else free
        self._plans = KeptPlans()
        self._placement: Plan | None = None

    @cached_property
    def live(self) -> Workbench:
        """Live model of the schedule, built at the first use."""
        return Workbench(self._free, self.settings)

    def plan(
        self,
        question: Question | None = None,
        *,
        settle: bool = True,
        deadline: Deadline | None = None,
        listener: Listener = silent,
    ) -> Plan:
        """Find the best plan, with catchments shaped by the rules.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3: the plan is equally good, but the choice among equally good plans is arbitrary.
        deadline
            End of the time; None starts the clock of the settings' limit now.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Plan
            Plan whose outcome is ``proven`` only if O1 and O2 are.

        Raises
        ------
        NoPlanError
            If no plan keeps the rules, or none was found in time.
        """
        asked = question or Question()
        key = (asked.key, settle)
        ends, seconds = self._plans.clock(deadline, self.settings.time_limit_s)
        kept = self._plans.get(key, ends)
        if kept is not None:
            return kept
        shaped = self.problem.rules.catchments is not None
        first = ends.part(FREE) if shaped else ends
        plan = self.schedule(asked, settle=settle, deadline=first, listener=listener)
        if shaped:
            plan = shape_schedules(
                self.posed(asked), plan, self.settings,
                bench=lambda: self.live, asked=asked, deadline=ends, listener=listener,
            )  # fmt: skip
        return self._plans.keep(key, plan, seconds)

    def schedule(
        self,
        question: Question | None = None,
        *,
        settle: bool = True,
        deadline: Deadline | None = None,
        listener: Listener = silent,
    ) -> Plan:
        """Find the best plan with free catchments.

        Parameters
        ----------
        question
            Changes of the problem; None for no change.
        settle
            False skips O3.
        deadline
            End of the time; None starts the clock of the settings' limit now.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Plan
            Plan whose outcome is ``proven`` only if O1 and O2 are.

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
        ends = deadline or Deadline.after(self.settings.time_limit_s)
        plan = self._placed(ends, listener)
        if plan is not None:
            return plan
        plan = self.live.plan(
            asked, settle=settle, deadline=ends.part(FREE) if self.apart else ends, listener=listener
        )
        if not self.apart:
            return plan
        return with_closings(free_catchments(posed), plan, self.settings, deadline=ends, listener=listener)

    def posed(self, question: Question) -> PlanningProblem:
        """Return the problem that a question poses."""
        if question.budget_10k is None:
            return self.problem
        return replace(self.problem, budget_10k=question.budget_10k)

    def _placed(self, deadline: Deadline, listener: Listener) -> Plan | None:
        """Return the plan of a problem with nothing to build; None if the general model is needed."""
        if self.settings.name != HIGHS or not is_placement(self._free):
            return None
        if self.settings.tolerance_o1 > 0.0:
            # A transportation problem places as many as it can; it cannot give seats up for shorter ways.
            return None
        if self._placement is None:
            # Without projects no question changes anything.
            self._placement = place(self._free, deadline=deadline, listener=listener)
        return self._placement
