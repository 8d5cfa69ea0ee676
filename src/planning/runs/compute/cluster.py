"""Work on a Dask cluster. Dask is imported here alone, and only when a cluster is asked for."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, chdir, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from planning.results.record import program_version
from planning.runs.compute.chunks import Chunk, Done, sendable, work
from planning.runs.compute.processes import Finish
from planning.runs.compute.settings import LOCAL, Compute
from planning.words import message

if TYPE_CHECKING:
    from distributed import Client

#: Seconds for a scheduler to answer, and for a first worker to be there.
PATIENCE_S: Final = 5.0


@contextmanager
def cluster(compute: Compute, *, at_most: int) -> Iterator[tuple[int, Finish]]:
    """Connect to a cluster, and leave it when the work is done.

    A worker of a cluster carries out what it has begun; what it has not begun is taken back. A cluster of
    this machine ends with the work.

    Parameters
    ----------
    compute
        Its address.
    at_most
        Cases; a cluster of this machine has no more workers than that.

    Yields
    ------
    tuple
        Number of workers, and a function that carries out chunks and yields them as they end. It raises
        InputError if workers or scheduler are lost.

    Raises
    ------
    InputError
        If Dask is not installed, nobody answers, or the workers cannot do this work alike.
    """
    with ExitStack() as stack:
        try:
            client = _connect(compute, at_most, stack)
        except ModuleNotFoundError:
            raise compute.fault(
                words=message("compute.cluster.dask_distributed_not_installed"),
                fix=message("compute.cluster.install_pip_install_planning_cluster"),
            ) from None
        except (OSError, ValueError) as error:
            raise compute.fault(
                words=message(
                    "compute.cluster.no_cluster_answers", cluster=compute.cluster, error=type(error).__name__
                ),
                fix=message("compute.cluster.check_address_scheduler_runs_dask"),
            ) from None
        yield _check_workers(client, compute), partial(_finished, client, compute)


def _connect(compute: Compute, at_most: int, stack: ExitStack) -> Client:
    from distributed import Client, LocalCluster  # noqa: PLC0415

    where: Any = compute.cluster
    if where == LOCAL:
        where = stack.enter_context(
            LocalCluster(
                n_workers=min(os.cpu_count() or 1, at_most),
                threads_per_worker=1,
                processes=True,
                # No page about the cluster, and no port of its own that may be taken.
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
            )
        )
    client: Client = stack.enter_context(Client(where, timeout=PATIENCE_S, set_as_default=False))
    return client


def _check_workers(client: Client, compute: Compute) -> int:
    """Return the number of workers, each of which does the work as this process would."""
    from distributed import TimeoutError as Late  # noqa: PLC0415

    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except Late:
        raise compute.fault(
            words=message("compute.cluster.cluster_no_workers", cluster=compute.cluster),
            fix=message("compute.cluster.start_some_dask_worker_nthreads", cluster=compute.cluster),
        ) from None
    wide = [address for address, threads in client.nthreads().items() if threads != 1]
    if wide:
        raise compute.fault(
            words=message("compute.cluster.worker_several_threads_each_case", worker=wide[0]),
            fix=message("compute.cluster.start_them_dask_worker_nthreads", cluster=compute.cluster),
        )
    here = str(Path.cwd())
    for address, there in client.run(os.path.isdir, here).items():
        if not there:
            raise compute.fault(
                words=message("compute.cluster.worker_does_not_see_folder", address=address, here=here),
                fix=message("compute.cluster.machines_cluster_must_see_same"),
            )
    mine = _versions()
    found = client.run(_versions, on_error="return")
    for address, theirs in found.items():
        if theirs != mine:
            shown = "–" if isinstance(theirs, Exception) else theirs
            raise compute.fault(
                words=message(
                    "compute.cluster.worker_here_results_would_differ",
                    worker=address,
                    theirs=shown,
                    mine=mine,
                ),
                fix=message("compute.cluster.install_same_version_cluster"),
            )
    return len(found)


def _versions() -> str:
    return f"planning {program_version()}, HiGHS {version('highspy')}"


def _finished(
    client: Client, compute: Compute, function: Callable[[Any], Any], chunks: Sequence[Chunk[Any]]
) -> Generator[Done[Any]]:
    """Carry out chunks on the workers and yield them as they end."""
    from distributed import KilledWorker, as_completed  # noqa: PLC0415

    here = str(Path.cwd())
    futures = [client.submit(_work, function, chunk, here, pure=False) for chunk in chunks]
    try:
        for future in as_completed(futures, loop=client.loop):
            yield future.result()
    except (KilledWorker, CancelledError, OSError) as error:
        raise compute.fault(
            words=message(
                "compute.cluster.scheduler_workers_cluster_lost",
                cluster=compute.cluster,
                error=type(error).__name__,
            ),
            fix=message("compute.cluster.see_logs_cluster_run_again"),
        ) from None
    finally:
        client.cancel(futures)


def _work(function: Callable[[Any], Any], chunk: Chunk[Any], folder: str) -> Done[Any]:
    """Carry out a chunk in the caller's folder, from which its paths are meant."""
    with chdir(folder):
        return sendable(work(function, chunk))
