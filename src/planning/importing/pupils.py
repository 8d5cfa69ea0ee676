"""Pupils by zone, from whatever counts them: totals, single ages, points, larger areas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.district import messages
from planning.domain.bands import BAND_YEARS, BANDS, ENTRY_AGE
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.cells import Columns, amounts, by_band, numbers, points_of, texts
from planning.importing.layer import Layer
from planning.importing.request import Request
from planning.importing.zones import Notes, Zones

#: Years that single ages are rolled forward.
AHEAD = 10


def from_table(
    layer: Layer, columns: Columns, zones: Zones, *, request: Request, findings: Findings, notes: Notes
) -> dict[int, FloatArray]:
    """Read pupils by year from a table of zones.

    Parameters
    ----------
    layer, columns
        File, and its columns by field: ages with persons, or pupils by band.
    zones
        Zones, which the table names by key or name.
    request
        Year and band of the pupils.
    findings, notes
        Receive the faults, and notes on what was assumed.

    Returns
    -------
    dict
        Pupils by year, shape (Z, B) each: of one year, or of the year and ten more if single ages roll
        forward.
    """
    at = _positions(layer, columns, zones, findings)
    if "age" in columns:
        persons = amounts(layer, columns, "persons" if "persons" in columns else "pupils", findings)
        ages = numbers(layer, columns, "age", findings)
        if len(findings):
            return {}
        return _rolled(at, ages, persons, len(zones.keys), request, notes)
    own = by_band(layer, columns, "pupils", band=request.band, findings=findings)
    if own is None:
        messages.missing_column(findings, Where(file=layer.file, column="pupils"), layer.columns)
        return {}
    total = np.zeros((len(zones.keys), len(BANDS)))
    np.add.at(total, at, own)
    return {request.year: total}


def points_and_pupils(
    layer: Layer, columns: Columns, *, crs: str | None, request: Request, findings: Findings
) -> tuple[FloatArray, FloatArray] | None:
    """Read points of pupils.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    crs
        CRS of coordinates in columns; None for degrees.
    request
        Band of pupils without one.
    findings
        Receives the faults.

    Returns
    -------
    tuple of numpy.ndarray or None
        Longitude and latitude, shape (N, 2), and pupils by band, shape (N, B); a point without a number is
        one pupil. None after a fault.
    """
    shapes = points_of(layer, columns, crs=crs, findings=findings)
    if shapes is None:
        if not len(findings):
            messages.missing_column(findings, Where(file=layer.file, column="lon, lat"), layer.columns)
        return None
    pupils = by_band(layer, columns, "pupils", band=request.band, findings=findings)
    if pupils is None:
        pupils = np.zeros((len(layer), len(BANDS)))
        words = texts(layer, columns, "band")
        pupils[np.arange(len(layer)), [_band(word, request.band) for word in words]] = 1.0
    middle = shapely.centroid(shapes)
    return np.column_stack([shapely.get_x(middle), shapely.get_y(middle)]), pupils


def into_zones(
    points: FloatArray, pupils: FloatArray, zones: Zones, *, metres: str, notes: Notes
) -> FloatArray:
    """Add up points of pupils by zone; points outside every zone go to the nearest.

    Parameters
    ----------
    points, pupils
        Longitude and latitude, shape (N, 2), and pupils by band, shape (N, B).
    zones
        Zones of the district.
    metres
        CRS in which distances are measured.
    notes
        Receives a note on points outside every zone.

    Returns
    -------
    numpy.ndarray
        Pupils by zone and band, shape (Z, B).
    """
    cells = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(metres)
    places = gpd.GeoSeries.from_xy(points[:, 0], points[:, 1], crs="EPSG:4326").to_crs(metres)
    tree = shapely.STRtree(cells.to_numpy())
    (where, cell), metres_off = tree.query_nearest(places.to_numpy(), return_distance=True, all_matches=False)
    outside = metres_off > 0
    if outside.any():
        notes.append(
            (
                f"{int(outside.sum())} 个学生点不在任何需求区内，归入最近的区"
                f"（最远 {metres_off.max():,.0f} 米）",
                f"{int(outside.sum())} points of pupils lie in no zone and went to the nearest, at most "
                f"{metres_off.max():,.0f} m away",
            )
        )
    total = np.zeros((len(zones.keys), len(BANDS)))
    np.add.at(total, cell, pupils[where])
    return total


def from_areas(
    layer: Layer,
    columns: Columns,
    zones: Zones,
    dwellings: FloatArray | None,
    *,
    metres: str,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> FloatArray | None:
    """Share the pupils of larger areas among the zones inside them.

    Parameters
    ----------
    layer, columns
        File of polygons with pupils, and its columns by field.
    zones
        Zones of the district.
    dwellings
        Dwellings of each zone, shape (Z,), as weights (dasymetric); None weights by area alone.
    metres
        CRS in which areas are measured.
    request
        Band of the pupils.
    findings, notes
        Receive the faults, and notes on what was done.

    Returns
    -------
    numpy.ndarray or None
        Pupils by zone and band, shape (Z, B); they add up to the pupils of the areas that touch a zone. None
        after a fault.

    Notes
    -----
    Areal weighting after Goodchild and Lam (1980), with dwellings instead of area if they are known
    (dasymetric, Wright 1936).
    """
    pupils = by_band(layer, columns, "pupils", band=request.band, findings=findings)
    if pupils is None or layer.shapes is None:
        messages.missing_column(findings, Where(file=layer.file, column="pupils, geometry"), layer.columns)
        return None
    large = gpd.GeoSeries(layer.shapes, crs="EPSG:4326").to_crs(metres).to_numpy()
    small = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(metres).to_numpy()
    area, zone = shapely.STRtree(small).query(large, predicate="intersects")
    shared = shapely.area(shapely.intersection(large[area], small[zone]))
    weight = shared if dwellings is None else shared / shapely.area(small[zone]) * dwellings[zone]
    whole = np.bincount(area, weights=weight, minlength=len(large))
    # Areas whose zones hold no dwelling are shared out by area.
    flat = np.bincount(area, weights=shared, minlength=len(large))
    share = np.where(whole[area] > 0, weight / np.where(whole[area] > 0, whole[area], 1.0),
                     shared / np.where(flat[area] > 0, flat[area], 1.0))  # fmt: skip
    total = np.zeros((len(zones.keys), len(BANDS)))
    np.add.at(total, zone, share[:, None] * pupils[area])
    by_zh, by_en = ("住房套数", "dwellings") if dwellings is not None else ("面积", "area")
    notes.append(
        (f"大区学生数按{by_zh}分摊到需求区", f"pupils of larger areas were shared out to zones by {by_en}")
    )
    return total


def _rolled(
    at: list[int], ages: FloatArray, persons: FloatArray, zones: int, request: Request, notes: Notes
) -> dict[int, FloatArray]:
    """Return pupils of the bands' ages as the counted cohorts grow older, without migration or deaths."""
    count = np.zeros((zones, 18))
    for zone, age, number in zip(at, ages.tolist(), persons.tolist(), strict=True):
        if 0 <= age <= 17:
            count[zone, int(age)] += number
    youngest = count[:, :3].mean(axis=1)
    result = {}
    for ahead in range(AHEAD + 1):
        now = np.column_stack([*([youngest] * ahead), count])[:, :18]
        bands = [now[:, ENTRY_AGE[band] : ENTRY_AGE[band] + BAND_YEARS[band]].sum(axis=1) for band in BANDS]
        result[request.year + ahead] = np.column_stack(bands)
    notes.append(
        (
            f"各学段学生由分岁人口推至 {request.year + AHEAD} 年：全部入学、无迁移；"
            "以后的出生数取 0 至 2 岁的平均（假定）",
            f"pupils by band are the counted ages grown older to {request.year + AHEAD}: all enter, nobody "
            "moves; births to come are the mean of ages 0 to 2 (assumed)",
        )
    )
    return result


