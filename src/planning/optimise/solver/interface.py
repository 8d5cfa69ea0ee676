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
    """Result of one minimisation.

    Parameters
    ----------
    stage
        Value, bound and gap; None if no solution was found.
    values
        Value of each column, shape (columns,); None if no solution was found.
    infeasible
        True if it is proven that no plan keeps the rules.
    lower
        Lower bound of a search that ended without a solution; minus infinity if none is known.
    """

    stage: Stage | None
    values: FloatArray | None
    infeasible: bool
    lower: float = -math.inf

    @property
    def bound(self) -> float:
        """Lower bound, with a solution or without one."""
        return self.lower if self.stage is None else self.stage.bound


class Solver(Protocol):
    """Solver that holds one model; rows and columns have their positions in the model."""

    @property
    def precision(self) -> float:
        """Relative rounding of the values returned; 0 if they are exact."""

    @property
    def resumes(self) -> bool:
        """True if a linear programme resumes from the last basis, so that many in a row are cheap."""

    def apart(self) -> Solver:
        """Return a second solver in the same state, whose answers leave no trace; if this one resumes."""

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
            Terms of the objective.
        name
            Name of the objective.
        gap
            Relative gap at which the objective counts as proven.
        time_limit_s
            Seconds allowed; None sets no limit.
        listener
            Receives the gap while the solver works.
        start
            Initial values by column, for searches without a proof; a solver may ignore them.

        Returns
        -------
        Solved
            Result; a solve that did not stop by itself is never called proven.
        """

    def start_afresh(self) -> None:
        """Forget the last solution and basis, so that the next minimisation resumes from nothing."""

    def hold(self, costs: Terms, *, value: float, tolerance: float) -> int:
        """Hold an objective at a value within a relative tolerance.

        Parameters
        ----------
        costs
            Terms of the objective.
        value
            Value to hold, in the unit of the objective.
        tolerance
            Share by which the objective may get worse.

        Returns
        -------
        int
            Row that holds it.
        """

    def at_most(self, terms: Terms, limit: float) -> int:
        """Add a row until :meth:`release`; return its position."""

    def limit_row(self, row: int, limit: float) -> None:
        """Change the upper limit of a row."""

    def bound(self, columns: Index, low: float, high: float) -> None:
        """Change the bounds of columns until :meth:`release`.

        Parameters
        ----------
        columns
            Columns to bound.
        low, high
            Bounds, both ends included.
        """

    def fix(self, columns: Index, values: FloatArray) -> None:
        """Fix every binary variable until :meth:`release`, so that the rest is a linear programme."""

    def decide(self, *, fixed: Mapping[int, float], open_: Collection[int]) -> None:
        """Fix some whole-number variables and leave some open; relax the others within their bounds."""

    def release(self) -> None:
        """Undo holds, fixes and bounds; limits of rows stay as they were last set."""

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme."""


def held_limit(value: float, tolerance: float) -> float:
    """Return the limit that holds an objective at a value, within a relative tolerance."""
    return value + abs(value) * (tolerance + ROOM_RELATIVE) + ROOM


def is_proof(gap: float, target: float) -> bool:
    """Return True if a gap is within the one asked for and within what may be called proven."""
    return gap <= min(target, PROVEN_GAP) + GAP_ROUNDING


def relative_gap(value: float, bound: float) -> float:
    """Return ``(value - bound) / |value|``, 0 if they agree and infinity without a bound."""
    difference = value - bound
    if difference <= SAME * max(1.0, abs(value)):
        return 0.0
    return difference / abs(value) if value else math.inf
