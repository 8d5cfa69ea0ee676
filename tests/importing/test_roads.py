"""Distances along roads: a town with a river and one bridge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from planning.errors import InputError
from planning.importing.request import Request
from planning.importing.roads import make_graph
from planning.runs.bring import Imported, import_district
from planning.runs.run import run_scenario
from tests.importing.files import GRID, X, Y

REQUEST = Request(name_zh="河城", name_en="River town", year=2024)
#: A road on each bank, four kilometres long and 400 m apart, and one bridge at the far end.
NORTH = shapely.LineString([(X, Y + 400), (X + 4000, Y + 400)])
SOUTH = shapely.LineString([(X, Y), (X + 4000, Y)])
BRIDGE = shapely.LineString([(X + 4000, Y), (X + 4000, Y + 400)])
MOTORWAY = shapely.LineString([(X + 100, Y - 500), (X + 100, Y + 900)])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Pupils on the north bank at the near end; one school opposite, one on their own bank far along."""
    zones = gpd.GeoDataFrame(
        {"zone_id": ["N", "S"], "pupils": [60, 40]},
        geometry=[shapely.Point(X, Y + 400), shapely.Point(X + 200, Y)], crs=GRID,
    )  # fmt: skip
    schools = gpd.GeoDataFrame(
        {"facility_id": ["opposite", "along"], "capacity": [100, 100]},
        geometry=[shapely.Point(X, Y), shapely.Point(X + 2000, Y + 400)], crs=GRID,
    )  # fmt: skip
    paths = {name: tmp_path / f"{name}.gpkg" for name in ("zones", "schools", "roads")}
    zones.to_file(paths["zones"])
    schools.to_file(paths["schools"])
    roads([NORTH, SOUTH, BRIDGE, MOTORWAY], ["local", "local", "local", "motorway"]).to_file(paths["roads"])
    return paths


def roads(lines: list[shapely.LineString], classes: list[str]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"highway": classes}, geometry=lines, crs=GRID)


def placed(made: Imported, out: Path) -> dict[tuple[str, str], float]:
    run = run_scenario(made.folder / "base.yaml", out=out)
    table = pd.read_csv(run.folder / "placements.csv")
    return dict(zip(zip(table["zone"], table["facility"], strict=True), table["pupils"], strict=True))


def test_the_river_parts_what_the_straight_line_joins(files: dict[str, Path], tmp_path: Path) -> None:
    by_air = import_district(tmp_path / "air", {k: files[k] for k in ("zones", "schools")}, request=REQUEST)
    assert placed(by_air, tmp_path / "a") == {("N", "opposite"): 60, ("S", "opposite"): 40}
    by_road = import_district(tmp_path / "road", files, request=REQUEST)
    assert placed(by_road, tmp_path / "r") == {("N", "along"): 60, ("S", "opposite"): 40}
    metres = by_road.inputs.district.tables["distances"].set_index(["zone_id", "facility_id"])["distance_m"]
    assert metres["N", "opposite"] == pytest.approx(4000 + 400 + 4000, abs=3)
    assert metres["N", "along"] == pytest.approx(2000, abs=3)
    assert metres["S", "opposite"] == pytest.approx(200, abs=3)
    assert any("1 motorways and railways left out" in en for _, en in by_road.notes)
    assert set(by_road.inputs.district.tables["backdrop"]["kind"]) == {"road"}
    assert "along roads" in (tmp_path / "road" / "base.yaml").read_text(encoding="utf-8")


def test_without_the_bridge_zones_are_cut_off_and_told(files: dict[str, Path], tmp_path: Path) -> None:
    roads([SOUTH, MOTORWAY], ["local", "motorway"]).to_file(files["roads"])
    schools = gpd.read_file(files["schools"])
    schools[schools["facility_id"] == "opposite"].to_file(files["schools"])
    far = roads([shapely.LineString([(X, Y + 400), (X + 50, Y + 400)]), SOUTH], ["local", "local"])
    far.to_file(files["roads"])
    made = import_district(tmp_path / "d", files, request=REQUEST)
    assert any("1 zones reach no school by road" in en and en.endswith(": N") for _, en in made.notes)
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.appraisal.unplaced.sum() == pytest.approx(60)


def test_crossing_lines_are_joined_and_near_ends_snapped() -> None:
    cross = np.array([
        shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, -50), (50, 50)]),
        shapely.LineString([(100.3, 0.2), (200, 0)]),
    ], dtype=object)  # fmt: skip
    nodes, graph = make_graph(cross)
    assert graph.sum() == pytest.approx(300, abs=1.5)
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    assert connected_components(graph, directed=False)[0] == 1
    assert len(nodes) >= 6


