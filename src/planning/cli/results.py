"""Panel "Results": what is made of results that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planning.cli.endings import tell
from planning.cli.options import AnswerOut, LangOption, both, language_of
from planning.cli.panels import RESULTS, add_command
from planning.words import message


def add_results(app: typer.Typer) -> None:
    """Add the commands of the panel "Results"."""
    add_command(
        app, brief, panel=RESULTS,
        words=message("cli.results.make_briefing_page_print_results"),
        example="planning brief results/base --against results/last",
    )  # fmt: skip
    add_command(
        app, compare, panel=RESULTS,
        words=message("cli.results.compare_results_two_runs"),
        example="planning compare results/a results/b",
    )  # fmt: skip


def brief(
    results: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both(message("cli.results.folder_results")))
    ],
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="RESULTS", help=both(message("cli.results.results_last_round"))),
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            metavar="RESULTS",
            help=both(message("cli.results.further_scenarios_map_may_repeated")),
        ),
    ] = None,
    png: Annotated[
        bool, typer.Option("--png", help=both(message("cli.results.charts_png_too_slides")))
    ] = False,
    svg: Annotated[bool, typer.Option("--svg", help=both(message("cli.results.charts_svg_too")))] = False,
) -> None:
    """Make a printable briefing from the results of a run."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.report.charts.chart_style import has_chinese_font  # noqa: PLC0415
    from planning.runs.brief import brief as make  # noqa: PLC0415

    endings = [ending for ending, wanted in (("png", png), ("svg", svg)) if wanted]
    Screen().path(message("word.file"), make(results, against=against, also=also or (), pictures=endings))
    if png and not has_chinese_font():
        tell(
            message("cli.results.no_chinese_font_installed_here"),
        )


def compare(
    before: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both(message("cli.results.folder_results_before")))
    ],
    after: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both(message("cli.results.folder_results_after")))
    ],
    out: AnswerOut = None,
    lang: LangOption = None,
) -> None:
    """Compare the results of two runs."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.runs.answers import check_answer_folder, write_answer  # noqa: PLC0415
    from planning.runs.compare import compare_results  # noqa: PLC0415

    check_answer_folder(out)
    answer = compare_results(before, after)
    if out is not None:
        write_answer(answer, out)
    print_answer(answer, language=language_of(lang), folder=out)
