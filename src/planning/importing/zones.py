"""Demand zones from polygons or from points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from planning.district import messages, shape_messages
from planning.domain.frozen import FloatArray, IntArray
from planning.errors import Findings, Where
from planning.importing.cells import Columns, by_band, numbers, points_of, texts
from planning.importing.coverage import as_coverage
from planning.importing.faults import no_column
from planning.importing.keys import keys_of
from planning.importing.layer import Layer, Notes
from planning.importing.request import Request
from planning.words import message

#: Cells around points end so far beyond them, as a share of the district's extent.
MARGIN = 0.02


@dataclass(frozen=True, kw_only=True, eq=False)
class Zones:
    """Demand zones, Z of them.

    Parameters
    ----------
    keys, names, subdistricts
        Key, Chinese and English name, and subdistrict of each zone.
    shapes
        Polygons in WGS 84, shape (Z,).
    at
        Longitude and latitude of the starting points of pupils, shape (Z, 2).
    pupils
        Pupils by band, shape (Z, B); None if another file has them.
    dwellings
        Dwellings of each zone, shape (Z,); None if they are not known.
    """

    keys: list[str]
    names: list[tuple[str, str]]
    subdistricts: list[str]
    shapes: NDArray[np.object_]
    at: FloatArray
    pupils: FloatArray | None
    dwellings: FloatArray | None = None


def make_zones(
    layer: Layer,
    columns: Columns,
    *,
    crs: str | None,
    metres: str,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> Zones | None:
    """Build the zones from a layer of polygons or points.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    crs
        CRS of coordinates in columns; None for degrees.
    metres
        CRS in which centroids and cells are computed.
    request
        Name of the district, and band of pupils without one.
    findings, notes
        Receive the faults, and notes on what was done.

    Returns
    -------
    Zones or None
        Zones of the layer; None after a fault.
    """
    before = len(findings)
    shapes = points_of(layer, columns, crs=crs, findings=findings)
    if shapes is None:
        if len(findings) == before:
            no_column(findings, layer, "zones", "lon, lat")
        return None
    keys = keys_of(layer, columns, "zone_id", letter="Z", findings=findings, notes=notes)
    pupils = by_band(layer, columns, "pupils", bands=request.bands, band=request.band, findings=findings)
    shapes = _sound(layer, shapes, findings, notes)
    if len(findings) > before:
        return None
    dwellings = None
    if "dwellings" in columns:
        dwellings = numbers(layer, columns, "dwellings", findings, empty=0.0)
    raw = Zones(
        keys=keys,
        names=_names(layer, columns, keys),
        subdistricts=[cell or request.name_zh for cell in texts(layer, columns, "subdistrict_zh")],
        shapes=shapes,
        at=np.zeros((len(keys), 2)),
        pupils=pupils,
        dwellings=dwellings,
    )
    kinds = set(shapely.get_type_id(shapes).tolist())
    if kinds <= {0}:
        return _of_points(raw, metres, notes)
    if kinds <= {3, 6}:
        shapes = as_coverage(layer, shapes, keys, metres=metres, findings=findings, notes=notes)
        at = _stated_points(layer, columns)
        if at is None:
            at = centroids(shapes, metres)
            notes.append(message("importing.zones.pupils_travel_centroid_their_zone"))
        return replace(raw, shapes=shapes, at=at)
    found = ", ".join(sorted({shape.geom_type for shape in shapes}))
    shape_messages.wrong_shape(findings, Where(file=layer.file), found)
    return None


def _of_points(raw: Zones, metres: str, notes: Notes) -> Zones:
    """Return the cells nearest to points; points at one place become one, with their pupils added up."""
    at = np.column_stack([shapely.get_x(raw.shapes), shapely.get_y(raw.shapes)])
    kept, place = _one_a_place(at)
    joined = len(raw.keys) - len(kept)
    if joined:
        notes.append(message("importing.zones.points_stand_where_another_does", n=joined))
    notes.append(message("importing.zones.zones_cells_nearest_each_point"))
    return Zones(
        keys=[raw.keys[i] for i in kept],
        names=[raw.names[i] for i in kept],
        subdistricts=[raw.subdistricts[i] for i in kept],
        shapes=nearest_cells(at[kept], metres),
        at=at[kept],
        pupils=_added(raw.pupils, place, len(kept)),
        dwellings=_added(raw.dwellings, place, len(kept)),
    )


def nearest_cells(at: FloatArray, metres: str) -> NDArray[np.object_]:
    """Return the Voronoi cell of each point in WGS 84, clipped slightly beyond all points."""
    there = Transformer.from_crs("EPSG:4326", metres, always_xy=True)
    back = Transformer.from_crs(metres, "EPSG:4326", always_xy=True)
    points: Any = shapely.points(np.column_stack(there.transform(at[:, 0], at[:, 1])))
    extent = max(np.ptp(shapely.get_x(points)), np.ptp(shapely.get_y(points)), 1000.0)
    edge = shapely.buffer(shapely.convex_hull(shapely.union_all(points)), extent * MARGIN)
    if len(points) == 1:
        cells = np.array([edge], dtype=object)
    else:
        made = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=edge, ordered=True)
        cells = shapely.intersection(shapely.get_parts(made), edge)
    return np.asarray(shapely.transform(cells, lambda c: np.column_stack(back.transform(c[:, 0], c[:, 1]))))


def centroids(shapes: NDArray[np.object_], metres: str) -> FloatArray:
    """Return longitude and latitude of the centroids, computed in a CRS of metres, shape (Z, 2)."""
    there = Transformer.from_crs("EPSG:4326", metres, always_xy=True)
    flat = shapely.transform(shapes, lambda c: np.column_stack(there.transform(c[:, 0], c[:, 1])))
    middle = shapely.centroid(flat)
    x, y = Transformer.from_crs(metres, "EPSG:4326", always_xy=True).transform(
        shapely.get_x(middle), shapely.get_y(middle)
    )
    return np.column_stack([x, y])


def _sound(
    layer: Layer, shapes: NDArray[np.object_], findings: Findings, notes: Notes
) -> NDArray[np.object_]:
    """Repair invalid shapes with a note, and report empty and duplicate ones."""
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    for i in np.flatnonzero(empty).tolist():
        shape_messages.wrong_shape(findings, layer.where(i), "empty")
    if empty.any():
        return shapes
    bad = ~shapely.is_valid(shapes)
    if bad.any():
        shapes = shapes.copy()
        shapes[bad] = [_polygons(shapely.make_valid(shape)) for shape in shapes[bad]]
        listed = ", ".join(str(layer.rows[i]) for i in np.flatnonzero(bad)[:10].tolist())
        notes.append(
            message("importing.zones.polygons_not_valid_mended_features", n=int(bad.sum()), features=listed)
        )
    wkb: dict[bytes, int] = {}
    if shapely.get_type_id(shapes).max() >= 3:
        for i, shape in enumerate(shapely.to_wkb(shapely.normalize(shapes)).tolist()):
            if shape in wkb:
                messages.duplicate_key(findings, layer.where(i), "geometry", layer.rows[wkb[shape]])
            wkb.setdefault(shape, i)
    return shapes


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Keep the polygons of a repaired shape."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shape


def _names(layer: Layer, columns: Columns, keys: list[str]) -> list[tuple[str, str]]:
    zh, en = texts(layer, columns, "name_zh"), texts(layer, columns, "name_en")
    return [(a or b or key, b or a or key) for a, b, key in zip(zh, en, keys, strict=True)]


def names_of(layer: Layer, columns: Columns, keys: list[str]) -> list[tuple[str, str]]:
    """Return Chinese and English names.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    keys
        Keys of the records.

    Returns
    -------
    list of tuple
        Chinese and English name of each record; either replaces a missing other, and the key replaces both.
    """
    return _names(layer, columns, keys)


def _one_a_place(at: FloatArray) -> tuple[list[int], IntArray]:
    """Return the first point of each place, and the place of each point."""
    _, first, member = np.unique(at, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    return first[order].tolist(), np.asarray(np.argsort(order)[member.ravel()], dtype=np.int64)


def _added(values: FloatArray | None, place: IntArray, places: int) -> FloatArray | None:
    """Return the sums of values of points at one place."""
    if values is None:
        return None
    total = np.zeros((places, *values.shape[1:]))
    np.add.at(total, place, values)
    return total


def _stated_points(layer: Layer, columns: Columns) -> FloatArray | None:
    """Return the starting points in the columns of a polygon layer, if they are degrees."""
    if "lon" not in columns or "lat" not in columns:
        return None
    quiet = Findings()
    x, y = numbers(layer, columns, "lon", quiet), numbers(layer, columns, "lat", quiet)
    degrees = (np.abs(x) <= 180).all() and (np.abs(y) <= 90).all()
    if len(quiet) or not degrees or np.isnan(x).any() or np.isnan(y).any():
        return None
    bounds = shapely.total_bounds(layer.shapes)
    near = (x >= bounds[0] - 0.1) & (x <= bounds[2] + 0.1) & (y >= bounds[1] - 0.1) & (y <= bounds[3] + 0.1)
    return np.column_stack([x, y]) if near.all() else None
