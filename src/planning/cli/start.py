"""Panel "Start": a district of one's own, and the check of a scenario."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.bands import bands as show_bands
from planning.cli.bring import bring
from planning.cli.endings import BAD_INPUT
from planning.cli.options import (
    FIRST_SCENARIO,
    Apply,
    BandsOption,
    Lang,
    LangOption,
    ScenarioPath,
    both,
    language_of,
)
from planning.cli.panels import START, add_command
from planning.cli.terminal.safe import put, safe_json


def add_start(app: typer.Typer) -> None:
    """Add the commands of the panel "Start"."""
    add_command(
        app, init, panel=START,
        zh="写出待填的空表与说明。", en="Write empty tables to fill in, and what each column means.",
        example="planning init mydistrict",
    )  # fmt: skip
    add_command(
        app, bring, panel=START, name="import",
        zh="把自己的文件变为一个区县；每处猜测都会列出。",
        en="Make a district of your own files; every guess is shown.",
        example="planning import mydistrict --zones zones.gpkg --schools schools.csv",
    )  # fmt: skip
    add_command(
        app, show_bands, panel=START, name="bands",
        zh="列出现成的学制，或显示一张学段表。",
        en="List the ready-made school systems, or show a table of bands.",
        example="planning bands k5-68-912",
    )  # fmt: skip
    add_command(
        app, validate, panel=START,
        zh="检查情景与区县数据，不写文件。", en="Check a scenario and its district, and write nothing.",
        example="planning validate scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, show, panel=START,
        zh="显示合并后的情景及每个值的出处。",
        en="Print the merged scenario and where each value came from.",
        example="planning show scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, schema, panel=START,
        zh="输出情景文件的 JSON Schema，供编辑器使用。",
        en="Print the JSON Schema of scenario files, for editors.",
        example="planning schema > scenarios/schema.json",
    )  # fmt: skip


def init(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="DISTRICT", help=both("新目录，或 .xlsx 工作簿", "New folder, or a workbook (.xlsx)")
        ),
    ],
    bands: BandsOption = "cn-633",
) -> None:
    """Write empty tables to fill in."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.runs.bring import init_district  # noqa: PLC0415

    screen = Screen()
    for path in init_district(target, table=bands):
        screen.path("文件", "File", path)


def validate(
    scenario: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIO",
            help=both("情景文件，或含 base.yaml 的目录", "Scenario file, or folder with base.yaml"),
        ),
    ],
    apply: Apply = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=both("输出 JSON，供程序读取", "Print JSON, for machines"))
    ] = False,
    lang: LangOption = Lang.both,
) -> None:
    """Check a scenario and its district without writing anything."""
    from planning.cli.show.inputs import print_inputs  # noqa: PLC0415
    from planning.runs.inputs import load_inputs, make_problem  # noqa: PLC0415
    from planning.runs.validate import validate_json  # noqa: PLC0415

    scenario = scenario / FIRST_SCENARIO if scenario.is_dir() else scenario
    if as_json:
        text, sound = validate_json(scenario, apply=apply or ())
        put(safe_json(text))
        raise typer.Exit(0 if sound else BAD_INPUT)
    inputs = load_inputs(scenario, apply=apply or ())
    print_inputs(inputs, make_problem(inputs), language=language_of(lang))


def show(scenario: ScenarioPath, apply: Apply = None) -> None:
    """Print the merged scenario with the origin of each value."""
    from planning.cli.show.merged import merged_lines  # noqa: PLC0415
    from planning.scenario.load import load_scenario  # noqa: PLC0415

    for line in merged_lines(load_scenario(scenario, apply=apply or ())):
        put(line)


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from planning.scenario.load import json_schema  # noqa: PLC0415

    put(json.dumps(json_schema(), ensure_ascii=False, indent=2))
