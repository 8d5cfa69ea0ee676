"""Outlines of the catchments that result from a plan."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planning.domain.appraisal import Catchment


def dissolve(
    catchments: Iterable[Catchment], shapes: NDArray[np.object_]
) -> dict[tuple[int, ...], BaseGeometry]:
    """Dissolve the zones of each catchment into one polygon; equal sets of zones are dissolved once.

    Parameters
    ----------
    catchments
        Catchments, as positions on the axes.
    shapes
        Polygon of each zone, shape (Z,).

    Returns
    -------
    dict
        Polygon by set of zones.
    """
    sets = {catchment.zones for catchment in catchments}
    return {zones: _union(shapes[list(zones)]) for zones in sorted(sets)}


def _union(parts: NDArray[np.object_]) -> BaseGeometry:
    """Return the union of zones: along their common edges, or in general if these do not meet exactly."""
    try:
        whole = shapely.coverage_union_all(parts)
    except shapely.errors.GEOSException:
        whole = None
    if whole is None or not whole.is_valid:
        whole = shapely.union_all(shapely.make_valid(parts))
    return whole
