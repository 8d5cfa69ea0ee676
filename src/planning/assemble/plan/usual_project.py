"""What a school usually costs and how long it takes to build, read from the district's own projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planning.words import Words, message

SEATS: Final = "seats_"
SPEND: Final = ("spend_share_1", "spend_share_2", "spend_share_3", "spend_share_4")
#: Seats of a class where the district counts none.
USUAL_CLASS: Final = 45.0
#: Start and works of a project where the district has none to read them from.
USUAL_MONTH: Final = 9
USUAL_WORKS: Final = 24


@dataclass(frozen=True, kw_only=True)
class Usual:
    """Usual project with some seats.

    Parameters
    ----------
    cost_10k
        Whole cost, 10,000 yuan; None if no project of the district tells it.
    works_months, start_month
        Length of the works, and month in which they begin.
    spend_shares
        Share of the cost paid in each of four years.
    words
        What the figures were taken from.
    """

    cost_10k: float | None
    works_months: int
    start_month: int
    spend_shares: tuple[float, ...]
    words: Words


def bands_of(projects: pd.DataFrame) -> tuple[str, ...]:
    """Return the bands of a table of projects, in its order."""
    names = [str(name)[len(SEATS) :] for name in projects.columns if str(name).startswith(SEATS)]
    return tuple(name for name in names if name != "confidence")


def class_size(seats: pd.DataFrame, band: str) -> float:
    """Return the usual seats of a class of a band: the median over the district's schools.

    Parameters
    ----------
    seats
        Checked table of seats.
    band
        Key of the band.

    Returns
    -------
    float
        Seats of a class.
    """
    own = seats[(seats["band"] == band) & (seats["classes"].fillna(0) > 0)]
    return round(float((own["seats"] / own["classes"]).median())) if len(own) else USUAL_CLASS


def usual_project(projects: pd.DataFrame, seats: Mapping[str, int]) -> Usual:
    """Return what a project with some seats usually costs and how it is paid.

    The cost of a seat is the median over projects with seats of that band alone, or of all projects with
    seats of that band if there are none, whose cost is shared out by seats.

    Parameters
    ----------
    projects
        Checked table of projects.
    seats
        Seats of the new project by band.

    Returns
    -------
    Usual
        Usual figures.
    """
    columns = [f"{SEATS}{band}" for band in bands_of(projects)]
    whole = projects[columns].clip(lower=0).sum(axis=1) if columns else pd.Series(dtype=float)
    costs, count = [], 0
    for band, number in seats.items():
        own = _of_band(projects, band, whole)
        count = max(count, len(own))
        costs.append(float((own["cost_10k"] / whole[own.index]).median()) * number if len(own) else None)
    main = _of_band(projects, max(seats, key=lambda band: seats[band]), whole)
    return Usual(
        cost_10k=None if None in costs else round(sum(cost for cost in costs if cost is not None)),
        works_months=round(float(main["works_months"].median())) if len(main) else USUAL_WORKS,
        start_month=round(float(main["start_month"].median())) if len(main) else USUAL_MONTH,
        spend_shares=_shares(main),
        words=message("plan.usual_project.from_own", count=count)
        if count
        else message("plan.usual_project.no_projects"),
    )


def _of_band(projects: pd.DataFrame, band: str, whole: pd.Series[float]) -> pd.DataFrame:
    """Return the projects that tell of a band: those with it alone, or else those with it among others."""
    with_it = projects[(projects[f"{SEATS}{band}"] > 0) & (projects["cost_10k"] > 0)]
    alone = with_it[with_it[f"{SEATS}{band}"] == whole[with_it.index]]
    return alone if len(alone) else with_it


def _shares(projects: pd.DataFrame) -> tuple[float, ...]:
    if projects.empty:
        return 0.5, 0.5, 0.0, 0.0
    means = [round(float(projects[name].mean()), 3) for name in SPEND]
    last = max(i for i, share in enumerate(means) if share > 0) if any(means) else 0
    means[last] = round(1.0 - sum(means[:last]) - sum(means[last + 1 :]), 3)
    return tuple(means)
