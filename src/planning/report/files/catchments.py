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
    # Zones that somebody drew apart are no coverage, and the quick union would fail on them.
    union = shapely.coverage_union_all if shapely.coverage_is_valid(shapes) else shapely.union_all
    return {zones: union(shapes[list(zones)]) for zones in sorted(sets)}