def test_a_road_layer_that_is_none(files: dict[str, Path], tmp_path: Path) -> None:
    gpd.read_file(files["zones"]).to_file(files["roads"])
    with pytest.raises(InputError) as caught:
        import_district(tmp_path / "d", files, request=REQUEST)
    assert "the geometry is Point" in str(caught.value)


def test_a_barrier_cuts_roads_but_bridges(files: dict[str, Path], tmp_path: Path) -> None:
    """A lane crosses the river on paper only; the bridge at the far end is marked as one."""
    lane = shapely.LineString([(X, Y), (X, Y + 400)])
    river = shapely.LineString([(X - 500, Y + 200), (X + 5000, Y + 200)])
    lines = roads([NORTH, SOUTH, BRIDGE, lane], ["local"] * 4)
    lines["bridge"] = ["no", "", "yes", None]
    lines.to_file(files["roads"])
    open_ = import_district(tmp_path / "open", files, request=REQUEST)
    files["barriers"] = tmp_path / "river.gpkg"
    gpd.GeoDataFrame({"name": ["river"]}, geometry=[river], crs=GRID).to_file(files["barriers"])
    cut = import_district(tmp_path / "cut", files, request=REQUEST)
    metres = [
        made.inputs.district.tables["distances"].set_index(["zone_id", "facility_id"])["distance_m"]
        for made in (open_, cut)
    ]
    assert metres[0]["N", "opposite"] == pytest.approx(400, abs=3)
    assert metres[1]["N", "opposite"] == pytest.approx(4000 + 400 + 4000, abs=3)
    assert any("1 roads end at the barriers of river.gpkg; 1 are marked" in en for _, en in cut.notes)


def test_a_barrier_of_polygons_swallows_the_road_in_it(files: dict[str, Path], tmp_path: Path) -> None:
    lake = shapely.box(X + 1000, Y + 300, X + 1500, Y + 500)
    files["barriers"] = tmp_path / "lake.gpkg"
    gpd.GeoDataFrame({"name": ["lake"]}, geometry=[lake], crs=GRID).to_file(files["barriers"])
    made = import_district(tmp_path / "d", files, request=REQUEST)
    pairs = set(
        zip(*(made.inputs.district.tables["distances"][c] for c in ("zone_id", "facility_id")), strict=True)
    )
    assert ("N", "along") not in pairs
    assert ("S", "opposite") in pairs


def test_the_shortest_in_time_is_not_the_shortest_in_metres(files: dict[str, Path], tmp_path: Path) -> None:
    """Stairs of 400 m at 1 km/h take 24 minutes; the way round, 1,000 m at 4 km/h, takes 15."""
    stairs = shapely.LineString([(X, Y), (X, Y + 400)])
    around = shapely.LineString([(X, Y), (X - 300, Y), (X - 300, Y + 400), (X, Y + 400)])
    lines = roads([stairs, around, NORTH, SOUTH], ["steps", "local", "local", "local"])
    lines["步行速度"] = [1.0, np.nan, np.nan, np.nan]
    lines.to_file(files["roads"])
    made = {
        by: import_district(tmp_path / by, files, request=replace(REQUEST, by=by))
        for by in ("distance", "time")
    }
    metres = {
        by: one.inputs.district.tables["distances"].set_index(["zone_id", "facility_id"])["distance_m"]
        for by, one in made.items()
    }
    assert metres["distance"]["N", "opposite"] == pytest.approx(400, abs=3)
    assert metres["time"]["N", "opposite"] == pytest.approx(1000, abs=5)
    assert any("a minute counts as 66.7 m (4 km/h on foot)" in en for _, en in made["time"].notes)


def test_barriers_and_time_without_roads_are_told(files: dict[str, Path], tmp_path: Path) -> None:
    del files["roads"]
    files["barriers"] = tmp_path / "river.gpkg"
    roads([NORTH], ["river"]).to_file(files["barriers"])
    made = import_district(tmp_path / "d", files, request=replace(REQUEST, by="time"))
    for word in ("barriers", "minutes"):
        assert any(en == f"{word} were not used, as there are no roads" for _, en in made.notes)


def test_a_table_of_minutes_is_read(files: dict[str, Path], tmp_path: Path) -> None:
    files["distances"] = tmp_path / "times.csv"
    rows = [("N", "opposite", 30), ("N", "along", 6), ("S", "opposite", 3), ("S", "along", 45)]
    pd.DataFrame(rows, columns=["zone", "school", "minutes"]).to_csv(files["distances"], index=False)
    made = import_district(tmp_path / "d", files, request=replace(REQUEST, walk_km_h=6.0))
    metres = made.inputs.district.tables["distances"].set_index(["zone_id", "facility_id"])["distance_m"]
    assert metres["N", "along"] == pytest.approx(600)
    assert metres["S", "opposite"] == pytest.approx(300)
