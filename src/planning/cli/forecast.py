"""Panel "Forecast": who is coming, and how good such forecasts have been."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planning.cli.options import (
    Apply,
    BandsOption,
    Cluster,
    LangOption,
    Processes,
    ScenarioPath,
    both,
    language_of,
)
from planning.cli.panels import FORECAST, add_command
from planning.cli.values import years_ahead, years_of
from planning.words import message


def add_forecast(app: typer.Typer) -> None:
    """Add the commands of the panel "Forecast"."""
    add_command(
        app, forecast, panel=FORECAST,
        words=message("cli.forecast.forecast_intakes_rolls_variants_intervals"),
        example="planning forecast scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, backtest, panel=FORECAST,
        words=message("cli.forecast.test_forecast_past_rolls_beside"),
        example="planning backtest rolls.csv --horizons 1,3,5",
    )  # fmt: skip


def forecast(
    scenario: ScenarioPath,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both(message("cli.forecast.folder_results_results_name_forecast")),
        ),
    ] = None,
    apply: Apply = None,
    draws: Annotated[
        int,
        typer.Option("--draws", metavar="N", min=10, max=100_000, help=both(message("cli.forecast.draws"))),
    ] = 1000,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, help=both(message("cli.forecast.seed_draws")))
    ] = 1,
    change_year: Annotated[
        int | None,
        typer.Option(
            "--change-year",
            metavar="YEAR",
            help=both(message("cli.forecast.year_waterfalls_explain_largest_change")),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Forecast intakes and rolls, with variants and intervals."""
    from planning.cli.show.outlook import print_outlook  # noqa: PLC0415
    from planning.runs.outlook import forecast_scenario  # noqa: PLC0415

    made, folder = forecast_scenario(
        scenario, out=out, apply=apply or (), draws=draws, seed=seed, change_year=change_year
    )
    print_outlook(made, folder, language=language_of(lang))


def backtest(
    rolls: Annotated[
        Path,
        typer.Argument(
            metavar="ROLLS",
            help=both(message("cli.forecast.past_rolls_csv_place_school")),
        ),
    ],
    births: Annotated[
        Path | None,
        typer.Option(
            "--births", metavar="CSV", help=both(message("cli.forecast.past_births_csv_place_year"))
        ),
    ] = None,
    horizons: Annotated[
        str,
        typer.Option(
            "--horizons", metavar="N,N", help=both(message("cli.forecast.years_ahead_commas_between"))
        ),
    ] = "1,2,3,5,10",
    leave_out: Annotated[
        str,
        typer.Option(
            "--leave-out",
            metavar="YEAR,YEAR",
            help=both(message("cli.forecast.school_years_not_trusted_commas")),
        ),
    ] = "",
    bands: BandsOption = "cn-633",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=both(message("cli.forecast.write_tables_folder_too"))),
    ] = None,
    processes: Processes = None,
    cluster: Cluster = None,
    lang: LangOption = None,
) -> None:
    """Test the forecast on past rolls against three simple rivals."""
    from planning.cli.show.backtest import print_backtest  # noqa: PLC0415
    from planning.district.band_rows import bands_from  # noqa: PLC0415
    from planning.district.bands import bands_frame  # noqa: PLC0415
    from planning.runs.backtest import backtest_file  # noqa: PLC0415
    from planning.runs.compute.settings import IN_PROCESS, asked_for  # noqa: PLC0415

    run = backtest_file(
        rolls,
        births_path=births,
        horizons=years_ahead(horizons),
        leave_out=years_of(leave_out),
        bands=bands_from(bands_frame(bands)),
        out=out,
        compute=asked_for(processes=processes, cluster=cluster) or IN_PROCESS,
    )
    print_backtest(run, language=language_of(lang))
