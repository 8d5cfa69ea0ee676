"""When seats open according to the real progress of works."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from planning.assemble.plan.project_options import Begun, opening_year
from planning.district.district import District


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Progress of a project and its expected opening.

    Parameters
    ----------
    project, name_zh, name_en
        Key, Chinese and English name of the project.
    as_of
        Year and month of the report.
    planned_share, actual_share
        Share of the works planned and done by then, 0 to 1.
    start_year
        Calendar year in which works began.
    planned_opening, expected_opening
        Years of the September planned and of the one expected.
    ahead_share
        Share of the year's plan done minus the share of the year elapsed; NaN if nothing was planned.
    """

    project: str
    name_zh: str
    name_en: str
    as_of: tuple[int, int]
    planned_share: float
    actual_share: float
    start_year: int
    planned_opening: int
    expected_opening: int
    ahead_share: float


def follow_progress(district: District) -> list[Progress]:
    """Return the progress of every project that reports it.

    The remaining works are assumed to take ``works_months x (1 - actual)`` months, their planned pace, from
    the end of the month reported. Seats open in the September after (the September cliff).

    Parameters
    ----------
    district
        Checked district.

    Returns
    -------
    list of Progress
        Progress by project, in the order of the table.
    """
    projects = district.tables["projects"].set_index("project_id")
    return [
        _progress(str(row["project_id"]), {str(k): v for k, v in row.items()}, projects)
        for row in district.tables["status"].to_dict("records")
    ]


def begun_by_progress(district: District) -> dict[str, Begun]:
    """Return the projects whose opening real progress has moved, by key."""
    return {
        item.project: Begun(
            start_year=item.start_year,
            opening_year=item.expected_opening,
            late_years=max(item.expected_opening - item.planned_opening, 0),
            committed=True,
        )
        for item in follow_progress(district)
    }


def _progress(project: str, row: dict[str, object], projects: pd.DataFrame) -> Progress:
    own = projects.loc[project].to_dict()
    start, month, works = (int(own[name]) for name in ("start_earliest", "start_month", "works_months"))
    year, as_of = int(str(row["as_of_year"])), int(str(row["as_of_month"]))
    planned, actual = float(str(row["planned_share"])), float(str(row["actual_share"]))
    money, done = float(str(row["year_plan_10k"])), float(str(row["year_done_10k"]))
    left = math.ceil(works * (1.0 - actual) - 1e-9)
    # The month after the report is the first in which the works that are left go on.
    after = year * 12 + as_of
    expected = opening_year(start_year=after // 12, start_month=after % 12 + 1, works_months=left)
    return Progress(
        project=project,
        name_zh=str(own["name_zh"]),
        name_en=str(own["name_en"]),
        as_of=(year, as_of),
        planned_share=planned,
        actual_share=actual,
        start_year=start,
        planned_opening=opening_year(start_year=start, start_month=month, works_months=works),
        expected_opening=expected,
        ahead_share=done / money - as_of / 12.0 if money else math.nan,
    )
