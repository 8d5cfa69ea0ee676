"""Stages and the solver's gap, while a run works."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Self

from rich.console import Console as RichConsole
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from planning.domain.progress import Progress as Report

STAGES = {
    "read": "读取与检查 Reading and checking",
    "forecast": "预测新生 Forecasting intakes",
    "assemble": "组装模型输入 Assembling the problem",
    "optimise": "建立模型 Building the model",
    "O1": "求解 O1 无学位最少 Solving O1, fewest unplaced",
    "catchments": "按学区要求分配 Shaping the catchments",
    "O2": "求解 O2 距离与费用 Solving O2, distance and cost",
    "O3": "求解 O3 变动与先后 Solving O3, change and order",
    "audit": "审核 Auditing",
    "appraise": "核算 Appraising",
    "report": "绘制 Writing tables and map",
}
#: Gap at which the bar is empty and full; it moves with the logarithm, as gaps do.
WIDEST, NARROWEST = 1.0, 1e-4


class Console:
    """A progress bar on the terminal; plain lines where the output is a file."""

    def __init__(self) -> None:
        self._rich = RichConsole(stderr=True)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[gap]}"),
            TimeElapsedColumn(),
            console=self._rich,
            disable=not self._rich.is_terminal,
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

    def listen(self, report: Report) -> None:
        """Take one report."""
        if report.stage != self._stage:
            self._begin(report.stage)
        if report.gap is not None and self._task is not None:
            done = bar_share(report.gap)
            self._progress.update(self._task, completed=done, gap=f"差距 gap {report.gap:.2%}")

    def _begin(self, stage: str) -> None:
        if self._task is not None:
            self._finish(self._task)
        self._stage = stage
        label = STAGES.get(stage, stage)
        if self._rich.is_terminal:
            self._task = self._progress.add_task(label, total=1.0, gap="")
        else:
            self._rich.print(label, highlight=False)

    def _finish(self, task: TaskID) -> None:
        self._progress.update(task, completed=1.0)
        self._progress.stop_task(task)


def bar_share(gap: float) -> float:
    """Return how full the bar is at a gap, between 0 and 1."""
    if gap <= NARROWEST:
        return 1.0
    return max(0.0, min(1.0, math.log(WIDEST / gap) / math.log(WIDEST / NARROWEST)))
