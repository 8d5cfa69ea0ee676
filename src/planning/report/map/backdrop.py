"""Roads and water behind the zones, as the page draws them."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from planning.report.map.simplify import TOLERANCE, ShapeArray

DEGREES: Final = 5
Line = list[list[float]]


def backdrop_lines(table: pd.DataFrame | None, zones: ShapeArray) -> dict[str, list[Line]]:
    """Return the lines of the backdrop by kind, cut to the district's extent and simplified.

    Parameters
    ----------
    table
        Roads and water; None without a backdrop.
    zones
        Polygons of the zones, whose extent the page shows.

    Returns
    -------
    dict
        Lines of roads, and of water with its shores, as latitude and longitude.
    """
    result: dict[str, list[Line]] = {"road": [], "water": []}
    if table is None or not len(table):
        return result
    west, south, east, north = shapely.total_bounds(zones)
    layer = gpd.GeoDataFrame(table)
    for kind, shape in zip(layer["kind"], layer.geometry, strict=True):
        near = shapely.clip_by_rect(shape, west, south, east, north)
        simple = shapely.simplify(near, max(east - west, north - south) * TOLERANCE)
        for part in shapely.get_parts(simple):
            result[str(kind)] += [_line(line) for line in _lines(part)]
    return result


def _lines(part: Any) -> list[Any]:
    if isinstance(part, shapely.Polygon):
        return [part.exterior, *part.interiors] if not part.is_empty else []
    return [part] if isinstance(part, shapely.LineString) and not part.is_empty else []


def _line(line: Any) -> Line:
    return [[round(y, DEGREES), round(x, DEGREES)] for x, y in line.coords]
