"""Which zone-facility pairs the model may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs

#: Zones offered to each facility beside those that count it among their nearest, so that no seat is out of
#: everybody's sight where sites stand close together.
ZONES_OF_A_SITE = 3


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Limits on how far pupils of a band may travel.

    Parameters
    ----------
    reach_m
        Longest distance allowed, metres; None sets no limit.
    nearest
        Number of nearest facilities offered to a zone; None offers all within reach.
    """

    reach_m: float | None
    nearest: int | None


def eligible_pairs(*, distance_m: FloatArray, serves: NDArray[np.bool_], reach: Sequence[Reach]) -> Pairs:
    """List the pairs within reach that are among the nearest of their zone or of their facility.

    Parameters
    ----------
    distance_m
        Travel distances in metres, shape (Z, F); NaN or infinity where there is no way.
    serves
        True where a facility has, or may get, seats in a band, shape (F, B).
    reach
        Limits of each band, in the order of the axis.

    Returns
    -------
    Pairs
        Eligible pairs, sorted by band, zone and facility.

    Examples
    --------
    Two zones and two schools; the second school is 900 metres from the first zone and the limit is 850:

    >>> metres, serves = np.array([[100.0, 900.0], [800.0, 200.0]]), np.array([[True], [True]])
    >>> pairs = eligible_pairs(distance_m=metres, serves=serves, reach=[Reach(reach_m=850, nearest=None)])
    >>> list(zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.distance_m.tolist()))
    [(0, 0, 100.0), (1, 0, 800.0), (1, 1, 200.0)]
    """
    zones, bands, sites = [], [], []
    for b, rule in enumerate(reach):
        columns = np.flatnonzero(serves[:, b])
        if not len(columns):
            continue
        far = distance_m[:, columns]
        chosen = np.ones(far.shape, dtype=bool)
        if rule.nearest is not None:
            chosen = _lowest(far, rule.nearest) | _lowest(far.T, ZONES_OF_A_SITE).T
        if rule.reach_m is not None:
            chosen &= far <= rule.reach_m
        chosen &= np.isfinite(far)
        z, f = np.nonzero(chosen)
        zones.append(z)
        sites.append(columns[f])
        bands.append(np.full(len(z), b))
    empty = [np.zeros(0, dtype=np.int64)]
    zone = np.concatenate(zones or empty)
    facility = np.concatenate(sites or empty)
    return Pairs(
        zone=zone,
        facility=facility,
        band=np.concatenate(bands or empty),
        distance_m=distance_m[zone, facility],
    )


def _lowest(values: FloatArray, count: int) -> NDArray[np.bool_]:
    """Mark the lowest values of each row; ties go to the earlier column."""
    order = np.argsort(values, axis=1, kind="stable")[:, :count]
    result = np.zeros(values.shape, dtype=bool)
    np.put_along_axis(result, order, True, axis=1)
    return result
