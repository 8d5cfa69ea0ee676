"""The command ``import``: a district of a planner's own files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.options import BandsOption, Lang, LangOption, both, language_of
from planning.domain.sources import CONFIDENCES

By = StrEnum("By", {word: word for word in ("distance", "time")})  # type: ignore[misc]
Confidence = StrEnum("Confidence", {word: word for word in CONFIDENCES})  # type: ignore[misc]
BY_DISTANCE, ESTIMATED = By("distance"), Confidence("estimated")


def _file(option: str, zh: str, en: str) -> typer.models.OptionInfo:
    option_info: typer.models.OptionInfo = typer.Option(option, metavar="FILE", help=both(zh, en))
    return option_info


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DISTRICT", help=both("区县目录", "Folder of the district"))
]
ZonesOption = Annotated[Path | None, _file("--zones", "需求区（面或点）", "Zones: polygons or points")]
SchoolsOption = Annotated[Path | None, _file("--schools", "学校与学位", "Schools and seats")]
ProjectsOption = Annotated[Path | None, _file("--projects", "建设项目", "Projects")]
PopulationOption = Annotated[
    Path | None, _file("--population", "各区学生或分岁人口", "Pupils or single ages by zone")
]
PupilsOption = Annotated[
    Path | None, _file("--pupils", "学生点位（只汇总）", "Points of pupils, gathered and not kept")
]
GridOption = Annotated[
    Path | None, _file("--grid", "人口网格（点表或 GeoTIFF）", "Grid cells with pupils: table or GeoTIFF")
]
RollsOption = Annotated[
    Path | None, _file("--rolls", "各校历年在校生", "Rolls of schools, where nothing else is known")
]
CensusOption = Annotated[
    Path | None, _file("--census", "较大统计区的学生", "Larger areas with pupils, shared out to zones")
]
DistancesOption = Annotated[Path | None, _file("--distances", "距离表", "Distances measured elsewhere")]
RoadsOption = Annotated[Path | None, _file("--roads", "道路线", "Road lines")]
BarriersOption = Annotated[
    Path | None, _file("--barriers", "阻隔步行的河流、铁路", "Rivers, railways that roads end at")
]
WaterOption = Annotated[Path | None, _file("--water", "水系，只用于地图", "Water, for the map alone")]
CatchmentsOption = Annotated[Path | None, _file("--catchments", "现行学区", "Today's catchments")]
WorkbookOption = Annotated[
    Path | None, _file("--workbook", "各表在一个工作簿中", "All tables in one workbook")
]
NameZhOption = Annotated[str, typer.Option("--name-zh", metavar="NAME", help=both("中文名", "Chinese name"))]
NameEnOption = Annotated[str, typer.Option("--name-en", metavar="NAME", help=both("英文名", "English name"))]
YearOption = Annotated[
    int,
    typer.Option(
        "--year",
        metavar="YEAR",
        min=1900,
        max=2200,
        help=both("学生所在学年", "School year of the pupils"),
    ),
]
CurrencyOption = Annotated[
    str,
    typer.Option("--currency", metavar="CODE", help=both("货币代码", "Code of the currency: CNY, USD, GBP")),
]
BandOption = Annotated[
    str,
    typer.Option(
        "--band",
        metavar="BAND",
        help=both(
            "未分学段时视为哪一段",
            "Band of figures that name none; the first compulsory one if left out",
        ),
    ),
]
ConfidenceOption = Annotated[
    Confidence,
    typer.Option(
        "--confidence",
        metavar="WORD",
        help=both("数据可信度", f"How sure the figures are: {', '.join(CONFIDENCES)}"),
    ),
]
CellMOption = Annotated[
    float,
    typer.Option(
        "--cell-m",
        metavar="METRES",
        min=50,
        max=20_000,
        help=both("网格边长（米）", "Side of cells, metres"),
    ),
]
ByOption = Annotated[By, typer.Option("--by", help=both("按路程或时间", "Shortest in distance or time"))]
WalkKmHOption = Annotated[
    float,
    typer.Option("--walk-km-h", metavar="KM/H", min=1, max=10, help=both("步行速度", "Walking speed, km/h")),
]
LeastCountOption = Annotated[
    int,
    typer.Option(
        "--least-count",
        metavar="N",
        min=1,
        max=1000,
        help=both("每格最少人数", "Fewest pupils of a cell"),
    ),
]


def bring(
    folder: FolderArgument,
    zones: ZonesOption = None,
    schools: SchoolsOption = None,
    projects: ProjectsOption = None,
    population: PopulationOption = None,
    pupils: PupilsOption = None,
    grid: GridOption = None,
    rolls: RollsOption = None,
    census: CensusOption = None,
    distances: DistancesOption = None,
    roads: RoadsOption = None,
    barriers: BarriersOption = None,
    water: WaterOption = None,
    catchments: CatchmentsOption = None,
    workbook: WorkbookOption = None,
    name_zh: NameZhOption = "",
    name_en: NameEnOption = "",
    year: YearOption = 2024,
    bands: BandsOption = "cn-633",
    currency: CurrencyOption = "CNY",
    band: BandOption = "",
    confidence: ConfidenceOption = ESTIMATED,
    cell_m: CellMOption = 500.0,
    by: ByOption = BY_DISTANCE,
    walk_km_h: WalkKmHOption = 4.0,
    least_count: LeastCountOption = 5,
    lang: LangOption = Lang.both,
) -> None:
    """Make a district from a planner's own files."""
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
        table=bands,
        currency_code=currency.upper(),
        band=band,
        confidence=confidence.value,
        grid_m=cell_m,
        least_count=least_count,
        by=by.value,
        walk_km_h=walk_km_h,
    )
    files = {kind: path for kind, path in named.items() if path is not None}
    made = import_district(folder, files, request=request, workbook=workbook)
    print_imported(made, language=language_of(lang))
