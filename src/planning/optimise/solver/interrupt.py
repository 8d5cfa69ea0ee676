"""Ctrl-C while the solver works."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Interrupt:
    """Flag that is set when the user asks to stop."""

    asked: bool = False


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Remember a Ctrl-C while the solver works, and raise it when the solver has stopped.

    A KeyboardInterrupt raised inside one of HiGHS' callbacks is lost there: the solver ends early and the
    plan of that moment would be taken for the result. So the signal is noted, the callback asks the solver
    to stop, and the interrupt is raised when control returns to Python. Only the main thread receives
    signals; in other threads, and if the process ignores Ctrl-C, nothing changes.

    Yields
    ------
    Interrupt
        Flag to check in callbacks.

    Raises
    ------
    KeyboardInterrupt
        After the block, if the user asked to stop.
    """
    interrupt = Interrupt()
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored or threading.current_thread() is not threading.main_thread():
        yield interrupt
        return

    def note(_: int, __: FrameType | None) -> None:
        interrupt.asked = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupt.asked:
        raise KeyboardInterrupt
