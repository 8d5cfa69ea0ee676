"""One line that moves while a question is being answered."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

from planning.domain.progress import Progress


class Waiting:
    """A spinner on a terminal; silent where the output is a file."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._status: Status | None = None
        self._began = time.perf_counter()

    def __enter__(self) -> Self:
        """Show the spinner."""
        if self._console.is_terminal:
            self._status = self._console.status("求解 Solving")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        if self._status is not None:
            self._status.stop()

    def listen(self, report: Progress) -> None:
        """Take one report."""
        if self._status is not None:
            gap = "" if report.gap is None else f" · 差距 gap {report.gap:.2%}"
            seconds = time.perf_counter() - self._began
            self._status.update(f"求解 Solving {report.stage}{gap} · {seconds:.0f} s")
