"""Work in processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from types import FrameType
from typing import Any, Final

from planning.errors import InputError
from planning.runs.compute.chunks import Chunk, Done, sendable, work
from planning.runs.compute.settings import Compute
from planning.words import message

#: Seconds for a worker that is asked to stop to put its things away.
GRACE_S: Final = 5.0
INTERRUPTED: Final = 130
Finish = Callable[[Callable[[Any], Any], Sequence[Chunk[Any]]], Generator[Done[Any]]]


@contextmanager
def processes(compute: Compute, *, at_most: int) -> Iterator[tuple[int, Finish]]:
    """Open a pool of processes, and leave none behind.

    Parameters
    ----------
    compute
        How many.
    at_most
        Cases; there are no more workers than that.

    Yields
    ------
    tuple
        Number of workers, and a function that carries out chunks and yields them as they end. It raises
        InputError if a worker ends by itself.
    """
    workers = min(compute.processes, at_most)
    context = multiprocessing.get_context("spawn")
    begun: SimpleQueue[int] = context.SimpleQueue()
    ending = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(begun, ending))

    def finished(function: Callable[[Any], Any], chunks: Sequence[Chunk[Any]]) -> Generator[Done[Any]]:
        try:
            for future in as_completed([pool.submit(_work, function, chunk) for chunk in chunks]):
                yield future.result()
        except BrokenProcessPool:
            raise _lost(compute) from None

    whole = False
    try:
        yield workers, finished
        whole = True
    finally:
        pool.shutdown(wait=whole, cancel_futures=True)
        if not whole:
            _end(begun, ending)


def _lost(compute: Compute) -> InputError:
    return compute.fault(
        words=message("compute.processes.worker_process_ended_itself_memory"),
        fix=message("compute.processes.take_fewer_processes_mend_script"),
    )


def _begin(begun: SimpleQueue[int], ending: Event) -> None:
    """Prepare a worker: it is known by its number, ends in silence, and never outlives its parent.

    In a session of its own it does not hear the Ctrl-C of the terminal, which its parent passes on: heard
    twice, it would break into what is being put away.
    """
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _pass_on)
    threading.Thread(target=_follow_parent, daemon=True).start()
    # In this order a worker that is late either is known to its parent or sees that all is over.
    begun.put(os.getpid())
    if ending.is_set():
        os._exit(INTERRUPTED)


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(INTERRUPTED)


def _leave(_: int, __: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _pass_on(_: int, __: FrameType | None) -> None:
    """Take the first termination, of the parent or of its pool, for an interrupt.

    The solver hears interrupts and stops without a result; an error raised in it by another signal is lost.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.raise_signal(signal.SIGINT)


def _work(function: Callable[[Any], Any], chunk: Chunk[Any]) -> Done[Any]:
    """Carry out a chunk; an interrupt is heard within it, and ends the worker once things are put away."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sendable(work(function, chunk))
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, before)


def _end(begun: SimpleQueue[int], ending: Event) -> None:
    """Ask the workers to stop, and end those that do not."""
    ending.set()
    numbers = set()
    while not begun.empty():
        numbers.add(begun.get())
    mine = [child for child in multiprocessing.active_children() if child.pid in numbers]
    for child in mine:
        child.terminate()
    until = time.monotonic() + GRACE_S
    for child in mine:
        child.join(max(until - time.monotonic(), 0.0))
        if child.is_alive():
            child.kill()
            child.join()
