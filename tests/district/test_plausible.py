"""What is odd but usable is warned of: how many, and the worst ten."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from planning.cli import app as cli
from planning.district.load import load_district
from planning.runs.validate import validate_json
from tests.conftest import ROOT
from tests.small_district import CRS, write_district, write_scenario


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_district(tmp_path / "d")


@pytest.fixture
def haicang(tmp_path: Path) -> Path:
    """Return a copy of the embedded district, for what takes many schools."""
    target = tmp_path / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", target, ignore=shutil.ignore_patterns("source"))
    manifest = pd.read_csv(target / "manifest.csv").drop(columns="sha256")
    manifest.to_csv(target / "manifest.csv", index=False)
    return target


def change(folder: Path, table: str, column: str, value: object, rows: slice | int) -> None:
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=object)
    frame.loc[rows, column] = value
    frame.to_csv(path, index=False)


def warned(folder: Path) -> list[str]:
    return [warning.words.text("en") for warning in load_district(folder, crs=CRS, name="d").warnings]


def test_the_embedded_district_is_plausible_but_for_its_large_schools(haicang: Path) -> None:
    (told,) = warned(haicang)
    assert (
        "above the size of the Chinese norm: 16 in all, the worst: F009 primary + junior: 4,020 against 2,500"
        in told
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "rows", "said"),
    [
        ("seats", "seats", "9999", 3, "more seats than the classes hold"),
        ("seats", "campus_limit", "10", 3, "more seats than the campus may hold: "),
        ("projects", "start_latest", "2020", 1, "P02 by 2020"),
        ("population", "persons", "0", slice(0, None), "0 children of its ages"),
    ],
)
def test_each_oddity(folder: Path, table: str, column: str, value: str, rows: slice | int, said: str) -> None:
    assert warned(folder) == []
    change(folder, table, column, value, rows)
    if table == "projects":
        change(folder, table, "start_earliest", "2019", rows)
    if table == "population":
        change(folder, table, column, "1", rows)
        said = "children of its ages"
    assert any(said in warning for warning in warned(folder))


def test_the_worst_ten_and_how_many(haicang: Path) -> None:
    change(haicang, "rooms", "rooms", "1", slice(0, 29))  # no more than the one room that is left
    change(haicang, "seats", "classes", "1", slice(0, 29))
    (told,) = [warning for warning in warned(haicang) if "classes hold" in warning]
    assert "30 in all, the worst: " in told
    assert told.count(" seats in 1 classes") == 10


def test_a_planned_site_without_project_and_grades_without_rows(folder: Path) -> None:
    projects = pd.read_csv(folder / "projects.csv").query("project_id != 'P02'")
    projects.to_csv(folder / "projects.csv", index=False)
    rolls = pd.read_csv(folder / "enrolment.csv")
    rolls.drop(rolls.index[7]).to_csv(folder / "enrolment.csv", index=False)
    told = " ".join(warned(folder))
    assert "a planned site with neither project nor seats: F005 West Ridge High School" in told
    assert "lacks grade" in told


def test_a_file_that_was_changed_since_it_was_listed(tmp_path: Path) -> None:
    target = write_district(tmp_path / "d", listed=True)
    assert warned(target) == []
    change(target, "zone_growth", "net_migration_rate", "-0.03", 1)
    change(target, "births", "births", "115", 3)
    (told,) = warned(target)
    assert "changed since: births.csv, zone_growth.csv" in told or "zone_growth.csv, births.csv" in told


def test_json_for_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario, folder = write_scenario(tmp_path), tmp_path / "d"
    text, sound = validate_json(scenario)
    assert sound
    assert json.loads(text)["axes"]["zones"] == 3
    change(folder, "seats", "seats", "many", 3)
    change(folder, "projects", "cost_10k", "-1", 2)
    monkeypatch.setattr(sys, "argv", ["planning", "validate", str(scenario), "--json"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    document = json.loads(capsys.readouterr().out)
    assert not document["ok"]
    places = {(error["file"].split("/")[-1], error["row"], error["column"]) for error in document["errors"]}
    assert places == {("seats.csv", 5, "seats"), ("projects.csv", 4, "cost_10k")}
    assert all(error["fix_zh"] and error["fix_en"] for error in document["errors"])
    assert all(error["id"] and error["zh"] and error["en"] for error in document["errors"])
    assert sum(document["counts"].values()) == 2
