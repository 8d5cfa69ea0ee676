"""Unplaced pupil-years against the yearly limit of money: the exact curve.

The least O1 is a step function of the limit that changes only at limits which just pay for some schedule. So
a search just below the least limit of a schedule either leaves O1 as it is, and lowers the limit known for
it, or finds the next step, and proves that this one begins where its schedule can be paid. That is the
epsilon-constraint method for two objectives, with an epsilon that no two payable limits are nearer than; a
search in the middle of a strip, by turns, bounds its length where many schedules are equally good.

To minimise the limit itself with O1 held needs one more column and takes twice the time of a search of O1:
its relaxation says little.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frontier import Frontier, FrontierPoint, OpenStrip
from planning.domain.frozen import FloatArray
from planning.domain.progress import Listener, silent
from planning.optimise.model.extract import chosen_options, rounded_starts
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.allocation import allocate, pupils_unplaced
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.known_curve import Found, KnownCurve, same
from planning.optimise.schedule.payable import least_limit_10k, limited, openings_of, payments
from planning.optimise.schedule.refuse_rooms import refuse_rooms
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved
from planning.words import message

#: Part of the time for the search of steps; the rest is for the cheapest schedule of each.
SEARCHING: Final = 0.75
#: Schedules of one O1 that are found from above before the middle of a strip is tried.
FROM_ABOVE: Final = 3
#: Rounding of limits, relative.
ROUNDING: Final = 1e-9
#: Gap at which a search for any plan at all may stop: what it finds need not be good.
ANY_PLAN: Final = 1.0


def trace(
    bench: Workbench,
    *,
    low_10k: float,
    high_10k: float,
    deadline: Deadline | None = None,
    listener: Listener = silent,
) -> Frontier:
    """Trace O1 as a function of the yearly limit of money.

    Every year has the same limit. The ends of the range are solved first, then the least limit at which there
    is a plan, then the strips in between, the largest first.

    Parameters
    ----------
    bench
        Built model with rows of money; only their limits change.
    low_10k, high_10k
        Ends of the range of yearly limits, 10,000 yuan.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Frontier
        Exact break points, and as open strips what was not settled in time.

    Raises
    ------
    InputError
        If the problem lends rooms.
    """
    refuse_rooms(bench.problem, answer=message("schedule.lend_rooms.frontier"))
    deadline = deadline or Deadline.after(bench.options.time_limit_s)
    curve = KnownCurve(low_10k, high_10k)
    tracing = _Tracing(bench, curve, deadline.part(SEARCHING), listener)
    tracing.solve_at(high_10k)
    none_below = None
    if curve.none_below_10k >= high_10k:
        none_below = _edge_above(bench, high_10k, deadline, listener)
    else:
        tracing.solve_at(low_10k)
        tracing.find_edge()
        tracing.fill()
        if curve.none_below_10k >= low_10k:
            none_below = _edge(curve)
    points = [_point(curve, item, bench) for item in _steps_within(curve)]
    points = [_settled(bench, point, deadline, listener) for point in points]
    return Frontier(
        low_10k=low_10k,
        high_10k=high_10k,
        points=tuple(points),
        none_below_10k=none_below,
        open_strips=() if none_below is not None and not points else tuple(_strips(curve, none_below)),
    )


class _Tracing:
    """Searches at one limit after the other, and what they have shown."""

    def __init__(self, bench: Workbench, curve: KnownCurve, deadline: Deadline, listener: Listener) -> None:
        self._bench, self._curve, self._deadline, self._listener = bench, curve, deadline, listener
        self._given_up: set[tuple[float, float]] = set()
        self._levels: list[float] = []

    def solve_at(self, limit_10k: float) -> None:
        """Search the least O1 at a limit."""
        self._search(limit_10k, self._bench.first, name="O1", gap=0.0)

    def find_edge(self) -> None:
        """Search the least limit at which there is a plan, and solve there.

        The cheapest starts are sought: what they leave without a seat is computed, not minimised.
        """
        curve = self._curve
        if curve.none_below_10k < curve.low_10k:
            return
        spending = payments(self._bench)
        below = True
        while not self._deadline.over:
            strip = next((strip for strip in curve.strips() if strip.o1_most == math.inf), None)
            if strip is None or not self._advance(strip, spending, below=below):
                break
            below = not below
        edge = _edge(curve)
        if not self._deadline.over and edge <= curve.high_10k and not curve.settled(edge):
            self.solve_at(edge)

    def fill(self) -> None:
        """Search the open strips, the largest first, until none is left or time is over."""
        while not self._deadline.over:
            strips = [strip for strip in self._curve.strips() if _ends(strip) not in self._given_up]
            if not strips:
                return
            self._advance(max(strips, key=_area), None, below=self._from_above(strips))

    def _from_above(self, strips: list[OpenStrip]) -> bool:
        """Return True to search just below the strip's end, False in its middle."""
        level = self._curve.most(max(strips, key=_area).high_10k)
        tried = sum(same(level, other) for other in self._levels)
        return tried < FROM_ABOVE or tried % 2 == 0

    def _advance(self, strip: OpenStrip, spending: Terms | None, *, below: bool) -> bool:
        """Search within a strip; return False, and leave it, if that told nothing."""
        curve = self._curve
        before = curve.strips()
        limit = strip.high_10k - curve.next_10k if below else (strip.low_10k + strip.high_10k) / 2
        self._levels.append(curve.most(strip.high_10k))
        if spending is None:
            self.solve_at(limit)
        else:
            self._search(limit, spending, name="O1", gap=ANY_PLAN)
        if curve.strips() != before:
            return True
        self._given_up.add(_ends(strip))
        return False

    def _search(self, limit_10k: float, costs: Terms, *, name: str, gap: float) -> None:
        """Minimise at a limit and keep what it shows; leave out schedules that only rounding pays for."""
        bench, curve = self._bench, self._curve
        bench.ask(limited(bench.problem, limit_10k))
        while not self._deadline.over:
            solved: Solved = bench.live.minimise(
                costs, name=name, gap=gap, time_limit_s=self._deadline.left_s, listener=self._listener
            )
            if solved.infeasible:
                curve.shown(limit_10k, math.inf)
            if solved.stage is None or solved.values is None:
                return
            starts = rounded_starts(bench.model, solved.values)
            chosen = tuple(chosen_options(starts))
            least = least_limit_10k(bench.problem, list(chosen))
            paid = least <= limit_10k * (1 + ROUNDING) + ROUNDING
            if costs is bench.first:
                curve.shown(limit_10k, solved.stage.bound)
            curve.found(
                Found(
                    limit_10k=min(least, limit_10k) if paid else least,
                    o1=bench.first.value(solved.values),
                    chosen=chosen,
                    values=solved.values,
                )
            )
            if paid:
                return
            bench.live.at_most(*_all_but(bench, starts))


