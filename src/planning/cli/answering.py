"""What every question shares: opening its scenario, waiting, and giving the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planning.cli.options import both, language_of
from planning.words import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from planning.ask.case import Case
    from planning.domain.progress import Listener
    from planning.report.sheets.answer import Answer

Seconds = Annotated[
    float | None,
    typer.Option(
        "--seconds",
        metavar="S",
        min=1,
        help=both(
            message("cli.ask.seconds_whole_answer_scenario_s"),
        ),
    ),
]


def open_asked(scenario: Path, apply: list[str] | None) -> Case:
    """Open the scenario that is asked about."""
    from planning.ask.case import open_case  # noqa: PLC0415

    return open_case(scenario, apply=apply or ())


def give(work: Callable[[Listener], Answer], out: Path | None, lang: str | None) -> None:
    """Answer, write the files if a folder is given, and print.

    Parameters
    ----------
    work
        Function that answers; it takes the listener that shows the progress.
    out
        Folder for the answer's files; None writes none.
    lang
        Language of what is printed; None for that of the reader.
    """
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.show.progress import Waiting  # noqa: PLC0415
    from planning.runs.answers import check_answer_folder, write_answer  # noqa: PLC0415

    language = language_of(lang)
    check_answer_folder(out)
    with Waiting(language) as waiting:
        answer = work(waiting.listen)
    if out is not None:
        write_answer(answer, out)
    print_answer(answer, language=language, folder=out)
