"""What is known of the least O1 at each yearly limit: from above by schedules, from below by proofs."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from planning.domain.frontier import OpenStrip
from planning.domain.frozen import FloatArray

#: Values of O1 that agree to this, relative, are one: integers are kept to 1e-6.
SAME: Final = 1e-6
#: Limits that agree to this, relative to the highest, are one: 60 yuan in 600 million.
NEXT: Final = 1e-7


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """Schedule that was found, with the least yearly limit that pays for it.

    Parameters
    ----------
    limit_10k
        Least yearly limit that pays for the schedule, 10,000 yuan.
    o1
        Weighted pupil-years without a seat.
    chosen
        Options carried out.
    values
        Value of each column of the model.
    """

    limit_10k: float
    o1: float
    chosen: tuple[int, ...]
    values: FloatArray


class KnownCurve:
    """Bounds on the least O1 as a function of the yearly limit, over a range of limits.

    The least O1 never rises with the limit. So a schedule bounds it from above at every limit that pays for
    the schedule, and a proof at one limit bounds it from below at every lower limit.

    Parameters
    ----------
    low_10k, high_10k
        Ends of the range, 10,000 yuan a year.
    """

    def __init__(self, low_10k: float, high_10k: float) -> None:
        self.low_10k, self.high_10k = low_10k, high_10k
        #: Distance below a limit at which the next search is made.
        self.next_10k = NEXT * max(1.0, abs(high_10k))
        self._found: list[Found] = []
        self._shown: list[tuple[float, float]] = []

    def found(self, found: Found) -> None:
        """Add a schedule."""
        self._found.append(found)

    def shown(self, limit_10k: float, least: float) -> None:
        """Add a proof: no plan within a yearly limit has a smaller O1; infinity if there is no plan."""
        self._shown.append((limit_10k, max(least, 0.0)))

    def most(self, limit_10k: float) -> float:
        """Return O1 of the best schedule known that a limit pays for, infinity without one."""
        return min((item.o1 for item in self._found if item.limit_10k <= limit_10k), default=math.inf)

    def least(self, limit_10k: float) -> float:
        """Return the proven lower bound on O1 at a limit."""
        return max((least for limit, least in self._shown if limit >= limit_10k), default=0.0)

    def settled(self, limit_10k: float) -> bool:
        """Return True if the bounds meet at a limit."""
        return _meet(self.least(limit_10k), self.most(limit_10k))

    @property
    def none_below_10k(self) -> float:
        """Highest limit at which it is proven that there is no plan, minus infinity without one."""
        return max((limit for limit, least in self._shown if least == math.inf), default=-math.inf)

    def steps(self) -> list[Found]:
        """Return the schedules that are better than all within a lower limit, the lowest limit first."""
        steps: list[Found] = []
        for item in sorted(self._found, key=lambda item: (item.limit_10k, item.o1)):
            if not steps or not (_meet(item.o1, steps[-1].o1)):
                steps.append(item)
        return steps

    def strips(self) -> list[OpenStrip]:
        """Return the limits between which the bounds do not meet, the lowest first.

        A strip no wider than ``next_10k`` is none: two limits that near are not told apart.
        """
        cuts = {self.low_10k, self.high_10k}
        cuts.update(item.limit_10k for item in self._found)
        cuts.update(limit for limit, _ in self._shown)
        inside = sorted(cut for cut in cuts if self.low_10k <= cut <= self.high_10k)
        strips: list[OpenStrip] = []
        for low, high in pairwise(inside):
            least, most = self.least(high), self.most(low)
            if _meet(least, most):
                continue
            before = strips[-1] if strips else None
            # A strip goes on over a schedule that is no better; and what is not settled just below a limit
            # is not settled at the limit either.
            near = high - low <= self.next_10k * (1 + SAME)
            goes_on = before is not None and before.high_10k == low and same(before.o1_most, most)
            if before is not None and goes_on and (near or same(before.o1_least, least)):
                strips[-1] = replace(before, high_10k=high, o1_least=min(least, before.o1_least))
            elif not near:
                strips.append(OpenStrip(low_10k=low, high_10k=high, o1_least=least, o1_most=most))
        return strips


def same(one: float, other: float) -> bool:
    """Return True if two values of O1 are one up to rounding."""
    return one == other or (math.isfinite(one) and abs(one - other) <= SAME * max(1.0, abs(one)))


def _meet(least: float, most: float) -> bool:
    return least >= most or same(most, least)
