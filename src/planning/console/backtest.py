"""What ``planning backtest`` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.report.backtest import error_lines, size_lines
from planning.runs.backtest import BacktestRun


def print_backtest(run: BacktestRun) -> None:
    """Print error by method and horizon, coverage, error by size, and the treatments applied."""
    console = Console()
    errors = _table("加权绝对百分误差 Weighted absolute percentage error (WAPE)", "方法 Method", run.horizons)
    for line in error_lines(run.backtest, run.horizons):
        errors.add_row(*line)
    console.print(errors)
    sizes = _table("按规模 By size of the place (ours: WAPE · 80%)", "在校生 Pupils", run.horizons)
    for line in size_lines(run.backtest, run.horizons):
        sizes.add_row(*line)
    console.print(sizes)
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