def _positions(layer: Layer, columns: Columns, zones: Zones, findings: Findings) -> list[int]:
    known = {zh: i for i, (zh, _) in enumerate(zones.names)} | {key: i for i, key in enumerate(zones.keys)}
    if "zone_id" not in columns:
        messages.missing_column(findings, Where(file=layer.file, column="zone_id"), layer.columns)
        return []
    result = []
    for i, cell in enumerate(texts(layer, columns, "zone_id")):
        if cell not in known:
            messages.unknown_key(findings, layer.where(i, columns["zone_id"]), cell, "zones")
        result.append(known.get(cell, 0))
    return result


def _band(word: str, usual: str) -> int:
    return BANDS.index(word) if word in BANDS else BANDS.index(usual)


def table_of(years: dict[int, FloatArray], zones: Zones, *, source: str, request: Request) -> pd.DataFrame:
    """Build the table ``pupils`` with a row for each zone and year of every band that has pupils.

    Parameters
    ----------
    years
        Pupils by year, shape (Z, B) each.
    zones
        Zones of the district.
    source
        Source of the figures.
    request
        Year counted, and confidence; later years are assumed.

    Returns
    -------
    pandas.DataFrame
        Rows of the table.
    """
    rows = []
    present = np.sum([total.sum(axis=0) for total in years.values()], axis=0) > 0
    for year, total in years.items():
        later = year > request.year
        for b in np.flatnonzero(present).tolist():
            rows += [
                (key, BANDS[b], year, f"{value:.10g}", source, "assumed" if later else request.confidence)
                for key, value in zip(zones.keys, total[:, b].tolist(), strict=True)
            ]
    return pd.DataFrame(rows, columns=["zone_id", "band", "year", "pupils", "source", "confidence"])
