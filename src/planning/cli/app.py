"""The command line: one command for each question that a planner asks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.ask import add_commands
from planning.cli.bring import add_bring_commands
from planning.cli.results import add_result_commands
from planning.cli.words import INTERRUPTED
from planning.errors import AuditError, InputError, NoPlanError

NO_PLAN = 1
BAD_INPUT = 2
#: Years ahead that a back-test may ask for.
FURTHEST = 30

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="学校建设规划：从出生人口到建设时序。School capacity planning: from births to a building schedule.",
)

explain = typer.Typer(no_args_is_help=True, help="说明数字的由来。Show where a number comes from.")
app.add_typer(explain, name="explain")

ScenarioPath = Annotated[Path, typer.Argument(metavar="SCENARIO", help="情景文件 Scenario file (YAML)")]
Apply = Annotated[
    list[str] | None,
    typer.Option("--apply", metavar="NAME", help="启用一个 override Apply an override of the scenario"),
]


@app.command()
def run(
    scenario: Annotated[
        Path | None, typer.Argument(metavar="SCENARIO", help="情景文件 Scenario file (YAML)")
    ] = None,
    inputs: Annotated[
        Path | None,
        typer.Option("--inputs", metavar="XLSX", help="改过的输入工作簿 Edited workbook of the inputs"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="结果目录 Folder of the results")
    ] = None,
    apply: Apply = None,
) -> None:
    """求解并输出结果。Solve a scenario and write its results."""
    # Heavy packages are imported where they are used: "planning --help" should not wait for them.
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.show.progress import Console  # noqa: PLC0415
    from planning.cli.show.summary import print_run  # noqa: PLC0415
    from planning.runs.run import run_scenario  # noqa: PLC0415
    from planning.runs.workbook import run_workbook  # noqa: PLC0415

    if (scenario is None and inputs is None) or (inputs is not None and apply):
        raise typer.BadParameter(
            "请指明情景文件，或用 --inputs 指明工作簿（其中的改动代替 --apply）。"
            "Name a scenario, or a workbook with --inputs (its edits take the place of --apply)."
        )
    try:
        with Console() as console:
            if inputs is not None:
                finished = run_workbook(inputs, scenario=scenario, out=out, listener=console.listen)
            elif scenario is not None:
                finished = run_scenario(scenario, out=out, apply=apply or (), listener=console.listen)
    except KeyboardInterrupt:
        _say("已中断，未写入任何结果。Interrupted; nothing was written.")
        raise typer.Exit(INTERRUPTED) from None
    print_run(finished)
    if finished.difference is not None:
        print_answer(finished.difference, language="both")


@app.command(name="export-inputs")
def export_inputs(
    scenario: ScenarioPath,
    out: Annotated[Path, typer.Option("--out", metavar="XLSX", help="工作簿 Workbook to write")] = Path(
        "inputs.xlsx"
    ),
) -> None:
    """把全部输入导出为可编辑的工作簿。Write the inputs as a workbook to edit, for run --inputs."""
    from planning.runs.workbook import export_inputs as export  # noqa: PLC0415

    typer.echo(f"文件 File: {export(scenario, out)}")


@app.command()
def validate(
    scenario: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIO", help="情景，或含 base.yaml 的目录 Scenario, or folder with base.yaml"
        ),
    ],
    apply: Apply = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON Print JSON, for machines")] = False,
) -> None:
    """只检查输入。Check a scenario and its district, and write nothing."""
    from planning.cli.show.summary import print_inputs  # noqa: PLC0415
    from planning.runs.inputs import load_inputs, make_problem  # noqa: PLC0415
    from planning.runs.validate import validate_json  # noqa: PLC0415

    scenario = scenario / "base.yaml" if scenario.is_dir() else scenario
    if as_json:
        text, sound = validate_json(scenario, apply=apply or ())
        typer.echo(text)
        raise typer.Exit(0 if sound else BAD_INPUT)
    inputs = load_inputs(scenario, apply=apply or ())
    print_inputs(inputs, make_problem(inputs))


@app.command()
def show(scenario: ScenarioPath, apply: Apply = None) -> None:
    """显示合并后的情景及每个值的出处。Print the merged scenario and where each value came from."""
    from planning.cli.show.merged import merged_lines  # noqa: PLC0415
    from planning.scenario.load import load_scenario  # noqa: PLC0415

    for line in merged_lines(load_scenario(scenario, apply=apply or ())):
        typer.echo(line)


@app.command()
def backtest(
    rolls: Annotated[Path, typer.Argument(metavar="ROLLS", help="place, school_year, grade, pupils (CSV)")],
    births: Annotated[
        Path | None, typer.Option("--births", metavar="CSV", help="place, year, births (CSV)")
    ] = None,
    horizons: Annotated[
        str, typer.Option("--horizons", metavar="N,N", help="预测年数 Years ahead")
    ] = "1,2,3,5,10",
    leave_out: Annotated[
        str,
        typer.Option("--leave-out", metavar="YEAR,YEAR", help="不可信的学年 School years not to be trusted"),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="结果目录 Folder of the tables")
    ] = None,
) -> None:
    """用历年在校生检验预测。Test the forecast on past rolls, beside three simple rivals."""
    from planning.cli.show.backtest import print_backtest  # noqa: PLC0415
    from planning.runs.backtest import backtest_file  # noqa: PLC0415

    run = backtest_file(
        rolls,
        births_path=births,
        horizons=_years_ahead(horizons),
        leave_out=_years(leave_out),
        out=out,
    )
    print_backtest(run)


@app.command()
def forecast(
    scenario: ScenarioPath,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="结果目录 Folder of the results")
    ] = None,
    apply: Apply = None,
    draws: Annotated[int, typer.Option("--draws", min=10, max=100_000, help="抽样次数 Draws")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="随机种子 Seed")] = 1,
    change_year: Annotated[
        int | None,
        typer.Option(
            "--change-year", metavar="YEAR", help="变化图所解释的年份 Year that the waterfalls explain"
        ),
    ] = None,
) -> None:
    """预测新生与在校生，各方案及区间。Forecast intakes and rolls, with variants and intervals."""
    from planning.cli.show.outlook import print_outlook  # noqa: PLC0415
    from planning.runs.outlook import forecast_scenario  # noqa: PLC0415

    made, folder = forecast_scenario(
        scenario, out=out, apply=apply or (), draws=draws, seed=seed, change_year=change_year
    )
    print_outlook(made, folder)


@explain.command()
def intake(
    scenario: ScenarioPath,
    zone: Annotated[str, typer.Option("--zone", help="需求区编号 Zone, such as Z07")],
    band: Annotated[str, typer.Option("--band", help="kindergarten, primary, junior, senior")],
    year: Annotated[int, typer.Option("--year", help="学年 School year, by its September")],
    apply: Apply = None,
) -> None:
    """说明一个新生数由何而来。Show the sum behind one intake, each step with its source."""
    from planning.assemble.forecast.provenance import explain_intake  # noqa: PLC0415
    from planning.cli.show.provenance import print_provenance  # noqa: PLC0415
    from planning.runs.inputs import load_inputs  # noqa: PLC0415

    inputs = load_inputs(scenario, apply=apply or ())
    print_provenance(explain_intake(inputs.district, inputs.loaded.scenario, zone=zone, band=band, year=year))


def _years_ahead(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= FURTHEST for part in parts):
        raise typer.BadParameter(
            f"应为 1 至 {FURTHEST} 的整数，以逗号分隔。"
            f"Whole numbers from 1 to {FURTHEST}, with commas between.",
            param_hint="--horizons",
        )
    return tuple(sorted({int(part) for part in parts}))


def _years(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and len(part) == 4 for part in parts):
        raise typer.BadParameter(
            "应为四位年份，以逗号分隔。Years of four digits, with commas between.", param_hint="--leave-out"
        )
    return tuple(int(part) for part in parts)


@app.command()
def schema() -> None:
    """输出情景文件的 JSON Schema。Print the JSON Schema of scenario files, for editors."""
    from planning.scenario.load import json_schema  # noqa: PLC0415

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


add_commands(app)
add_result_commands(app)
add_bring_commands(app)


def main() -> None:
    """Run the command line; errors that are meant to be read end it without a traceback."""
    try:
        app()
    except InputError as error:
        count = len(error.findings)
        _say(f"输入有 {count} 处问题，未写入任何结果。{count} fault(s) in the input; nothing was written.")
        for finding in error.findings:
            _say(f"\n{finding}")
        sys.exit(BAD_INPUT)
    except NoPlanError as error:
        _say(f"没有得到方案。No plan.\n{error.zh}。\n{error.en}.")
        sys.exit(NO_PLAN)
    except AuditError as error:
        _say(
            "方案未通过审核，不予显示；请报告此问题。\n"
            "The plan failed its audit and is not shown; please report it."
        )
        for breach in error.breaches:
            _say(f"  {breach}")
        sys.exit(NO_PLAN)
    except OSError as error:
        _say(f"无法读写文件：{error}。\nA file cannot be read or written: {error}.")
        sys.exit(BAD_INPUT)


def _say(text: str) -> None:
    typer.echo(text, err=True)
