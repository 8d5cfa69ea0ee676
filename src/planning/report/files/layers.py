"""Layers of ``plan.gpkg``, which QGIS opens."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.report.files.catchments import dissolve
from planning.report.files.made import MADE
from planning.report.hidden import hidden_counts
from planning.report.subject import Subject
from planning.report.tables import schedule

WGS84 = "EPSG:4326"


def make_layers(subject: Subject) -> Mapping[str, gpd.GeoDataFrame]:
    """Build the layers of a plan, by name; counts that are not shown are a layer without shapes."""
    return {
        "zones": _zones(subject),
        "facilities": _facilities(subject),
        "projects": _projects(subject),
        "catchments": _catchments(subject),
        **_hidden(subject),
    }


def write_layers(layers: Mapping[str, gpd.GeoDataFrame], path: Path) -> None:
    """Write all layers into one GeoPackage."""
    with _gdal_options():
        for name, layer in layers.items():
            layer.to_file(path, layer=name, driver="GPKG", engine="pyogrio")


@contextmanager
def _gdal_options() -> Iterator[None]:
    """Set the options of GDAL for writing; it takes them from the environment.

    SQLite is kept from waiting for the disk after each step: the folder of results is flushed once, when all
    of it is written, and nothing relies on it until then. The date of writing, which GeoPackage keeps for
    each layer, is a fixed one, as in the workbook: the same plan gives the same bytes.
    """
    options = {"OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_CURRENT_DATE": f"{MADE:%Y-%m-%dT%H:%M:%S}.000Z"}
    before = {name: os.environ.get(name) for name in options}
    os.environ.update(options)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _hidden(subject: Subject) -> dict[str, gpd.GeoDataFrame]:
    """Return the counts that are not shown as a layer without shapes; empty if all are shown."""
    few = hidden_counts(subject)
    if few.empty:
        return {}
    return {"hidden": gpd.GeoDataFrame(few, geometry=[None] * len(few), crs=WGS84)}


def _zones(subject: Subject) -> gpd.GeoDataFrame:
    zones, appraisal = subject.zones, subject.appraisal
    table = zones[["zone_id", "name_zh", "name_en", "source", "confidence"]].copy()
    for b, band in enumerate(subject.problem.bands):
        table[f"intake_{band}"] = subject.shown(appraisal.intake[:, b].sum(axis=1).round(1))
        table[f"unhoused_{band}"] = subject.shown(appraisal.unplaced[:, b].sum(axis=1).round(1))
    return gpd.GeoDataFrame(table, geometry=zones.geometry.to_numpy(), crs=WGS84)


def _facilities(subject: Subject) -> gpd.GeoDataFrame:
    sites, appraisal, problem = subject.facilities, subject.appraisal, subject.problem
    columns = [
        "facility_id",
        "name_zh",
        "name_en",
        "operator",
        "education_group",
        "status",
        "source",
        "confidence",
    ]
    table = sites[columns].copy()
    first, last = problem.years[0], problem.years[-1]
    for b, band in enumerate(problem.bands):
        for t, year in ((0, first), (-1, last)):
            table[f"open_seats_{band}_{year}"] = appraisal.open_seats[:, b, t].round(1)
            table[f"enrolled_{band}_{year}"] = appraisal.enrolled[:, b, t].round(1)
    return _points(table, sites)


def _projects(subject: Subject) -> gpd.GeoDataFrame:
    table = schedule(subject)
    projects = subject.projects
    for name in (
        "facility_id",
        "seats_confidence",
        "cost_confidence",
        "window_confidence",
        "source",
        "confidence",
    ):
        table[name] = projects[name].to_numpy()
    sites = subject.facilities.set_index("facility_id").loc[projects["facility_id"]]
    return _points(table, sites)


def _catchments(subject: Subject) -> gpd.GeoDataFrame:
    problem = subject.problem
    catchments = subject.appraisal.catchments
    shapes = dissolve(catchments, subject.zones.geometry.to_numpy())
    names_zh, names_en = subject.facilities["name_zh"].tolist(), subject.facilities["name_en"].tolist()
    table = pd.DataFrame(
        {
            "facility": [problem.facilities[c.facility] for c in catchments],
            "name_zh": [names_zh[c.facility] for c in catchments],
            "name_en": [names_en[c.facility] for c in catchments],
            "band": [problem.bands[c.band] for c in catchments],
            "year": np.array([problem.years[c.year] for c in catchments], dtype=np.int64),
            "pupils": subject.shown(np.array([round(c.pupils, 3) for c in catchments], dtype=np.float64)),
            "zones": [" ".join(problem.zones[z] for z in c.zones) for c in catchments],
        }
    )
    return gpd.GeoDataFrame(table, geometry=[shapes[c.zones] for c in catchments], crs=WGS84)


def _points(table: pd.DataFrame, places: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(places["lon"], places["lat"], crs=WGS84)
    return gpd.GeoDataFrame(table, geometry=points)
