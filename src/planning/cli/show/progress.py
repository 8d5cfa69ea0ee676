"""What moves on the terminal while the program works: stages, the solver's gap, seconds."""

from __future__ import annotations

import math
import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.status import Status

from planning.cli.terminal.screen import Screen
from planning.domain.progress import Progress as Report
from planning.report.sheets.sheet import Language
from planning.words import message

STAGES: Final = {
    "read": message("show.progress.reading_checking"),
    "forecast": message("show.progress.forecasting_intakes"),
    "assemble": message("show.progress.assembling_problem"),
    "optimise": message("show.progress.building_model"),
    "O1": message("show.progress.solving_o1_fewest_unplaced"),
    "closings": message("show.progress.closings"),
    "catchments": message("show.progress.shaping_catchments"),
    "O2": message("show.progress.solving_o2_distance_cost"),
    "O3": message("show.progress.solving_o3_change_order"),
    "audit": message("show.progress.auditing"),
    "appraise": message("show.progress.appraising"),
    "report": message("show.progress.writing_tables_map"),
}
#: Gap at which the bar is empty and full; it moves with the logarithm, as gaps do.
WIDEST, NARROWEST = 1.0, 1e-4
#: Cells of the bar: with its stage in both languages it fits 80 columns.
BAR: Final = 12


class Stages:
    """Progress bar for each stage on a terminal, or plain lines in a file.

    Parameters
    ----------
    language
        Language of the names of the stages.
    """

    def __init__(self, language: Language | None = None) -> None:
        self._screen = Screen(language, errors=True)
        console = Console(stderr=True)
        self._moves = console.is_terminal
        self._progress = Progress(
            SpinnerColumn("line"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=BAR),
            TextColumn("{task.fields[gap]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not self._moves,
        )
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the finished stages on the screen."""
        if self._task is not None and kind is None:
            self._finish(self._task)
        self._progress.stop()
        if self._task is not None and kind is None:
            self._screen.gap()

    def listen(self, report: Report) -> None:
        """Show one report."""
        if report.stage != self._stage:
            self._begin(report.stage)
        if report.gap is not None and self._task is not None:
            self._progress.update(self._task, completed=bar_share(report.gap), gap=f"{report.gap:.2%}")

    def _begin(self, stage: str) -> None:
        if self._task is not None:
            self._finish(self._task)
        self._stage = stage
        label = self._screen.words(STAGES[stage]) if stage in STAGES else stage
        if self._moves:
            self._task = self._progress.add_task(label, total=1.0, gap="")
        else:
            self._screen.line(label)

    def _finish(self, task: TaskID) -> None:
        self._progress.update(task, completed=1.0)
        self._progress.stop_task(task)


class Waiting:
    """One moving line while a question is answered; silent if the output is a file.

    Parameters
    ----------
    language
        Language of the line.
    """

    def __init__(self, language: Language | None = None) -> None:
        self._screen = Screen(language, errors=True)
        self._console = Console(stderr=True)
        self._status: Status | None = None
        self._began = time.perf_counter()

    def __enter__(self) -> Self:
        """Show the line."""
        if self._console.is_terminal:
            self._status = self._console.status(
                self._screen.words(message("show.progress.solving")), spinner="line"
            )
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the line."""
        if self._status is not None:
            self._status.stop()

    def listen(self, report: Report) -> None:
        """Show one report."""
        if self._status is not None:
            gap = (
                "" if report.gap is None else self._screen.words(message("show.progress.gap", gap=report.gap))
            )
            seconds = time.perf_counter() - self._began
            self._status.update(
                self._screen.words(message("show.progress.solving_stage", stage=report.stage))
                + f"{gap} · {seconds:.0f} s"
            )


def bar_share(gap: float) -> float:
    """Return the filled share of the bar at a gap, from 0 to 1."""
    if gap <= NARROWEST:
        return 1.0
    return max(0.0, min(1.0, math.log(WIDEST / gap) / math.log(WIDEST / NARROWEST)))
