"""A district of three zones, written in a few milliseconds: for tests of messages, commands and short runs.

It has every table that a district may have, few rows in each, and nothing odd in it: three villages in a row, one
school for each band, two sites still to be built, one of them needed, and a senior school that is a little too small.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from planning.district.bands import DEFAULT, TABLES, ready_made
from planning.district.contracts import MANIFEST, contracts

CONTRACTS = contracts(ready_made())
ROOT = Path(__file__).parent.parent
CRS = "EPSG:4548"
ZONES = ("Z01", "Z02", "Z03")
BASE_YEAR, LAST_YEAR = 2022, 2028
#: Tables that would stand in for the forecast and the travel, or that only some districts have.
SPECIAL = (
    "women", "fertility", "intake_controls", "seat_changes", "status", "pupils", "distances", "backdrop", "rooms",
)  # fmt: skip
WEST, SOUTH, WIDTH = 118.0021, 24.5013, 0.01
MADE = {"source": "made", "confidence": "assumed"}
Rows = list[dict[str, Any]]


def write_district(folder: Path, *, without: tuple[str, ...] = SPECIAL, listed: bool = False) -> Path:
    """Write the district into a new folder.

    Parameters
    ----------
    folder
        Folder to make.
    without
        Tables to leave out; by default those without which it is forecast from its ages and solved.
    listed
        True writes the digest of each file into the manifest, so that a changed file is warned of.
    """
    folder.mkdir(parents=True)
    manifest: Rows = []
    for name, (file, text) in _files().items():
        if name in without:
            continue
        (folder / file).write_text(text, encoding="utf-8")
        manifest.append(
            {
                "table": name, "file": file, "encoding": "utf-8", "title_zh": "表", "title_en": "table",
                "source": "made", "date": "2022-08-31", "datum": "none", "licence": "made",
                "confidence": "assumed", "sha256": hashlib.sha256(text.encode()).hexdigest() if listed else "",
            }
        )  # fmt: skip
    (folder / "manifest.csv").write_text(_csv("manifest", manifest), encoding="utf-8")
    return folder


def write_scenario(folder: Path, *, name: str = "base.yaml", listed: bool = False) -> Path:
    """Write the district, and the base scenario for it with a short horizon, into a folder; return the scenario."""
    write_district(folder / "d", listed=listed)
    path = folder / name
    path.write_text(scenario_text(), encoding="utf-8")
    return path


@cache
def scenario_text() -> str:
    """Return the base scenario as it is, but for the district, the years, the money and the residents."""
    text = (ROOT / "scenarios" / "base.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("district: ../geodata/haicang", "district: d"),
        ("last_year: 2035", f"last_year: {LAST_YEAR}"),
        ("default_limit_10k: 60000", "default_limit_10k: 3000"),
        ("year: 2035", f"year: {LAST_YEAR}"),
        ("residents: 950000", "residents: 4000"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@cache
def _files() -> dict[str, tuple[str, str]]:
    """Return file and text of each table."""
    files = {name: (f"{name}.csv", _csv(name, rows)) for name, rows in _tables().items()}
    drawn = {name: (f"{name}.geojson", _geojson(features)) for name, features in layers().items()}
    return {name: (files | drawn)[name] for name in CONTRACTS}


def _csv(name: str, rows: Rows) -> str:
    contract = MANIFEST if name == MANIFEST.name else CONTRACTS[name]
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in contract.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _tables() -> dict[str, Rows]:
    return {name: [MADE | row for row in rows] for name, rows in (_people() | _sites() | _special()).items()}


def _people() -> dict[str, Rows]:
    residents = [900, 1000, 1100]
    bands = {"kindergarten": 0.97, "primary": 1.0, "junior": 0.95, "senior": 0.6}
    types = {"commercial": (0.25, 0.5, 0.8), "resettlement": (0.6, 1.0)}
    return {
        "bands": list(
            csv.DictReader((TABLES / f"{DEFAULT}.csv").read_text(encoding="utf-8").splitlines())
        ),
        "district": [{"name_zh": "三村区", "name_en": "Three Villages", "base_year": BASE_YEAR}],
        "controls": [{"figure": "residents_2022", "value": sum(residents), "unit": "persons"}],
        "residents": [
            {"zone_id": zone, "year": BASE_YEAR, "residents": number, "aged_0_14": 600}
            for zone, number in zip(ZONES, residents, strict=True)
        ],
        "population": [
            {"zone_id": zone, "year": BASE_YEAR, "age": age, "persons": 38 + 2 * z + age % 3}
            for z, zone in enumerate(ZONES)
            for age in range(18)
        ],
        "births": [
            {"year": year, "births": 120 - (year - BASE_YEAR), "series": "resident"}
            for year in range(BASE_YEAR, LAST_YEAR + 1)
        ],
        "rates_by_age": [{"age": age, "survival": 0.999, "net_migration_rate": 0.004} for age in range(18)],
        "zone_growth": [
            {"zone_id": zone, "net_migration_rate": 0.004 * z} for z, zone in enumerate(ZONES)
        ],
        "participation": [
            {"band": band, "year": 2020, "eligible_share": 1.0, "rate": rate} for band, rate in bands.items()
        ],
        "homes": [
            {
                "home_id": home, "name_zh": zh, "name_en": en, "zone_id": zone, "work": work,
                "dwelling_type": kind, "dwellings": number, "completion_year": year, "in_trend_share": 0.7,
            }
            for home, zh, en, zone, work, kind, number, year in (
                ("H01", "西岭新居", "West Ridge homes", "Z03", "new", "commercial", 90, 2024),
                ("H01", "西岭新居", "West Ridge homes", "Z03", "new", "resettlement", 40, 2024),
                ("H02", "东湾旧村", "East Bay old village", "Z01", "demolition", "resettlement", 20, 2025),
            )
        ],
        "pupil_yield": [
            {"dwelling_type": kind, "age": age, "persons_per_dwelling": 0.03 if age < 7 else 0.02}
            for kind in types
            for age in range(18)
        ],
        "occupancy": [
            {"dwelling_type": kind, "years_after": after, "occupied_share": share}
            for kind, shares in types.items()
            for after, share in enumerate(shares)
        ],
        "border_flows": [{"band": "senior", "year": 2020, "outflow_share": 0.08, "inflow_share": 0.09}],
    }  # fmt: skip


def _sites() -> dict[str, Rows]:
    sites = (
        ("F001", "东湾中学", "East Bay High School", 0.005, "public", "G1", "open", 1990),
        ("F002", "东湾小学", "East Bay Primary School", 0.006, "public", "", "open", 1995),
        ("F003", "中村幼儿园", "Middle Village Kindergarten", 0.015, "public_type", "", "open", 2005),
        (
            "F004",
            "西岭小学（规划）",
            "West Ridge Primary School (planned)",
            0.024,
            "public",
            "",
            "planned",
            "",
        ),
        ("F005", "西岭中学（规划）", "West Ridge High School (planned)", 0.026, "public", "", "planned", ""),
    )
    seats = (
        ("F001", "junior", 6, 300, 10, 400), ("F001", "senior", 4, 165, 0, 300),
        ("F002", "primary", 14, 630, 30, 800), ("F003", "kindergarten", 12, 360, 12, 360),
    )  # fmt: skip
    rolls = {("F001", "junior"): 95, ("F001", "senior"): 52, ("F002", "primary"): 102,
             ("F003", "kindergarten"): 115}  # fmt: skip
    grades = {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3}
    return {
        "facilities": [
            {
                "facility_id": key, "name_zh": zh, "name_en": en, "lon": round(WEST + east, 6),
                "lat": SOUTH + 0.005, "operator": operator, "education_group": group, "status": status,
                "opened": opened,
            }
            for key, zh, en, east, operator, group, status, opened in sites
        ],
        "seats": [
            {
                "facility_id": key, "band": band, "classes": classes, "seats": number,
                "temporary_limit": temporary, "campus_limit": campus, "staff_posts": classes * 2,
            }
            for key, band, classes, number, temporary, campus in seats
        ],
        "enrolment": [
            {"facility_id": key, "band": band, "school_year": year, "grade": grade,
             "pupils": number + (year - BASE_YEAR) + (year * 7 + grade * 3) % 5}
            for (key, band), number in rolls.items()
            for year in range(2017, BASE_YEAR + 1)
            for grade in range(1, grades[band] + 1)
        ],
        "catchments": [
            {"zone_id": zone, "facility_id": key, "band": band}
            for zone in ZONES
            for key, band in (("F001", "junior"), ("F002", "primary"), ("F003", "kindergarten"))
        ],
        "projects": [
            _project("P01", "F004", "西岭小学", "West Ridge Primary School", "completing", primary=270,
                     cost_10k=4000, window=(2021, 2021), works_months=23),
            _project("P02", "F005", "西岭中学", "West Ridge High School", "starting", junior=150,
                     cost_10k=3000, window=(2023, 2025), works_months=17),
            _project("P03", "F002", "东湾小学扩建", "East Bay Primary School extension", "reserve", primary=90,
                     cost_10k=1200, window=(2023, 2026), works_months=17),
        ],
    }  # fmt: skip


def _project(
    key: str, facility: str, zh: str, en: str, status: str, *, primary: int = 0, junior: int = 0, cost_10k: int,
    window: tuple[int, int], works_months: int,
) -> dict[str, Any]:  # fmt: skip
    shares = dict(zip(range(1, 5), (0.391, 0.47, 0.139, 0.0), strict=True))
    return {
        "project_id": key, "facility_id": facility, "name_zh": zh, "name_en": en, "status": status,
        "seats_kindergarten": 0, "seats_primary": primary, "seats_junior": junior,
        "seats_senior": 0, "cost_10k": cost_10k, "start_earliest": window[0], "start_latest": window[1],
        "start_month": 3, "works_months": works_months, "delay_years_max": 0,
        **{f"spend_share_{i}": share for i, share in shares.items()},
        **{f"{what}_confidence": "assumed" for what in ("status", "seats", "cost", "window")},
    }  # fmt: skip


def _special() -> dict[str, Rows]:
    """Return tables that only some districts have."""
    return {
        "women": [
            {"zone_id": zone, "age_from": age, "women": 100 + z}
            for z, zone in enumerate(ZONES)
            for age in (20, 25, 30)
        ],
        "fertility": [
            {"age_from": age, "births_per_1000": rate} for age, rate in ((20, 30), (25, 80), (30, 60))
        ],
        "intake_controls": [
            {"year": 2024, "band": "primary", "subdistrict_zh": "", "pupils": 120},
            {"year": 2024, "band": "", "subdistrict_zh": "东街道", "pupils": 280},
        ],
        "seat_changes": [
            {"project_id": "P02", "band": "junior", "kind": "phase", "seats": 50, "years_after": 2}
        ],
        "status": [
            {"project_id": "P01", "as_of_year": 2023, "as_of_month": 6, "planned_share": 0.6,
             "actual_share": 0.5, "year_plan_10k": 1000, "year_done_10k": 400}
        ],
        "pupils": [
            {"zone_id": zone, "band": "primary", "year": 2023, "pupils": 100 + z}
            for z, zone in enumerate(ZONES)
        ],
        "rooms": [
            {"facility_id": "F002", "giver": "primary", "receiver": "junior", "rooms": 6, "block": 2,
             "cost_10k": 60, "back_cost_10k": 30, "works_months": 2, "first_year": 2024, "last_year": "",
             "way_back": "yes"}
        ],
        "distances": [
            {"zone_id": zone, "facility_id": "F001", "distance_m": 1000 + z} for z, zone in enumerate(ZONES)
        ],
    }  # fmt: skip


def layers() -> dict[str, Rows]:
    """Return outline, zones and backdrop as features."""
    names = (
        ("东湾村", "East Bay", "东街道"),
        ("中村", "Middle Village", "东街道"),
        ("西岭村", "West Ridge", "西街道"),
    )
    west = [round(WEST + i * WIDTH, 6) for i in range(4)]
    south, north = SOUTH, round(SOUTH + WIDTH, 6)
    zones = [
        _feature(
            {
                "zone_id": zone, "name_zh": zh, "name_en": en, "subdistrict_zh": subdistrict,
                "lon": round(west[z] + 0.004, 6), "lat": round(south + 0.004, 6),
            },
            "Polygon",
            [[[x, y] for x, y in ((west[z], south), (west[z + 1], south), (west[z + 1], north), (west[z], north),
                                  (west[z], south))]],
        )
        for z, (zone, (zh, en, subdistrict)) in enumerate(zip(ZONES, names, strict=True))
    ]  # fmt: skip
    # The outline turns where the zones meet, so that both follow the same lines in every projection.
    ring = [[x, south] for x in west] + [[x, north] for x in reversed(west)] + [[west[0], south]]
    outline = _feature({"name_zh": "三村区", "name_en": "Three Villages"}, "Polygon", [ring])
    water = _feature(
        {"feature_id": "B0", "kind": "water"},
        "LineString",
        [[west[0], south], [west[1], round(south + 0.003, 6)]],
    )
    return {"outline": [outline], "zones": zones, "backdrop": [water]}


def _feature(properties: dict[str, Any], kind: str, coordinates: list[Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": MADE | properties, "geometry": geometry}


def _geojson(features: Rows) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
