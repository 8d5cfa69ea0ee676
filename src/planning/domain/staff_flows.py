"""Decisions on staff: who is recruited, retrained and moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, freeze_floats


@dataclass(frozen=True, kw_only=True, eq=False)
class StaffFlows:
    """Decisions on staff over K cohorts, G groups, B bands, R pairs of retraining and T years.

    Parameters
    ----------
    recruited
        Staff recruited, shape (G, B, T); they are of the last cohort.
    retrained
        Staff who begin to be retrained, shape (K, G, R, T).
    moved_out, moved_in
        Staff who leave for, and come from, another group within their band, shape (K, G, B, T).

    Examples
    --------
    >>> nothing = np.zeros((1, 1, 1, 2))
    >>> flows = StaffFlows(
    ...     recruited=[[[2, 0]]], retrained=np.zeros((1, 1, 0, 2)), moved_out=nothing, moved_in=nothing
    ... )
    >>> float(flows.recruited.sum())
    2.0
    """

    recruited: FloatArray
    retrained: FloatArray
    moved_out: FloatArray
    moved_in: FloatArray

    def __post_init__(self) -> None:
        """Make the arrays read-only; the audit checks the rules."""
        names = ("recruited", "retrained", "moved_out", "moved_in")
        freeze_floats(self, {name: np.shape(getattr(self, name)) for name in names}, minimum=None)
