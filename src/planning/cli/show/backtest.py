"""What ``planning backtest`` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.report.sheets.backtest import band_lines, choice_line, error_lines, level_lines, size_lines
from planning.runs.backtest import BacktestRun

LEAST_WIDTH = 110


def print_backtest(run: BacktestRun) -> None:
    """Print error by method and horizon, coverage, error by size, and the treatments applied."""
    probe = Console()
    console = probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    errors = _table("加权绝对百分误差 Weighted absolute percentage error (WAPE)", "方法 Method", run.horizons)
    for line in error_lines(run.backtest, run.horizons):
        errors.add_row(*line)
    console.print(errors)
    for title, first, lines in (
        ("按规模 By size of the place", "在校生 Pupils", size_lines),
        ("按学段 By band", "学段 Band", band_lines),
        ("按层级 By level", "层级 Level", level_lines),
    ):
        table = _table(f"{title} (ours: WAPE · 80%)", first, run.horizons)
        for line in lines(run.backtest, run.horizons):
            table.add_row(*line)
        console.print(table)
    chosen = choice_line(run.backtest, run.horizons)
    console.print(
        Text(
            f"由历史误差选定的方法与自身权重 Method and weight of own ratios, chosen by past errors: {chosen}"
        )
    )
    leans = " · ".join(f"{horizon}: {weight:.0%}" for horizon, weight in run.lean.items())
    console.print(
        Text(f"末值所占权重（由历史误差选定） Weight of the last count, chosen by past errors: {leans}")
    )
    for note in run.notes:
        console.print(Text(f"{note.zh}\n{note.en}"))


def _table(title: str, first: str, horizons: tuple[int, ...]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for horizon in horizons:
        table.add_column(f"{horizon} 年\nyears", justify="right", no_wrap=True)
    return table
