"""Read everything of a run that a briefing shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from planning.errors import Findings
from planning.results.results import no_result, read_record, read_table

TABLES = {
    "schedule": ["project_id", "name_zh", "name_en", "status", "start_year", "opening_year", "cost_10k"],
    "unhoused": ["zone", "band", "year", "intake", "unhoused"],
    "budget": ["year", "limit_10k", "spent_10k"],
    "seats": ["facility", "band", "year", "open_seats", "enrolled"],
    "bands": [
        "band",
        "year",
        "intake",
        "unhoused",
        "pupils_p10",
        "pupils_p90",
        "mean_distance_m",
        "norm_m",
        "beyond_norm_share",
        "public_share",
        "seats_per_1000_residents",
    ],
    "warnings": [
        "colour",
        "zone",
        "name_zh",
        "name_en",
        "band",
        "first_year",
        "last_year",
        "worst_year",
        "worst_pupils",
        "last_round",
    ],
    "rules": ["rule", "name_zh", "name_en", "holds"],
}
RECORD = (
    "title",
    "district",
    "outcome",
    "objectives",
    "audit",
    "sources",
    "digests",
    "first_year",
    "approvals_months",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class BriefSource:
    """Tables of a run, its record, its zones and its map page."""

    schedule: pd.DataFrame
    unplaced: pd.DataFrame
    budget: pd.DataFrame
    seats: pd.DataFrame
    bands: pd.DataFrame
    warnings: pd.DataFrame
    rules: pd.DataFrame
    zones: gpd.GeoDataFrame
    map_page: str
    record: dict[str, Any]

    @property
    def title(self) -> tuple[str, str]:
        """Chinese and English title of the scenario."""
        return self.record["title"]["zh"], self.record["title"]["en"]

    @property
    def zone_names(self) -> dict[str, tuple[str, str]]:
        """Chinese and English name by key."""
        names = zip(self.zones["name_zh"], self.zones["name_en"], strict=True)
        return dict(zip(self.zones["zone_id"], names, strict=True))


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
    zones, page = gpd.GeoDataFrame({"zone_id": []}, geometry=[]), ""
    layer = folder / "plan.gpkg"
    try:
        zones = gpd.read_file(layer, layer="zones")
        page = (folder / "map.html").read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        no_result(findings, layer, type(error).__name__)
    findings.raise_if_any()
    return BriefSource(
        schedule=tables["schedule"],
        unplaced=tables["unhoused"],
        budget=tables["budget"],
        seats=tables["seats"],
        bands=tables["bands"],
        warnings=tables["warnings"],
        rules=tables["rules"],
        zones=zones,
        map_page=page,
        record=record,
    )
