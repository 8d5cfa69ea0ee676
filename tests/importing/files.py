"""A small made place, written into the formats that planners bring."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.importing.datum import gcj02_to_bd09, wgs84_to_gcj02

#: CGCS2000, 3-degree zone, central meridian 117 E.
GRID = "EPSG:4548"
X, Y, SIDE = 510_000.0, 2_710_000.0, 1000.0
NAMES = ("甲社区", "乙社区", "丙社区", "丁社区", "戊社区", "己社区")
PUPILS = (40, 30, 50, 20, 60, 10)


def zones(crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    """Return six square zones in two rows, of a kilometre each."""
    cells = [
        shapely.box(X + SIDE * i, Y + SIDE * j, X + SIDE * (i + 1), Y + SIDE * (j + 1))
        for j in range(2)
        for i in range(3)
    ]
    frame = gpd.GeoDataFrame(
        {"社区编号": [f"C{i}" for i in range(6)], "社区名称": NAMES, "小学学生数": PUPILS},
        geometry=cells,
        crs=GRID,
    )
    return frame.to_crs(crs)


def schools(crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    """Return two schools, in the first and in the last zone."""
    points = [shapely.Point(X + 500, Y + 500), shapely.Point(X + 2500, Y + 1500)]
    frame = gpd.GeoDataFrame(
        {"学校名称": ["第一小学", "第二小学"], "小学学位数": [100, 120], "办学性质": ["公办", "民办"]},
        geometry=points, crs=GRID,
    )  # fmt: skip
    return frame.to_crs(crs)


def school_table(*, datum: str = "WGS84") -> pd.DataFrame:
    """Return the schools as a table, their coordinates in a datum."""
    frame = schools()
    lon, lat = frame.geometry.x.to_numpy(), frame.geometry.y.to_numpy()
    if datum in ("GCJ-02", "BD-09"):
        lon, lat = wgs84_to_gcj02(lon, lat)
    if datum == "BD-09":
        lon, lat = gcj02_to_bd09(lon, lat)
    return pd.DataFrame({**frame.drop(columns="geometry"), "经度": lon, "纬度": lat})


def write_plain(folder: Path) -> dict[str, Path]:
    """Write zones as GeoJSON and schools as CSV."""
    files = {"zones": folder / "zones.geojson", "schools": folder / "schools.csv"}
    zones().to_file(files["zones"], driver="GeoJSON")
    school_table().to_csv(files["schools"], index=False)
    return files


def least_km(seats: tuple[float, float]) -> float:
    """Return the least pupil-kilometres by trying how many of each zone go to the first school."""
    frame = zones(GRID)
    there = schools(GRID).geometry
    metres = np.array([[cell.centroid.distance(point) for point in there] for cell in frame.geometry])
    # Pupils go where the difference is largest in favour, until the seats are full: two schools need no more.
    order = np.argsort(metres[:, 0] - metres[:, 1])
    total, first = 0.0, seats[0]
    pupils = np.array(PUPILS, dtype=float)
    want = {int(z): 0.0 for z in order}
    second = pupils.sum()
    for z in order.tolist():
        prefers_first = metres[z, 0] < metres[z, 1] or second > seats[1]
        move = min(pupils[z], first) if prefers_first else 0.0
        want[z], first, second = move, first - move, second - move
    for z, one in want.items():
        total += one * metres[z, 0] + (pupils[z] - one) * metres[z, 1]
    return float(total / 1000.0)
