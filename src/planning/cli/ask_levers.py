"""Panel "Ask": questions on what could be built or changed beside the projects that there are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planning.cli.answering import Seconds, give, open_asked
from planning.cli.options import AnswerOut, Apply, LangOption, ScenarioPath, both
from planning.cli.panels import ASK, add_command
from planning.words import message
from planning.words.catalogue import default_language


def add_levers(app: typer.Typer) -> None:
    """Add the questions on levers to the panel "Ask"."""
    add_command(
        app, site, panel=ASK,
        words=message("cli.ask.where_new_schools_would_do_most"),
        example="planning site scenarios/base.yaml --band junior --count 1",
    )  # fmt: skip
    add_command(
        app, cure, panel=ASK,
        words=message("cli.ask.what_would_cure_a_shortage"),
        example="planning cure scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, fair, panel=ASK,
        words=message("cli.ask.what_fairness_costs"),
        example="planning fair scenarios/base.yaml",
    )  # fmt: skip


def fair(
    scenario: ScenarioPath,
    by: Annotated[
        str,
        typer.Option("--by", metavar="GROUPS", help=both(message("cli.ask.zone_or_subdistrict"))),
    ] = "zone",
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Find what fairness costs: the cheapest, a middle and the fairest way to share a shortage."""
    case = open_asked(scenario, apply)
    give(lambda told: case.fair(by=by, seconds=seconds, listener=told), out, lang)


def cure(
    scenario: ScenarioPath,
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Find what would cure a shortage of seats: levers and mixes of them, the cheapest first."""
    case = open_asked(scenario, apply)
    give(lambda told: case.cure(seconds=seconds, listener=told), out, lang)


def site(
    scenario: ScenarioPath,
    band: Annotated[
        str,
        typer.Option("--band", metavar="BAND", help=both(message("cli.ask.band_of_the_new_schools"))),
    ],
    count: Annotated[
        int,
        typer.Option("--count", metavar="N", help=both(message("cli.ask.new_schools_wanted"))),
    ] = 1,
    candidates: Annotated[
        Path | None,
        typer.Option(
            "--candidates", metavar="FILE", help=both(message("cli.ask.layer_of_candidate_parcels"))
        ),
    ] = None,
    grid: Annotated[
        float | None,
        typer.Option("--grid", metavar="M", min=1, help=both(message("cli.ask.spacing_of_a_grid"))),
    ] = None,
    least_seats: Annotated[
        int | None,
        typer.Option(
            "--least-seats", metavar="N", min=1, help=both(message("cli.ask.seats_of_the_smallest_school"))
        ),
    ] = None,
    most_seats: Annotated[
        int | None,
        typer.Option(
            "--most-seats", metavar="N", min=1, help=both(message("cli.ask.seats_of_the_largest_school"))
        ),
    ] = None,
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Find the best sites and sizes of one to three new schools."""
    if candidates is not None and grid is not None:
        raise typer.BadParameter(message("cli.ask.candidates_or_grid").text(default_language()))
    case = open_asked(scenario, apply)
    give(
        lambda told: case.site(
            band, count=count, candidates=candidates, grid_m=grid,
            least_seats=least_seats, most_seats=most_seats, seconds=seconds, listener=told,
        ),
        out, lang,
    )  # fmt: skip
