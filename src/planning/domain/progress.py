"""Progress reports of long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One report from long work.

    Parameters
    ----------
    stage
        Name of the stage: ``read``, ``forecast``, ``assemble``, ``O1``, ``O2``, ``audit``, ``report`` or
        ``store``.
    gap
        Current relative gap of the solver; None before the solver has one.
    seconds
        Seconds since the stage began.

    Examples
    --------
    >>> said = []
    >>> listener: Listener = said.append
    >>> listener(Progress(stage="O1", gap=0.02, seconds=1.5))
    >>> said[0].stage, said[0].gap
    ('O1', 0.02)
    """

    stage: str
    gap: float | None = None
    seconds: float = 0.0


Listener = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Ignore a report: the listener of callers that want none."""
