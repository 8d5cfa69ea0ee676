"""Find a layer that lies some 500 m off, as one in a map service's datum does although it says WGS 84."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray
from planning.importing.datum import BD09, GCJ02, bd09_to_wgs84, gcj02_to_wgs84, wgs84_to_gcj02

#: Points outside the zones by less are drawn there, not shifted there.
NEAR_M: Final = 60.0
#: A conversion must bring in so large a share of all points more.
MORE: Final = 0.03
#: Pairs of one name in two layers that speak of a common shift, and how far they may differ from it.
LEAST_PAIRS: Final = 3
ALIKE_M: Final = 120.0

Convert = Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]
WAYS: Final[dict[str, Convert]] = {GCJ02: gcj02_to_wgs84, BD09: bd09_to_wgs84}


def in_china(points: FloatArray) -> bool:
    """Return True if points lie where the Chinese map datums are in use."""
    x, y = points.mean(axis=0)
    there = wgs84_to_gcj02(np.array([x]), np.array([y]))
    return bool(there[0][0] != x)


def outside_says(points: FloatArray, zones: NDArray[np.object_], metres: str) -> tuple[str, int, int] | None:
    """Find a datum whose conversion brings points into the zones.

    Parameters
    ----------
    points
        Longitude and latitude, shape (N, 2).
    zones
        Polygons of the zones in WGS 84.
    metres
        CRS in which distances are measured.

    Returns
    -------
    tuple or None
        Name of the datum, and the points outside before and after conversion; None if no conversion helps.
    """
    whole = gpd.GeoSeries(zones, crs="EPSG:4326").to_crs(metres).union_all()
    before = _outside(points, whole, metres)
    best: tuple[str, int, int] | None = None
    for name, convert in WAYS.items():
        after = _outside(np.column_stack(convert(points[:, 0], points[:, 1])), whole, metres)
        if before - after >= max(MORE * len(points), 2) and (best is None or after < best[2]):
            best = (name, before, after)
    return best


def pairs_say(one: FloatArray, two: FloatArray, metres: str) -> tuple[str, float] | None:
    """Find the datum in which the second of two sets of the same places lies.

    Parameters
    ----------
    one, two
        Longitude and latitude of the same places in two layers, shape (N, 2).
    metres
        CRS in which distances are measured.

    Returns
    -------
    tuple or None
        Name of the datum and mean distance in metres; None if the places agree or differ without a common
        direction.
    """
    if len(one) < LEAST_PAIRS:
        return None
    first, second = _metric(one, metres), _metric(two, metres)
    apart = second - first
    common = np.median(apart, axis=0)
    if np.hypot(*common) < ALIKE_M or np.median(np.hypot(*(apart - common).T)) > ALIKE_M:
        return None
    for name, convert in WAYS.items():
        there = _metric(np.column_stack(convert(two[:, 0], two[:, 1])), metres)
        if np.hypot(*np.median(there - first, axis=0)) < ALIKE_M:
            return name, float(np.hypot(*common))
    return "?", float(np.hypot(*common))


def _outside(points: FloatArray, whole: shapely.Geometry, metres: str) -> int:
    places = gpd.GeoSeries.from_xy(points[:, 0], points[:, 1], crs="EPSG:4326").to_crs(metres)
    return int((places.distance(whole) > NEAR_M).sum())


def _metric(points: FloatArray, metres: str) -> FloatArray:
    there = gpd.GeoSeries.from_xy(points[:, 0], points[:, 1], crs="EPSG:4326").to_crs(metres)
    return np.column_stack([there.x, there.y])
