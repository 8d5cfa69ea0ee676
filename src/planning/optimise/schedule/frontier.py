"""Unplaced pupil-years against the yearly limit of money."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frontier import Frontier, FrontierPoint
from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.model.extract import chosen_options, rounded_starts
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question

#: Values of O1 that agree to this, relative, are one.
SAME: Final = 1e-6


def trace(
    bench: Workbench, *, low_10k: float, high_10k: float, step_10k: float, listener: Listener = silent
) -> Frontier:
    """Trace the frontier from the highest limit down.

    Every year has the same limit. O1 is solved at each limit; the schedule found determines the smallest
    limit that still pays for it, and nothing changes down to there. The next search is one step below. If the
    step is smaller than the distance between any two such limits, the points are the exact break points.

    Parameters
    ----------
    bench
        Built model; only the limits of money change between the points.
    low_10k, high_10k
        Ends of the range of yearly limits, 10,000 yuan.
    step_10k
        Step below the smallest limit of each schedule, 10,000 yuan.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Frontier
        Points with different O1, the highest limit first.
    """
    points: list[FrontierPoint] = []
    limit, problem = high_10k, bench.problem
    none_at = None
    while limit >= low_10k - 1e-9:
        found = bench.fewest_unplaced(_limited(problem, limit), listener=listener)
        if found.stage is None or found.values is None:
            none_at = limit
            break
        starts = rounded_starts(bench.model, found.values)
        chosen = chosen_options(starts)
        least = min(limit, least_limit_10k(problem, chosen))
        point = FrontierPoint(
            budget_10k=least,
            o1=found.stage.value,
            unplaced_pupil_years=0.0,
            openings=openings_of(problem, chosen),
            proven=found.stage.proven,
        )
        if points and abs(points[-1].o1 - point.o1) <= SAME * max(1.0, abs(point.o1)):
            points[-1] = point
        else:
            points.append(point)
        limit = least - step_10k
    settled = tuple(_settled(bench, point, listener) for point in points)
    return Frontier(points=settled, none_at_10k=none_at, step_10k=step_10k)


def _settled(bench: Workbench, point: FrontierPoint, listener: Listener) -> FrontierPoint:
    """Take the cheapest of the equally good schedules at a point; the others build what helps nobody."""
    problem = bench.problem
    bench.ask(_limited(problem, point.budget_10k))
    bench.live.hold(bench.first, value=point.o1, tolerance=0.0)
    options = bench.options
    solved = bench.live.minimise(
        bench.second, name="O2", gap=options.gap_o2, time_limit_s=options.time_limit_s, listener=listener
    )
    if solved.values is None:
        return point
    starts = rounded_starts(bench.model, solved.values)
    chosen = chosen_options(starts)
    weight = problem.pupil_years[:, None]
    unplaced = bench.model.variables.unplaced
    pupil_years = Terms.joined((unplaced, np.broadcast_to(weight, unplaced.shape)))
    return replace(
        point,
        budget_10k=min(point.budget_10k, least_limit_10k(problem, chosen)),
        openings=openings_of(problem, chosen),
        unplaced_pupil_years=pupil_years.value(solved.values),
    )


def _limited(problem: PlanningProblem, limit_10k: float) -> Question:
    return Question(budget_10k=np.full(len(problem.years), limit_10k))


def with_limit(problem: PlanningProblem, limit_10k: float) -> PlanningProblem:
    """Return the problem with the same limit in every year, which adds rows to one without a budget."""
    return replace(problem, budget_10k=np.full(len(problem.years), limit_10k))


def least_limit_10k(problem: PlanningProblem, chosen: list[int]) -> float:
    """Return the smallest limit, equal in every year, that pays for a schedule."""
    spent: FloatArray = problem.programme.option_spend_10k[chosen].sum(axis=0)
    if problem.carry_over:
        spent = np.cumsum(spent) / np.arange(1, len(spent) + 1)
    return float(spent.max(initial=0.0))


def openings_of(problem: PlanningProblem, chosen: list[int]) -> tuple[int, ...]:
    """Return the opening year of each project, 0 if none of its options is chosen."""
    opening = [0] * len(problem.projects)
    for o in chosen:
        opening[int(problem.programme.option_project[o])] = int(problem.programme.option_opening_year[o])
    return tuple(opening)
