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
    LangOption,
    ScenarioPath,
    both,
    language_of,
)
from planning.cli.panels import START, add_command
from planning.cli.terminal.safe import put, safe_json
from planning.words import message


def add_start(app: typer.Typer) -> None:
    """Add the commands of the panel "Start"."""
    add_command(
        app, init, panel=START,
        words=message("cli.start.write_empty_tables_fill_what"),
        example="planning init mydistrict",
    )  # fmt: skip
    add_command(
        app, bring, panel=START, name="import",
        words=message("cli.start.make_district_your_own_files"),
        example="planning import mydistrict --zones zones.gpkg --schools schools.csv",
    )  # fmt: skip
    add_command(
        app, show_bands, panel=START, name="bands",
        words=message("cli.start.bands"),
        example="planning bands k5-68-912",
    )  # fmt: skip
    add_command(
        app, validate, panel=START,
        words=message("cli.start.check_scenario_district_write_nothing"),
        example="planning validate scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, show, panel=START,
        words=message("cli.start.print_merged_scenario_where_each"),
        example="planning show scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, schema, panel=START,
        words=message("cli.start.print_json_schema_scenario_files"),
        example="planning schema > scenarios/schema.json",
    )  # fmt: skip


def init(
    target: Annotated[
        Path,
        typer.Argument(metavar="DISTRICT", help=both(message("cli.start.new_folder_workbook_xlsx"))),
    ],
    bands: BandsOption = "cn-633",
) -> None:
    """Write empty tables to fill in."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.runs.bring import init_district  # noqa: PLC0415

    screen = Screen()
    for path in init_district(target, table=bands):
        screen.path(message("word.file"), path)


def validate(
    scenario: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIO",
            help=both(message("cli.start.scenario_file_folder_base_yaml")),
        ),
    ],
    apply: Apply = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=both(message("cli.start.print_json_machines")))
    ] = False,
    lang: LangOption = None,
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
