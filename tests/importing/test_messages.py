"""Faults of one kind come together, nearest names are suggested, levels of other countries are known."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from planning.district.bands import ready_made
from planning.errors import InputError
from planning.importing.level_words import bands_of_level, is_british
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district
from planning.words import name_in
from tests.importing.files import GRID, NAMES, X, Y, school_table, write_plain, zones
from tests.importing.test_import import REQUEST


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return write_plain(tmp_path)


def imported(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> Imported:
    return import_district(tmp_path / "d", files, request=request)


def findings(tmp_path: Path, files: dict[str, Path]) -> list[str]:
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    return [str(finding) for finding in caught.value.findings]


def refused(tmp_path: Path, files: dict[str, Path]) -> str:
    return "\n".join(findings(tmp_path, files))


def many_schools(levels: list[str]) -> pd.DataFrame:
    at = gpd.GeoSeries([shapely.Point(X + 500, Y + 500)] * len(levels), crs=GRID).to_crs("EPSG:4326")
    return pd.DataFrame(
        {
            "school_id": [f"S{i}" for i in range(len(levels))],
            "level": levels,
            "capacity": 100,
            "lon": at.x,
            "lat": at.y,
        }
    )


def test_levels_of_the_united_states_are_known(tmp_path: Path, files: dict[str, Path]) -> None:
    levels = ["ES"] * 90 + ["MS"] * 45 + ["HS"] * 33
    many_schools(levels).to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    seats = made.inputs.district.tables["seats"].groupby("band")["seats"].sum()
    assert seats.to_dict() == {"primary": 9000, "junior": 4500, "senior": 3300}
    said = "\n".join(en for _, en in made.notes)
    assert "levels of schools.csv were taken as bands: ES = primary, MS = junior, HS = senior" in said


def test_levels_that_are_no_single_band_are_one_question(tmp_path: Path, files: dict[str, Path]) -> None:
    many_schools(["ES"] * 100 + ["K-8"] * 60 + ["K-12"] * 7 + ["Elementry"]).to_csv(
        files["schools"], index=False
    )
    told = findings(tmp_path, files)
    assert len(told) == 1, "168 rows, one question"
    assert (
        "3 levels are no single band: 'K-8' (60 rows, first row 102), 'K-12' (7 rows, first row 162), "
        in told[0]
    )
    assert "'Elementry' (1 row, first row 169, like elementary)" in told[0]
    assert "levels: {K-8: {primary: 0.67, junior: 0.33}}" in told[0]
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mapping.yaml").write_text(
        "levels: {K-8: {primary: 0.75, junior: 0.25}, K-12: {primary: 0.5, junior: 0.25, senior: 0.25}, Elementry: primary}",
        encoding="utf-8",
    )
    made = imported(tmp_path, files)
    seats = made.inputs.district.tables["seats"].groupby("band")["seats"].sum()
    assert seats.to_dict() == {"primary": 100 * 101 + 4500 + 350, "junior": 1500 + 175, "senior": 175}
    again = imported(tmp_path, files)
    assert "K-8 = primary 0.75 junior 0.25 (mapping.yaml)" in "\n".join(en for _, en in again.notes)


def test_levels_of_britain_are_known(tmp_path: Path, files: dict[str, Path]) -> None:
    many_schools(["Infant", "Junior", "Primary", "Nursery", "16 plus"]).to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    seats = made.inputs.district.tables["seats"].groupby("band")["seats"].sum()
    assert seats.to_dict() == {"kindergarten": 100, "primary": 300, "senior": 100}
    assert "Junior = primary" in "\n".join(en for _, en in made.notes)
    many_schools(["Infant", "Secondary", "All-through"]).to_csv(files["schools"], index=False)
    told = refused(tmp_path, files)
    assert (
        "2 levels are no single band: 'Secondary' (1 row, first row 3), 'All-through' (1 row, first row 4)"
        in told
    )


@pytest.mark.parametrize(
    ("level", "bands"),
    [
        ("K-5", ["primary"]), ("PK-5", ["primary"]), ("K-6", ["primary"]), ("3-5", ["primary"]),
        ("6-8", ["junior"]), ("5–8", ["junior"]), ("7 - 9", ["junior"]), ("9-12", ["senior"]),
        ("Grades 10-12", ["senior"]), ("PK-K", ["kindergarten"]), ("K8", []), ("K-8", ["primary", "junior"]),
        ("6-12", ["junior", "senior"]), ("K-12", ["primary", "junior", "senior"]), ("Elementary School", ["primary"]),
        ("Jr. High", ["junior"]), ("Senior High School", ["senior"]), ("High", ["senior"]), ("4-18", []),
        ("Middle deemed primary", ["primary"]), ("Sixth Form", ["senior"]), ("小学", ["primary"]),
        ("九年一贯制学校", ["primary", "junior"]), ("完全中学", ["junior", "senior"]), ("职业高中", []),
        ("Upper secondary", ["senior"]), ("Lower Secondary", ["junior"]), ("Preschool", ["kindergarten"]),
    ],
)  # fmt: skip
def test_level(level: str, bands: list[str]) -> None:
    assert list(bands_of_level(level, ready_made(), british=False)) == bands


def test_numbers_in_britain_are_ages() -> None:
    assert is_british(["Primary", "Secondary"], ready_made())
    assert not is_british(["Primary", "Junior", "Senior"], ready_made())
    assert bands_of_level("4-11", ready_made(), british=True) == ()
    britain = ready_made("uk-7-5-2")
    assert is_british(["Primary", "Senior"], britain), "the table itself counts from the age of five"
    assert bands_of_level("4-11", britain, british=True) == ("primary",)
    assert bands_of_level("11-18", britain, british=True) == ("secondary", "sixth_form")


def test_a_catchment_of_several_bands_is_one_of_each(tmp_path: Path, files: dict[str, Path]) -> None:
    table = school_table().assign(初中学位数=50)
    table.to_csv(files["schools"], index=False)
    files["catchments"] = tmp_path / "c.csv"
    pd.DataFrame({"社区": NAMES, "学校": "第一小学", "level": "K-8"}).to_csv(files["catchments"], index=False)
    made = imported(tmp_path, files)
    count = made.inputs.district.tables["catchments"].groupby("band").size()
    assert count.to_dict() == {"primary": 6, "junior": 6}


def test_faults_of_one_kind_are_told_together(tmp_path: Path, files: dict[str, Path]) -> None:
    table = many_schools(["primary"] * 168).astype(object)
    table["capacity"] = "many"
    table.loc[3, "lon"] = "east"
    table.to_csv(files["schools"], index=False)
    told = findings(tmp_path, files)
    assert len(told) == 3
    together = next(text for text in told if "capacity" in text)
    assert "column capacity: 168 faults of one kind: row 2: 'many' is not a number; row 3" in together
    assert together.count("is not a number") == 5
    assert "同类问题 168 处：第 2 行 “many”不是数字" in together


def test_the_nearest_name_is_suggested(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = zones().assign(社区名称=["Edmondson", "Ballard", "Carlisle", "Hickman", "Graves", "Fulton"])
    frame.to_file(files["zones"], driver="GeoJSON")
    files["population"] = tmp_path / "p.csv"
    names = ["Edmonson", "Ballard", "Carlisle", "Hickman", "Graves", "Fulton"]
    pd.DataFrame({"zone": names, "pupils": 10}).to_csv(files["population"], index=False)
    told = refused(tmp_path, files)
    assert "p.csv, row 2, column zone: 'Edmonson' does not exist in zones; the nearest is 'Edmondson'" in told
    assert "“Edmonson”在 zones 中不存在，最接近的是“Edmondson”" in told
    pd.DataFrame({"zone": ["Edmonson", "Balard", *names[2:], "Edmonson"], "pupils": 10}).to_csv(
        files["population"], index=False
    )
    told = refused(tmp_path, files)
    assert (
        "2 names do not exist in zones: 'Edmonson' (2 rows, first 2; the nearest is 'Edmondson'), 'Balard'"
        in told
    )


def test_a_name_that_two_zones_have_tells_neither(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = zones().assign(社区名称=["甲", "甲", "丙", "丁", "戊", "己"])
    frame.to_file(files["zones"], driver="GeoJSON")
    files["population"] = tmp_path / "p.csv"
    pd.DataFrame({"zone": ["甲", "丙"], "pupils": 10}).to_csv(files["population"], index=False)
    assert (
        "several of zones have these names, so that it cannot be told which is meant: '甲' (row 2)"
        in refused(tmp_path, files)
    )
    pd.DataFrame({"zone": ["C0", "丙"], "pupils": 10}).to_csv(files["population"], index=False)
    assert imported(tmp_path, files).inputs.district.tables["pupils"]["pupils"].sum() == 20


def test_a_file_without_a_zone_column_is_told_once(tmp_path: Path, files: dict[str, Path]) -> None:
    for kind in ("catchments", "distances"):
        table = pd.DataFrame({"PBID": range(182), "school": "第一小学", "metres": 100})
        if kind == "catchments":
            table = table.drop(columns="metres")
        table.to_csv(tmp_path / "c.csv", index=False)
        told = findings(tmp_path, files | {kind: tmp_path / "c.csv"})
        assert len(told) == 1
        assert "c.csv: no zone column; there are PBID, school" in told[0]
        assert f"{kind}: {{columns: {{zone_id: COLUMN}}}}" in told[0]
        assert "c.csv：没有规划单元列；现有 PBID, school" in told[0]


def test_empty_cells_of_names_are_told_as_such(tmp_path: Path, files: dict[str, Path]) -> None:
    files["catchments"] = tmp_path / "c.csv"
    pd.DataFrame({"社区": [*NAMES[:4], "", ""], "学校": "第一小学"}).to_csv(files["catchments"], index=False)
    told = findings(tmp_path, files)
    assert len(told) == 1
    assert "column 社区: 2 faults of one kind: row 6: the cell is empty; row 7: the cell is empty" in told[0]


def test_two_distances_of_one_pair(tmp_path: Path, files: dict[str, Path]) -> None:
    files["distances"] = tmp_path / "od.csv"
    pd.DataFrame({"起点": [NAMES[0], "C0"], "学校": "第一小学", "距离": [1000, 2000]}).to_csv(
        files["distances"], index=False
    )
    assert "od.csv, row 3, column 起点, 学校: the key 'C0 / F1' stands twice, first in row 2" in refused(
        tmp_path, files
    )


def test_rows_that_lack_nothing_stay_apart() -> None:
    from planning.errors import Findings, Where  # noqa: PLC0415
    from planning.importing.faults import gathered  # noqa: PLC0415

    one = Findings()
    for row, column in ((2, "a"), (3, "b"), (None, "a")):
        one.add(
            Where(file="f", row=row, column=column),
            words=name_in(zh="错", en="wrong 1"),
            fix=name_in(words=name_in(zh="改", en="Mend it")),
        )
    assert len(gathered(one)) == 3
    assert np.array_equal([f.where.row for f in gathered(one)], [2, 3, None])


@pytest.mark.parametrize("at", [(512_000.0, 24.5), (117.1, 424.5), (117.1, -1e300)])
def test_a_corner_beyond_the_globe_is_told_by_feature(tmp_path: Path, at: tuple[float, float]) -> None:
    """One damaged digit makes a corner that no map projection reaches."""
    frame = zones()
    corners = list(frame.geometry.iloc[2].exterior.coords)
    corners[1] = at
    frame.loc[frame.index[2], "geometry"] = shapely.Polygon(corners)
    frame.to_file(tmp_path / "zones.geojson", driver="GeoJSON")
    school_table().to_csv(tmp_path / "schools.csv", index=False)
    files = {"zones": tmp_path / "zones.geojson", "schools": tmp_path / "schools.csv"}
    with pytest.raises(InputError, match="no longitude and latitude") as raised:
        import_district(tmp_path / "d", files, request=REQUEST)
    assert [(item.where.file, item.where.row) for item in raised.value.findings] == [("zones.geojson", 3)]
    assert not (tmp_path / "d").exists()
