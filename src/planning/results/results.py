"""Read what a run wrote, for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from planning.results.read import read_run
from planning.results.tables import BUDGET, SCHEDULE, UNHOUSED

#: Tables that are compared.
COMPARED: Final = (SCHEDULE.name, UNHOUSED.name, BUDGET.name)


@dataclass(frozen=True, kw_only=True, eq=False)
class Results:
    """Tables of a run that comparisons use, and the outcome of its plan.

    Parameters
    ----------
    schedule, unplaced, budget
        Tables of the run, each read from the file of its name.
    outcome
        Outcome of the plan.
    objectives
        Values of the objectives by name.
    """

    schedule: pd.DataFrame
    unplaced: pd.DataFrame
    budget: pd.DataFrame
    outcome: str
    objectives: Mapping[str, float]


def read_results(folder: Path) -> Results:
    """Read a folder of results.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.

    Returns
    -------
    Results
        Tables of the run.

    Raises
    ------
    InputError
        As for :func:`planning.results.read.read_run`.
    """
    run = read_run(folder, tables=COMPARED)
    return results_of(
        run.tables,
        outcome=str(run.record["outcome"]),
        objectives={stage["name"]: stage["value"] for stage in run.record["objectives"]},
    )


def results_of(
    tables: Mapping[str, pd.DataFrame], *, outcome: str, objectives: Mapping[str, float]
) -> Results:
    """Make the results of a run that is in memory.

    Parameters
    ----------
    tables
        Tables by name.
    outcome
        Outcome of the plan.
    objectives
        Values of the objectives by name.

    Returns
    -------
    Results
        Tables that comparisons use.
    """
    schedule, unplaced, budget = (tables[name] for name in COMPARED)
    return Results(
        schedule=schedule, unplaced=unplaced, budget=budget, outcome=outcome, objectives=objectives
    )
