"""The group ``explain`` of panel "Ask": where a number comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from planning.cli.answering import give, open_asked
from planning.cli.options import Apply, LangOption, ScenarioPath, both, language_of
from planning.cli.panels import ASK, Group, add_command
from planning.words import message
from planning.words.catalogue import default_language
from planning.words.shown import in_lines


def add_explain(app: typer.Typer) -> None:
    """Add the group ``explain`` and its commands."""
    explain = typer.Typer(cls=Group, no_args_is_help=True)
    add_command(
        explain, intake, panel=ASK,
        words=message("cli.explain.show_sum_behind_one_intake"),
        example="planning explain intake scenarios/base.yaml --zone Z07 --band primary --year 2027",
    )  # fmt: skip
    add_command(
        explain, seats, panel=ASK,
        words=message("cli.explain.show_rooms_behind_seats"),
        example="planning explain seats scenarios/base.yaml --site F017 --band primary --year 2030",
    )  # fmt: skip
    words = message("cli.explain.show_where_number_comes")
    short = in_lines(words, default_language())
    app.add_typer(explain, name="explain", rich_help_panel=ASK, help=both(words), short_help=short)


def intake(
    scenario: ScenarioPath,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help=both(message("cli.explain.key_zone_such_z07")))
    ],
    band: Annotated[
        str,
        typer.Option("--band", metavar="BAND", help=both(message("cli.explain.band"))),
    ],
    year: Annotated[
        int,
        typer.Option("--year", metavar="YEAR", help=both(message("cli.explain.school_year_september"))),
    ],
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Show the calculation behind one intake, each step with its source."""
    from planning.assemble.forecast.provenance import explain_intake  # noqa: PLC0415
    from planning.cli.show.provenance import print_provenance  # noqa: PLC0415
    from planning.runs.inputs import load_inputs  # noqa: PLC0415

    inputs = load_inputs(scenario, apply=apply or ())
    found = explain_intake(inputs.district, inputs.loaded.scenario, zone=zone, band=band, year=year)
    print_provenance(found, language=language_of(lang))


def seats(
    scenario: ScenarioPath,
    site: Annotated[
        str, typer.Option("--site", metavar="SITE", help=both(message("cli.explain.key_facility")))
    ],
    band: Annotated[
        str,
        typer.Option("--band", metavar="BAND", help=both(message("cli.explain.band"))),
    ],
    year: Annotated[
        int,
        typer.Option("--year", metavar="YEAR", help=both(message("cli.explain.school_year_september"))),
    ],
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Show the rooms and the class size behind the seats of one school, each with its source."""
    case = open_asked(scenario, apply)
    give(lambda _: case.explain_seats(site, band, year), None, lang)
