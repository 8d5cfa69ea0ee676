"""Read a planner's file, whatever its format, into a layer."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError

from planning.district import messages, shape_messages
from planning.district.read.text import decode
from planning.district.read.workbook import cell_text, read_workbook
from planning.door import through_door
from planning.errors import Findings, Where
from planning.importing.datum import to_wgs84
from planning.importing.layer import Layer
from planning.importing.rasters import RASTERS, read_raster
from planning.importing.shapefiles import UNREADABLE_SHAPEFILE, read_shapefile

TABLES: Final = {".csv", ".txt", ".tsv"}
VECTORS: Final = {".gpkg", ".geojson", ".json", ".shp", ".fgb"}
#: A header stands where most cells are filled; lines of a title above it hold one or two.
TITLE_ROWS: Final = 10
UNREADABLE: Final = (
    DataSourceError, ValueError, RuntimeError, shapely.errors.GEOSException, *UNREADABLE_SHAPEFILE,
)  # fmt: skip


def read_layer(path: Path, *, crs: str | None, sheet: str | None = None, findings: Findings) -> Layer | None:
    """Read a planner's file of any supported format.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, Shapefile, FlatGeobuf, GeoParquet, GeoTIFF, CSV (UTF-8 or GBK) or XLSX.
    crs
        CRS or datum that replaces the one in the file; None accepts the file's own.
    sheet
        Layer of a GeoPackage or sheet of a workbook; the first if omitted.
    findings
        Receives the faults.

    Returns
    -------
    Layer or None
        Cells and shapes; None after a fault.
    """
    where = Where(file=path.name)
    return through_door(lambda: _read(path, crs, sheet, findings), where=where, findings=findings)


def _read(path: Path, crs: str | None, sheet: str | None, findings: Findings) -> Layer | None:
    before = len(findings)
    name, ending = path.name, path.suffix.lower()
    where = Where(file=name)
    layer: Layer | None = None
    if not path.is_file():
        messages.missing_file(findings, where)
    elif ending in TABLES:
        layer = _read_csv(path, name, findings)
    elif ending == ".xlsx":
        layer = _read_xlsx(path, name, sheet, findings)
    elif ending == ".parquet":
        layer = _read_parquet(path, name, crs, findings)
    elif ending in RASTERS:
        layer = read_raster(path, name, crs, findings)
    elif ending in VECTORS:
        layer = _read_vector(path, name, crs, sheet, findings)
    else:
        findings.add(
            where,
            zh=f"不支持的格式 {ending or '（无扩展名）'}",
            en=f"the format {ending or 'without an ending'} is not read",
            fix_zh="请用 gpkg、geojson、shp、fgb、parquet、tif（人口网格）、csv 或 xlsx",
            fix_en="Use gpkg, geojson, shp, fgb, parquet, tif (population grids), csv or xlsx",
        )
    if layer is not None and not len(layer) and len(findings) == before:
        messages.empty_file(findings, where)
    if layer is not None and layer.shapes is not None and len(findings) == before:
        _check_on_earth(layer, findings)
    return layer if len(findings) == before else None


def _check_on_earth(layer: Layer, findings: Findings) -> None:
    """Report shapes beyond the poles or the date line: a slip in one coordinate, or another CRS."""
    bounds = shapely.bounds(layer.shapes)
    there = ~np.isnan(bounds).all(axis=1)
    beyond = (np.abs(bounds) > [180.0, 90.0, 180.0, 90.0]).any(axis=1) | ~np.isfinite(bounds).all(axis=1)
    for i in np.flatnonzero(there & beyond).tolist():
        west, south, east, north = bounds[i].tolist()
        shape_messages.off_the_globe(findings, layer.where(i), (west, south, east, north))


def sheets_of(path: Path, findings: Findings) -> set[str]:
    """Return the sheets of a workbook with records below their header."""
    book = read_workbook(path, name=path.name, findings=findings)
    if book is None:
        return set()
    return {title for title, rows in book.sheets.items() if sum(any(row) for row in rows) > 1}


def _read_csv(path: Path, name: str, findings: Findings) -> Layer | None:
    data = path.read_bytes()
    text = decode(data, encoding="auto", where=Where(file=name), findings=findings)
    if text is None:
        return None
    sample = text[:20_000]
    delimiter = max(",;\t|", key=sample.count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as fault:
        messages.broken_text(findings, Where(file=name), str(fault))
        return None
    return _table(rows, name, findings)


def _read_xlsx(path: Path, name: str, sheet: str | None, findings: Findings) -> Layer | None:
    book = read_workbook(path, name=name, findings=findings)
    if book is None:
        return None
    if sheet is not None and sheet not in book.sheets:
        messages.unknown_word(findings, Where(file=name), sheet, list(book.sheets))
        return None
    filled = [title for title, rows in book.sheets.items() if rows]
    if not filled:
        messages.empty_file(findings, Where(file=name))
        return None
    return _table(book.sheets[sheet or filled[0]], name, findings)


def _table(rows: list[list[str]], name: str, findings: Findings) -> Layer | None:
    """Return the records below the header, without titles above it and empty rows."""
    width = max((sum(bool(cell) for cell in row) for row in rows[:TITLE_ROWS]), default=0)
    at = next(
        (i for i, row in enumerate(rows[:TITLE_ROWS]) if sum(bool(cell) for cell in row) >= 0.6 * width), 0
    )
    header = rows[at] if rows else []
    twice = {cell for cell in header if cell and header.count(cell) > 1}
    for column in sorted(twice):
        messages.column_twice(findings, Where(file=name, row=at + 1, column=column))
    kept = [i for i in range(at + 1, len(rows)) if any(rows[i])]
    columns = {
        column: [rows[i][c] if c < len(rows[i]) else "" for i in kept]
        for c, column in enumerate(header)
        if column
    }
    return Layer(file=name, columns=columns, rows=[i + 1 for i in kept])


def _read_vector(
    path: Path, name: str, crs: str | None, sheet: str | None, findings: Findings
) -> Layer | None:
    where = Where(file=name)
    try:
        if path.suffix.lower() == ".shp":
            frame = read_shapefile(path)
        else:
            frame = pyogrio.read_dataframe(path, layer=sheet)
    except UNREADABLE as fault:
        messages.broken_text(findings, where, str(fault).split("\n", maxsplit=1)[0][:160])
        return None
    return _from_frame(frame, name, crs, findings)


def _read_parquet(path: Path, name: str, crs: str | None, findings: Findings) -> Layer | None:
    try:
        frame = gpd.read_parquet(path)
    except ImportError:
        findings.add(
            Where(file=name),
            zh="读取 GeoParquet 需要 pyarrow",
            en="reading GeoParquet needs pyarrow",
            fix_zh="请运行 pip install pyarrow，或改存为 gpkg",
            fix_en="Run pip install pyarrow, or save it as gpkg",
        )
        return None
    except (OSError, ValueError, KeyError) as fault:
        messages.broken_text(findings, Where(file=name), str(fault).split("\n", maxsplit=1)[0][:160])
        return None
    return _from_frame(frame, name, crs, findings)


def _from_frame(frame: Any, name: str, crs: str | None, findings: Findings) -> Layer | None:
    geometric = isinstance(frame, gpd.GeoDataFrame)
    names = [column for column in frame.columns if not geometric or column != frame.geometry.name]
    columns = {str(column): [cell_text(value) for value in frame[column].tolist()] for column in names}
    rows = list(range(1, len(frame) + 1))
    if not geometric or frame.geometry.isna().all():
        return Layer(file=name, columns=columns, rows=rows)
    said = "" if frame.crs is None else frame.crs.to_string()
    shapes: NDArray[np.object_] = frame.geometry.to_numpy()
    used = crs or said or _guessed(shapes)
    if not used:
        findings.add(
            Where(file=name),
            zh="文件没有说明坐标系，坐标也不像经纬度",
            en="the file does not say its CRS, and the coordinates are no longitude and latitude",
            fix_zh="请在 mapping.yaml 该文件的 crs 处写明，如 EPSG:4547",
            fix_en="Write it at crs of this file in mapping.yaml, such as EPSG:4547",
        )
        return None
    notes: tuple[tuple[str, str], ...] = ()
    if not crs and not said:
        notes = (
            (f"{name} 没有说明坐标系，按 WGS 84 读取", f"{name} does not say its CRS and was read as WGS 84"),
        )
    flat = np.asarray(shapely.force_2d(shapes))
    moved = to_wgs84(flat, used, where=Where(file=name), findings=findings)
    return Layer(file=name, columns=columns, rows=rows, shapes=moved, crs=used, notes=notes)


def _guessed(shapes: NDArray[np.object_]) -> str:
    """Return WGS 84 if the coordinates can be degrees, else an empty text."""
    west, south, east, north = shapely.total_bounds(shapes)
    degrees = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return "EPSG:4326" if degrees else ""
