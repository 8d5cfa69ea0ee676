"""The frontier: pupils without a seat against the yearly limit of money."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True)
class FrontierPoint:
    """Yearly limit from which on fewer pupils are without a seat, and a schedule that it pays for.

    Parameters
    ----------
    budget_10k
        Least yearly limit that pays for the schedule, 10,000 yuan; the low end of the range if that is
        higher.
    o1
        Weighted pupil-years without a seat.
    unplaced_pupil_years
        Unweighted pupil-years without a seat in the allocation found.
    openings
        Opening year of each project, 0 if it is not started.
    proven
        True if no plan within this limit has a smaller O1.
    settled
        True if no schedule as good as this one costs less; otherwise it may build what helps nobody.
    """

    budget_10k: float
    o1: float
    unplaced_pupil_years: float
    openings: tuple[int, ...]
    proven: bool
    settled: bool = True


@dataclass(frozen=True, kw_only=True)
class OpenStrip:
    """Yearly limits between which O1 is not settled.

    Parameters
    ----------
    low_10k, high_10k
        Ends of the strip, 10,000 yuan a year.
    o1_least
        No plan within these limits has a smaller O1.
    o1_most
        O1 of the best plan known that these limits pay for; infinity if none is known.
    """

    low_10k: float
    high_10k: float
    o1_least: float
    o1_most: float


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Yearly limits over which the same is known of O1.

    Parameters
    ----------
    low_10k, high_10k
        Ends of the segment, 10,000 yuan a year; the upper end belongs to the next segment.
    o1_least, o1_most
        Bounds on O1; equal if it is proven, both infinite if there is no plan.
    point
        Best plan known within these limits; None without one.
    """

    low_10k: float
    high_10k: float
    o1_least: float
    o1_most: float
    point: FrontierPoint | None

    @property
    def open(self) -> bool:
        """True if O1 is not settled over the segment."""
        return self.o1_least < self.o1_most


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """Least O1 as a function of the yearly limit of money, between two limits.

    O1 changes only at limits that just pay for some schedule. From each point up to the next it is the same,
    except in the open strips, where it is known between bounds.

    Parameters
    ----------
    low_10k, high_10k
        Ends of the range that was asked for, 10,000 yuan a year.
    points
        Break points, the lowest limit first; O1 falls from point to point.
    none_below_10k
        No plan keeps the rules at a lower yearly limit, 10,000 yuan, and with no strip there one does at this
        limit; None if the lowest limit of the range has a plan, infinity if no limit has. It lies above the
        range if no limit of the range has a plan.
    open_strips
        What was not settled in time, the lowest limits first.

    Raises
    ------
    ProblemError
        If limits do not rise, O1 does not fall from point to point, or the bounds of a strip cross.

    Examples
    --------
    A school for 90 (10,000 yuan a year) gives 20 children a seat for four years:

    >>> none = FrontierPoint(
    ...     budget_10k=0.0, o1=80.0, unplaced_pupil_years=80.0, openings=(0,), proven=True
    ... )
    >>> school = FrontierPoint(
    ...     budget_10k=90.0, o1=0.0, unplaced_pupil_years=0.0, openings=(2024,), proven=True
    ... )
    >>> exact = Frontier(low_10k=0, high_10k=200, points=(none, school), none_below_10k=None)
    >>> exact.proven, exact.at(89.9), exact.at(90)
    (True, (80.0, 80.0), (0.0, 0.0))

    With what lies between 60 and 90 not searched:

    >>> strip = OpenStrip(low_10k=60, high_10k=90, o1_least=0.0, o1_most=80.0)
    >>> partly = Frontier(
    ...     low_10k=0, high_10k=200, points=(none, school), none_below_10k=None, open_strips=(strip,)
    ... )
    >>> partly.proven, partly.at(75)
    (False, (0.0, 80.0))
    >>> [(part.low_10k, part.high_10k, part.open) for part in partly.segments()]
    [(0, 60, False), (60, 90, True), (90, 200, False)]
    """

    low_10k: float
    high_10k: float
    points: tuple[FrontierPoint, ...]
    none_below_10k: float | None
    open_strips: tuple[OpenStrip, ...] = ()

    def __post_init__(self) -> None:
        """Check the order of points and the bounds of strips."""
        if not self.low_10k <= self.high_10k:
            raise ProblemError(f"a frontier goes from {self.low_10k} up to {self.high_10k}")
        if any(low.budget_10k >= high.budget_10k or low.o1 <= high.o1 for low, high in pairwise(self.points)):
            raise ProblemError("limits of a frontier rise from point to point, and O1 falls")
        for strip in self.open_strips:
            if strip.low_10k >= strip.high_10k or strip.o1_least > strip.o1_most:
                raise ProblemError("the ends of a strip of a frontier cross")

    @property
    def proven(self) -> bool:
        """True if O1 is proven at every limit of the range."""
        return not self.open_strips and all(point.proven for point in self.points)

    def at(self, limit_10k: float) -> tuple[float, float]:
        """Return bounds on the least O1 at a yearly limit.

        Parameters
        ----------
        limit_10k
            Yearly limit within the range, 10,000 yuan.

        Returns
        -------
        tuple of float
            Lower and upper bound: equal if O1 is proven, both infinite if there is no plan.

        Raises
        ------
        ProblemError
            If the limit is outside the range.
        """
        if not self.low_10k <= limit_10k <= self.high_10k:
            raise ProblemError(f"the frontier goes from {self.low_10k} up to {self.high_10k}")
        point = self._point_at(limit_10k)
        if point is not None and point.proven and point.budget_10k == limit_10k:
            return point.o1, point.o1
        for strip in self.open_strips:
            last = limit_10k == strip.high_10k == self.high_10k
            if strip.low_10k <= limit_10k < strip.high_10k or last:
                return strip.o1_least, strip.o1_most
        if point is None:
            return math.inf, math.inf
        return (point.o1 if point.proven else 0.0), point.o1

    def segments(self) -> tuple[Segment, ...]:
        """Return the whole range cut where what is known of O1 changes, the lowest limits first."""
        cuts = {self.low_10k, self.high_10k}
        cuts.update(end for strip in self.open_strips for end in (strip.low_10k, strip.high_10k))
        cuts.update(point.budget_10k for point in self.points)
        if self.none_below_10k is not None:
            cuts.add(self.none_below_10k)
        inside = sorted(cut for cut in cuts if self.low_10k <= cut <= self.high_10k)
        # A point at the very end of the range holds for that limit alone.
        ends = [*pairwise(inside), (self.high_10k, self.high_10k)]
        made: list[Segment] = []
        for low, high in ends:
            least, most = self.at((low + high) / 2)
            point = self._point_at(low)
            before = made[-1] if made else None
            if before and (before.o1_least, before.o1_most, before.point) == (least, most, point):
                made[-1] = Segment(
                    low_10k=before.low_10k, high_10k=high, o1_least=least, o1_most=most, point=point
                )
            else:
                made.append(Segment(low_10k=low, high_10k=high, o1_least=least, o1_most=most, point=point))
        return tuple(made)

    def _point_at(self, limit_10k: float) -> FrontierPoint | None:
        below = [point for point in self.points if point.budget_10k <= limit_10k]
        return below[-1] if below else None
