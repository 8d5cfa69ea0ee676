"""The polygons of a run's zones, for the still map of a briefing."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely

from planning.errors import Findings, Where
from planning.words import message


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
            words=message("briefing.zones.layer_zones_not_results", fault=fault),
            fix=message("word.restore_it_or_run_the_scenario"),
        )
    findings.raise_if_any()
    return zones
