"""Made districts of other school systems, as their planners would bring them: files with known numbers."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

#: Years that the files count.
YEARS = (2024, 2025, 2026)
SIDE = 1_000.0


def squares(x: float, y: float, crs: str, *, key: str) -> gpd.GeoDataFrame:
    """Return six square zones of a kilometre each, two rows of three."""
    return gpd.GeoDataFrame(
        {
            key: [f"N{i + 1}" for i in range(6)],
            "name": ["Ash", "Birch", "Cedar", "Elm", "Fir", "Gum"],
        },
        geometry=[
            shapely.box(x + SIDE * i, y + SIDE * j, x + SIDE * (i + 1), y + SIDE * (j + 1))
            for j in range(2)
            for i in range(3)
        ],
        crs=crs,
    )


def by_grade(grades: dict[str, int], *, zone: str) -> pd.DataFrame:
    """Return pupils of each grade, the same in every zone; each year has a tenth more than the first."""
    return pd.DataFrame(
        [
            (f"N{z + 1}", year, grade, round(pupils * (1 + 0.1 * (year - YEARS[0]))))
            for z in range(6)
            for year in YEARS
            for grade, pupils in grades.items()
        ],
        columns=[zone, "year", "grade", "pupils"],
    )


def america(folder: Path) -> dict[str, Path]:
    """Write a district of K-5, 6-8 and 9-12 in Ohio: level codes, a K-8 school, costs in dollars."""
    x, y, crs = 330_000.0, 4_430_000.0, "EPSG:26917"
    files = {
        name: folder / f"{name}.{ending}"
        for name, ending in (
            ("zones", "gpkg"), ("schools", "csv"), ("population", "csv"), ("projects", "csv"),
        )
    }  # fmt: skip
    squares(x, y, crs, key="GEOID").to_file(files["zones"])
    points = gpd.GeoSeries.from_xy(
        [x + 500, x + 2500, x + 1500, x + 1600, x + 700, x + 2400],
        [y + 500, y + 500, y + 1500, y + 500, y + 1500, y + 1600],
        crs=crs,
    ).to_crs("EPSG:4326")
    schools = pd.DataFrame(
        {
            "school_name": [
                "Ash Elementary", "Cedar Elementary", "Birch Middle", "Elm High", "Elm Academy", "Gum Elementary",
            ],
            "level": ["ES", "KG-05", "MS", "HS", "K-8", "Elementary School"],
            "capacity": [500, 500, 500, 1100, 450, 300],
            "lon": points.x,
            "lat": points.y,
        }
    )  # fmt: skip
    schools.to_csv(files["schools"], index=False)
    # Six zones: 10 pupils a grade make 360 in K-5, 180 in 6-8 and 240 in 9-12, times the growth.
    grades = {"K": 50, **{str(g): 50 for g in range(1, 13)}}
    by_grade(grades, zone="GEOID").to_csv(files["population"], index=False)
    pd.DataFrame(
        {
            "project_name": ["Gum Middle", "Fir wing"],
            "level": ["MS", "ES"],
            "seats": [400, 200],
            "cost": [2500, 900],
            "lon": [points.x.iloc[5], points.x.iloc[1]],
            "lat": [points.y.iloc[5], points.y.iloc[1]],
            "start_year": [2024, 2024],
            "duration": [11, 11],
        }
    ).to_csv(files["projects"], index=False)
    return files


def britain(folder: Path) -> dict[str, Path]:
    """Write a district of England on the National Grid: Infant and Junior schools, years, costs in pounds."""
    x, y, crs = 430_000.0, 285_000.0, "EPSG:27700"
    files = {
        name: folder / f"{name}.{ending}"
        for name, ending in (
            ("zones", "gpkg"), ("schools", "csv"), ("population", "csv"), ("projects", "csv"),
        )
    }  # fmt: skip
    squares(x, y, crs, key="code").to_file(files["zones"])
    pd.DataFrame(
        {
            "URN": [100001, 100002, 100003, 100004, 100005],
            "school_name": ["Ash Infant", "Ash Junior", "Cedar Primary", "Elm School", "Elm Sixth Form"],
            "phase": ["Infant", "Junior", "Primary", "Secondary", "Sixth Form"],
            "places": [240, 320, 420, 900, 300],
            "easting": [x + 500, x + 600, x + 2500, x + 1500, x + 1400],
            "northing": [y + 500, y + 600, y + 500, y + 1500, y + 1400],
        }
    ).to_csv(files["schools"], index=False)
    grades = {"R": 24, **{f"Year {g}": 24 for g in range(1, 14)}}
    by_grade(grades, zone="code").to_csv(files["population"], index=False)
    pd.DataFrame(
        {
            "project_name": ["Gum Primary"], "phase": ["Primary"], "places": [420], "cost": [600],
            "easting": [x + 2500], "northing": [y + 1500], "start_year": [2024], "duration": [11],
        }
    ).to_csv(files["projects"], index=False)  # fmt: skip
    return files


def five_four(folder: Path) -> dict[str, Path]:
    """Write a district of five years of primary and four of junior secondary, named in Chinese."""
    x, y, crs = 510_000.0, 2_710_000.0, "EPSG:4548"
    files = {
        name: folder / f"{name}.{ending}"
        for name, ending in (
            ("zones", "gpkg"), ("schools", "csv"), ("population", "csv"), ("projects", "csv"),
        )
    }  # fmt: skip
    squares(x, y, crs, key="社区编号").to_file(files["zones"])
    points = gpd.GeoSeries.from_xy(
        [x + 500, x + 2500, x + 1500, x + 1600], [y + 500, y + 500, y + 1500, y + 500], crs=crs
    ).to_crs("EPSG:4326")
    pd.DataFrame(
        {
            "学校名称": ["第一小学", "第二小学", "第一初级中学", "九年一贯制学校"],
            "小学学位数": [700, 600, 0, 300],
            "初中学位数": [0, 0, 900, 240],
            "经度": points.x,
            "纬度": points.y,
        }
    ).to_csv(files["schools"], index=False)
    grades = {**{str(g): 50 for g in range(1, 6)}, **{f"初{g}": 50 for g in "一二三四"}}
    by_grade(grades, zone="社区编号").to_csv(files["population"], index=False)
    pd.DataFrame(
        {
            "项目名称": ["第二初级中学"], "初中学位数": [400], "总投资": [6000],
            "经度": [points.x.iloc[1]], "纬度": [points.y.iloc[1]], "开工年份": [2024], "工期": [11],
        }
    ).to_csv(files["projects"], index=False)  # fmt: skip
    return files
