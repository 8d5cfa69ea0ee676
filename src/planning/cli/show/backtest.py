"""What ``planning backtest`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from planning.cli.terminal.screen import Screen
from planning.report.sheets.backtest import band_lines, choice_line, error_lines, level_lines, size_lines
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.runs.backtest import BacktestRun
from planning.words import Words, message, name_in


def print_backtest(run: BacktestRun, *, language: Language = "both") -> None:
    """Print error by method and horizon, coverage, error by size, and the treatments applied.

    Parameters
    ----------
    run
        Back-test to print.
    language
        Language of the output.
    """
    screen = Screen(language)
    errors = error_lines(run.backtest, run.horizons)
    for zh, en in _headline(errors, run.horizons):
        screen.say(zh, en)
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
        (message("show.backtest.band"), message("word.band"), band_lines),
        (message("show.backtest.level"), message("show.backtest.level_2"), level_lines),
    ):
        zh, en = title
        named = message("show.backtest.ours_wape_80_coverage", words=name(words=words))
        screen.sheet(_sheet(named, first, lines(run.backtest, run.horizons), run.horizons))
    screen.gap()
    chosen = choice_line(run.backtest, run.horizons)
    screen.say(
        f"由历史误差选定的方法与自身权重：{chosen.replace(' years', '')}",
        f"method and weight of own ratios, chosen by past errors: {chosen.replace('年 ', '')}",
    )
    leans = " · ".join(f"{horizon}: {weight:.0%}" for horizon, weight in run.lean.items())
    screen.say(
        message("show.backtest.weight_last_count_chosen_past", leans=leans),
    )
    for note in run.notes:
        screen.say(note.zh, note.en)


def _headline(errors: Sequence[Sequence[str]], horizons: Sequence[int]) -> list[Words]:
    """State the error of the chosen method next to that of the last value."""
    ours, naive = errors[0], errors[1]
    zh = "，".join(f"{h} 年 {a}（末值 {b}）" for h, a, b in zip(horizons, ours[1:], naive[1:], strict=True))
    en = ", ".join(
        f"{h} year{'s' if h > 1 else ''} ahead {a} (last value {b})"
        for h, a, b in zip(horizons, ours[1:], naive[1:], strict=True)
    )
    return [message("show.backtest.error_past_forecasts", words=name(words=words))]


def _sheet(
    title: Words,
    first: Words,
    lines: Sequence[Sequence[str]],
    horizons: Sequence[int],
) -> Sheet:
    return Sheet(
        name="backtest",
        zh=title[0],
        en=title[1],
        fields=(
            Field(name="label", zh=first[0], en=first[1]),
            *(Field(name=f"h{h}", words=message("show.backtest.y", h=h)) for h in horizons),
        ),
        rows=tuple(tuple(line) for line in lines),
    )
