"""What every question is put to: a scenario's inputs, its problem, and one engine for all answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise import Engine
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.runs.inputs import Inputs
from planning.runs.run import solver_settings

#: Said of answers about schedules and money, which are sought with free catchments.
SHAPE_ASIDE: Final = (
    "此回答按自由划片计算，未计整区入一校与学区连片的要求",
    "this answer leaves aside that zones be kept whole and catchments be one piece",
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Asked:
    """Scenario with its inputs, its problem and one engine for every question.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem
        Planning problem built from them.
    labels
        Keys and names.
    expected
        Who is coming: what the problem was made of, and what does not depend on a plan.
    """

    inputs: Inputs
    problem: PlanningProblem
    labels: Labels
    expected: DistrictForecast

    @cached_property
    def engine(self) -> Engine:
        """Live model, built at the first question that needs it and kept for the others."""
        return Engine(self.problem, solver_settings(self.inputs.loaded.scenario))

    def plan(self, *, deadline: Deadline | None = None, listener: Listener = silent) -> Plan:
        """Find the best plan of the case, with catchments shaped by its rules.

        Parameters
        ----------
        deadline
            End of the time; None starts the clock of the settings' limit now.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Plan
            Best plan, not audited; :meth:`planning.ask.case.Case.solve` audits it.

        Raises
        ------
        NoPlanError
            If no plan keeps the rules, or none was found in time.
        """
        return self.engine.plan(deadline=deadline, listener=listener)

    def noted(self, answer: Answer) -> Answer:
        """Add a note to an answer if it ignores the shape of catchments."""
        if self.problem.rules.catchments is None:
            return answer
        return replace(answer, sentences=(*answer.sentences, SHAPE_ASIDE))
