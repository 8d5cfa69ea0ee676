"""Spread a function over cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import TypeVar

from planning.runs.compute.chunks import cut, gather, work
from planning.runs.compute.settings import IN_PROCESS, Compute

CaseT = TypeVar("CaseT")
ResultT = TypeVar("ResultT")


def spread(
    function: Callable[[CaseT], ResultT],
    cases: Iterable[CaseT],
    *,
    compute: Compute = IN_PROCESS,
    told: Callable[[int, ResultT], None] | None = None,
    per_chunk: int | None = None,
) -> list[ResultT]:
    """Carry out a function on each case, here or elsewhere.

    Parameters
    ----------
    function
        What is done with a case: a function of a module, or an object that can be pickled and called. In
        another process each chunk has a copy of its own, which may keep what its next case needs.
    cases
        Cases that can be pickled.
    compute
        Where: in this process, in processes of this machine, or on a cluster.
    told
        Called in this process with position and result of each case as its chunk ends.
    per_chunk
        Cases that are sent together; None for a few chunks a worker. 1 for cases of many seconds.

    Returns
    -------
    list
        Results in the order of the cases; the same wherever they were found.

    Raises
    ------
    Exception
        Error of the first case that fails; what is under way elsewhere is ended.
    InputError
        If the workers cannot be reached, cannot do the work alike, or are lost.
    KeyboardInterrupt
        If the user asks to stop; what is under way on this machine is ended.

    Examples
    --------
    >>> spread(abs, [-3, 1, -2])
    [3, 1, 2]
    """
    listed = list(cases)
    if compute.cluster is not None and listed:
        from planning.runs.compute.cluster import cluster as workers_of  # noqa: PLC0415
    elif compute.processes > 1 and len(listed) > 1:
        from planning.runs.compute.processes import processes as workers_of  # noqa: PLC0415
    else:
        alone = cut(listed, workers=1, per_chunk=1)
        return gather((work(function, chunk) for chunk in alone), alone, told)
    with workers_of(compute, at_most=len(listed)) as (workers, finished):
        chunks = cut(listed, workers=workers, per_chunk=per_chunk)
        with closing(finished(function, chunks)) as ended:
            return gather(ended, chunks, told)
