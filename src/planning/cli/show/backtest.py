"""What ``planning backtest`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planning.cli.terminal.screen import Screen
from planning.report.sheets.backtest import band_lines, choice_line, error_lines, level_lines, size_lines
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.runs.backtest import BacktestRun


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
            ("加权绝对百分误差", "Weighted absolute percentage error (WAPE)"),
            ("方法", "Method"),
            errors,
            run.horizons,
        )
    )
    for title, first, lines in (
        (("按规模", "By size of the place"), ("在校生", "Pupils"), size_lines),
        (("按学段", "By band"), ("学段", "Band"), partial(band_lines, bands=run.bands)),
        (("按层级", "By level"), ("层级", "Level"), level_lines),
    ):
        zh, en = title
        named = (f"{zh}（本工具：误差 · 80% 覆盖率）", f"{en} (ours: WAPE · 80% coverage)")
        screen.sheet(_sheet(named, first, lines(run.backtest, run.horizons), run.horizons))
    screen.gap()
    chosen = choice_line(run.backtest, run.horizons)
    screen.say(
        f"由历史误差选定的方法与自身权重：{chosen.replace(' years', '')}",
        f"method and weight of own ratios, chosen by past errors: {chosen.replace('年 ', '')}",
    )
    leans = " · ".join(f"{horizon}: {weight:.0%}" for horizon, weight in run.lean.items())
    screen.say(
        f"末值所占权重（由历史误差选定）：{leans}",
        f"weight of the last count, chosen by past errors: {leans}",
    )
    for note in run.notes:
        screen.say(note.zh, note.en)


def _headline(errors: Sequence[Sequence[str]], horizons: Sequence[int]) -> list[tuple[str, str]]:
    """State the error of the chosen method next to that of the last value."""
    ours, naive = errors[0], errors[1]
    zh = "，".join(f"{h} 年 {a}（末值 {b}）" for h, a, b in zip(horizons, ours[1:], naive[1:], strict=True))
    en = ", ".join(
        f"{h} year{'s' if h > 1 else ''} ahead {a} (last value {b})"
        for h, a, b in zip(horizons, ours[1:], naive[1:], strict=True)
    )
    return [(f"历年预测的误差：{zh}", f"error of past forecasts: {en}")]


def _sheet(
    title: tuple[str, str],
    first: tuple[str, str],
    lines: Sequence[Sequence[str]],
    horizons: Sequence[int],
) -> Sheet:
    return Sheet(
        name="backtest",
        zh=title[0],
        en=title[1],
        fields=(
            Field(name="label", zh=first[0], en=first[1]),
            *(Field(name=f"h{h}", zh=f"{h} 年", en=f"{h} y") for h in horizons),
        ),
        rows=tuple(tuple(line) for line in lines),
    )
