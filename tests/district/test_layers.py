"""Layers against each other: heights, holes, places outside, axes, schools alike."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.affinity import translate

from planning.district.load import load_district
from planning.errors import InputError
from planning.importing.request import Request
from planning.runs.bring import import_district
from tests.importing.files import GRID, SIDE, school_table, write_plain, zones

REQUEST = Request(name_zh="格城", name_en="Grid town", year=2024)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a district without an outline of its own, its digests taken out so that it may be edited."""
    made = import_district(tmp_path / "d", write_plain(tmp_path), request=REQUEST).folder / "data"
    manifest = pd.read_csv(made / "manifest.csv").drop(columns="sha256")
    manifest.to_csv(made / "manifest.csv", index=False)
    return made


def warned(folder: Path, crs: str = GRID) -> str:
    return "\n".join(
        warning.words.text("en") for warning in load_district(folder, crs=crs, name="d").warnings
    )


def edit_zones(folder: Path, change: object) -> None:
    path = next(folder.glob("zones*.geojson"))
    frame = gpd.read_file(path)
    frame["geometry"] = [change(i, shape) for i, shape in enumerate(frame.geometry)]  # type: ignore[operator]
    path.unlink()
    frame.to_file(path, driver="GeoJSON")


def edit_schools(folder: Path, column: str, value: object, row: int = 0) -> None:
    path = folder / "facilities.csv"
    frame = pd.read_csv(path, dtype=object)
    frame.loc[row, column] = value
    frame.to_csv(path, index=False)


def test_a_plain_district_has_no_warning(folder: Path) -> None:
    assert warned(folder) == ""


def test_heights_are_left_out_and_told(folder: Path) -> None:
    edit_zones(folder, lambda _, shape: shapely.force_3d(shape, 12.0))
    assert "6 shapes have heights, which were left out" in warned(folder)
    district = load_district(folder, crs=GRID, name="d")
    assert not shapely.has_z(district.zones.geometry.to_numpy()).any()


def test_a_hole_among_the_zones_is_told(tmp_path: Path) -> None:
    frame = zones(GRID)
    hole = shapely.box(*frame.geometry.iloc[1].centroid.buffer(100).bounds)
    frame.loc[1, "geometry"] = frame.geometry.iloc[1].difference(hole)
    files = {"zones": tmp_path / "z.gpkg", "schools": tmp_path / "s.csv"}
    frame.to_file(files["zones"])
    school_table().to_csv(files["schools"], index=False)
    made = import_district(tmp_path / "d", files, request=REQUEST)
    told = [warning.words.text("en") for warning in made.inputs.district.warnings]
    assert told == ["the zones leave 1 holes among them, 40,000 m2 in all; pupils in them are not counted"]


def test_a_school_beside_the_zones_is_warned_of_and_one_far_away_is_a_fault(folder: Path) -> None:
    lon = float(pd.read_csv(folder / "facilities.csv")["lon"].iloc[0])
    edit_schools(folder, "lon", lon - 2 * SIDE / 100_000)
    assert "1 points lie outside every zone, m: F1 " in warned(folder)
    edit_schools(folder, "lon", lon - 1.0)
    with pytest.raises(InputError, match="outside the district"):
        load_district(folder, crs=GRID, name="d")


def test_swapped_axes_of_a_school_are_a_fault(folder: Path) -> None:
    frame = pd.read_csv(folder / "facilities.csv", dtype=object)
    lon, lat = frame.loc[0, "lon"], frame.loc[0, "lat"]
    edit_schools(folder, "lon", lat)
    edit_schools(folder, "lat", "89.9" if float(lon) > 90 else lon)
    with pytest.raises(InputError, match="longitude and latitude are swapped"):
        load_district(folder, crs=GRID, name="d")


def test_zones_far_from_where_the_crs_measures_are_told(folder: Path) -> None:
    assert "lie where EPSG:27700 is not meant to be used" in warned(folder, crs="EPSG:27700")


def test_moved_zones_leave_the_schools_behind(folder: Path) -> None:
    edit_zones(folder, lambda _, shape: translate(shape, xoff=1.0))
    with pytest.raises(InputError, match="outside the district"):
        load_district(folder, crs=GRID, name="d")


def test_schools_alike_are_told(folder: Path) -> None:
    frame = pd.read_csv(folder / "facilities.csv", dtype=object)
    edit_schools(folder, "name_zh", frame.loc[1, "name_zh"])
    assert "schools alike in name or place: one name: F1, F2" in warned(folder)
    edit_schools(folder, "lon", frame.loc[1, "lon"])
    edit_schools(folder, "lat", frame.loc[1, "lat"])
    assert "one place: F1, F2" in warned(folder)
