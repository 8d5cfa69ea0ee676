"""Demand zones: the outline cut into the cells nearest to each community's point."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPoint, Point, Polygon

WORKING_CRS = "EPSG:4548"
GRID_DEGREES = 1e-6


def outline(source: Path) -> gpd.GeoDataFrame:
    """Return the district outline, one polygon in WGS 84."""
    points = pd.read_csv(source / "district_outline.csv")
    ring = Polygon(list(zip(points["lon"], points["lat"], strict=True)))
    return gpd.GeoDataFrame(geometry=[ring], crs="EPSG:4326")


def communities(source: Path) -> pd.DataFrame:
    """Return the 43 communities with their assumptions, ``zone_id`` Z01 to Z43 in the order of the codes."""
    text = {"code": str}
    table = pd.read_csv(source / "communities.csv", dtype=text)
    table = table.merge(pd.read_csv(source / "zone_assumptions.csv", dtype=text), on="code", validate="1:1")
    table.insert(0, "zone_id", [f"Z{i:02d}" for i in range(1, len(table) + 1)])
    return table


def partition(table: pd.DataFrame, border: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut the outline into one cell a community.

    Parts of a cell that the outline severs from the community's own part go to the neighbour with which
    they share the longest border, so that each zone is one polygon.

    Parameters
    ----------
    table
        Communities with ``lon_approx`` and ``lat_approx``.
    border
        The outline.

    Returns
    -------
    geopandas.GeoDataFrame
        The table with polygons in WGS 84 on a grid of 1e-6 degrees.
    """
    points = gpd.GeoSeries.from_xy(table["lon_approx"], table["lat_approx"], crs="EPSG:4326").to_crs(
        WORKING_CRS
    )
    area = border.to_crs(WORKING_CRS).geometry.iloc[0]
    cells = shapely.voronoi_polygons(MultiPoint(list(points)), extend_to=area, ordered=True)
    main: list[Polygon] = []
    severed: list[Polygon] = []
    for point, cell in zip(points, cells.geoms, strict=True):
        parts = [part for part in shapely.get_parts(cell.intersection(area)) if part.area > 0]
        parts = sorted(parts, key=point.distance)
        main.append(parts[0])
        severed.extend(parts[1:])
    for part in severed:
        shared = [part.intersection(polygon.boundary).length for polygon in main]
        best = int(np.argmax(shared))
        merged = main[best].union(part)
        assert isinstance(merged, Polygon)
        main[best] = merged
    zones = gpd.GeoDataFrame(table.copy(), geometry=main, crs=WORKING_CRS).to_crs("EPSG:4326")
    zones.geometry = shapely.set_precision(zones.geometry.to_numpy(), GRID_DEGREES, mode="pointwise")
    zones.geometry = [shapely.orient_polygons(polygon) for polygon in zones.geometry]
    return zones


def inside(polygon: Polygon, lon: float, lat: float) -> bool:
    """Tell whether a point lies in a polygon."""
    return bool(polygon.contains(Point(lon, lat)))
