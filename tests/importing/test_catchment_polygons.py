"""Today's catchments as polygons, checked against zones and schools."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from planning.errors import InputError
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district
from tests.importing.files import GRID, SIDE, X, Y, write_plain

REQUEST = Request(name_zh="格城", name_en="Grid town", year=2024)
FIRST, SECOND = "第一小学", "第二小学"


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(X + x0 * SIDE, Y + y0 * SIDE, X + x1 * SIDE, Y + y1 * SIDE)


def bring(folder: Path, shapes: dict[str, shapely.Geometry]) -> Imported:
    files = write_plain(folder)
    files["catchments"] = folder / "catchments.gpkg"
    frame = gpd.GeoDataFrame({"学校": list(shapes)}, geometry=list(shapes.values()), crs=GRID)
    frame.to_file(files["catchments"])
    return import_district(folder / "d", files, request=REQUEST)


def members(made: Imported) -> dict[str, set[str]]:
    table: pd.DataFrame = made.inputs.district.tables["catchments"]
    facilities = made.inputs.district.tables["facilities"].set_index("facility_id")["name_zh"]
    found: dict[str, set[str]] = {}
    for zone, site in zip(table["zone_id"], table["facility_id"], strict=True):
        found.setdefault(str(facilities[site]), set()).add(zone)
    return found


def said(made: Imported, words: str) -> str:
    return next((en for _, en in made.notes if words in en), "")


def test_zones_belong_where_they_lie(tmp_path: Path) -> None:
    made = bring(tmp_path, {FIRST: box(0, 0, 1, 2), SECOND: box(1, 0, 3, 2)})
    assert members(made) == {FIRST: {"C0", "C3"}, SECOND: {"C1", "C2", "C4", "C5"}}
    for words in ("not wholly covered", "overlap", "outside their own", "slivers", "across a border"):
        assert not said(made, words)


def test_gaps_overlaps_and_schools_outside_are_told_with_their_size(tmp_path: Path) -> None:
    # Zone C5 in the corner has none; half of C1 and C4 has two; the second school stands in C5.
    shape = box(1, 0, 3, 2).difference(box(2, 1, 3, 2))
    made = bring(tmp_path, {FIRST: box(0, 0, 1.5, 2), SECOND: shape})
    assert said(made, "1 zones are not wholly covered, m2: C5 1,000,000")
    assert said(made, f"1 pairs of catchments overlap, m2: {FIRST} / {SECOND} 1,000,000")
    assert said(made, f"1 schools stand outside their own catchment, m: {SECOND} 500")
    assert said(made, "2 zones lie across a border")
    assert members(made)[FIRST] == {"C0", "C1", "C3", "C4"}
    assert members(made)[SECOND] == {"C1", "C2", "C4"}


def test_slivers_are_counted_and_passed_over(tmp_path: Path) -> None:
    made = bring(tmp_path, {FIRST: box(0, 0, 1.0003, 2), SECOND: box(1, 0, 2.9998, 2)})
    assert said(made, "slivers of gaps or overlaps were passed over")
    assert not said(made, "not wholly covered")
    assert not said(made, "pairs of catchments overlap")
    assert members(made)[FIRST] == {"C0", "C3"}


def test_a_bow_tie_is_mended(tmp_path: Path) -> None:
    x, y = X, Y
    tie = shapely.Polygon([(x, y), (x + 2000, y + 2000), (x + 2000, y), (x, y + 2000)])
    made = bring(tmp_path, {FIRST: tie, SECOND: box(2, 0, 3, 2)})
    assert {"C2", "C5"} == members(made)[SECOND]


def test_an_unknown_school_and_a_line_are_told_together(tmp_path: Path) -> None:
    line = shapely.LineString([(X, Y), (X + 100, Y)])
    with pytest.raises(InputError) as caught:
        bring(tmp_path, {"第九小学": box(0, 0, 1, 2), SECOND: line})
    assert "'第九小学' does not exist in schools" in str(caught.value)
    assert "LineString" in str(caught.value)


def test_polygons_without_a_school_are_told(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["catchments"] = tmp_path / "catchments.gpkg"
    gpd.GeoDataFrame({"colour": ["red"]}, geometry=[box(0, 0, 1, 1)], crs=GRID).to_file(files["catchments"])
    with pytest.raises(InputError, match="facility_id"):
        import_district(tmp_path / "d", files, request=REQUEST)


def test_catchments_alone_stand_for_zones_and_rolls_for_pupils(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    del files["zones"]
    files["catchments"], files["rolls"] = tmp_path / "catchments.gpkg", tmp_path / "rolls.csv"
    frame = gpd.GeoDataFrame({"学校": [FIRST, SECOND]}, geometry=[box(0, 0, 1, 2), box(1, 0, 3, 2)], crs=GRID)
    frame.to_file(files["catchments"])
    pd.DataFrame({"学校": [FIRST, SECOND], "在校生": [90, 110]}).to_csv(files["rolls"], index=False)
    made = import_district(tmp_path / "d", files, request=REQUEST)
    assert said(made, "the 2 catchments of today stand for them (Primary)")
    pupils = made.inputs.district.tables["pupils"].set_index("zone_id")["pupils"]
    names = made.inputs.district.zones.set_index("zone_id")["name_zh"]
    assert {names[zone]: number for zone, number in pupils.items()} == {FIRST: 90, SECOND: 110}
    assert {len(zones) for zones in members(made).values()} == {1}


def test_neither_zones_nor_pupils_is_told(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    del files["zones"]
    with pytest.raises(InputError, match="--zones"):
        import_district(tmp_path / "d", files, request=REQUEST)
    files["catchments"] = tmp_path / "catchments.gpkg"
    gpd.GeoDataFrame({"学校": [FIRST]}, geometry=[box(0, 0, 3, 2)], crs=GRID).to_file(files["catchments"])
    with pytest.raises(InputError, match="pupils"):
        import_district(tmp_path / "d", files, request=REQUEST)
