"""The polygons of a run's zones, for the still map of a briefing."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely

from planning.errors import Findings, Where


def read_zones(layers: Path, *, needed: frozenset[str]) -> gpd.GeoDataFrame:
    """Read the layer of zones from ``plan.gpkg``.

    A GIS that opens a GeoPackage may write into it, so the file is compared with the zones of the tables
    instead of its digest.

    Parameters
    ----------
    layers
        GeoPackage to read.
    needed
        Keys of the zones that the tables name.

    Returns
    -------
    geopandas.GeoDataFrame
        ``zone_id`` and geometry, one row for each zone.

    Raises
    ------
    InputError
        If the file or the layer is missing, or its zones are not those of the tables.
    """
    findings = Findings()
    try:
        zones = gpd.read_file(layers, layer="zones", columns=["zone_id"])
        found, fault = frozenset(zones["zone_id"].astype(str)), None
    except (OSError, ValueError, KeyError, RuntimeError, shapely.errors.ShapelyError) as error:
        found, fault = frozenset(), type(error).__name__
    if fault is None and found != needed:
        fault = ", ".join(sorted(found ^ needed)[:3])
    if fault is not None:
        findings.add(
            Where(file=layers.as_posix()),
            zh=f"图层 zones 与结果表不符（{fault}）",
            en=f"its layer zones is not that of the results ({fault})",
            fix_zh="请恢复原文件，或重新运行该情景",
            fix_en="Restore it, or run the scenario again",
        )
    findings.raise_if_any()
    return zones
