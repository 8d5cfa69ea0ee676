"""Whole zones and contiguous catchments: seats allocated anew for the schedule of free catchments."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, Progress, silent
from planning.optimise.catchments.bounds import shaped_stages, unproven
from planning.optimise.catchments.local_search import allocate_band
from planning.optimise.catchments.shaped_band import NoAllocation, ShapedBand
from planning.optimise.model.evaluate import o1_of, o2_of
from planning.optimise.schedule.infeasibility import no_allocation
from planning.optimise.schedule.stages import ROUNDING
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings

#: Share of the time for the allocation; the rest is for the bound on O2.
ALLOCATION: Final = 0.85


@dataclass(frozen=True, kw_only=True, eq=False)
class Allocation:
    """Allocation under one schedule.

    Parameters
    ----------
    plan
        Plan without stages.
    bands
        Bands with rules on catchments.
    o1, o2
        Objectives of the plan.
    o1_by_band
        Lower bound on O1 of each band under this schedule, and under any with seats no better.
    o2_bound
        Lower bound on O2 under this schedule if O1 is at most ``o1``; minus infinity if nothing is known.
    """

    plan: Plan
    bands: dict[int, ShapedBand]
    o1: float
    o2: float
    o1_by_band: dict[int, float]
    o2_bound: float

    @property
    def o1_bound(self) -> float:
        """Lower bound on O1 under this schedule, and under any with seats no better."""
        return math.fsum(self.o1_by_band.values())

    def better_than(self, other: Allocation | None) -> bool:
        """Return True if O1 is lower, or O2 at the same O1."""
        if other is None or self.o1 < other.o1 - ROUNDING * max(1.0, abs(other.o1)):
            return True
        return self.o1 <= other.o1 + ROUNDING * max(1.0, abs(other.o1)) and self.o2 < other.o2


def shape_catchments(
    problem: PlanningProblem,
    free: Plan,
    options: SolverSettings,
    *,
    deadline: Deadline | None = None,
    least_cost: Callable[[float, Deadline], float] | None = None,
    listener: Listener = silent,
) -> Plan:
    """Allocate the bands that have a rule on catchments anew, with the schedule of a plan kept.

    Parameters
    ----------
    problem
        Problem with its rules on catchments.
    free
        Plan of :func:`free_catchments` of the problem.
    options
        Gaps, time limit and threads.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    least_cost
        Function that bounds O2 of plans with free catchments whose O1 is at most a value; a model is built
        for the bound if None.
    listener
        Receives the stage as each band is settled.

    Returns
    -------
    Plan
        Plan that keeps the rules. Its bounds are those of free catchments, or of the allocation if no other
        schedule is possible; it is proven only if it meets them.

    Raises
    ------
    NoPlanError
        If every pupil must be placed and no allocation under this schedule does.
    """
    if problem.rules.catchments is None:
        return free
    ends = deadline or Deadline.after(options.time_limit_s)
    began = ends.now()
    try:
        found = allocate(problem, free, options, deadline=ends.part(ALLOCATION), listener=listener)
    except NoAllocation as none:
        only = not problem.programme.option_count
        raise no_allocation(problem, schedules=1, proven=none.proven and only) from none
    bound = free.stages[0].bound
    if not problem.programme.option_count:
        bound = max(bound, found.o1_bound)
    return shaped_stages(
        problem, free, found, options, o1_bound=bound, seconds=ends.now() - began, deadline=ends,
        least_cost=least_cost,
    )  # fmt: skip


def allocate(
    problem: PlanningProblem,
    free: Plan,
    options: SolverSettings,
    *,
    deadline: Deadline,
    listener: Listener = silent,
) -> Allocation:
    """Allocate the seats of one schedule under the rules on catchments.

    Parameters
    ----------
    problem
        Problem with its rules on catchments.
    free
        Plan of the same schedule with free catchments.
    options
        Gaps and threads.
    deadline
        End of the time.
    listener
        Receives the stage as each band is settled.

    Returns
    -------
    Allocation
        Plan and its bounds.

    Raises
    ------
    NoAllocation
        If every pupil must be placed and no allocation under this schedule does.

    Notes
    -----
    Relax-and-fix, then fix-and-optimise over the years (Pochet and Wolsey 2006, *Production Planning by
    Mixed Integer Programming*, section 3.6): decisions of one year are integer, those of later years relaxed,
    those of earlier ones held; then each year is improved while the others are held.
    """
    rules = problem.rules.catchments
    assert rules is not None
    place, unplaced, temporary = np.array(free.place), np.array(free.unplaced), np.array(free.temporary)
    o1_of_band = problem.band_weight * problem.pupil_years * unplaced.sum(axis=(0, 2))
    # A plan this far above its bound may have left so much in any one band.
    slack = max(unproven(free.stages[0]), 0.0)
    floors = np.maximum(o1_of_band - slack, 0.0)
    bands: dict[int, ShapedBand] = {}
    asked = [b for b in rules.bands if problem.intakes[:, b].any()]
    began = deadline.now()
    for i, b in enumerate(asked):
        listener(Progress(stage="catchments", gap=None, seconds=deadline.now() - began))
        ends = deadline.part(1.0 / (len(asked) - i))
        found = allocate_band(problem, free, b, options=options, deadline=ends, o1_floor=float(floors[b]))
        bands[b] = found
        own = problem.pairs.band == b
        place[own] = found.place
        unplaced[:, b], temporary[:, b] = found.unplaced, found.temporary
    plan = Plan(
        option=free.option, place=place, unplaced=unplaced, temporary=temporary, staff=free.staff,
        payments=free.payments,
    )  # fmt: skip
    others = [b for b in range(len(problem.bands)) if b not in bands]
    left = max(math.fsum(o1_of_band[others].tolist()) - slack, 0.0)
    shares = o1_of_band[others] / o1_of_band[others].sum() if left else np.zeros(len(others))
    o1_by_band = {b: band.o1_bound for b, band in bands.items()}
    o1_by_band |= {b: left * float(share) for b, share in zip(others, shares.tolist(), strict=True)}
    o2 = o2_of(problem, plan)
    return Allocation(
        plan=plan,
        bands=bands,
        o1=o1_of(problem, plan),
        o2=o2,
        o1_by_band=o1_by_band,
        o2_bound=_least_o2(free, bands, o2, options, alone=not others),
    )


def _least_o2(
    free: Plan, bands: dict[int, ShapedBand], o2: float, options: SolverSettings, *, alone: bool
) -> float:
    """Bound O2 under the schedule for plans whose O1 is no higher; minus infinity if nothing is known.

    The bands' bounds add up if no band can give up O1 in favour of another: if each has its least, or if
    there is only one.
    """
    least = all(band.o1 - band.o1_bound <= ROUNDING * max(1.0, abs(band.o1)) for band in bands.values())
    if options.tolerance_o1 > 0 or not (least or (alone and len(bands) == 1)):
        return -math.inf
    others = 0.0 if alone else max(unproven(free.stages[1]), 0.0)
    return o2 - math.fsum(band.o2 - band.o2_bound for band in bands.values()) - others
