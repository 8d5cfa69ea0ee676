"""Checks of the layers: valid polygons, no overlaps, no gaps, points inside."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from planning.district import shape_messages as messages
from planning.errors import Findings, Where
from planning.words import message
from planning.words.catalogue import BOTH

#: Overlaps and gaps below this are rounding of coordinates, not a mistake.
SLIVER_M2 = 100.0
#: Points this close to the outline count as inside: outlines are drawn coarser than sites.
MARGIN_M = 300.0
#: Overlaps and gaps below this share of a zone, or of the outline, are told and let pass.
SMALL_SHARE = 0.01


def check_polygons(layer: gpd.GeoDataFrame, *, file: str, findings: Findings) -> bool:
    """Report features that are not valid polygons.

    Parameters
    ----------
    layer
        Layer in WGS 84, with the column ``row``.
    file
        File of the layer, as messages name it.
    findings
        Receives the faults.

    Returns
    -------
    bool
        True if every feature is a valid polygon, so that the layer may be overlaid.
    """
    before = len(findings)
    for geometry, row in zip(layer.geometry, layer["row"], strict=True):
        where = Where(file=file, row=int(row))
        if geometry.is_empty:
            messages.wrong_shape(findings, where, "empty")
        elif geometry.geom_type not in ("Polygon", "MultiPolygon"):
            messages.wrong_shape(findings, where, geometry.geom_type)
        elif not _on_the_globe(geometry.bounds):
            messages.off_the_globe(findings, where, geometry.bounds)
        elif not geometry.is_valid:
            messages.invalid_polygon(findings, where, shapely.is_valid_reason(geometry))
    return len(findings) == before


def check_backdrop(layer: gpd.GeoDataFrame, *, file: str, findings: Findings) -> None:
    """Report features of a backdrop that are empty or lie off the globe.

    Any kind of geometry is accepted.

    Parameters
    ----------
    layer
        Layer in WGS 84, with the column ``row``.
    file
        File of the layer, as messages name it.
    findings
        Receives the faults.
    """
    for shape, row in zip(layer.geometry, layer["row"], strict=True):
        where = Where(file=file, row=int(row))
        if shape.is_empty:
            messages.wrong_shape(findings, where, "empty")
        elif not _on_the_globe(shape.bounds):
            messages.off_the_globe(findings, where, shape.bounds)


def _on_the_globe(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def check_partition(
    zones: gpd.GeoDataFrame,
    outline: gpd.GeoDataFrame | None,
    *,
    files: Mapping[str, str],
    crs: str,
    findings: Findings,
    warnings: Findings,
) -> None:
    """Report zones that overlap and parts of the outline that no zone covers.

    Parameters
    ----------
    zones, outline
        Layers of valid polygons in WGS 84; without an outline gaps are not checked.
    files
        Files by table, as messages name them.
    crs
        Projected CRS in which areas are measured.
    findings
        Receives the faults.
    warnings
        Receives overlaps and gaps that are small against the zones, such as borders digitised apart.
    """
    shapes = zones.geometry.to_crs(crs).to_numpy()
    lost = ~np.isfinite(shapely.bounds(shapes)).all(axis=1)
    for label, row in zip(zones["zone_id"][lost], zones["row"][lost], strict=True):
        messages.outside(findings, Where(file=files["zones"], row=int(row)), str(label), 1e8)
    if lost.any():
        return
    ids = zones["zone_id"].tolist()
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    for i, j in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        if i < j:
            area = float(shapes[i].intersection(shapes[j]).area)
            if area > SLIVER_M2:
                where = Where(file=files["zones"], row=int(zones["row"].iloc[j]))
                small = area < SMALL_SHARE * min(shapes[i].area, shapes[j].area)
                messages.overlap(warnings if small else findings, where, ids[i], ids[j], area)
    _check_borders(shapes, ids, files["zones"], warnings)
    if outline is None:
        return
    whole = outline.geometry.to_crs(crs).union_all()
    missing = float(whole.difference(shapely.union_all(shapes)).area)
    if missing > SLIVER_M2 * len(zones):
        small = missing < SMALL_SHARE * float(whole.area)
        messages.gap(warnings if small else findings, Where(file=files["zones"]), missing)


def _check_borders(shapes: NDArray[np.object_], ids: list[str], file: str, warnings: Findings) -> None:
    """Warn of zones whose borders are not those of their neighbours, corner by corner."""
    if shapely.coverage_is_valid(shapes):
        return
    apart = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    messages.borders_apart(warnings, Where(file=file), [ids[i] for i in np.flatnonzero(apart).tolist()])


def outline_of(zones: pd.DataFrame, district: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the union of the zones as outline, for a district without its own."""
    row = district.iloc[0]
    names = {"row": [1], "name_zh": [row["name_zh"]], "name_en": [row["name_en"]]}
    said = {"source": [message("check.geometry.union").text(BOTH)], "confidence": ["estimated"]}
    whole = gpd.GeoDataFrame(zones).geometry.union_all()
    return gpd.GeoDataFrame({**names, **said}, geometry=[whole], crs=zones.crs)


def check_points(
    frame: pd.DataFrame,
    outline: gpd.GeoDataFrame,
    *,
    key: str,
    file: str,
    crs: str,
    findings: Findings,
) -> None:
    """Report points outside the district.

    Parameters
    ----------
    frame
        Table with ``lon`` and ``lat``.
    outline
        Outline of the district.
    key
        Column whose value names the row.
    file
        File of the table, as messages name it.
    crs
        Projected CRS in which distances are measured.
    findings
        Receives the faults.
    """
    whole = outline.geometry.to_crs(crs).union_all()
    points = gpd.GeoSeries.from_xy(frame["lon"], frame["lat"], crs="EPSG:4326").to_crs(crs)
    # Half a world away the projection has no answer; such points are as far as can be.
    there = np.isfinite(points.x.to_numpy()) & np.isfinite(points.y.to_numpy())
    far = np.full(len(points), np.inf)
    far[there] = points[there].distance(whole).to_numpy()
    for label, row, distance in zip(frame[key], frame["row"], far, strict=True):
        if distance > MARGIN_M:
            where = Where(file=file, row=int(row), column="lon, lat")
            messages.outside(findings, where, str(label), float(min(distance, 1e8)))
