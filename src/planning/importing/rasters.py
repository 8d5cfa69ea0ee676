"""Read a population grid: every cell that holds somebody becomes a point with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import shapely

from planning.district import messages
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.datum import to_wgs84
from planning.importing.layer import Layer

RASTERS: Final = {".tif", ".tiff"}
#: Cells of a larger grid are not read: it covers far more than a district.
MOST_CELLS: Final = 25_000_000
#: Points that a district's grid may have; each is held as one record.
MOST_POINTS: Final = 500_000


def read_raster(path: Path, name: str, crs: str | None, findings: Findings) -> Layer | None:
    """Read a GeoTIFF of persons by cell as points.

    Parameters
    ----------
    path, name
        File to read, and its name in messages.
    crs
        CRS that replaces the one in the file; None accepts the file's own.
    findings
        Receives the faults.

    Returns
    -------
    Layer or None
        Point in the middle of each cell with a number above 0 in some band, and a column for each band, named
        by the band's description if it has one (``小学``), else ``pupils``. Cells without data,
        below 0 or not finite are empty. None after a fault.
    """
    where = Where(file=name)
    try:
        import rasterio  # noqa: PLC0415 - an extra that only those install who bring grids
        from rasterio.errors import RasterioError  # noqa: PLC0415
    except ImportError:
        findings.add(
            where,
            zh="读取 GeoTIFF 需要 rasterio",
            en="reading GeoTIFF needs rasterio",
            fix_zh="请运行 pip install rasterio，或把网格导出为点表（经度、纬度、学生数）",
            fix_en="Run pip install rasterio, or export the grid as a table of points (lon, lat, pupils)",
        )
        return None
    try:
        with rasterio.open(path) as grid:
            if grid.width * grid.height > MOST_CELLS:
                _too_large(findings, where, grid.width * grid.height, MOST_CELLS)
                return None
            cells = np.ma.filled(grid.read(masked=True).astype(np.float64), 0.0)
            said = "" if grid.crs is None else grid.crs.to_wkt()
            titles, transform = grid.descriptions, grid.transform
    except (RasterioError, OSError, ValueError) as fault:
        messages.broken_text(findings, where, str(fault).split("\n", maxsplit=1)[0][:160])
        return None
    cells[~np.isfinite(cells) | (cells < 0)] = 0.0
    rows, columns = np.nonzero(cells.any(axis=0))
    if len(rows) > MOST_POINTS:
        _too_large(findings, where, len(rows), MOST_POINTS)
        return None
    used = crs or said
    if not used:
        _no_crs(findings, where)
        return None
    # The transform as numbers: which operator applies it changes between releases.
    right, down = columns + 0.5, rows + 0.5
    x = transform.a * right + transform.b * down + transform.c
    y = transform.d * right + transform.e * down + transform.f
    points = to_wgs84(np.asarray(shapely.points(x, y), dtype=object), used, where=where, findings=findings)
    values = cells[:, rows, columns]
    names = _names(titles)
    for twice in sorted({word for word in names if names.count(word) > 1}):
        messages.column_twice(findings, Where(file=name, column=twice))
    return Layer(
        file=name,
        columns={
            word: [f"{v:.12g}" for v in band.tolist()] for word, band in zip(names, values, strict=True)
        },
        rows=list(range(1, len(rows) + 1)),
        shapes=points,
        crs=used,
        notes=(_note(name, names, values),),
    )


def _note(name: str, names: list[str], values: FloatArray) -> tuple[str, str]:
    """Return how many cells hold somebody, and the sum of each band of the grid."""
    total = values.sum(axis=1)
    listed = "；".join(f"{word} {amount:,.1f}" for word, amount in zip(names, total.tolist(), strict=True))
    cells = values.shape[1]
    return (
        f"{name}：{cells} 个有人网格，各波段合计 {listed}；网格按其中心归区",
        f"{name}: {cells} cells that hold somebody, sums by band {listed}; a cell counts where its middle "
        "lies",
    )


def _names(titles: Sequence[str | None]) -> list[str]:
    """Return the columns of the bands of a grid, by their descriptions."""
    words = [re.sub(r"\s+", " ", title or "").strip() for title in titles]
    return [word or ("pupils" if len(words) == 1 else f"band {b + 1}") for b, word in enumerate(words)]


def _no_crs(findings: Findings, where: Where) -> None:
    findings.add(
        where,
        zh="文件没有说明坐标系",
        en="the file does not say its CRS",
        fix_zh="请在 mapping.yaml 该文件的 crs 处写明，如 EPSG:4326",
        fix_en="Write it at crs of this file in mapping.yaml, such as EPSG:4326",
    )


def _too_large(findings: Findings, where: Where, found: int, most: int) -> None:
    findings.add(
        where,
        zh=f"网格有 {found:,} 个单元，最多 {most:,} 个",
        en=f"the grid has {found:,} cells; at most {most:,} are read",
        fix_zh="请先裁剪到本区县范围",
        fix_en="Clip it to the district first",
    )
