"""Two further places: a rural county and a new town. Nothing is shaped for Haicang alone."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from planning.district.bands import ready_made
from planning.importing.request import Request
from planning.runs.bring import import_district
from planning.runs.run import Run, run_scenario
from tests.importing.files import GRID, X, Y

BANDS = ready_made().ids
BAND_YEARS = ready_made().years_of()

SAID = {"source": "made", "confidence": "assumed"}


@pytest.fixture
def county(tmp_path: Path) -> Run:
    """A valley: one road, five villages of falling numbers, two village schools and a boarding school.

    The county town's school is to board children from the valley; the school at the valley's end is to be
    merged into it once the dormitory is there.
    """
    along = [0, 4000, 9000, 15_000, 22_000]
    villages = [shapely.Point(X + x, Y + 300) for x in along]
    gpd.GeoDataFrame({"村": [f"{i + 1}村" for i in range(5)]}, geometry=villages, crs=GRID).to_file(
        tmp_path / "villages.gpkg"
    )
    road = shapely.LineString([(X - 500, Y), (X + 12_000, Y + 900), (X + 23_000, Y)])
    lanes = [shapely.LineString([point, shapely.ops.nearest_points(road, point)[0]]) for point in villages]
    gpd.GeoDataFrame({"等级": ["县道", *["村道"] * 5]}, geometry=[road, *lanes], crs=GRID).to_file(
        tmp_path / "roads.gpkg"
    )
    rows = [(f"{i + 1}村", "小学", pupils) for i, pupils in enumerate([150, 40, 30, 20, 12])]
    pd.DataFrame(rows, columns=["社区", "学段", "学生"]).to_csv(tmp_path / "pupils.csv", index=False)
    at = gpd.GeoSeries([villages[0], villages[2], villages[4]], crs=GRID).to_crs("EPSG:4326")
    pd.DataFrame(
        {
            "学校名称": ["县城寄宿小学", "3村小学", "5村教学点"],
            "小学学位": [170, 70, 30],
            "经度": at.x,
            "纬度": at.y,
        }
    ).to_csv(tmp_path / "schools.csv", index=False)
    pd.DataFrame(
        {"项目编号": ["D", "M"], "项目名称": ["县城寄宿小学", "5村教学点"], "小学学位": [60, -30],
         "总投资": [900, 10], "状态": ["开工", "续建"], "开工年": [2024, 2025], "工期": [12, 1]}
    ).to_csv(tmp_path / "projects.csv", index=False)  # fmt: skip
    files = {
        "zones": tmp_path / "villages.gpkg", "schools": tmp_path / "schools.csv",
        "population": tmp_path / "pupils.csv", "projects": tmp_path / "projects.csv",
        "roads": tmp_path / "roads.gpkg",
    }  # fmt: skip
    made = import_district(
        tmp_path / "county", files, request=Request(name_zh="山县", name_en="Hill County", year=2024)
    )
    scenario = made.folder / "merge.yaml"
    scenario.write_text(
        "extends: base.yaml\nscenario: merge\nhorizon: {first_year: 2024, last_year: 2028}\n"
        "budget: {default_limit_10k: 600, source: {zh: 县, en: county}}\n"
        "rules: {after: [{project: M, follows: D}]}\n",
        encoding="utf-8",
    )
    return run_scenario(scenario, out=tmp_path / "r")


def test_a_rural_county_boards_before_it_merges(county: Run) -> None:
    assert county.audit.passed
    assert county.plan.outcome.value == "proven"
    opening = dict(zip(county.problem.projects, county.appraisal.opening_year, strict=True))
    assert 2024 < opening["D"] <= opening["M"], "the dormitory is there before the village school goes"
    said = [warning["en"] for warning in county.record["warnings"]]
    assert any("repeat the last one: 2025, 2026, 2027, 2028" in line for line in said)
    seats = county.appraisal.open_seats[:, 1].sum(axis=0)
    assert seats[0] == 270
    assert seats[-1] == 300
    assert county.appraisal.unplaced[:, 1].sum() == pytest.approx(0)
    # The road bends, so that the last village is farther from the town than a straight line says.
    pairs = county.problem.pairs
    last = (pairs.zone == 4) & (pairs.facility == 0)
    assert pairs.distance_m[last][0] > 22_000 * 1.0


def write_new_town(folder: Path) -> Path:
    """Write a district by hand: two empty zones, a site, a project, and homes that will be let."""
    folder.mkdir()
    at = gpd.GeoSeries([shapely.Point(X + 500, Y + 500), shapely.Point(X + 1500, Y + 500)], crs=GRID)
    at = at.to_crs("EPSG:4326")
    cells = gpd.GeoSeries(
        [shapely.box(X, Y, X + 1000, Y + 1000), shapely.box(X + 1000, Y, X + 2000, Y + 1000)], crs=GRID
    )
    features = [
        {
            "type": "Feature",
            "properties": {"zone_id": f"N{i}", "name_zh": f"新{i}", "name_en": f"New {i}", "subdistrict_zh": "新城",
                           "lon": at.x.iloc[i], "lat": at.y.iloc[i], **SAID},
            "geometry": json.loads(shapely.to_geojson(cell)),
        }
        for i, cell in enumerate(cells.to_crs("EPSG:4326"))
    ]  # fmt: skip
    (folder / "zones.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )
    zones = ["N0", "N1"]
    tables = {
        "district": pd.DataFrame([{"name_zh": "新城", "name_en": "New Town", "base_year": 2023}]),
        "residents": pd.DataFrame([{"zone_id": z, "year": 2023, "residents": 100, "aged_0_14": 0} for z in zones]),
        "population": pd.DataFrame(
            [{"zone_id": z, "year": 2023, "age": age, "persons": 0} for z in zones for age in range(18)]
        ),
        "births": pd.DataFrame([{"year": y, "births": 0, "series": "resident"} for y in range(2022, 2031)]),
        "rates_by_age": pd.DataFrame([{"age": a, "survival": 1.0, "net_migration_rate": 0.0} for a in range(18)]),
        "zone_growth": pd.DataFrame([{"zone_id": z, "net_migration_rate": 0.0} for z in zones]),
        "participation": pd.DataFrame([{"band": b, "year": 2023, "eligible_share": 1.0, "rate": 1.0} for b in BANDS]),
        "facilities": pd.DataFrame(
            [{"facility_id": "S", "name_zh": "新城学校", "name_en": "New Town School", "lon": at.x.iloc[0],
              "lat": at.y.iloc[0], "operator": "public", "education_group": "", "status": "planned", "opened": ""}]
        ),
        "seats": pd.DataFrame(
            [{"facility_id": "S", "band": "primary", "classes": 0, "seats": 0, "temporary_limit": 0,
              "campus_limit": 0, "staff_posts": 0}]
        ),
        "enrolment": pd.DataFrame(
            [{"facility_id": "S", "band": b, "school_year": 2023, "grade": g + 1, "pupils": 0}
             for b in BANDS for g in range(BAND_YEARS[b])]
        ),
        "projects": pd.DataFrame(
            [{"project_id": "P", "facility_id": "S", "name_zh": "新城学校", "name_en": "New Town School",
              "status": "starting", **{f"seats_{b}": 900 for b in BANDS}, "cost_10k": 20000,
              "start_earliest": 2024, "start_latest": 2030, "start_month": 1, "works_months": 18,
              "delay_years_max": 0, "spend_share_1": 0.5, "spend_share_2": 0.5, "spend_share_3": 0,
              "spend_share_4": 0, "status_confidence": "assumed", "seats_confidence": "assumed",
              "cost_confidence": "assumed", "window_confidence": "assumed"}]
        ),
        "homes": pd.DataFrame(
            [{"home_id": "H", "name_zh": "新房", "name_en": "New homes", "zone_id": "N1", "work": "new",
              "dwelling_type": "flat", "dwellings": 3000, "completion_year": 2025, "in_trend_share": 0.0}]
        ),
        "pupil_yield": pd.DataFrame(
            [{"dwelling_type": "flat", "age": age, "persons_per_dwelling": 0.03} for age in range(18)]
        ),
        "occupancy": pd.DataFrame(
            [{"dwelling_type": "flat", "years_after": n, "occupied_share": share}
             for n, share in enumerate([0.3, 0.6, 0.8, 0.9])]
        ),
    }  # fmt: skip
    listed = []
    for name, frame in tables.items():
        frame.assign(**SAID).to_csv(folder / f"{name}.csv", index=False)
        listed.append((name, f"{name}.csv"))
    listed.append(("zones", "zones.geojson"))
    rows = [(t, f, "utf-8", "表", "table", "made", "2023", "none", "made", "assumed") for t, f in listed]
    names = [
        "table",
        "file",
        "encoding",
        "title_zh",
        "title_en",
        "source",
        "date",
        "datum",
        "licence",
        "confidence",
    ]
    pd.DataFrame(rows, columns=names).to_csv(folder / "manifest.csv", index=False)
    return folder


def test_a_new_town_has_no_past_and_only_homes(tmp_path: Path) -> None:
    folder = write_new_town(tmp_path / "town")
    from tests.conftest import BASE  # noqa: PLC0415

    scenario = tmp_path / "town.yaml"
    scenario.write_text(
        f"extends: {BASE}\nscenario: town\ndistrict: {folder}\nhorizon: {{first_year: 2024, last_year: 2030}}\n",
        encoding="utf-8",
    )
    run = run_scenario(scenario, out=tmp_path / "r")
    assert run.audit.passed
    before = run.appraisal.intake[:, :, 0]
    assert before.sum() == pytest.approx(0), "nobody is there before the homes are"
    assert run.appraisal.intake[0].sum() == pytest.approx(0), "nor where there are none"
    assert run.appraisal.intake[1, 1].sum() > 30
    assert run.appraisal.opening_year == (2025,), "the school opens with the homes"
    assert np.isfinite(run.appraisal.open_seats).all()
    assert run.appraisal.unplaced[:, :, 2:].sum() == pytest.approx(0, abs=1e-6)
