"""What is guessed is shown with its rivals, what is confirmed is confirmed by file and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import yaml

from planning.errors import InputError
from planning.importing.columns import Guess
from planning.runs.bring import Imported, import_district
from tests.importing.files import GRID, NAMES, PUPILS, school_table, write_plain, zones
from tests.importing.test_import import REQUEST

Mapping = dict[str, Any]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return write_plain(tmp_path)


def imported(tmp_path: Path, files: dict[str, Path]) -> Imported:
    return import_district(tmp_path / "d", files, request=REQUEST)


def refused(tmp_path: Path, files: dict[str, Path]) -> str:
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    return "\n".join(str(finding) for finding in caught.value.findings)


def change(tmp_path: Path, edit: Callable[[Mapping], object]) -> Mapping:
    """Let the planner edit the mapping."""
    path = tmp_path / "d" / "mapping.yaml"
    data: Mapping = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return data


def mapping(tmp_path: Path) -> Mapping:
    data: Mapping = yaml.safe_load((tmp_path / "d" / "mapping.yaml").read_text(encoding="utf-8"))
    return data


def guess(made: Imported, kind: str, field: str) -> Guess:
    return next(g for g in made.guesses[kind] if g.field == field)


def said(made: Imported) -> str:
    return "\n".join(en for _, en in made.notes)


def test_a_file_added_after_the_confirmation_is_a_new_guess(tmp_path: Path, files: dict[str, Path]) -> None:
    assert not imported(tmp_path, files).confirmed
    change(tmp_path, lambda data: data.update(confirmed=True))
    made = imported(tmp_path, files)
    assert made.confirmed
    assert all(g.confirmed for own in made.guesses.values() for g in own)
    files["population"] = tmp_path / "pop.csv"
    pd.DataFrame({"社区": NAMES, "学生数": 7}).to_csv(files["population"], index=False)
    made = imported(tmp_path, files)
    assert not made.confirmed
    assert all(g.confirmed for g in made.guesses["zones"])
    assert not any(g.confirmed for g in made.guesses["population"])
    manifest = pd.read_csv(made.folder / "data" / "manifest.csv").set_index("table")["source"]
    assert "not confirmed" in manifest["pupils"]
    assert "not confirmed" not in manifest["zones"]
    assert mapping(tmp_path)["zones"]["confirmed"] is True
    assert mapping(tmp_path)["population"]["confirmed"] is False
    assert mapping(tmp_path)["confirmed"] is False
    # Confirmed for its own file and no other: a further file is asked about again, and the first is not.
    change(tmp_path, lambda data: data["population"].update(confirmed=True))
    assert imported(tmp_path, files).confirmed
    assert mapping(tmp_path)["confirmed"] is True


def test_another_file_of_the_same_kind_is_a_new_guess(tmp_path: Path, files: dict[str, Path]) -> None:
    imported(tmp_path, files)
    change(tmp_path, lambda data: data.update(confirmed=True))
    files["schools"] = tmp_path / "schools of another year.csv"
    school_table().to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    assert not made.confirmed
    assert "schools of another year.csv" in said(made)


def test_a_single_column_is_confirmed(tmp_path: Path, files: dict[str, Path]) -> None:
    imported(tmp_path, files)
    change(tmp_path, lambda data: data["zones"].update(confirmed=["zone_id"]))
    made = imported(tmp_path, files)
    assert guess(made, "zones", "zone_id").confirmed
    assert not guess(made, "zones", "pupils_primary").confirmed
    assert mapping(tmp_path)["zones"]["confirmed"] == ["zone_id"]
    told = change(tmp_path, lambda data: data["zones"].update(confirmed=["nothing"])) and refused(
        tmp_path, files
    )
    assert "mapping.yaml" in told
    assert "zones.confirmed" in told


def test_guesses_of_an_earlier_import_stay_guesses(tmp_path: Path, files: dict[str, Path]) -> None:
    first = imported(tmp_path, files)
    again = imported(tmp_path, files)
    how = {(kind, g.field): g.how for kind, own in again.guesses.items() for g in own}
    assert how == {(kind, g.field): g.how for kind, own in first.guesses.items() for g in own}
    assert "stated" not in how.values()


@pytest.mark.parametrize("way", ["null", "empty", "deleted"])
def test_a_wrong_guess_is_taken_away(way: str, tmp_path: Path, files: dict[str, Path]) -> None:
    made = imported(tmp_path, files)
    assert guess(made, "schools", "operator").column == "办学性质"
    assert set(made.inputs.district.tables["facilities"]["operator"]) == {"public", "private"}

    def edit(data: Mapping) -> None:
        columns = data["schools"]["columns"]
        if way == "deleted":
            del columns["operator"]
        else:
            columns["operator"] = None if way == "null" else ""

    change(tmp_path, edit)
    for _ in range(2):
        made = imported(tmp_path, files)
        assert not any(g.field == "operator" for g in made.guesses["schools"])
        assert set(made.inputs.district.tables["facilities"]["operator"]) == {"public"}
        assert "办学性质" in made.unused["schools"]


def test_a_column_that_came_later_may_still_be_guessed(tmp_path: Path, files: dict[str, Path]) -> None:
    table = school_table()
    table.drop(columns="办学性质").to_csv(files["schools"], index=False)
    imported(tmp_path, files)
    table.to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    assert guess(made, "schools", "operator").column == "办学性质"
    assert not guess(made, "schools", "operator").confirmed


def test_the_rivals_of_a_guess_are_named(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = zones().rename(columns={"小学学生数": "students"})
    frame = frame.assign(enrolment_2023=[1, 2, 3, 4, 5, 6], headcount=[9, 8, 7, 6, 5, 4], note="x")
    frame.to_file(files["zones"], driver="GeoJSON")
    made = imported(tmp_path, files)
    pupils = guess(made, "zones", "pupils")
    assert pupils.column == "students"
    # One is known by its name, the other is a column of whole numbers that nothing else uses.
    assert pupils.rivals == ("enrolment_2023", "headcount")
    assert made.unused["zones"] == ("enrolment_2023", "headcount", "note")
    text = (tmp_path / "d" / "mapping.yaml").read_text(encoding="utf-8")
    assert "pupils: students  # name; or: enrolment_2023, headcount" in text
    assert "not used: enrolment_2023, headcount, note" in text


def test_the_key_that_is_not_recognised_is_kept(tmp_path: Path, files: dict[str, Path]) -> None:
    keys = [f"PB-{i}" for i in range(6)]
    frame = zones().drop(columns="社区编号").rename(columns={"社区名称": "label"})
    frame.insert(0, "PBID", keys)
    frame.to_file(files["zones"], driver="GeoJSON")
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["zones"]["zone_id"].tolist() == keys
    assert guess(made, "zones", "zone_id").how == "values that stand once"
    # Another file whose column is called the same is joined by it.
    files["catchments"] = tmp_path / "c.csv"
    pd.DataFrame({"PBID": keys, "school": "第一小学"}).to_csv(files["catchments"], index=False)
    made = imported(tmp_path, files)
    assert guess(made, "catchments", "zone_id").how == "name of the key"
    assert made.inputs.district.tables["catchments"]["zone_id"].tolist() == keys


def test_numbers_in_the_place_of_a_key_are_said(tmp_path: Path, files: dict[str, Path]) -> None:
    zones().drop(columns=["社区编号", "社区名称"]).to_file(files["zones"], driver="GeoJSON")
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["zones"]["zone_id"].tolist() == [f"Z{i}" for i in range(1, 7)]
    assert "zones.geojson: no key is recognised, so its rows are numbered Z1 to Z6 in their order" in said(
        made
    )
    assert "schools.csv: no key is recognised, so its rows are numbered F1 to F2 in their order" in said(made)


def test_between_two_keys_the_import_says_which(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = zones(GRID).drop(columns=["社区编号", "社区名称"])
    frame.insert(0, "tract", [f"t{i}" for i in range(6)])
    frame.insert(0, "block", [f"b{i}" for i in range(6)])
    files["zones"] = tmp_path / "z.gpkg"
    frame.to_file(files["zones"])
    made = imported(tmp_path, files)
    key = guess(made, "zones", "zone_id")
    assert (key.column, key.rivals) == ("block", ("tract",))
    (tmp_path / "d" / "mapping.yaml").write_text("zones: {columns: {zone_id: tract}}", encoding="utf-8")
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["zones"]["zone_id"].tolist() == [f"t{i}" for i in range(6)]


def test_what_is_said_of_a_file_that_is_left_out_this_time_is_kept(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    more = files | {"population": tmp_path / "pop.csv"}
    pd.DataFrame({"社区": NAMES, "学生数": PUPILS}).to_csv(more["population"], index=False)
    imported(tmp_path, more)
    change(tmp_path, lambda data: data["population"].update(confirmed=True))
    imported(tmp_path, files)
    made = imported(tmp_path, more)
    assert all(g.confirmed for g in made.guesses["population"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("confirmed: perhaps", "confirmed"),
        ("zones: {columns: {pupils: [a, b]}}", "zones.columns.pupils"),
        ("zones: {colums: {}}", "zones"),
        ("levels: {K-8: tertiary}", "levels.K-8"),
        ("levels: {K-8: {primary: 0.7, junior: 0.7}}", "levels.K-8"),
        ("levels: [K-8]", "levels"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_told(
    text: str, told: str, tmp_path: Path, files: dict[str, Path]
) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mapping.yaml").write_text(text, encoding="utf-8")
    message = refused(tmp_path, files)
    assert f"mapping.yaml, path {told}" in message
    assert (tmp_path / "d" / "mapping.yaml").read_text(encoding="utf-8") == text


def test_a_column_that_is_gone_names_the_nearest(tmp_path: Path, files: dict[str, Path]) -> None:
    imported(tmp_path, files)
    change(tmp_path, lambda data: data["schools"]["columns"].update(seats_primary="小学学位"))
    told = refused(tmp_path, files)
    assert "schools.csv has no column '小学学位'; the nearest is '小学学位数'" in told


def test_the_zones_file_without_its_geometry_column(tmp_path: Path, files: dict[str, Path]) -> None:
    gpd.GeoDataFrame(zones()).drop(columns="geometry").to_csv(tmp_path / "z.csv", index=False)
    told = refused(tmp_path, files | {"zones": tmp_path / "z.csv"})
    assert "z.csv: no place column; there are 社区编号, 社区名称, 小学学生数" in told
    assert "zones: {columns: {lon: COLUMN, lat: COLUMN}}" in told