def _edge(curve: KnownCurve) -> float:
    """Return the least limit of a schedule found, or the highest without a plan if nothing is known above."""
    steps = curve.steps()
    lowest = steps[0].limit_10k if steps else math.inf
    near = lowest - curve.none_below_10k <= 2 * curve.next_10k
    return lowest if near else curve.none_below_10k


def _edge_above(bench: Workbench, high_10k: float, deadline: Deadline, listener: Listener) -> float:
    """Return the least limit above the range at which there is a plan, infinity if there is none.

    If time runs out, it is the highest limit that is shown to have none.
    """
    everything = max(float(bench.problem.programme.option_spend_10k.sum()), high_10k + 1.0)
    curve = KnownCurve(high_10k, everything)
    curve.shown(high_10k, math.inf)
    tracing = _Tracing(bench, curve, deadline, listener)
    tracing.solve_at(everything)
    if curve.none_below_10k >= everything:
        return math.inf
    tracing.find_edge()
    return _edge(curve)


def _steps_within(curve: KnownCurve) -> list[Found]:
    """Return the steps of a curve within its range; the first may begin below it."""
    steps = [step for step in curve.steps() if step.limit_10k <= curve.high_10k]
    before = [step for step in steps if step.limit_10k <= curve.low_10k]
    return before[-1:] + [step for step in steps if step.limit_10k > curve.low_10k]


def _strips(curve: KnownCurve, none_below_10k: float | None) -> list[OpenStrip]:
    """Return the open strips, without what lies below the least limit with a plan."""
    low = -math.inf if none_below_10k is None else none_below_10k
    return [strip for strip in curve.strips() if strip.high_10k > low]


def _point(curve: KnownCurve, step: Found, bench: Workbench) -> FrontierPoint:
    limit = max(step.limit_10k, curve.low_10k)
    return FrontierPoint(
        budget_10k=limit,
        o1=step.o1,
        unplaced_pupil_years=pupils_unplaced(bench, step.values, years=True),
        openings=openings_of(bench.problem, list(step.chosen)),
        proven=curve.settled(limit),
        settled=False,
    )


def _settled(bench: Workbench, point: FrontierPoint, deadline: Deadline, listener: Listener) -> FrontierPoint:
    """Take the cheapest of the equally good schedules at a point; the others build what helps nobody."""
    if deadline.over:
        return point
    problem = bench.problem
    bench.ask(limited(problem, point.budget_10k))
    bench.live.hold(bench.first, value=point.o1, tolerance=0.0)
    solved = bench.live.minimise(
        bench.second,
        name="O2",
        gap=bench.options.gap_o2,
        time_limit_s=deadline.left_s,
        listener=listener,
    )
    if solved.stage is None or solved.values is None:
        return point
    starts = rounded_starts(bench.model, solved.values)
    chosen = chosen_options(starts)
    made = allocate(bench, starts, deadline=deadline)
    if made is None or least_limit_10k(problem, chosen) > point.budget_10k * (1 + ROUNDING) + ROUNDING:
        return point
    return replace(
        point,
        o1=made.o1,
        unplaced_pupil_years=pupils_unplaced(bench, made.values, years=True),
        openings=openings_of(problem, chosen),
        settled=solved.stage.proven,
    )


def _all_but(bench: Workbench, starts: FloatArray) -> tuple[Terms, float]:
    """Return a row that every schedule but one keeps."""
    weight = np.where(starts == 1.0, 1.0, -1.0)
    return Terms(column=bench.model.variables.start, weight=weight), float(starts.sum()) - 1.0


def _ends(strip: OpenStrip) -> tuple[float, float]:
    return strip.low_10k, strip.high_10k


def _area(strip: OpenStrip) -> float:
    """Return the size of what is not known; a strip that may have no plan comes first."""
    return (strip.high_10k - strip.low_10k) * (strip.o1_most - strip.o1_least)
