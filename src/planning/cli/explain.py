"""The group ``explain`` of panel "Ask": where a number comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from planning.cli.options import Apply, Lang, LangOption, ScenarioPath, both, language_of
from planning.cli.panels import ASK, Group, add_command


def add_explain(app: typer.Typer) -> None:
    """Add the group ``explain`` and its commands."""
    explain = typer.Typer(cls=Group, no_args_is_help=True)
    add_command(
        explain, intake, panel=ASK,
        zh="说明一个新生数由何而来，每一步及其出处。",
        en="Show the sum behind one intake, each step with its source.",
        example="planning explain intake scenarios/base.yaml --zone Z07 --band primary --year 2027",
    )  # fmt: skip
    zh, en = "说明一个数字的由来。", "Show where a number comes from."
    app.add_typer(explain, name="explain", rich_help_panel=ASK, help=both(zh, en), short_help=f"{zh}\n{en}")


def intake(
    scenario: ScenarioPath,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help=both("需求区编号", "Key of a zone, such as Z07"))
    ],
    band: Annotated[
        str,
        typer.Option("--band", metavar="BAND", help=both("学段编号", "Key of a band of the district")),
    ],
    year: Annotated[
        int,
        typer.Option(
            "--year", metavar="YEAR", help=both("学年（以九月计）", "School year, by its September")
        ),
    ],
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Show the calculation behind one intake, each step with its source."""
    from planning.assemble.forecast.provenance import explain_intake  # noqa: PLC0415
    from planning.cli.show.provenance import print_provenance  # noqa: PLC0415
    from planning.runs.inputs import load_inputs  # noqa: PLC0415

    inputs = load_inputs(scenario, apply=apply or ())
    found = explain_intake(inputs.district, inputs.loaded.scenario, zone=zone, band=band, year=year)
    print_provenance(found, language=language_of(lang))
