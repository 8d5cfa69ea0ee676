"""A district of three zones with any table of bands, in a steady world whose intakes are known by hand.

As many are born as grow up, nobody moves or dies, and every table says so: each age of a zone has the same number of
children in every year, and each grade as many pupils as its band takes of them.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import yaml

from planning.district.bands import TABLES, ready_made
from planning.district.contracts import MANIFEST, contracts
from planning.domain.bands import Band, BandSystem, Enters
from tests.small_district import BASE_YEAR, LAST_YEAR, MADE, SOUTH, WEST, ZONES, layers, scenario_text

#: Children of each age, and residents, by zone.
CHILDREN = dict(zip(ZONES, (200, 300, 500), strict=True))
RESIDENTS = dict(zip(ZONES, (9_000, 12_000, 19_000), strict=True))
RATE, OUT, IN = 0.6, 0.08, 0.09
SPEND = {"spend_share_1": 1.0, "spend_share_2": 0.0, "spend_share_3": 0.0, "spend_share_4": 0.0}
Rows = list[dict[str, Any]]


def write_scenario(folder: Path, table: str, *, autumns: int = 6) -> Path:
    """Write district and scenario into a folder, and return the scenario.

    Parameters
    ----------
    folder
        Folder to make.
    table
        Name of a ready-made table of bands.
    autumns
        Autumns of past rolls; with one alone the forecast is made from the ages.
    """
    bands = ready_made(table)
    district = folder / "d"
    district.mkdir(parents=True)
    every = contracts(bands)
    manifest: Rows = []
    drawn = {name: layers()[name] for name in ("zones", "outline")}
    for name, rows in (_tables(bands, autumns) | drawn).items():
        layer = name in drawn
        file = f"{name}.geojson" if layer else f"{name}.csv"
        text = _geojson(rows) if layer else _csv([c.name for c in every[name].columns], rows)
        (district / file).write_text(text, encoding="utf-8")
        manifest.append(MADE | {"table": name, "file": file, "encoding": "utf-8", "title_zh": "表"})
    (district / "bands.csv").write_bytes((TABLES / f"{table}.csv").read_bytes())
    manifest.append(MADE | {"table": "bands", "file": "bands.csv", "encoding": "utf-8", "title_zh": "学段"})
    told = {"title_en": "table", "date": "2022-08-31", "datum": "none", "licence": "made"}
    columns = [column.name for column in MANIFEST.columns]
    (district / "manifest.csv").write_text(_csv(columns, [told | row for row in manifest]), encoding="utf-8")
    scenario = yaml.safe_load(scenario_text())
    # The rules of the bands are those of the table.
    del scenario["bands"]
    scenario["forecast"]["variants"]["plan"]["residents"]["residents"] = 50_000
    path = folder / "base.yaml"
    path.write_text(yaml.safe_dump(scenario, allow_unicode=True), encoding="utf-8")
    return path


def pupils_of_a_grade(band: Band) -> float:
    """Return the pupils of one grade of a band in the base year, by hand."""
    children = sum(CHILDREN.values())
    if band.enters is Enters.RATE:
        return RATE * children
    if band.enters is Enters.REST:
        return (1.0 - RATE) * children
    if band.enters is Enters.SHARE:
        return float(band.demand or 0.0) * children
    if band.enters is Enters.PER_1000:
        return float(band.demand or 0.0) * sum(RESIDENTS.values()) / 1000.0 / band.years
    return float(children)


def _tables(bands: BandSystem, autumns: int) -> dict[str, Rows]:
    told = _people(bands) | _schools(bands, autumns)
    return {name: [MADE | row for row in rows] for name, rows in told.items()}


def _people(bands: BandSystem) -> dict[str, Rows]:
    by_share = [band for band in bands if band.enters in (Enters.AGE, Enters.BEFORE, Enters.RATE)]
    rated = [band for band in bands if band.enters is Enters.RATE]
    tables: dict[str, Rows] = {
        "district": [{"name_zh": "三村区", "name_en": "Three Villages", "base_year": BASE_YEAR}],
        "residents": [
            {"zone_id": zone, "year": BASE_YEAR, "residents": number, "aged_0_14": 15 * CHILDREN[zone]}
            for zone, number in RESIDENTS.items()
        ],
        "population": [
            {"zone_id": zone, "year": BASE_YEAR, "age": age, "persons": number}
            for zone, number in CHILDREN.items()
            for age in range(18)
        ],
        "births": [
            {"year": year, "births": sum(CHILDREN.values()), "series": "resident"}
            for year in range(BASE_YEAR, LAST_YEAR + 1)
        ],
        "rates_by_age": [{"age": age, "survival": 1.0, "net_migration_rate": 0.0} for age in range(18)],
        "zone_growth": [{"zone_id": zone, "net_migration_rate": 0.0} for zone in ZONES],
        "participation": [
            {"band": band.id, "year": 2020, "eligible_share": 1.0, "rate": RATE if band in rated else 1.0}
            for band in by_share
        ],
    }
    if rated:
        tables["border_flows"] = [
            {"band": band.id, "year": 2020, "outflow_share": OUT, "inflow_share": IN} for band in rated
        ]
    return tables


def _schools(bands: BandSystem, autumns: int) -> dict[str, Rows]:
    """Return one school for each band with a tenth more seats than pupils, and a project at the first."""
    sites, seats, rolls = [], [], []
    for b, band in enumerate(bands):
        each = round(pupils_of_a_grade(band))
        key, number = f"F{b + 1}", round(each * band.years * 1.1) + 5
        sites.append(
            {
                "facility_id": key, "name_zh": f"{band.zh}校", "name_en": f"{band.en} school",
                "lon": round(WEST + 0.003 * (b + 1), 6), "lat": SOUTH + 0.005, "operator": "public",
                "education_group": "", "status": "open", "opened": 1990,
            }
        )  # fmt: skip
        seats.append(
            {
                "facility_id": key, "band": band.id, "classes": 0, "seats": number, "temporary_limit": 0,
                "campus_limit": 0, "staff_posts": 0,
            }
        )  # fmt: skip
        rolls += [
            {"facility_id": key, "band": band.id, "school_year": year, "grade": grade, "pupils": each}
            for year in range(BASE_YEAR - autumns + 1, BASE_YEAR + 1)
            for grade in range(1, band.years + 1)
        ]
    project: dict[str, Any] = {
        "project_id": "P01", "facility_id": "F1", "name_zh": "扩建", "name_en": "Extension", "status": "reserve",
        **{f"seats_{band.id}": 90 if b == 0 else 0 for b, band in enumerate(bands)}, "cost_10k": 1000,
        "start_earliest": 2023, "start_latest": 2026, "start_month": 3, "works_months": 17,
        "delay_years_max": 0, **SPEND,
        **{f"{what}_confidence": "assumed" for what in ("status", "seats", "cost", "window")},
    }  # fmt: skip
    return {"facilities": sites, "seats": seats, "enrolment": rolls, "projects": [project]}


def _csv(columns: list[str], rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _geojson(features: Rows) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
