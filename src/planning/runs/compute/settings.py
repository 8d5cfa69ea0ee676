"""Where work is carried out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planning.errors import Findings, InputError, Where
from planning.scenario.compute import ADDRESS
from planning.scenario.load import LoadedScenario
from planning.words import Words, message

#: Stands for a cluster of this machine, for trying out.
LOCAL: Final = "local"
PROCESSES_OPTION, CLUSTER_OPTION = "--processes", "--cluster"
_NOWHERE: Final = Where(file="compute")


@dataclass(frozen=True, kw_only=True)
class Compute:
    """Where the cases of a command are carried out.

    Parameters
    ----------
    processes
        Processes of this machine; 1 is this process itself.
    cluster
        Address of a Dask scheduler such as ``tcp://head:8786``, or ``local`` for a cluster of this machine;
        None for no cluster.
    stated
        Where that was stated, for messages.
    """

    processes: int = 1
    cluster: str | None = None
    stated: Where = _NOWHERE

    def fault(self, *, words: Words, fix: Words) -> InputError:
        """Return the error that names where this was stated.

        Parameters
        ----------
        words
            What is wrong.
        fix
            The way out.

        Returns
        -------
        InputError
            To be raised.
        """
        findings = Findings()
        findings.add(self.stated, words=words, fix=fix)
        return InputError(tuple(findings))


IN_PROCESS: Final = Compute()


def every_core() -> Compute:
    """Return one process for each core of this machine."""
    return Compute(processes=os.cpu_count() or 1)


def asked_for(*, processes: int | None = None, cluster: str | None = None) -> Compute | None:
    """Return what the options of a command ask for.

    Parameters
    ----------
    processes
        Processes of this machine.
    cluster
        Address of a Dask scheduler, or ``local``.

    Returns
    -------
    Compute or None
        None if neither is given.

    Raises
    ------
    InputError
        If both are given, or the address is none.
    """
    if cluster is None:
        if processes is None:
            return None
        return Compute(processes=processes, stated=Where(file=PROCESSES_OPTION))
    asked = Compute(cluster=cluster, stated=Where(file=CLUSTER_OPTION))
    if processes is not None:
        raise asked.fault(
            words=message("compute.settings.cannot_given", processes_option=PROCESSES_OPTION),
            fix=message("compute.settings.give_one_them"),
        )
    if re.fullmatch(ADDRESS, cluster) is None:
        raise asked.fault(
            words=message("compute.settings.no_address_dask_scheduler", cluster=cluster),
            fix=message("compute.settings.write_tcp_host_8786_cluster", local=LOCAL),
        )
    return asked


def stated_in(scenarios: Iterable[LoadedScenario]) -> Compute | None:
    """Return what ``compute:`` of some scenarios says.

    Parameters
    ----------
    scenarios
        Scenarios that are carried out together; those without the block have no say.

    Returns
    -------
    Compute or None
        None if none has the block.

    Raises
    ------
    InputError
        If two of them contradict each other.
    """
    found: Compute | None = None
    for loaded in scenarios:
        part = loaded.scenario.compute
        if part is None:
            continue
        name = "cluster" if part.cluster is not None else "processes"
        origin = loaded.origins["compute", name]
        stated = Where(file=origin.file, line=origin.line, path=f"compute.{name}")
        here = Compute(processes=part.processes or 1, cluster=part.cluster, stated=stated)
        if found is not None and (found.processes, found.cluster) != (here.processes, here.cluster):
            raise here.fault(
                words=message("compute.settings.contradicts", where=found.stated),
                fix=message(
                    "compute.settings.make_them_alike_give_command",
                    processes_option=PROCESSES_OPTION,
                    cluster_option=CLUSTER_OPTION,
                ),
            )
        found = found or here
    return found
