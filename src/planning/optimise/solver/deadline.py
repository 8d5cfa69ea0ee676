"""The one clock of an answer: every call of a solver gets what is left of the time, and no more."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

#: What a solver is given when the time is up, seconds: it may end at once with what it has.
LEAST_S: Final = 0.01


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """End of the time of an answer, or of a part of it.

    Parameters
    ----------
    ends
        Reading of the clock at which the time is up, seconds; infinity without a limit.
    now
        The clock.

    Examples
    --------
    >>> answer = Deadline.after(60.0, now=lambda: 100.0)
    >>> answer.left_s, answer.part(0.25).left_s
    (60.0, 15.0)
    >>> Deadline.after(None).left_s is None
    True
    """

    ends: float
    now: Callable[[], float] = time.perf_counter

    @classmethod
    def after(cls, seconds: float | None, *, now: Callable[[], float] = time.perf_counter) -> Deadline:
        """Start the clock.

        Parameters
        ----------
        seconds
            Time allowed; None for no limit.
        now
            The clock.

        Returns
        -------
        Deadline
            End of the time.
        """
        return cls(ends=math.inf if seconds is None else now() + seconds, now=now)

    @property
    def limited(self) -> bool:
        """True if there is a limit."""
        return math.isfinite(self.ends)

    @property
    def left_s(self) -> float | None:
        """Seconds that a solver may take, never less than ``LEAST_S``; None without a limit."""
        return max(self.ends - self.now(), LEAST_S) if self.limited else None

    @property
    def over(self) -> bool:
        """True if the time is up."""
        return self.now() >= self.ends

    def part(self, share: float) -> Deadline:
        """Return an earlier end, after a share of what is left; the same without a limit."""
        if not self.limited:
            return self
        now = self.now()
        return replace(self, ends=now + share * max(self.ends - now, 0.0))

    def within(self, seconds: float) -> Deadline:
        """Return the end after some seconds, or this one if it comes first."""
        return replace(self, ends=min(self.ends, self.now() + seconds))
