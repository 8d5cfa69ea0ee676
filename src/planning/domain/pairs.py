"""Eligible zone-facility pairs: the only places where a pupil may be seated."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """Sparse list of N eligible (zone, facility, band) triples.

    Parameters
    ----------
    zone, facility, band
        Positions on the problem's axes, each of shape (N,).
    distance_m
        Travel distance in metres, shape (N,).

    Raises
    ------
    ProblemError
        If lengths differ, a distance is negative or not finite, or a triple stands twice.
    """

    zone: IntArray
    facility: IntArray
    band: IntArray
    distance_m: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        n = (len(self.zone),)
        high = {"zone": (0, 2**31), "facility": (0, 2**31), "band": (0, 2**31)}
        freeze_ints(self, dict.fromkeys(high, n), limits=high)
        freeze_floats(self, {"distance_m": n})
        triples = set(zip(self.zone.tolist(), self.facility.tolist(), self.band.tolist(), strict=True))
        if len(triples) != n[0]:
            raise ProblemError("pairs hold a (zone, facility, band) triple twice")

    def __len__(self) -> int:
        """Return N."""
        return len(self.zone)
