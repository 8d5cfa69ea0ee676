"""Population grids as GeoTIFF: cells become demand, whatever the grid leaves blank."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine

from planning.errors import InputError
from planning.importing import rasters
from planning.importing.request import Request
from planning.runs.bring import import_district
from planning.runs.run import run_scenario
from tests.importing.files import GRID, PUPILS, SIDE, X, Y, school_table, zones

REQUEST = Request(name_zh="格城", name_en="Grid town", year=2024)
NODATA = -99999.0


def write_grid(
    path: Path,
    cells: np.ndarray,
    *,
    crs: str | None = GRID,
    titles: tuple[str, ...] = (),
    cell_m: float = 500.0,
) -> Path:
    """Write bands of cells, the first row in the north, over the six zones."""
    bands = cells if cells.ndim == 3 else cells[None]
    transform = Affine(cell_m, 0.0, X, 0.0, -cell_m, Y + 2 * SIDE)
    with rasterio.open(
        path, "w", driver="GTiff", height=bands.shape[1], width=bands.shape[2], count=len(bands),
        dtype="float32", crs=crs, transform=transform, nodata=NODATA,
    ) as grid:  # fmt: skip
        grid.write(bands.astype("float32"))
        for band, title in enumerate(titles, start=1):
            grid.set_band_description(band, title)
    return path


def of_zones() -> np.ndarray:
    """Return cells of 500 m, four to a zone, that hold a quarter of its pupils each."""
    blocks = np.array(PUPILS, dtype=float).reshape(2, 3)[::-1]
    return np.kron(blocks, np.ones((2, 2))) / 4.0


def files(folder: Path, cells: np.ndarray, **more: object) -> dict[str, Path]:
    found = {"schools": folder / "schools.csv", "grid": write_grid(folder / "people.tif", cells, **more)}  # type: ignore[arg-type]
    school_table().to_csv(found["schools"], index=False)
    return found


def with_zones(folder: Path) -> Path:
    path = folder / "zones.gpkg"
    frame: gpd.GeoDataFrame = zones(GRID)
    frame.drop(columns="小学学生数").to_file(path)
    return path


def test_cells_go_to_the_zones_they_lie_in(tmp_path: Path) -> None:
    found = files(tmp_path, of_zones()) | {"zones": with_zones(tmp_path)}
    made = import_district(tmp_path / "d", found, request=REQUEST)
    pupils = made.inputs.district.tables["pupils"]
    assert pupils.set_index("zone_id")["pupils"].to_dict() == {
        f"C{i}": pytest.approx(n) for i, n in enumerate(PUPILS)
    }
    assert any("24 cells that hold somebody, sums by band pupils 210.0" in en for _, en in made.notes)
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.appraisal.unplaced.sum() == pytest.approx(0)


def test_without_zones_the_cells_are_gathered(tmp_path: Path) -> None:
    made = import_district(tmp_path / "d", files(tmp_path, of_zones()), request=REQUEST)
    assert made.inputs.district.tables["pupils"]["pupils"].sum() == pytest.approx(210)


def test_blank_negative_and_endless_cells_hold_nobody(tmp_path: Path) -> None:
    cells = of_zones()
    cells[0, 0], cells[0, 1], cells[1, 0], cells[1, 1] = NODATA, -3.0, np.nan, np.inf
    found = files(tmp_path, cells) | {"zones": with_zones(tmp_path)}
    made = import_district(tmp_path / "d", found, request=REQUEST)
    # The four cells of zone C3 in the north-west are gone, and with them its 20 pupils.
    assert made.inputs.district.tables["pupils"]["pupils"].sum() == pytest.approx(210 - PUPILS[3])


def test_bands_are_told_by_their_descriptions(tmp_path: Path) -> None:
    cells = np.stack([of_zones(), of_zones() / 2])
    found = files(tmp_path, cells, titles=("小学学生数", "初中学生数")) | {"zones": with_zones(tmp_path)}
    made = import_district(tmp_path / "d", found, request=REQUEST)
    by_band = made.inputs.district.tables["pupils"].groupby("band")["pupils"].sum()
    assert by_band.to_dict() == {"primary": pytest.approx(210), "junior": pytest.approx(105)}


def test_a_grid_in_degrees_gives_the_same(tmp_path: Path) -> None:
    middle = gpd.GeoSeries([shapely.Point(X + 1500, Y + 1000)], crs=GRID).to_crs("EPSG:4326").iloc[0]
    path = tmp_path / "degrees.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=1, width=1, count=1, dtype="uint8", crs="EPSG:4326",
        transform=Affine(0.001, 0.0, middle.x - 0.0005, 0.0, -0.001, middle.y + 0.0005),
    ) as grid:  # fmt: skip
        grid.write(np.array([[[77]]], dtype="uint8"))
    found = files(tmp_path, of_zones()) | {"zones": with_zones(tmp_path), "grid": path}
    made = import_district(tmp_path / "d", found, request=REQUEST)
    assert made.inputs.district.tables["pupils"]["pupils"].sum() == pytest.approx(77)


def refused(folder: Path, found: dict[str, Path]) -> str:
    with pytest.raises(InputError) as caught:
        import_district(folder / "d", found, request=REQUEST)
    return str(caught.value)


def test_a_grid_without_a_crs_is_told(tmp_path: Path) -> None:
    found = files(tmp_path, of_zones(), crs=None)
    assert "the file does not say its CRS" in refused(tmp_path, found)


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    found = files(tmp_path, of_zones())
    found["grid"].write_bytes(found["grid"].read_bytes()[:60])
    assert "people.tif" in refused(tmp_path, found)


def test_too_large_a_grid_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = files(tmp_path, of_zones())
    monkeypatch.setattr(rasters, "MOST_POINTS", 10)
    assert "the grid has 24 cells; at most 10 are read" in refused(tmp_path, found)
    monkeypatch.setattr(rasters, "MOST_CELLS", 20)
    assert "Clip it to the district first" in refused(tmp_path, found)


def test_without_rasterio_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = files(tmp_path, of_zones())
    monkeypatch.setitem(sys.modules, "rasterio", None)
    assert "pip install rasterio" in refused(tmp_path, found)


def test_an_empty_grid_is_told(tmp_path: Path) -> None:
    assert "people.tif" in refused(tmp_path, files(tmp_path, np.zeros((4, 6))))
