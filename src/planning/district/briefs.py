"""Read everything of a run that a briefing shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from planning.district.results import no_result, read_record, read_table
from planning.errors import Findings

TABLES = {
    "schedule": ["project_id", "name_zh", "name_en", "status", "start_year", "opening_year", "cost_10k"],
    "unhoused": ["zone", "band", "year", "intake", "unhoused"],
    "budget": ["year", "limit_10k", "spent_10k"],
    "seats": ["facility", "band", "year", "open_seats", "enrolled"],
}
RECORD = ("title", "district", "outcome", "objectives", "audit", "sources", "digests", "first_year")


@dataclass(frozen=True, kw_only=True, eq=False)
class BriefSource:
    """Tables of a run, its record, and the names of the zones."""

    schedule: pd.DataFrame
    unhoused: pd.DataFrame
    budget: pd.DataFrame
    seats: pd.DataFrame
    record: dict[str, Any]
    zone_names: dict[str, tuple[str, str]]


def read_brief_source(folder: Path) -> BriefSource:
    """Read a folder of results.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.

    Returns
    -------
    BriefSource
        What a briefing is made from.

    Raises
    ------
    InputError
        If a file is missing or is something else.
    """
    findings = Findings()
    tables = {name: read_table(folder / f"{name}.csv", columns, findings) for name, columns in TABLES.items()}
    record = read_record(folder / "run.json", RECORD, findings)
    names: dict[str, tuple[str, str]] = {}
    layer = folder / "plan.gpkg"
    try:
        zones = gpd.read_file(layer, layer="zones", ignore_geometry=True)
        names = dict(zip(zones["zone_id"], zip(zones["name_zh"], zones["name_en"], strict=True), strict=True))
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        no_result(findings, layer, type(error).__name__)
    findings.raise_if_any()
    return BriefSource(
        schedule=tables["schedule"],
        unhoused=tables["unhoused"],
        budget=tables["budget"],
        seats=tables["seats"],
        record=record,
        zone_names=names,
    )
