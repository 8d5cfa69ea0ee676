"""What may be said of an allocation: its objectives with the bounds that hold for any schedule."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from planning.domain.plan import PROVEN_GAP, Plan, Stage, outcome_of
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.model.evaluate import o3_of
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stages import ROUNDING
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import relative_gap
from planning.optimise.solver.settings import SolverSettings

if TYPE_CHECKING:
    from planning.optimise.catchments.allocate import Allocation


def unproven(stage: Stage) -> float:
    """Return by how much a stage's value may be above the best possible."""
    return stage.value - stage.bound


def shaped_stages(
    problem: PlanningProblem,
    free: Plan,
    found: Allocation,
    options: SolverSettings,
    *,
    o1_bound: float,
    seconds: float,
    deadline: Deadline,
    least_cost: Callable[[float, Deadline], float] | None = None,
) -> Plan:
    """Return the plan of an allocation with its objectives and the bounds that hold for any schedule.

    Parameters
    ----------
    problem
        Problem with its rules on catchments.
    free
        Best plan with free catchments, whose bounds hold for every schedule.
    found
        Allocation.
    options
        Gaps and tolerances.
    o1_bound
        Lower bound on O1 over all schedules.
    seconds
        Time that the allocation took.
    deadline
        End of the time for the bound on O2.
    least_cost
        Function that bounds O2 of plans with free catchments whose O1 is at most a value; a model is built
        for the bound if None.

    Returns
    -------
    Plan
        Plan, proven only if O1 and O2 meet their bounds.
    """
    worse = found.o1 > free.stages[0].value + ROUNDING * max(1.0, abs(found.o1))
    bound_2 = -math.inf if worse else free.stages[1].bound
    if not problem.programme.option_count:
        # Nothing can be scheduled otherwise: the bounds of the bands hold for the whole problem.
        bound_2 = max(bound_2, found.o2_bound)
    if worse and not _meets(found.o2, bound_2, options.gap_o2):
        bound_2 = max(bound_2, (least_cost or _bound_of(problem, options))(found.o1, deadline))
    stages = [
        _stage("O1", found.o1, o1_bound, options.gap_o1, options.tolerance_o1, free.stages[0], seconds),
        _stage("O2", found.o2, bound_2, options.gap_o2, options.tolerance_o2, free.stages[1], 0.0),
    ]
    if len(free.stages) > 2:
        third = o3_of(problem, found.plan)
        # If both objectives before it meet the bounds of free catchments, so does the schedule.
        own = found.plan.option.tolist() == free.option.tolist()
        settled = own and free.stages[2].proven and all(stage.proven for stage in stages)
        bound = third if settled else min(third, 0.0)
        last = replace(free.stages[2], value=third, bound=bound, gap=relative_gap(third, bound))
        stages.append(replace(last, proven=settled, ties=free.stages[2].ties if own else 1))
    return replace(found.plan, stages=tuple(stages), outcome=outcome_of(stages))


def least_cost(bench: Workbench, unplaced: float, question: Question, deadline: Deadline) -> float:
    """Return a lower bound on O2 of plans whose O1 is at most a value.

    Parameters
    ----------
    bench
        Model with free catchments.
    unplaced
        Largest O1 allowed, weighted pupil-years.
    question
        Changes of the problem.
    deadline
        End of the time.

    Returns
    -------
    float
        Bound, 10,000 yuan; 0 if the solver found none in time.
    """
    bench.ask(question)
    bench.live.hold(bench.first, value=unplaced, tolerance=0.0)
    gap = bench.options.gap_o2
    found = bench.live.minimise(
        bench.second, name="O2", gap=gap, time_limit_s=deadline.left_s, listener=silent
    )
    return 0.0 if found.stage is None else max(found.stage.bound, 0.0)


def _bound_of(problem: PlanningProblem, options: SolverSettings) -> Callable[[float, Deadline], float]:
    """Return the bound of a problem for which no model is at hand."""

    def bound(unplaced: float, deadline: Deadline) -> float:
        return least_cost(Workbench(free_catchments(problem), options), unplaced, Question(), deadline)

    return bound


def _meets(value: float, bound: float, target: float) -> bool:
    return relative_gap(value, bound) <= min(target, PROVEN_GAP) + ROUNDING


def _stage(
    name: str, value: float, bound: float, target: float, tolerance: float, free: Stage, seconds: float
) -> Stage:
    bound = min(bound, value)
    return Stage(
        name=name,
        value=value,
        bound=bound,
        gap=relative_gap(value, bound),
        seconds=free.seconds + seconds,
        proven=_meets(value, bound, target),
        tolerance=tolerance,
    )
