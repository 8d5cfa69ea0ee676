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
                zh="没有安装 dask.distributed",
                en="dask.distributed is not installed",
                fix_zh="请安装：pip install 'planning[cluster]'",
                fix_en="Install it: pip install 'planning[cluster]'",
            ) from None
        except (OSError, ValueError) as error:
            raise compute.fault(
                zh=f"连接不到集群 {compute.cluster}（{type(error).__name__}）",
                en=f"no cluster answers at {compute.cluster} ({type(error).__name__})",
                fix_zh="请核对地址，确认调度器已启动：dask scheduler",
                fix_en="Check the address, and that a scheduler runs there: dask scheduler",
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
            zh=f"集群 {compute.cluster} 没有工作进程",
            en=f"the cluster at {compute.cluster} has no workers",
            fix_zh=f"请启动：dask worker {compute.cluster} --nthreads 1 --nworkers 8",
            fix_en=f"Start some: dask worker {compute.cluster} --nthreads 1 --nworkers 8",
        ) from None
    wide = [address for address, threads in client.nthreads().items() if threads != 1]
    if wide:
        raise compute.fault(
            zh=f"工作进程 {wide[0]} 有多个线程，而一次求解要独占一个进程",
            en=f"the worker {wide[0]} has several threads, and each case needs a process of its own",
            fix_zh=f"请这样启动：dask worker {compute.cluster} --nthreads 1 --nworkers 8",
            fix_en=f"Start them so: dask worker {compute.cluster} --nthreads 1 --nworkers 8",
        )
    here = str(Path.cwd())
    for address, there in client.run(os.path.isdir, here).items():
        if not there:
            raise compute.fault(
                zh=f"工作进程 {address} 看不到目录 {here}",
                en=f"the worker {address} does not see the folder {here}",
                fix_zh="集群各机须能看到同一目录",
                fix_en="Machines of the cluster must see the same folders",
            )
    mine = _versions()
    found = client.run(_versions, on_error="return")
    for address, theirs in found.items():
        if theirs != mine:
            shown = "–" if isinstance(theirs, Exception) else theirs
            raise compute.fault(
                zh=f"工作进程 {address} 的版本是 {shown}，此处是 {mine}，结果会不一样",
                en=f"the worker {address} has {shown}, and here it is {mine}: results would differ",
                fix_zh="请在集群上安装同一版本",
                fix_en="Install the same version on the cluster",
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
            zh=f"集群 {compute.cluster} 的调度器或工作进程中途失去联系（{type(error).__name__}）",
            en=f"scheduler or workers of the cluster at {compute.cluster} were lost ({type(error).__name__})",
            fix_zh="请查看集群的日志，再运行一次",
            fix_en="See the logs of the cluster, and run again",
        ) from None
    finally:
        client.cancel(futures)


def _work(function: Callable[[Any], Any], chunk: Chunk[Any], folder: str) -> Done[Any]:
    """Carry out a chunk in the caller's folder, from which its paths are meant."""
    with chdir(folder):
        return sendable(work(function, chunk))
