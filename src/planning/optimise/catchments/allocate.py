"""Whole zones and contiguous catchments: seats allocated anew for the schedule of free catchments."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planning.domain.plan import PROVEN_GAP, Plan, Stage, outcome_of
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, Progress, silent
from planning.optimise.catchments.local_search import ShapedBand, allocate_band
from planning.optimise.model.evaluate import o1_of, o2_of, o3_of
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.stages import ROUNDING
from planning.optimise.solver.interface import relative_gap
from planning.optimise.solver.settings import SolverSettings


def shape_catchments(
    problem: PlanningProblem,
    free: Plan,
    options: SolverSettings,
    *,
    least_cost: Callable[[float], float] | None = None,
    listener: Listener = silent,
) -> Plan:
    """Allocate the bands with a rule on catchments anew, with the schedule of a plan kept.

    Parameters
    ----------
    problem
        Problem with its rules on catchments.
    free
        Plan of the problem with :func:`free_catchments`.
    options
        Gaps, time limit and threads.
    least_cost
        Bounds O2 of plans with free catchments whose O1 is at most a value; a model is built for it if None.
    listener
        Receives the stage as each band is settled.

    Returns
    -------
    Plan
        Plan that keeps the rules. Its bounds are those of free catchments, or of the allocation if the
        schedule allows no other; it is proven only if it meets them.

    Notes
    -----
    The method is relax-and-fix, then fix-and-optimise over the years (Pochet and Wolsey 2006, *Production
    Planning by Mixed Integer Programming*, section 3.6): the decisions of one year are integer, those of
    later years relaxed and those of earlier years held; then each year is improved while the others are held.
    """
    rules = problem.rules.catchments
    if rules is None:
        return free
    began = time.perf_counter()
    place, unplaced, temporary = np.array(free.place), np.array(free.unplaced), np.array(free.temporary)
    bands: dict[int, ShapedBand] = {}
    asked = [b for b in rules.bands if problem.intakes[:, b].any()]
    for i, b in enumerate(asked):
        listener(Progress(stage="catchments", gap=None, seconds=time.perf_counter() - began))
        left = None
        if options.time_limit_s is not None:
            spent = time.perf_counter() - began
            left = max(options.time_limit_s - spent, 1.0) / (len(asked) - i)
        found = allocate_band(problem, free, b, options=replace(options, time_limit_s=left))
        bands[b] = found
        own = problem.pairs.band == b
        place[own] = found.place
        unplaced[:, b], temporary[:, b] = found.unplaced, found.temporary
    plan = Plan(option=free.option, place=place, unplaced=unplaced, temporary=temporary)
    stages = _stages(problem, free, plan, bands, options, time.perf_counter() - began, least_cost)
    return replace(plan, stages=stages, outcome=outcome_of(stages))


def _stages(
    problem: PlanningProblem,
    free: Plan,
    plan: Plan,
    bands: dict[int, ShapedBand],
    options: SolverSettings,
    seconds: float,
    least_cost: Callable[[float], float] | None,
) -> tuple[Stage, ...]:
    """Return the stages of the plan, with bounds that hold for any schedule."""
    first, second = o1_of(problem, plan), o2_of(problem, plan)
    bound_1, bound_2 = free.stages[0].bound, free.stages[1].bound
    worse = first > free.stages[0].value + ROUNDING * max(1.0, abs(first))
    if not problem.programme.option_count:
        # Nothing can be scheduled otherwise: what the bands show holds for the whole.
        bound_1 = max(bound_1, first - math.fsum(band.o1 - band.o1_bound for band in bands.values()))
        shown = second - math.fsum(band.o2 - band.o2_bound for band in bands.values())
        bound_2 = max(shown, 0.0 if worse else bound_2)
    elif worse:
        bound_2 = (least_cost or Workbench(free_catchments(problem), options).least_cost)(first)
    stages = [
        _stage("O1", first, bound_1, options.gap_o1, options.tolerance_o1, free.stages[0], seconds),
        _stage("O2", second, bound_2, options.gap_o2, options.tolerance_o2, free.stages[1], 0.0),
    ]
    if len(free.stages) > 2:
        third = o3_of(problem, plan)
        # Where both objectives before it meet the bounds of free catchments, so does the schedule.
        settled = free.stages[2].proven and all(stage.proven for stage in stages)
        bound = third if settled else min(third, free.stages[2].bound)
        stages.append(
            replace(free.stages[2], value=third, bound=bound, gap=relative_gap(third, bound), proven=settled)
        )
    return tuple(stages)


def _stage(
    name: str, value: float, bound: float, target: float, tolerance: float, free: Stage, seconds: float
) -> Stage:
    bound = min(bound, value)
    gap = relative_gap(value, bound)
    return Stage(
        name=name,
        value=value,
        bound=bound,
        gap=gap,
        seconds=free.seconds + seconds,
        proven=gap <= min(target, PROVEN_GAP) + ROUNDING,
        tolerance=tolerance,
    )
