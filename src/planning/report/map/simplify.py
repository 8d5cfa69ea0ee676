"""Outlines of zones as the page needs them, and no finer."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

ShapeArray: TypeAlias = NDArray[np.object_]
#: Corners that a page draws without effort.
ENOUGH: Final = 8000
#: Tolerance as a share of the district's extent: less than a pixel when the whole of it is on a screen.
TOLERANCE: Final = 1 / 2000


def simple_shapes(shapes: ShapeArray) -> ShapeArray:
    """Simplify the zones if they have very many vertices.

    Neighbours are simplified together by Visvalingam and Whyatt's method on a coverage, so that no gap opens
    between them. Only the page uses these shapes; every computation uses the original zones.

    Parameters
    ----------
    shapes
        Polygons of the zones in degrees, shape (Z,).

    Returns
    -------
    numpy.ndarray
        Simplified polygons in degrees, shape (Z,).
    """
    if int(shapely.get_num_coordinates(shapes).sum()) <= ENOUGH:
        return shapes
    west, south, east, north = shapely.total_bounds(shapes)
    made = shapely.coverage_simplify(shapes, tolerance=max(east - west, north - south) * TOLERANCE)
    # A sliver that would vanish stays as it is.
    kept = shapely.is_empty(made) | ~shapely.is_valid(made)
    result: ShapeArray = np.where(kept, shapes, made)
    return result
