"""Counts of few children are left out of what a run exports, unless the scenario says otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from planning.cli.show.run import print_run
from planning.report.sheets.results import results_sheets
from planning.results.announced import read_announced
from planning.runs.brief import brief
from planning.runs.bring import import_district
from planning.runs.run import Run, run_scenario
from planning.runs.tables import results_of_solved
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


def test_every_file_says_how_many_are_not_shown(scenario: Path, tmp_path: Path) -> None:
    run = run_scenario(scenario, out=tmp_path / "r")
    hidden = run.record["hidden"]
    assert (hidden["least_count"], hidden["rows"], hidden["pupils"]) == (5, 2, 7)
    assert hidden["en"] == "2 counts below 5 are not shown, 7 pupils in all"
    assert hidden["zh"] == "少于 5 人的 2 个数不予列出，合计 7 人"
    table = pd.read_csv(run.folder / "hidden.csv").set_index(["file", "figure"])
    assert table.loc[("unhoused.csv", "intake"), ["rows", "pupils"]].tolist() == [2, 7]
    placements = pd.read_csv(run.folder / "placements.csv")
    few = placements["pupils"].isna()
    assert table.loc[("placements.csv", "pupils"), "rows"] == few.sum()
    hidden_pupils = table.loc[("placements.csv", "pupils"), "pupils"]
    assert hidden_pupils == pytest.approx(127 - placements["pupils"].sum())
    assert table.loc[("plan.gpkg", "zones intake"), ["rows", "pupils"]].tolist() == [2, 7]
    assert "hidden.csv" in run.record["files"]
    layer = gpd.read_file(run.folder / "plan.gpkg", layer="hidden", ignore_geometry=True)
    assert layer["rows"].tolist() == table["rows"].tolist()


def map_data(run: Run) -> dict[str, Any]:
    page = (run.folder / "map.html").read_text(encoding="utf-8")
    start = page.index('id="planning-data">') + len('id="planning-data">')
    data: dict[str, Any] = json.loads(page[start : page.index("</script>", start)])
    return data


def test_the_map_never_takes_few_for_nobody(scenario: Path, tmp_path: Path) -> None:
    run = run_scenario(scenario, out=tmp_path / "r")
    data = map_data(run)
    assert data["meta"]["least"] == 5
    assert data["meta"]["hidden"]["en"] == "2 counts below 5 are not shown, 7 pupils in all"
    assert data["bands"][1]["hidden"] == [[2, 7]]
    flows = data["flows"][1][0]
    assert {flow[0] for flow in flows} == set(range(6)), "where the few go is drawn, without their number"
    assert [flow[2] for flow in flows if flow[0] in (0, 2)] == [None, None]
    page = (run.folder / "map.html").read_text(encoding="utf-8")
    assert "fewer than {least}, not shown" in page


def test_the_workbook_and_the_screen_say_it(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = school_table()
    table["小学学位数"] = [2, 100]
    table.to_csv(tmp_path / "s.csv", index=False)
    files = {"zones": tmp_path / "z.geojson", "schools": tmp_path / "s.csv"}
    import_district(tmp_path / "d", files, request=REQUEST)
    run = run_scenario(scenario, out=tmp_path / "r")
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    page = book["规划单元 Zones"]
    cells = [row[4].value for row in page.iter_rows(min_row=4)]
    lacking = run.appraisal.unplaced[:, 1, 0]
    few = lacking[(lacking >= 0.5) & (lacking < 5)]
    if len(few):
        assert cells.count("<5") == len(few)
        assert f"{len(few)} count" in page["A2"].value
        assert "所列之和 Sum of those shown" in [row[0].value for row in page.iter_rows(min_row=4)]
    print_run(run)
    assert "2 counts below 5 are not shown, 7 pupils in all" in capsys.readouterr().out


def test_sums_over_zones_are_whole_although_some_are_not_shown(tmp_path: Path) -> None:
    """Six zones lack three or four seats each: twenty in all, and none of them is shown."""
    frame = zones().assign(小学学生数=[4, 4, 3, 3, 3, 3])
    frame.to_file(tmp_path / "z.geojson", driver="GeoJSON")
    table = school_table()
    table["小学学位数"] = [0, 0]
    table.assign(初中学位数=10).to_csv(tmp_path / "s.csv", index=False)
    files = {"zones": tmp_path / "z.geojson", "schools": tmp_path / "s.csv"}
    base = import_district(tmp_path / "d", files, request=REQUEST).folder / "base.yaml"
    run = run_scenario(base, out=tmp_path / "r")
    page = brief(run.folder).read_text(encoding="utf-8")
    assert "20 entrants have no place" in page
    assert '<td class="short">20</td>' in page, "the table by year is of all, not of those shown"
    assert "6 counts below 5 are not shown, 20 pupils in all" in page
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    sheet = book["规划单元 Zones"]
    assert [row[4].value for row in sheet.iter_rows(min_row=4, max_row=9)] == ["<5"] * 6
    assert "6 counts below 5 are not shown, 20 pupils in all" in sheet["A2"].value
    own = base.with_name("more.yaml")
    own.write_text("extends: base.yaml\nscenario: more\nprivacy: {least_count: 0}\n", encoding="utf-8")
    before, after = results_of_solved(run), results_of_solved(run_scenario(own, out=tmp_path / "m"))
    bands, zones_sheet = results_sheets(before, after)[1:3]
    assert [row[1:] for row in bands.rows if "Primary" in row[0]] == [(20.0, 20.0, 0.0)]
    assert zones_sheet.rows == (), "what is not shown has not become a gain or a loss"
    assert zones_sheet.note is not None
    assert zones_sheet.note[1] == "6 zones are not compared, as counts of theirs are too few to show"


def test_what_was_announced_to_few_was_announced(scenario: Path, tmp_path: Path) -> None:
    run = run_scenario(scenario, out=tmp_path / "r")
    announced = read_announced(run.folder)
    assert {zone for zone, _, _ in announced.catchments[2024]} == {f"C{i}" for i in range(6)}


def test_nothing_is_said_where_nothing_is_hidden(scenario: Path, tmp_path: Path) -> None:
    own = scenario.with_name("all.yaml")
    own.write_text("extends: base.yaml\nscenario: all\nprivacy: {least_count: 0}\n", encoding="utf-8")
    run = run_scenario(own, out=tmp_path / "r")
    assert "hidden" not in run.record
    assert not (run.folder / "hidden.csv").exists()
    assert map_data(run)["meta"]["hidden"] is None
