"""Runs of neighbouring cases, and what becomes of them."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, Generic, TypeVar

CaseT = TypeVar("CaseT")
ResultT = TypeVar("ResultT")
#: Chunks for each worker: enough to even out cases of unlike length, few enough to be worth their sending.
CHUNKS_EACH: Final = 4


@dataclass(frozen=True, kw_only=True)
class Chunk(Generic[CaseT]):
    """Neighbouring cases.

    Parameters
    ----------
    first
        Position of the first among all cases.
    cases
        The cases.
    """

    first: int
    cases: Sequence[CaseT]


@dataclass(frozen=True, kw_only=True)
class Done(Generic[ResultT]):
    """What became of a chunk.

    Parameters
    ----------
    first
        Position of its first case among all cases.
    results
        Results of its cases, up to the one that failed.
    error
        Why the next one failed; None if none did.
    """

    first: int
    results: Sequence[ResultT]
    error: Exception | None = None


def cut(cases: Sequence[CaseT], *, workers: int, per_chunk: int | None) -> list[Chunk[CaseT]]:
    """Cut cases into contiguous chunks as even as can be.

    Parameters
    ----------
    cases
        All cases.
    workers
        Workers that wait for them.
    per_chunk
        Cases of a chunk; None for ``CHUNKS_EACH`` chunks a worker.

    Returns
    -------
    list of Chunk
        In the order of the cases; the longer ones first.

    Examples
    --------
    >>> [list(chunk.cases) for chunk in cut(range(7), workers=1, per_chunk=None)]
    [[0, 1], [2, 3], [4, 5], [6]]
    >>> [list(chunk.cases) for chunk in cut(range(3), workers=1, per_chunk=1)]
    [[0], [1], [2]]
    """
    wanted = workers * CHUNKS_EACH if per_chunk is None else -(-len(cases) // per_chunk)
    count = min(wanted, len(cases))
    short, longer = divmod(len(cases), count) if count else (0, 0)
    starts = [i * short + min(i, longer) for i in range(count + 1)]
    return [Chunk(first=start, cases=cases[start:end]) for start, end in pairwise(starts)]


def work(function: Callable[[CaseT], ResultT], chunk: Chunk[CaseT]) -> Done[ResultT]:
    """Carry out a chunk, in whichever process this is.

    Parameters
    ----------
    function
        What is done with a case.
    chunk
        The cases.

    Returns
    -------
    Done
        Results and error.
    """
    results: list[ResultT] = []
    try:
        results.extend(map(function, chunk.cases))
    except Exception as error:  # noqa: BLE001 - the caller raises it
        return Done(first=chunk.first, results=results, error=error)
    return Done(first=chunk.first, results=results)


def gather(
    finished: Iterable[Done[ResultT]],
    chunks: Sequence[Chunk[Any]],
    told: Callable[[int, ResultT], None] | None,
) -> list[ResultT]:
    """Put the results of chunks that end in any order into the order of the cases.

    Parameters
    ----------
    finished
        Chunks as they end.
    chunks
        All chunks.
    told
        Called with position and result of each case as its chunk ends.

    Returns
    -------
    list
        Results in the order of the cases.

    Raises
    ------
    Exception
        Error of the first case that failed, as soon as all cases before it have ended well.
    """
    waiting: dict[int, Done[ResultT]] = {}
    results: list[ResultT] = []
    left = iter(chunks)
    following = next(left, None)
    for done in finished:
        for position, result in enumerate(done.results, start=done.first):
            if told is not None:
                told(position, result)
        waiting[done.first] = done
        while following is not None and (ready := waiting.pop(following.first, None)) is not None:
            if ready.error is not None:
                raise ready.error
            results += ready.results
            following = next(left, None)
    return results


def sendable(done: Done[ResultT]) -> Done[ResultT]:
    """Return what became of a chunk as it may be sent to another process.

    The error carries the lines where it arose as a note. One that cannot be pickled becomes a
    ``RuntimeError`` that says the same.
    """
    error = done.error
    if error is None:
        return done
    error.add_note("".join(traceback.format_exception(error)).rstrip())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever its class does wrong
        return replace(done, error=RuntimeError(f"{type(error).__name__}: {error}"))
    return done
