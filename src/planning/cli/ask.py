"""Panel "Ask": one command for each question that a planner puts to a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from planning.cli.answering import Seconds, give, open_asked
from planning.cli.ask_levers import add_levers
from planning.cli.explain import add_explain
from planning.cli.options import AnswerOut, Apply, LangOption, ScenarioPath, both
from planning.cli.panels import ASK, add_command
from planning.cli.values import range_of, share_of
from planning.words import message
from planning.words.catalogue import default_language

if TYPE_CHECKING:
    pass

#: Kinds of rules that ``repair`` may be told to keep.
KINDS: Final = (
    "budget", "window", "committed", "order", "works", "share", "staff", "changes", "temporary"
)  # fmt: skip


def add_ask(app: typer.Typer) -> None:
    """Add the commands of the panel "Ask"."""
    for command, words, example in (
        (why, message("cli.ask.what_costs_open_project_otherwise"),
         "planning why P12 scenarios/base.yaml --open 2026"),
        (repair, message("cli.ask.smallest_change_makes_impossible_round"),
         "planning repair scenarios/tight.yaml"),
        (frontier, message("cli.ask.shortage_against_yearly_limit_money"),
         "planning frontier scenarios/base.yaml --budget 20000:80000"),
        (alternatives, message("cli.ask.schedules_nearly_good_differ_most"),
         "planning alternatives scenarios/base.yaml --within 1%"),
        (catchments, message("cli.ask.what_each_way_drawing_catchments"),
         "planning catchments scenarios/base.yaml"),
        (prices, message("cli.ask.what_one_more_seat_one"),
         "planning prices scenarios/base.yaml"),
        (warn, message("cli.ask.warnings_seats_red_amber_green"),
         "planning warn scenarios/base.yaml"),
        (stability, message("cli.ask.price_keeping_what_earlier_round"),
         "planning stability scenarios/next.yaml"),
        (progress, message("cli.ask.how_far_works_got_when"),
         "planning progress scenarios/base.yaml"),
    ):  # fmt: skip
        add_command(app, command, panel=ASK, words=words, example=example)
    add_levers(app)
    add_explain(app)


def why(
    project: Annotated[
        str, typer.Argument(metavar="PROJECT", help=both(message("cli.ask.key_project_such_p12")))
    ],
    scenario: ScenarioPath,
    open_in: Annotated[
        int | None,
        typer.Option("--open", metavar="YEAR", help=both(message("cli.ask.force_open_year"))),
    ] = None,
    not_in: Annotated[
        int | None,
        typer.Option("--not-open", metavar="YEAR", help=both(message("cli.ask.forbid_open_year"))),
    ] = None,
    never: Annotated[bool, typer.Option("--never", help=both(message("cli.ask.forbid_altogether")))] = False,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Compute the cost of opening a project in another year, or never."""
    if sum((open_in is not None, not_in is not None, never)) > 1:
        raise typer.BadParameter(message("cli.ask.only_one").text(default_language()))
    case = open_asked(scenario, apply)
    give(lambda told: case.why(project, opens=open_in, not_in=not_in, never=never, listener=told), out, lang)


def repair(
    scenario: ScenarioPath,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=20, help=both(message("cli.ask.repairs_wanted")))
    ] = 3,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar="KIND",
            help=both(message("cli.ask.keep", kinds=", ".join(KINDS))),
        ),
    ] = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Find the smallest changes that make an impossible round possible."""
    unknown = [kind for kind in keep or () if kind not in KINDS]
    if unknown:
        raise typer.BadParameter(
            message("cli.ask.no_such_kind", kind=unknown[0], kinds=", ".join(KINDS)).text(default_language()),
            param_hint="--keep",
        )
    case = open_asked(scenario, apply)
    give(lambda _: case.repair(count=count, keep=keep or ()), out, lang)


def frontier(
    scenario: ScenarioPath,
    budget: Annotated[
        str,
        typer.Option(
            "--budget",
            metavar="LOW:HIGH",
            help=both(message("cli.ask.range_yearly_limits")),
        ),
    ],
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Compute the shortage as a function of the yearly limit of money."""
    low, high = range_of(budget)
    case = open_asked(scenario, apply)
    give(lambda told: case.frontier(low, high, seconds=seconds, listener=told), out, lang)


def alternatives(
    scenario: ScenarioPath,
    within: Annotated[
        str,
        typer.Option("--within", metavar="SHARE", help=both(message("cli.ask.how_much_worse_such_1"))),
    ] = "1%",
    count: Annotated[
        int,
        typer.Option("--count", metavar="N", min=1, max=20, help=both(message("cli.ask.schedules_wanted"))),
    ] = 5,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            metavar="S",
            min=1,
            help=both(message("cli.ask.seconds_further_schedules")),
        ),
    ] = 60.0,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Find nearly optimal schedules that differ most, and the projects that must, could or never start."""
    tolerance, case = share_of(within), open_asked(scenario, apply)
    give(
        lambda told: case.alternatives(within=tolerance, count=count, seconds=seconds, listener=told),
        out,
        lang,
    )


def catchments(
    scenario: ScenarioPath,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            metavar="S",
            min=1,
            help=both(message("cli.ask.seconds_each_way_drawing")),
        ),
    ] = 120.0,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Compare ways of drawing catchments by seats and metres."""
    case = open_asked(scenario, apply)
    give(lambda told: case.catchments(seconds=seconds, listener=told), out, lang)


def prices(
    scenario: ScenarioPath,
    count: Annotated[
        int,
        typer.Option(
            "--count",
            metavar="N",
            min=0,
            help=both(message("cli.ask.most_schools_bands_ask_about")),
        ),
    ] = 20,
    step: Annotated[
        float,
        typer.Option(
            "--step",
            metavar="AMOUNT",
            min=1,
            help=both(message("cli.ask.money_added_one_year")),
        ),
    ] = 100.0,
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Compute the value of one more seat, one more class and more money."""
    case = open_asked(scenario, apply)
    give(lambda told: case.prices(count=count, step_10k=step, seconds=seconds, listener=told), out, lang)


def warn(scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = None) -> None:
    """Warn of seats: red, amber, green by zone and band."""
    from planning.runs.finished import finished_warnings  # noqa: PLC0415

    case = open_asked(scenario, apply)
    there = finished_warnings(case.inputs)
    give(lambda told: case.warnings(listener=told) if there is None else there, out, lang)


def stability(
    scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = None
) -> None:
    """Compute the cost of keeping to the plan announced by an earlier round."""
    case = open_asked(scenario, apply)
    give(lambda told: case.stability(listener=told), out, lang)


def progress(
    scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = None
) -> None:
    """Report the progress of works and the expected openings."""
    case = open_asked(scenario, apply)
    give(lambda _: case.progress(), out, lang)
