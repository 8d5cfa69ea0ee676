"""Read what a run wrote, for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.prices import MONEY, Unit
from planning.results.bands import bands_of_record
from planning.results.read import read_run
from planning.results.record import money_of_record
from planning.results.tables import BANDS, BUDGET, SCHEDULE, UNHOUSED

#: Tables that are compared.
COMPARED: Final = (SCHEDULE.name, UNHOUSED.name, BUDGET.name, BANDS.name)


@dataclass(frozen=True, kw_only=True, eq=False)
class Results:
    """Tables of a run that comparisons use, and the outcome of its plan.

    Parameters
    ----------
    schedule, unplaced, budget, bands
        Tables of the run, each read from the file of its name.
    system
        Bands of schooling, with names.
    outcome
        Outcome of the plan.
    objectives
        Values of the objectives by name.
    money
        Unit in which money is counted.
    """

    schedule: pd.DataFrame
    unplaced: pd.DataFrame
    budget: pd.DataFrame
    bands: pd.DataFrame
    system: BandSystem
    outcome: str
    objectives: Mapping[str, float]
    money: Unit = MONEY


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
        system=bands_of_record(run.record["bands"]),
        outcome=str(run.record["outcome"]),
        objectives={stage["name"]: stage["value"] for stage in run.record["objectives"]},
        money=money_of_record(run.record),
    )


def results_of(
    tables: Mapping[str, pd.DataFrame],
    *,
    system: BandSystem,
    outcome: str,
    objectives: Mapping[str, float],
    money: Unit = MONEY,
) -> Results:
    """Make the results of a run that is in memory.

    Parameters
    ----------
    tables
        Tables by name.
    system
        Bands of schooling.
    outcome
        Outcome of the plan.
    objectives
        Values of the objectives by name.
    money
        Unit in which money is counted.

    Returns
    -------
    Results
        Tables that comparisons use.
    """
    schedule, unplaced, budget, bands = (tables[name] for name in COMPARED)
    return Results(
        schedule=schedule,
        unplaced=unplaced,
        budget=budget,
        bands=bands,
        system=system,
        outcome=outcome,
        objectives=objectives,
        money=money,
    )


def unplaced_sums(unplaced: pd.DataFrame, bands: pd.DataFrame, keys: list[str]) -> pd.Series[Any]:
    """Add up entrants without a seat by band, year or both.

    Parameters
    ----------
    unplaced
        Table ``unhoused`` of a run.
    bands
        Table ``bands`` of the run, which is whole even if the other does not show counts of few children.
    keys
        Columns to group by, among ``band`` and ``year``.

    Returns
    -------
    pandas.Series
        Sums by key.
    """
    return _whole(unplaced, bands).groupby(keys)["unhoused"].sum()


def unplaced_total(unplaced: pd.DataFrame, bands: pd.DataFrame) -> float:
    """Add up all entrants without a seat, from the same tables as :func:`unplaced_sums`."""
    return float(_whole(unplaced, bands)["unhoused"].sum())


def _whole(unplaced: pd.DataFrame, bands: pd.DataFrame) -> pd.DataFrame:
    return bands if unplaced["unhoused"].isna().any() else unplaced


def whole_sums(table: pd.DataFrame, keys: list[str], column: str) -> pd.Series[float]:
    """Add up a column of counts by key.

    Parameters
    ----------
    table
        Table of a run.
    keys
        Columns to group by.
    column
        Column of counts, empty if too few to show.

    Returns
    -------
    pandas.Series
        Sums by key; NaN if a count in it is not shown, so that it is not taken for 0.
    """
    groups = table.assign(few=table[column].isna()).groupby(keys)
    return groups[column].sum().mask(groups["few"].any())
