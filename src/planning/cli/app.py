"""The command line: commands in panels, one for each thing that a planner does."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from planning.cli.ask import add_ask
from planning.cli.endings import end_of, prepare_streams, versions
from planning.cli.forecast import add_forecast
from planning.cli.options import both
from planning.cli.panels import Group
from planning.cli.plan import add_plan
from planning.cli.results import add_results
from planning.cli.start import add_start
from planning.cli.terminal.safe import put
from planning.words import message
from planning.words.catalogue import BOTH, languages, reading

#: Objects made between two searches for garbage; Python's own 700 suits a server better than a command.
GC_THRESHOLD = 50_000

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=both(
        message("cli.app.school_capacity_planning_births_building"),
    ),
)


def main() -> None:
    """Run the command line, and end every failure without a traceback."""
    prepare_streams()
    # Imports and tables make many objects that stay; looking through them for garbage takes a tenth of a run.
    gc.set_threshold(GC_THRESHOLD)
    with reading(_asked_language(sys.argv)):
        try:
            code = app(prog_name="planning", standalone_mode=False)
        except Exception as error:  # noqa: BLE001 - a planner gets a sentence and a file, whatever went wrong
            code = end_of(error)
    sys.exit(code if isinstance(code, int) else 0)


def _asked_language(arguments: list[str]) -> str | None:
    """Return the language of ``--lang``, so that what is said of a failure is in it too."""
    for at, argument in enumerate(arguments):
        asked = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        if asked in (*languages(), BOTH):
            return asked
    return None


def _about(wanted: bool) -> None:
    if wanted:
        put(versions())
        raise typer.Exit


@app.callback()
def root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_about,
            is_eager=True,
            help=both(message("cli.app.print_versions_planning_python_highs")),
        ),
    ] = False,
) -> None:
    """Handle the options before the name of a command."""


add_start(app)
add_plan(app)
add_ask(app)
add_forecast(app)
add_results(app)
