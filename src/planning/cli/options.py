"""What the commands share: arguments and options that mean the same wherever they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from planning.words import Words, message
from planning.words.catalogue import BOTH, default_language, languages
from planning.words.shown import codes

if TYPE_CHECKING:
    from planning.report.sheets.sheet import Language

#: Ends of a folder that holds a district and its first scenario.
FIRST_SCENARIO: Final = "base.yaml"


def both(words: Words) -> str:
    """Return a help text in the reader's language, with both each on its own lines.

    A single line for both would be cut: the library that draws the help counts Chinese characters as narrow
    when it breaks lines.
    """
    return "\n\n".join(words.text(code) for code in codes(default_language()))


def known_language(lang: str | None) -> str | None:
    """Refuse a language of which there is no catalogue."""
    known = (*languages(), BOTH)
    if lang is not None and lang not in known:
        raise typer.BadParameter(
            message("cli.options.no_such_language", known=", ".join(known)).text(default_language())
        )
    return lang


ScenarioPath = Annotated[
    Path,
    typer.Argument(metavar="SCENARIO", help=both(message("word.scenario_file_yaml"))),
]
Apply = Annotated[
    list[str] | None,
    typer.Option(
        "--apply",
        metavar="NAME",
        help=both(message("cli.options.apply_named_override_scenario_may")),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help=both(message("cli.options.folder_results_results_name_if"))),
]
AnswerOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help=both(message("cli.options.write_csv_json_folder_too")),
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        metavar="N",
        min=1,
        max=1024,
        help=both(message("cli.options.processes_machine_spread_work_over")),
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help=both(
            message("cli.options.dask_cluster_spread_work_over"),
        ),
    ),
]
BandsOption = Annotated[
    str, typer.Option("--bands", metavar="TABLE", help=both(message("cli.options.bands")))
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        callback=known_language,
        help=both(message("cli.options.language", known=", ".join((*languages(), BOTH)))),
    ),
]


def language_of(lang: str | None) -> Language:
    """Return the language asked for, else that of the reader."""
    return lang or default_language()
