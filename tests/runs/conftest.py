"""Where work may be spread: a cluster that a planner would have started elsewhere, and each way in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from planning.runs.compute.settings import Compute

#: No page about the cluster, and no port of its own that may be taken.
QUIET: Final[Any] = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}}


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """Address of a cluster of two workers, as a planner would start it elsewhere."""
    from distributed import LocalCluster  # noqa: PLC0415

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


@pytest.fixture(params=["in process", "processes", "cluster"])
def compute(request: pytest.FixtureRequest) -> Compute:
    if request.param == "in process":
        return Compute()
    if request.param == "processes":
        return Compute(processes=2)
    return Compute(cluster=request.getfixturevalue("scheduler"))
