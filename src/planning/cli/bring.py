"""The command ``import``: a district of a planner's own files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.options import BandsOption, LangOption, both, language_of
from planning.domain.sources import CONFIDENCES
from planning.words import Words, message

By = StrEnum("By", {word: word for word in ("distance", "time")})  # type: ignore[misc]
Confidence = StrEnum("Confidence", {word: word for word in CONFIDENCES})  # type: ignore[misc]
BY_DISTANCE, ESTIMATED = By("distance"), Confidence("estimated")


def _file(option: str, words: Words) -> typer.models.OptionInfo:
    option_info: typer.models.OptionInfo = typer.Option(option, metavar="FILE", help=both(words))
    return option_info


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DISTRICT", help=both(message("cli.bring.folder_district")))
]
ZonesOption = Annotated[Path | None, _file("--zones", message("cli.bring.zones_polygons_points"))]
SchoolsOption = Annotated[Path | None, _file("--schools", message("cli.bring.schools_seats"))]
ProjectsOption = Annotated[Path | None, _file("--projects", message("word.projects"))]
PopulationOption = Annotated[Path | None, _file("--population", message("cli.bring.pupils_single_ages_zone"))]
PupilsOption = Annotated[Path | None, _file("--pupils", message("cli.bring.points_pupils_gathered_not_kept"))]
GridOption = Annotated[Path | None, _file("--grid", message("cli.bring.grid_cells_pupils_table_geotiff"))]
RollsOption = Annotated[Path | None, _file("--rolls", message("cli.bring.rolls_schools_where_nothing_else"))]
CensusOption = Annotated[Path | None, _file("--census", message("cli.bring.larger_areas_pupils_shared_out"))]
DistancesOption = Annotated[
    Path | None, _file("--distances", message("cli.bring.distances_measured_elsewhere"))
]
RoadsOption = Annotated[Path | None, _file("--roads", message("cli.bring.road_lines"))]
BarriersOption = Annotated[Path | None, _file("--barriers", message("cli.bring.rivers_railways_roads_end"))]
WaterOption = Annotated[Path | None, _file("--water", message("cli.bring.water_map_alone"))]
CatchmentsOption = Annotated[Path | None, _file("--catchments", message("word.today_s_catchments"))]
WorkbookOption = Annotated[Path | None, _file("--workbook", message("cli.bring.all_tables_one_workbook"))]
NameZhOption = Annotated[
    str, typer.Option("--name-zh", metavar="NAME", help=both(message("cli.bring.chinese_name")))
]
NameEnOption = Annotated[
    str, typer.Option("--name-en", metavar="NAME", help=both(message("cli.bring.english_name")))
]
YearOption = Annotated[
    int,
    typer.Option(
        "--year",
        metavar="YEAR",
        min=1900,
        max=2200,
        help=both(message("cli.bring.school_year_pupils")),
    ),
]
CurrencyOption = Annotated[
    str,
    typer.Option("--currency", metavar="CODE", help=both(message("cli.bring.currency"))),
]
BandOption = Annotated[
    str,
    typer.Option(
        "--band",
        metavar="BAND",
        help=both(message("cli.bring.band")),
    ),
]
ConfidenceOption = Annotated[
    Confidence,
    typer.Option(
        "--confidence",
        metavar="WORD",
        help=both(message("cli.bring.confidence", words=", ".join(CONFIDENCES))),
    ),
]
CellMOption = Annotated[
    float,
    typer.Option(
        "--cell-m",
        metavar="METRES",
        min=50,
        max=20_000,
        help=both(message("cli.bring.side_cells_metres")),
    ),
]
ByOption = Annotated[By, typer.Option("--by", help=both(message("cli.bring.shortest_distance_time")))]
WalkKmHOption = Annotated[
    float,
    typer.Option(
        "--walk-km-h", metavar="KM/H", min=1, max=10, help=both(message("cli.bring.walking_speed_km_h"))
    ),
]
LeastCountOption = Annotated[
    int,
    typer.Option(
        "--least-count",
        metavar="N",
        min=1,
        max=1000,
        help=both(message("cli.bring.fewest_pupils_cell")),
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
    lang: LangOption = None,
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
