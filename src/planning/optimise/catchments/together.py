"""Schedule and catchments decided at once, for problems small enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planning.domain.plan import Outcome, Plan, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import NoPlanError
from planning.optimise.model.evaluate import o3_of
from planning.optimise.model.variables import make_variables
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import ROUNDING, as_written
from planning.optimise.schedule.ties import MOST_TIES
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Yes-or-no variables up to which schedule and catchments are decided together.
SMALL: Final = 2000
#: Time for it where the answer has no limit, seconds.
LONGEST_S: Final = 300.0


def is_small(problem: PlanningProblem) -> bool:
    """Return True if schedule and catchments of a problem may be decided together."""
    return len(make_variables(problem)[0].decisions) <= SMALL


def solve_together(
    problem: PlanningProblem,
    options: SolverSettings,
    asked: Question,
    *,
    settle: bool,
    deadline: Deadline,
    listener: Listener = silent,
) -> Plan | None:
    """Decide schedule and catchments at once.

    Parameters
    ----------
    problem
        Problem with its rules on catchments, as the question poses it.
    options
        Gaps, tolerances and threads.
    asked
        Changes of the problem.
    settle
        True to look among equally good schedules for the one with the least O3.
    deadline
        End of the time.
    listener
        Receives stage and gap while the solver works.

    Returns
    -------
    Plan or None
        Best plan, with its own bounds; None if none was found in time.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, which is then proven.
    """
    ends = deadline if deadline.limited else deadline.within(LONGEST_S)
    bench = Workbench(problem, options, shaped=True)
    try:
        best = bench.plan(asked, settle=False, deadline=ends, listener=listener)
    except NoPlanError as none:
        if none.proven:
            raise
        return None
    return _settled(bench, asked, best, ends, listener) if settle else best


def _settled(bench: Workbench, asked: Question, best: Plan, ends: Deadline, listener: Listener) -> Plan:
    """Return the plan with the least O3 of those that are equally good, with a stage that says so."""
    began = ends.now()
    limits = [stage.value + ROUNDING * max(1.0, abs(stage.value)) for stage in best.stages]
    limits[1] += abs(best.stages[1].value) * bench.options.tolerance_o2
    equal, complete = [best], best.outcome is Outcome.PROVEN
    while complete and bench.problem.programme.option_count and len(equal) <= MOST_TIES:
        asked = replace(asked, any_of=(*asked.any_of, _another(bench.problem, equal[-1])))
        try:
            other = bench.plan(asked, settle=False, deadline=ends, listener=listener)
        except NoPlanError as none:
            complete = none.proven
            break
        if any(stage.bound > limit for stage, limit in zip(other.stages, limits, strict=True)):
            break
        complete = all(stage.value <= limit for stage, limit in zip(other.stages, limits, strict=True))
        if complete:
            equal.append(other)
    settled = complete and len(equal) <= MOST_TIES
    value, chosen = min(((o3_of(bench.problem, plan), i) for i, plan in enumerate(equal)))
    bound = value if settled else min(value, 0.0)
    third = Stage(
        name="O3",
        value=value,
        bound=bound,
        gap=relative_gap(value, bound),
        seconds=ends.now() - began,
        proven=settled,
        ties=len(equal),
    )
    return as_written(bench.problem, equal[chosen], (*best.stages, third), options=bench.options, solved={})


def _another(problem: PlanningProblem, plan: Plan) -> tuple[tuple[int, int], ...]:
    """Return what any other schedule than a plan's does otherwise."""
    chosen = set(plan.option.tolist())
    return tuple((o, 0 if o in chosen else 1) for o in range(problem.programme.option_count))
