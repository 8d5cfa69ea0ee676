"""What the engine asks of a solver: objectives in turn over one model whose bounds and limits change."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from planning.domain.frozen import FloatArray
from planning.domain.plan import PROVEN_GAP, Stage
from planning.domain.progress import Listener
from planning.optimise.model.terms import Index, Terms

#: Gaps below this are rounding of floating point, not a better plan.
GAP_ROUNDING: Final = 1e-7
#: Values that agree to this, relative, are one value.
SAME: Final = 1e-9
#: Room given to a held objective, in its own unit and relative to it: solvers keep rows to 1e-6.
ROOM: Final = 1e-6
ROOM_RELATIVE: Final = 1e-9


@dataclass(frozen=True, kw_only=True)
class Solved:
    """What one minimisation gave.

    Parameters
    ----------
    stage
        Value, bound, gap; None where no solution was found.
    values
        Value of each column; None likewise.
    infeasible
        True where it is shown that no plan keeps the rules.
    """

    stage: Stage | None
    values: FloatArray | None
    infeasible: bool


class Solver(Protocol):
    """One model in a solver's hands. Rows and columns are counted as in the model."""

    @property
    def precision(self) -> float:
        """Share by which a value may be rounded when it is handed back; 0 where it is exact."""

    def minimise(
        self,
        costs: Terms,
        *,
        name: str,
        gap: float,
        time_limit_s: float | None = None,
        listener: Listener,
        start: Mapping[int, float] | None = None,
    ) -> Solved:
        """Minimise one objective over the rows now in the model.

        Parameters
        ----------
        costs
            The objective.
        name
            Name of the objective.
        gap
            Relative gap at which it counts as proven.
        time_limit_s
            Seconds allowed; None for no limit.
        listener
            Told the gap while the solver works.
        start
            Values to set out from, by column, for searches that prove nothing; a solver may leave them aside.

        Returns
        -------
        Solved
            The result; a solve that did not end by itself is never called proven.
        """

    def hold(self, costs: Terms, *, value: float, tolerance: float) -> int:
        """Keep an objective at a value, within a relative tolerance; return the row that keeps it."""

    def at_most(self, terms: Terms, limit: float) -> int:
        """Add a row until :meth:`release`; return its position."""

    def limit_row(self, row: int, limit: float) -> None:
        """Change the upper limit of a row."""

    def bound(self, columns: Index, low: float, high: float) -> None:
        """Change the bounds of columns until :meth:`release`."""

    def fix(self, columns: Index, values: FloatArray) -> None:
        """Fix every yes-or-no variable, so that the rest is a linear programme, until :meth:`release`."""

    def decide(self, *, fixed: Mapping[int, float], open_: Collection[int]) -> None:
        """Fix some yes-or-no variables and leave some open; between 0 and 1 are those that are neither."""

    def release(self) -> None:
        """Take back what was held, fixed and bounded; the rows' limits stay as they were last set."""

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme."""


def held_limit(value: float, tolerance: float) -> float:
    """Return the limit that holds an objective at a value, within a relative tolerance."""
    return value + abs(value) * (tolerance + ROOM_RELATIVE) + ROOM


def is_proof(gap: float, target: float) -> bool:
    """Return True if a gap is within the one asked for and within what may be called proven."""
    return gap <= min(target, PROVEN_GAP) + GAP_ROUNDING


def relative_gap(value: float, bound: float) -> float:
    """Return ``(value - bound) / |value|``, 0 where they agree and infinity where there is no bound."""
    difference = value - bound
    if difference <= SAME * max(1.0, abs(value)):
        return 0.0
    return difference / abs(value) if value else math.inf
