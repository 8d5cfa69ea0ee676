"""The ways in which each project may be scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.domain.bands import BANDS
from planning.domain.frozen import FloatArray
from planning.domain.programme import Programme
from planning.errors import Findings, Where

COMMITTED = ("completing", "continuing")
SEPTEMBER = 9
SPEND_YEARS = 4
#: Share of each payment that slides with the opening of a project under way that is delayed.
SLIDING = 0.5


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to carry a project out."""

    project: int
    start_year: int
    opening_year: int
    spend_10k: FloatArray


def opening_year(*, start_year: int, start_month: int, works_months: int) -> int:
    """Return the year of the first September at or after completion (the September cliff).

    Works that begin in September 2023 and last 24 months end with August 2025 and open that September;
    a month longer and the seats wait for September 2026.

    Parameters
    ----------
    start_year, start_month
        Month whose first day begins the works.
    works_months
        Length of the works.

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
    years: Sequence[int],
    file: str,
    findings: Findings,
) -> Programme:
    """List every option of every project that opens within the horizon.

    Parameters
    ----------
    projects
        Checked table of projects.
    facilities
        Labels of the facility axis.
    years
        Years of the horizon.
    file
        File of the table, for messages.
    findings
        Receives committed projects that have no option.

    Returns
    -------
    Programme
        Projects and options, in the table's order, then by opening.
    """
    position = {label: i for i, label in enumerate(facilities)}
    records = [{str(name): value for name, value in record.items()} for record in projects.to_dict("records")]
    options: list[Option] = []
    for p, record in enumerate(records):
        own = _options(p, record, years)
        if not own and record["status"] in COMMITTED:
            _no_option(findings, Where(file=file, row=int(record["row"])), str(record["project_id"]), years)
        options += own
    spend = np.array([option.spend_10k for option in options]).reshape(len(options), len(years))
    return Programme(
        facility=np.array([position[record["facility_id"]] for record in records], dtype=np.int64),
        seats=projects[[f"seats_{band}" for band in BANDS]].to_numpy(float),
        committed=projects["status"].isin(COMMITTED).to_numpy().astype(np.int64),
        cost_10k=projects["cost_10k"].to_numpy(float),
        option_project=np.array([option.project for option in options], dtype=np.int64),
        option_start_year=np.array([option.start_year for option in options], dtype=np.int64),
        option_opening_year=np.array([option.opening_year for option in options], dtype=np.int64),
        option_spend_10k=spend,
    )


def _options(project: int, record: dict[str, object], years: Sequence[int]) -> list[Option]:
    def whole(name: str) -> int:
        return int(str(record[name]))

    committed = record["status"] in COMMITTED
    first = whole("start_earliest") if committed else max(whole("start_earliest"), years[0])
    result = []
    for start in range(first, whole("start_latest") + 1):
        opening = opening_year(
            start_year=start, start_month=whole("start_month"), works_months=whole("works_months")
        )
        for delay in range(whole("delay_years_max") + 1):
            if opening + delay <= years[-1]:
                spend = _spend(record, start, years, delay)
                result.append(
                    Option(project=project, start_year=start, opening_year=opening + delay, spend_10k=spend)
                )
    return result


def _spend(record: dict[str, object], start_year: int, years: Sequence[int], delay: int) -> FloatArray:
    """Return the payments within the horizon; what was paid before it is gone."""
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
        zh=f"{project} 必须实施，但按工期在 {years[-1]} 年前无法启用",
        en=f"{project} is committed, but with its works it cannot open by {years[-1]}",
        fix_zh="请改正开工年、工期，或延长情景的 horizon.last_year",
        fix_en="Correct its start or works, or lengthen horizon.last_year in the scenario",
    )
