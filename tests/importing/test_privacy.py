"""Counts of few children are left out of what a run exports, unless the scenario says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from planning.runs.brief import brief
from planning.runs.bring import import_district
from planning.runs.run import Run, run_scenario
from tests.conftest import BASE
from tests.importing.files import NAMES, school_table, zones
from tests.importing.test_import import REQUEST


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """Six zones with 3, 30, 4, 20, 60 and 10 pupils."""
    frame = zones().assign(小学学生数=[3, 30, 4, 20, 60, 10])
    frame.to_file(tmp_path / "z.geojson", driver="GeoJSON")
    school_table().to_csv(tmp_path / "s.csv", index=False)
    files = {"zones": tmp_path / "z.geojson", "schools": tmp_path / "s.csv"}
    return import_district(tmp_path / "d", files, request=REQUEST).folder / "base.yaml"


def exported(run: Run) -> str:
    page = (run.folder / "map.html").read_text(encoding="utf-8")
    start = page.index('id="planning-data">') + len('id="planning-data">')
    data = json.loads(page[start : page.index("</script>", start)])
    return json.dumps({"zones": [zone["intake"] for zone in data["zones"]], "flows": data["flows"]})


def test_few_are_left_out_everywhere(scenario: Path, tmp_path: Path) -> None:
    run = run_scenario(scenario, out=tmp_path / "r")
    placements = pd.read_csv(run.folder / "placements.csv")
    assert (placements["pupils"].dropna() >= 5).all()
    assert placements["pupils"].isna().any()
    intake = pd.read_csv(run.folder / "unhoused.csv").query("band == 'primary'")["intake"]
    assert sorted(intake.dropna()) == [10, 20, 30, 60]
    layer = gpd.read_file(run.folder / "plan.gpkg", layer="zones")
    assert layer["intake_primary"].isna().sum() == 2
    assert json.loads(exported(run))["zones"][0][1] == [None]
    bands = pd.read_csv(run.folder / "bands.csv").query("band == 'primary'")
    assert bands["intake"].item() == 127, "totals are whole"
    assert run.audit.passed
    page = brief(run.folder).read_text(encoding="utf-8")
    assert NAMES[0] in page


def test_the_scenario_may_say_otherwise(scenario: Path, tmp_path: Path) -> None:
    own = scenario.with_name("all.yaml")
    own.write_text("extends: base.yaml\nscenario: all\nprivacy: {least_count: 0}\n", encoding="utf-8")
    run = run_scenario(own, out=tmp_path / "r")
    intake = pd.read_csv(run.folder / "unhoused.csv").query("band == 'primary'")["intake"]
    assert sorted(intake) == [3, 4, 10, 20, 30, 60]
    assert pd.read_csv(run.folder / "placements.csv")["pupils"].sum() == pytest.approx(127)


def test_expected_values_of_a_forecast_are_no_children(base_run: Run) -> None:
    assert base_run.subject.least_count == 0
    assert (pd.read_csv(base_run.folder / "placements.csv")["pupils"] < 5).any()
    assert BASE.exists()
