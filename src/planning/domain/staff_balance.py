"""The balance of staff: who is needed, there, leaving, recruited, retrained and moved, and what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, freeze_floats
from planning.domain.plan import Stage
from planning.domain.staff_flows import StaffFlows
from planning.domain.staff_supply import StaffSupply

#: Fewer staff than this are nobody.
NOBODY: Final = 1e-6


@dataclass(frozen=True, kw_only=True)
class StaffMove:
    """Staff who go from one band and group to another.

    Parameters
    ----------
    year
        Position of the school year in which they go.
    from_group, to_group, from_band, to_band
        Positions of groups and bands.
    arrives
        School years until they work there.
    staff
        Their number.
    """

    year: int
    from_group: int
    to_group: int
    from_band: int
    to_band: int
    arrives: int
    staff: float


@dataclass(frozen=True, kw_only=True, eq=False)
class StaffBalance:
    """Balance of staff by group, band and year: C17.

    Parameters
    ----------
    needed
        Posts by norm, shape (G, B, T).
    before
        Staff of the year before, shape (G, B, T).
    there
        Staff there, shape (G, B, T): those of the year before, less leavers, and what the flows bring.
    leavers
        Staff who leave between the year before and the year, shape (G, B, T).
    arrived, begun
        Staff who come from, and go into, retraining, shape (G, B, T).
    lack, surplus
        Posts unfilled, and staff beyond the norm, shape (G, B, T).
    flows
        Decisions behind them.
    stages
        Least lack; then least surplus and time in training; then least cost; then fewest moves.
    moves
        Staff who go from one band or group to another.
    apart_lack
        Least lack if each group keeps its own staff, post-years; None if they do so anyway, or it was not
        sought.
    """

    needed: FloatArray
    before: FloatArray
    there: FloatArray
    leavers: FloatArray
    arrived: FloatArray
    begun: FloatArray
    lack: FloatArray
    surplus: FloatArray
    flows: StaffFlows
    stages: tuple[Stage, ...]
    moves: tuple[StaffMove, ...]
    apart_lack: float | None = None

    def __post_init__(self) -> None:
        """Make the arrays read-only; the audit checks the rules."""
        shape = np.shape(self.needed)
        names = ("needed", "before", "there", "leavers", "arrived", "begun", "lack", "surplus")
        freeze_floats(self, dict.fromkeys(names, shape), minimum=None)

    @property
    def proven(self) -> bool:
        """True if no transfers leave less lacking."""
        return bool(self.stages) and self.stages[0].proven


@dataclass(frozen=True, kw_only=True, eq=False)
class Staffing:
    """Balance of staff with what it was made of.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    balance
        Balance of staff.
    """

    supply: StaffSupply
    balance: StaffBalance
