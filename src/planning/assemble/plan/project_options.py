"""The ways in which each project may be scheduled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.assemble.plan.fixed_openings import as_fixed
from planning.assemble.plan.option import Option
from planning.district.contracts.progress import WORKS
from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.domain.programme import Programme
from planning.errors import Findings, Where
from planning.words import message

COMMITTED = ("completing", "continuing")
SEPTEMBER = 9
SPEND_YEARS = 4
#: Share of each payment that slides with the opening of a project under way that is delayed.
SLIDING = 0.5


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Project under way, and when its seats are expected.

    Parameters
    ----------
    start_year
        Calendar year in which works began; None if only the table of projects is known.
    opening_year
        Year of the September in which seats are expected to open.
    late_years
        Delay against the plan, years.
    committed
        True if the project must be carried out.
    """

    start_year: int | None
    opening_year: int
    late_years: int
    committed: bool


#: A project of which nothing is known beside the table.
NOTHING = Begun(start_year=None, opening_year=0, late_years=0, committed=False)


def opening_year(*, start_year: int, start_month: int, works_months: int) -> int:
    """Return the year of the first September at or after completion (the September cliff).

    Works that begin in September 2023 and last 24 months end with August 2025 and open that September; if
    they last one month longer, the seats open in September 2026.

    Parameters
    ----------
    start_year, start_month
        Calendar year and month in which works begin, on the first day.
    works_months
        Length of the works in months.

    Returns
    -------
    int
        Year of the September.
    """
    first_free = start_year * 12 + (start_month - 1) + works_months
    return -(-(first_free - (SEPTEMBER - 1)) // 12)


def make_programme(
    projects: pd.DataFrame,
    *,
    facilities: Sequence[str],
    bands: BandSystem,
    years: Sequence[int],
    file: str,
    findings: Findings,
    begun: Mapping[str, Begun] | None = None,
    changes: pd.DataFrame | None = None,
    late: Mapping[str, int] | None = None,
    openings: Mapping[str, int | str | None] | None = None,
) -> Programme:
    """List every option of every project that opens within the horizon.

    Parameters
    ----------
    projects
        Checked table of projects.
    facilities
        Labels of the facility axis.
    bands
        Bands of the district.
    years
        Years of the horizon.
    file
        File of the table, for messages.
    findings
        Receives committed projects without an option.
    begun
        Projects under way: those of an earlier round, and those whose opening works have moved.
    changes
        Checked table of phases and of seats out of use during works.
    late
        Years by which projects open later than their works would allow, by key of the project.
    openings
        September in which a project must open, by its key; ``"never"`` if it must not be started.

    Returns
    -------
    Programme
        Projects in the table's order, and their options by opening.
    """
    position = {label: i for i, label in enumerate(facilities)}
    records = [{str(name): value for name, value in record.items()} for record in projects.to_dict("records")]
    under_way = begun or {}
    committed = np.array(
        [
            record["status"] in COMMITTED or under_way.get(str(record["project_id"]), NOTHING).committed
            for record in records
        ],
        dtype=np.int64,
    )
    slips = late or {}
    options: list[Option] = []
    for p, record in enumerate(records):
        key = str(record["project_id"])
        own = _options(p, record, years, under_way.get(key), late=slips.get(key, 0))
        if not own and committed[p]:
            _no_option(findings, Where(file=file, row=int(record["row"])), str(record["project_id"]), years)
        kept = as_fixed(own, key, openings or {}, committed=bool(committed[p]), findings=findings)
        committed[p] |= bool(kept) and (openings or {}).get(key) is not None
        options += kept
    spend = np.array([option.spend_10k for option in options]).reshape(len(options), len(years))
    return Programme(
        facility=np.array([position[record["facility_id"]] for record in records], dtype=np.int64),
        seats=projects[[f"seats_{band}" for band in bands.ids]].to_numpy(float),
        committed=committed,
        cost_10k=projects["cost_10k"].to_numpy(float),
        option_project=np.array([option.project for option in options], dtype=np.int64),
        option_start_year=np.array([option.start_year for option in options], dtype=np.int64),
        option_opening_year=np.array([option.opening_year for option in options], dtype=np.int64),
        option_spend_10k=spend,
        option_seat_change=seat_changes(changes, records, options, bands=bands, years=years),
    )


def seat_changes(
    table: pd.DataFrame | None,
    records: Sequence[Mapping[str, object]],
    options: Sequence[Option],
    *,
    bands: BandSystem,
    years: Sequence[int],
) -> FloatArray | None:
    """Return the difference between an option's seats and its project's own.

    Parameters
    ----------
    table
        Checked table of phases and of seats out of use during works; None without one.
    records
        Rows of the table of projects.
    options
        Options, O of them.
    bands
        Bands of the district.
    years
        Years of the horizon.

    Returns
    -------
    numpy.ndarray or None
        Seats, negative or 0, shape (O, B, T); None without a table.
    """
    if table is None or table.empty:
        return None
    result = np.zeros((len(options), len(bands), len(years)))
    axis = np.array(years)
    for row in table.to_dict("records"):
        b, seats = bands.index(str(row["band"])), float(row["seats"])
        for o, option in enumerate(options):
            if records[option.project]["project_id"] != row["project_id"]:
                continue
            if row["kind"] == WORKS:
                out = (axis >= option.start_year) & (axis < option.opening_year)
            else:
                out = (axis >= option.opening_year) & (axis < option.opening_year + int(row["years_after"]))
            result[o, b] -= seats * out
    return result


def _options(
    project: int, record: dict[str, object], years: Sequence[int], begun: Begun | None, *, late: int
) -> list[Option]:
    def whole(name: str) -> int:
        return int(str(record[name]))

    if begun is not None and begun.start_year is not None:
        spend = _spend(record, begun.start_year, years, begun.late_years)
        opening = begun.opening_year
        inside = years[0] <= opening <= years[-1]
        moved = Option(project=project, start_year=begun.start_year, opening_year=opening, spend_10k=spend)
        return [moved] if inside else []
    committed = record["status"] in COMMITTED
    first = whole("start_earliest") if committed else max(whole("start_earliest"), years[0])
    result = []
    for start in range(first, whole("start_latest") + 1):
        opening = opening_year(
            start_year=start, start_month=whole("start_month"), works_months=whole("works_months")
        )
        for delay in range(late, late + whole("delay_years_max") + 1):
            if opening + delay <= years[-1]:
                spend = _spend(record, start, years, delay)
                result.append(
                    Option(project=project, start_year=start, opening_year=opening + delay, spend_10k=spend)
                )
    return result


def _spend(record: dict[str, object], start_year: int, years: Sequence[int], delay: int) -> FloatArray:
    """Return the payments within the horizon; earlier payments are left out."""
    paid = np.zeros(len(years) + delay + SPEND_YEARS)
    for i in range(SPEND_YEARS):
        at = start_year + i - years[0]
        if 0 <= at < len(paid):
            paid[at] += float(str(record[f"spend_share_{i + 1}"])) * float(str(record["cost_10k"]))
    if delay:
        later = np.zeros_like(paid)
        later[delay:] = paid[:-delay]
        paid = (1.0 - SLIDING) * paid + SLIDING * later
    return np.asarray(paid[: len(years)], dtype=np.float64)


def _no_option(findings: Findings, where: Where, project: str, years: Sequence[int]) -> None:
    findings.add(
        where,
        words=message("plan.project_options.cannot_open", project=project, year=years[-1]),
        fix=message("plan.project_options.fix_cannot_open"),
    )
