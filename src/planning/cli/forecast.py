"""Panel "Forecast": who is coming, and how good such forecasts have been."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planning.cli.options import (
    Apply,
    BandsOption,
    Cluster,
    Lang,
    LangOption,
    Processes,
    ScenarioPath,
    both,
    language_of,
)
from planning.cli.panels import FORECAST, add_command
from planning.cli.values import years_ahead, years_of


def add_forecast(app: typer.Typer) -> None:
    """Add the commands of the panel "Forecast"."""
    add_command(
        app, forecast, panel=FORECAST,
        zh="预测新生与在校生，各方案及区间。",
        en="Forecast intakes and rolls, with variants and intervals.",
        example="planning forecast scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, backtest, panel=FORECAST,
        zh="用历年在校生检验预测。", en="Test the forecast on past rolls, beside three simple rivals.",
        example="planning backtest rolls.csv --horizons 1,3,5",
    )  # fmt: skip


def forecast(
    scenario: ScenarioPath,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both("结果目录", "Folder of the results; results/NAME-forecast if left out"),
        ),
    ] = None,
    apply: Apply = None,
    draws: Annotated[
        int, typer.Option("--draws", metavar="N", min=10, max=100_000, help=both("抽样次数", "Draws"))
    ] = 1000,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, help=both("随机种子", "Seed of the draws"))
    ] = 1,
    change_year: Annotated[
        int | None,
        typer.Option(
            "--change-year",
            metavar="YEAR",
            help=both(
                "变化图所解释的年份", "Year that the waterfalls explain; the largest change if left out"
            ),
        ),
    ] = None,
    lang: LangOption = Lang.both,
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
            help=both("历年在校生（CSV）", "Past rolls (CSV): place, school_year, grade, pupils"),
        ),
    ],
    births: Annotated[
        Path | None,
        typer.Option(
            "--births", metavar="CSV", help=both("历年出生（CSV）", "Past births (CSV): place, year, births")
        ),
    ] = None,
    horizons: Annotated[
        str,
        typer.Option(
            "--horizons", metavar="N,N", help=both("预测年数，以逗号分隔", "Years ahead, with commas between")
        ),
    ] = "1,2,3,5,10",
    leave_out: Annotated[
        str,
        typer.Option(
            "--leave-out",
            metavar="YEAR,YEAR",
            help=both("不可信的学年，以逗号分隔", "School years not to be trusted, with commas between"),
        ),
    ] = "",
    bands: BandsOption = "cn-633",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help=both("另写各表到此目录", "Write the tables to this folder too")
        ),
    ] = None,
    processes: Processes = None,
    cluster: Cluster = None,
    lang: LangOption = Lang.both,
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
