"""Eligible zone-facility pairs: the only places where a pupil may be seated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    outside
        1 if the zone has a catchment facility today and this facility is not it, else 0; shape (N,). None
        counts nobody as outside.

    Raises
    ------
    ProblemError
        If lengths differ, a distance is negative or not finite, or a triple is repeated.

    Examples
    --------
    Two zones that may use one school, 800 and 1,500 metres away:

    >>> pairs = Pairs(zone=[0, 1], facility=[0, 0], band=[0, 0], distance_m=[800, 1500])
    >>> len(pairs)
    2
    >>> pairs.distance_m
    array([ 800., 1500.])

    A place stands once:

    >>> Pairs(zone=[0, 0], facility=[0, 0], band=[0, 0], distance_m=[800, 900])
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: pairs hold a (zone, facility, band) triple twice
    """

    zone: IntArray
    facility: IntArray
    band: IntArray
    distance_m: FloatArray
    outside: IntArray | None = None

    def __post_init__(self) -> None:
        """Check the arrays and make them read-only."""
        n = (len(self.zone),)
        high = {"zone": (0, 2**31), "facility": (0, 2**31), "band": (0, 2**31)}
        freeze_ints(self, dict.fromkeys(high, n), limits=high)
        freeze_floats(self, {"distance_m": n})
        if self.outside is not None:
            freeze_ints(self, {"outside": n}, limits={"outside": (0, 2)})
        if n[0]:
            zones, sites = int(self.zone.max()) + 1, int(self.facility.max()) + 1
            # Pairs come sorted by band, zone and facility, which a stable sort sees at once.
            triples = np.sort((self.band * zones + self.zone) * sites + self.facility, kind="stable")
            if (triples[1:] == triples[:-1]).any():
                raise ProblemError("pairs hold a (zone, facility, band) triple twice")

    def __len__(self) -> int:
        """Return N, the number of pairs."""
        return len(self.zone)
