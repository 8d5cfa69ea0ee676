"""Checks of the layers against each other, as far as they could be read."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from planning.district import shape_messages
from planning.district.check import geometry
from planning.errors import Findings, Where

#: Sites this far beyond the zones are no sites of the district: the axes or the datum are wrong.
LOST_M: Final = 20_000.0
#: Degrees around the area of a CRS within which it still measures well.
AROUND_DEG: Final = 3.0
WORST: Final = 10


def check_layers(
    tables: dict[str, pd.DataFrame],
    *,
    files: dict[str, str],
    crs: str,
    findings: Findings,
    warnings: Findings,
) -> None:
    """Check zones, outline, backdrop and sites against each other.

    Parameters
    ----------
    tables, files
        Tables that could be read, and their files; heights are removed from the shapes in place.
    crs
        Projected CRS in which areas and distances are measured.
    findings, warnings
        Receive the faults, and the oddities that leave the data usable.
    """
    for name in ("zones", "outline", "backdrop"):
        if len(tables.get(name, ())):
            tables[name] = _flat(tables[name], files[name], warnings)
    if len(tables.get("backdrop", ())):
        backdrop = gpd.GeoDataFrame(tables["backdrop"])
        geometry.check_backdrop(backdrop, file=files["backdrop"], findings=findings)
    sound = {
        name: geometry.check_polygons(gpd.GeoDataFrame(tables[name]), file=files[name], findings=findings)
        for name in ("outline", "zones")
        if name in tables and len(tables[name])
    }
    zones = gpd.GeoDataFrame(tables["zones"]) if sound.get("zones") else None
    if zones is not None:
        _check_area_of_use(zones, files["zones"], crs, warnings)
    if sound.get("outline"):
        outline = gpd.GeoDataFrame(tables["outline"])
        if zones is not None:
            geometry.check_partition(
                zones, outline, files=files, crs=crs, findings=findings, warnings=warnings
            )
        for name, key in (("zones", "zone_id"), ("facilities", "facility_id")):
            if name in tables:
                geometry.check_points(
                    tables[name], outline, key=key, file=files[name], crs=crs, findings=findings
                )
    elif zones is not None and not len(tables.get("outline", ())):
        geometry.check_partition(zones, None, files=files, crs=crs, findings=findings, warnings=warnings)
        if not len(findings):
            _check_holes(zones, files["zones"], crs, warnings)
            for name, key in (("zones", "zone_id"), ("facilities", "facility_id")):
                if name in tables:
                    _check_far(tables[name], zones, key, files[name], crs, findings, warnings)


def _flat(frame: pd.DataFrame, file: str, warnings: Findings) -> pd.DataFrame:
    """Return a layer without heights, which nothing reads."""
    shapes = np.asarray(frame["geometry"].array, dtype=object)
    high = shapely.has_z(shapes)
    if not high.any():
        return frame
    shape_messages.heights(warnings, Where(file=file), int(high.sum()))
    layer: pd.DataFrame = gpd.GeoDataFrame(frame).copy()
    layer["geometry"] = gpd.GeoSeries(shapely.force_2d(shapes), index=layer.index, crs="EPSG:4326")
    return layer


def _check_area_of_use(zones: gpd.GeoDataFrame, file: str, crs: str, warnings: Findings) -> None:
    """Warn of zones far from the area of use of the working CRS, such as zones with swapped axes."""
    area = CRS.from_user_input(crs).area_of_use
    if area is None:
        return
    west, south, east, north = zones.total_bounds.tolist()
    lon, lat = (west + east) / 2.0, (south + north) / 2.0
    if (
        area.west - AROUND_DEG <= lon <= area.east + AROUND_DEG
        and area.south - AROUND_DEG <= lat <= area.north + AROUND_DEG
    ):
        return
    shape_messages.beyond_crs(warnings, Where(file=file), crs, lon, lat)


def _check_holes(zones: gpd.GeoDataFrame, file: str, crs: str, warnings: Findings) -> None:
    """Warn of holes that no zone fills."""
    whole = shapely.union_all(zones.geometry.to_crs(crs).to_numpy())
    rings = [ring for part in shapely.get_parts(whole).tolist() for ring in part.interiors]
    areas = [area for ring in rings if (area := shapely.Polygon(ring).area) > geometry.SLIVER_M2]
    if areas:
        shape_messages.holes(warnings, Where(file=file), len(areas), sum(areas))


def _check_far(
    frame: pd.DataFrame,
    zones: gpd.GeoDataFrame,
    key: str,
    file: str,
    crs: str,
    findings: Findings,
    warnings: Findings,
) -> None:
    """Report points far outside the district, and warn of those slightly outside."""
    whole = shapely.union_all(zones.geometry.to_crs(crs).to_numpy())
    points = gpd.GeoSeries.from_xy(frame["lon"], frame["lat"], crs="EPSG:4326").to_crs(crs)
    there = np.isfinite(points.x.to_numpy()) & np.isfinite(points.y.to_numpy())
    far = np.full(len(points), np.inf)
    far[there] = shapely.distance(points.to_numpy()[there], whole)
    labels, rows = frame[key].tolist(), frame["row"].tolist()
    beside = []
    for i in np.argsort(-far).tolist():
        if far[i] > LOST_M:
            where = Where(file=file, row=int(rows[i]), column="lon, lat")
            shape_messages.outside(findings, where, str(labels[i]), float(min(far[i], 1e8)))
        elif far[i] > geometry.MARGIN_M:
            beside.append(f"{labels[i]} {far[i]:,.0f}")
    if beside:
        shape_messages.beside(warnings, Where(file=file, column="lon, lat"), len(beside), beside[:WORST])
