"""One band allocated under one schedule, or not."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class ShapedBand:
    """Allocation of one band, with bounds.

    Parameters
    ----------
    place
        Pupils on each pair of the band, shape (pairs of the band, T).
    unplaced, temporary
        Pupils without a seat by zone and year, shape (Z, T), and temporary seats by facility and year, shape
        (F, T).
    o1, o1_bound, o2, o2_bound
        Objectives of the band, and lower bounds on them under the same schedule, minus infinity if nothing is
        known; ``o2_bound`` holds for allocations whose O1 is at most ``o1``.
    """

    place: FloatArray
    unplaced: FloatArray
    temporary: FloatArray
    o1: float
    o1_bound: float
    o2: float
    o2_bound: float


class NoAllocation(Exception):  # noqa: N818 - it is an answer on one schedule, not a fault
    """No allocation under one schedule.

    Attributes
    ----------
    band
        Position of the band.
    proven
        True if it is shown that there is none under this schedule.
    """

    def __init__(self, band: int, *, proven: bool) -> None:
        super().__init__(f"band {band}")
        self.band, self.proven = band, proven
