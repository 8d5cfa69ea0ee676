"""Polygons that are valid and yet no coverage: repaired with a statement, or refused with a reason."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from numpy.typing import NDArray

from planning.errors import InputError
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district
from planning.runs.inputs import load_inputs
from planning.runs.run import run_scenario
from tests.importing.files import GRID, X, Y, school_table, write_plain, zones

REQUEST = Request(name_zh="县", name_en="County", year=2024)


def blocks(*, apart: float, share: float, across: int = 14, up: int = 13) -> NDArray[np.object_]:
    """Return county blocks whose borders were drawn for each block by itself, some corners apart."""
    rng = np.random.default_rng(1)
    cells = []
    for j in range(up):
        for i in range(across):
            box = shapely.box(X + 1000 * i, Y + 1000 * j, X + 1000 * (i + 1), Y + 1000 * (j + 1))
            xy = shapely.get_coordinates(shapely.segmentize(box, 125.0))[:-1]
            xy = xy + np.column_stack([40 * np.sin(xy[:, 1] / 700), 40 * np.sin(xy[:, 0] / 700)])
            xy = xy + rng.normal(0, apart, xy.shape) * (rng.random(len(xy)) < share)[:, None]
            cells.append(shapely.Polygon(xy))
    return np.array(cells, dtype=object)


def imported(tmp_path: Path, shapes: NDArray[np.object_] | list[shapely.Polygon]) -> Imported:
    frame = gpd.GeoDataFrame(
        {"block": [f"B{i}" for i in range(len(shapes))], "pupils": 10 + np.arange(len(shapes)) % 20},
        geometry=list(shapes), crs=GRID,
    )  # fmt: skip
    frame.to_file(tmp_path / "z.gpkg")
    at = gpd.GeoSeries([shapely.Point(X + 500 + 400 * k, Y + 500) for k in range(2)], crs=GRID).to_crs(
        "EPSG:4326"
    )
    table = pd.DataFrame({"school": ["S", "T"], "capacity": 4000, "lon": at.x, "lat": at.y})
    table.to_csv(tmp_path / "s.csv", index=False)
    files = {"zones": tmp_path / "z.gpkg", "schools": tmp_path / "s.csv"}
    return import_district(tmp_path / "d", files, request=REQUEST)


def said(made: Imported) -> str:
    return "\n".join(en for _, en in made.notes)


def metric(made: Imported) -> NDArray[np.object_]:
    return np.asarray(made.inputs.district.zones.to_crs(GRID).geometry.to_numpy())


def test_182_blocks_drawn_apart_run_to_the_map(tmp_path: Path) -> None:
    shapes = blocks(apart=0.1, share=0.1)
    assert shapely.is_valid(shapes).all()
    with pytest.raises(shapely.errors.GEOSException):
        shapely.coverage_union_all(shapes)
    made = imported(tmp_path, shapes)
    found = re.search(
        r"repaired: (\d+) overlaps \(([\d,.]+) m2 in all, the largest ([\d.]+): (B\d+) / (B\d+)\)", said(made)
    )
    assert found is not None
    one, two = int(found[4][1:]), int(found[5][1:])
    assert float(found[3]) == pytest.approx(shapely.intersection(shapes[one], shapes[two]).area, abs=0.06)
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    area = shapely.area(shapely.intersection(shapes[left], shapes[right]))[left < right]
    assert int(found[1]) == (area > 0.01).sum()
    assert float(found[2].replace(",", "")) == pytest.approx(area.sum(), rel=1e-3)
    zones_now = made.inputs.district.zones.geometry.to_numpy()
    assert shapely.coverage_is_valid(zones_now), "what a run reads from the disk"
    shapely.coverage_union_all(zones_now)
    assert shapely.area(shapely.symmetric_difference(metric(made), shapes)).max() < 0.001 * 1e6
    assert not [
        w
        for w in made.inputs.district.warnings
        if "border" in w.words.text("en") or "overlap" in w.words.text("en")
    ]
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.audit.passed
    assert (run.folder / "map.html").is_file()


def test_a_coverage_stays_as_it_is(tmp_path: Path) -> None:
    shapes = blocks(apart=0.0, share=0.0, across=3, up=2)
    made = imported(tmp_path, shapes)
    before = gpd.GeoSeries(shapes, crs=GRID).to_crs("EPSG:4326").to_numpy()
    assert shapely.equals_exact(made.inputs.district.zones.geometry.to_numpy(), before, tolerance=0).all()
    assert "did not match" not in said(made)


def test_an_overlap_goes_to_one_of_the_two(tmp_path: Path) -> None:
    made = imported(
        tmp_path, [shapely.box(X, Y, X + 1001, Y + 1000), shapely.box(X + 1000, Y, X + 2000, Y + 1000)]
    )
    assert "1 overlap (1,000.0 m2 in all, the largest 1,000.0: B0 / B1)" in said(made)
    area = shapely.area(metric(made))
    assert area.sum() == pytest.approx(2e6, abs=1)
    assert sorted(area.round(-2)) in ([999_000, 1_001_000], [1e6, 1e6])
    assert shapely.area(shapely.intersection(*metric(made))) < 1e-3


def test_a_gap_is_closed_and_its_zones_are_neighbours(tmp_path: Path) -> None:
    ring = shapely.box(X, Y, X + 3000, Y + 3000).difference(
        shapely.box(X + 1000, Y + 1000, X + 2000, Y + 2000)
    )
    middle = shapely.box(X + 1002, Y + 1000, X + 2000, Y + 2000)
    made = imported(tmp_path, [ring, middle])
    assert "1 gap (2,000.0 m2 in all, the largest 2,000.0)" in said(made)
    assert shapely.area(metric(made)).sum() == pytest.approx(9e6, abs=1)


def test_corners_that_meet_no_corner(tmp_path: Path) -> None:
    left = shapely.box(X, Y, X + 1000, Y + 1000)
    right = [shapely.box(X + 1000, Y, X + 2000, Y + 500), shapely.box(X + 1000, Y + 500, X + 2000, Y + 1000)]
    made = imported(tmp_path, [left, *right])
    assert "did not match and were repaired: corners that do not meet" in said(made)
    assert shapely.coverage_is_valid(made.inputs.district.zones.geometry.to_numpy())
    assert shapely.area(metric(made)) == pytest.approx([1e6, 5e5, 5e5], abs=0.1)


def test_a_lake_is_no_gap(tmp_path: Path) -> None:
    ring = shapely.box(X, Y, X + 3000, Y + 3000).difference(
        shapely.box(X + 1000, Y + 1000, X + 2000, Y + 2000)
    )
    made = imported(tmp_path, [ring, shapely.box(X + 1100, Y + 1000, X + 2000, Y + 2000)])
    assert shapely.area(metric(made)).sum() == pytest.approx(9e6 - 100 * 1000, abs=1)
    assert any("holes among them" in warning.words.text("en") for warning in made.inputs.district.warnings)


def test_what_is_too_far_is_refused_in_one_sentence(tmp_path: Path) -> None:
    row = [shapely.box(X + 1000 * i, Y, X + 1000 * (i + 1) + 30, Y + 1000) for i in range(8)]
    with pytest.raises(InputError) as caught:
        imported(tmp_path, row)
    (finding,) = caught.value.findings
    assert (
        "7 pairs of zones overlap by more than 1% of the smaller one, which is no slip of drawing"
        in finding.words.text("en")
    )
    assert "B0 / B1 30,000 m2" in finding.words.text("en")
    assert finding.words.text("en").count(" m2") == 5
    assert "7 对规划单元重叠超过较小者的 1%" in finding.words.text("zh")
    assert not (tmp_path / "d").exists()


def test_a_zone_within_another_is_refused(tmp_path: Path) -> None:
    whole = shapely.box(X, Y, X + 3000, Y + 3000)
    with pytest.raises(InputError) as caught:
        imported(tmp_path, [whole, shapely.box(X + 100, Y + 100, X + 200, Y + 200)])
    assert "1 pair of zones overlap by more than 1%" in str(caught.value)


def test_cells_of_gathered_pupils_are_a_coverage(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    at = rng.uniform([X, Y], [X + 4000, Y + 4000], (400, 2)) ** 1.0
    at = np.concatenate([at, rng.normal([X + 500, Y + 500], 300, (600, 2))])
    points = gpd.GeoSeries.from_xy(at[:, 0], at[:, 1], crs=GRID).to_crs("EPSG:4326")
    pd.DataFrame({"lon": points.x, "lat": points.y}).to_csv(tmp_path / "p.csv", index=False)
    files = {"schools": write_plain(tmp_path)["schools"], "pupils": tmp_path / "p.csv"}
    made = import_district(tmp_path / "d", files, request=REQUEST)
    cells = made.inputs.district.zones.geometry.to_numpy()
    assert (shapely.get_num_coordinates(cells) > 5).any(), "some are joined"
    assert shapely.coverage_is_valid(cells)


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """A district whose zones somebody has changed by hand after the import."""
    made = import_district(tmp_path / "d", write_plain(tmp_path), request=REQUEST)
    path = made.folder / "data" / "zones.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    frame = zones(GRID)
    frame.loc[0, "geometry"] = shapely.box(X, Y, X + 1000.05, Y + 1000)
    shape = frame.to_crs("EPSG:4326").geometry.iloc[0]
    document["features"][0]["geometry"] = json.loads(shapely.to_geojson(shape))
    path.write_text(json.dumps(document), encoding="utf-8")
    return made.folder


def test_validate_says_that_borders_do_not_match(by_hand: Path) -> None:
    warnings = [
        warning
        for warning in load_inputs(by_hand / "base.yaml").district.warnings
        if "borders" in warning.words.text("en")
    ]
    assert len(warnings) == 1
    assert "the borders of 2 zones do not match those of their neighbours: C0, C1" in warnings[0].words.text(
        "en"
    )
    assert "planning import" in warnings[0].fix.text("en")
    shutil.rmtree(by_hand)


def test_a_sound_district_is_not_warned_of(tmp_path: Path) -> None:
    made = import_district(tmp_path / "d", write_plain(tmp_path), request=REQUEST)
    assert not [warning for warning in made.inputs.district.warnings if "borders" in warning.words.text("en")]
    assert len(school_table()) == 2
