"""Commands that bring a district: init and import."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planning.domain.bands import BANDS
from planning.domain.sources import CONFIDENCES

Band = StrEnum("Band", {band: band for band in BANDS})  # type: ignore[misc]
By = StrEnum("By", {word: word for word in ("distance", "time")})  # type: ignore[misc]
BY_DISTANCE = By("distance")
Confidence = StrEnum("Confidence", {word: word for word in CONFIDENCES})  # type: ignore[misc]


def add_bring_commands(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(name="init")(init)
    app.command(name="import")(bring)


def _file(option: str, zh: str, en: str) -> typer.models.OptionInfo:
    option_info: typer.models.OptionInfo = typer.Option(option, metavar="FILE", help=f"{zh} {en}")
    return option_info


def init(
    target: Annotated[
        Path, typer.Argument(metavar="DISTRICT", help="新目录，或 .xlsx 工作簿 New folder, or .xlsx workbook")
    ],
) -> None:
    """写出待填的空表与说明。Write empty tables to fill in, and what each column means."""
    from planning.runs.bring import init_district  # noqa: PLC0415

    for path in init_district(target):
        typer.echo(f"文件 File: {path}")


def bring(
    folder: Annotated[Path, typer.Argument(metavar="DISTRICT", help="区县目录 Folder of the district")],
    zones: Annotated[Path | None, _file("--zones", "需求区（面或点）", "Zones: polygons or points")] = None,
    schools: Annotated[Path | None, _file("--schools", "学校与学位", "Schools and seats")] = None,
    projects: Annotated[Path | None, _file("--projects", "建设项目", "Projects")] = None,
    population: Annotated[
        Path | None, _file("--population", "各区学生或分岁人口", "Pupils or single ages by zone")
    ] = None,
    pupils: Annotated[
        Path | None, _file("--pupils", "学生点位（只汇总）", "Points of pupils, gathered and not kept")
    ] = None,
    grid: Annotated[
        Path | None, _file("--grid", "人口网格（点表或 GeoTIFF）", "Grid cells with pupils: table or GeoTIFF")
    ] = None,
    rolls: Annotated[
        Path | None, _file("--rolls", "各校历年在校生", "Rolls of schools, where nothing else is known")
    ] = None,
    census: Annotated[
        Path | None, _file("--census", "较大统计区的学生", "Larger areas with pupils, shared out to zones")
    ] = None,
    distances: Annotated[Path | None, _file("--distances", "距离表", "Distances measured elsewhere")] = None,
    roads: Annotated[Path | None, _file("--roads", "道路线", "Road lines")] = None,
    barriers: Annotated[
        Path | None, _file("--barriers", "阻隔步行的河流、铁路", "Rivers, railways that roads end at")
    ] = None,
    water: Annotated[Path | None, _file("--water", "水系，只用于地图", "Water, for the map alone")] = None,
    catchments: Annotated[Path | None, _file("--catchments", "现行学区", "Today's catchments")] = None,
    workbook: Annotated[
        Path | None, _file("--workbook", "各表在一个工作簿中", "All tables in one workbook")
    ] = None,
    name_zh: Annotated[str, typer.Option("--name-zh", help="中文名 Chinese name")] = "",
    name_en: Annotated[str, typer.Option("--name-en", help="英文名 English name")] = "",
    year: Annotated[
        int, typer.Option("--year", min=1900, max=2200, help="学生所在学年 School year of the pupils")
    ] = 2024,
    band: Annotated[
        Band, typer.Option("--band", help="未分学段时视为 Band of figures that name none")
    ] = Band("primary"),  # noqa: B008
    confidence: Annotated[
        Confidence, typer.Option("--confidence", help="数据可信度 How sure the figures are")
    ] = Confidence("estimated"),  # noqa: B008
    cell_m: Annotated[
        float, typer.Option("--cell-m", min=50, max=20_000, help="网格边长（米） Side of cells, metres")
    ] = 500.0,
    by: Annotated[By, typer.Option("--by", help="按路程或时间 Shortest in distance or time")] = BY_DISTANCE,
    walk_km_h: Annotated[
        float, typer.Option("--walk-km-h", min=1, max=10, help="步行速度 Walking speed, km/h")
    ] = 4.0,
    least_count: Annotated[
        int, typer.Option("--least-count", min=1, max=1000, help="每格最少人数 Fewest pupils of a cell")
    ] = 5,
) -> None:
    """把自己的文件变为一个区县。Make a district of your own files; every guess is shown."""
    from planning.cli.show.bring import print_imported  # noqa: PLC0415
    from planning.importing.request import Request  # noqa: PLC0415
    from planning.runs.bring import import_district  # noqa: PLC0415

    named = {
        "zones": zones, "schools": schools, "projects": projects, "population": population, "pupils": pupils,
        "grid": grid, "census": census, "rolls": rolls, "distances": distances, "roads": roads,
        "barriers": barriers, "water": water, "catchments": catchments,
    }  # fmt: skip
    request = Request(
        name_zh=name_zh or name_en or folder.name,
        name_en=name_en or name_zh or folder.name,
        year=year,
        band=band.value,
        confidence=confidence.value,
        grid_m=cell_m,
        least_count=least_count,
        by=by.value,
        walk_km_h=walk_km_h,
    )
    files = {kind: path for kind, path in named.items() if path is not None}
    print_imported(import_district(folder, files, request=request, workbook=workbook))
