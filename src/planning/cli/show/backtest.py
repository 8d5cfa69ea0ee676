"""What ``planning backtest`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planning.cli.terminal.screen import Screen
from planning.report.sheets.backtest import band_lines, choice_line, error_lines, level_lines, size_lines
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.runs.backtest import BacktestRun
from planning.words import Words, listed, message


def print_backtest(run: BacktestRun, *, language: Language | None = None) -> None:
    """Print error by method and horizon, coverage, error by size, and the treatments applied.

    Parameters
    ----------
    run
        Back-test to print.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    errors = error_lines(run.backtest, run.horizons)
    screen.say(_headline(errors, run.horizons))
    screen.sheet(
        _sheet(
            message("show.backtest.weighted_absolute_percentage_error_wape"),
            message("word.method"),
            errors,
            run.horizons,
        )
    )
    for title, first, lines in (
        (message("show.backtest.size_place"), message("word.pupils"), size_lines),
        (message("show.backtest.band"), message("word.band"), partial(band_lines, bands=run.bands)),
        (message("show.backtest.level"), message("show.backtest.level_2"), level_lines),
    ):
        named = message("show.backtest.ours_wape_80_coverage", title=title)
        screen.sheet(_sheet(named, first, lines(run.backtest, run.horizons), run.horizons))
    screen.gap()
    chosen = choice_line(run.backtest, run.horizons)
    screen.say(
        message("show.backtest.method_and_weight", chosen=chosen),
    )
    leans = " · ".join(f"{horizon}: {weight:.0%}" for horizon, weight in run.lean.items())
    screen.say(
        message("show.backtest.weight_last_count_chosen_past", leans=leans),
    )
    for note in run.notes:
        screen.say(note.words)


def _headline(errors: Sequence[Sequence[str]], horizons: Sequence[int]) -> Words:
    """State the error of the chosen method next to that of the last value."""
    ours, naive = errors[0], errors[1]
    parts = [
        message("show.backtest.ahead", n=h, error=a, last=b)
        for h, a, b in zip(horizons, ours[1:], naive[1:], strict=True)
    ]
    return message("show.backtest.error_past_forecasts", parts=listed(parts, "list.clause"))


def _sheet(
    title: Words,
    first: Words,
    lines: Sequence[Sequence[str]],
    horizons: Sequence[int],
) -> Sheet:
    return Sheet(
        name="backtest",
        words=title,
        fields=(
            Field(name="label", words=first),
            *(Field(name=f"h{h}", words=message("show.backtest.y", h=h)) for h in horizons),
        ),
        rows=tuple(tuple(line) for line in lines),
    )
