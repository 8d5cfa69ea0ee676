"""Projects that open in phases or take seats during works, and how far works have got."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count, share, year
from planning.domain.bands import BandSystem

PHASE, WORKS = "phase", "works"

_PROJECT = Column(name="project_id", zh="项目编号", en="project", refers_to="projects.project_id")


def seat_changes(bands: BandSystem) -> Contract:
    """Return the contract of seats that open in phases, or are out of use during works."""
    return Contract(
        name="seat_changes",
        zh="分期启用与施工期间停用的学位",
        en="seats of a project that open in a later phase, or are out of use during its works",
        key=("project_id", "band", "kind", "years_after"),
        columns=(
            _PROJECT,
            band(bands),
            Column(
                name="kind",
                zh="phase 分期启用，works 施工期间停用",
                en="phase: a part of the project's seats that opens later; works: existing seats out of use",
                choices=(PHASE, WORKS),
            ),
            count("seats", zh="学位", en="seats", unit="pupils"),
            Column(
                name="years_after",
                zh="分期：首次启用后第几年；停用填 0",
                en="phase: years after the first opening; works: 0",
                kind="integer",
                unit="years",
                minimum=0,
                maximum=10,
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )


STATUS = Contract(
    name="status",
    zh="在建项目进度",
    en="how far the works of a project have got",
    key=("project_id",),
    columns=(
        _PROJECT,
        year("as_of_year", zh="截至年份", en="year of the report"),
        Column(
            name="as_of_month",
            zh="截至月份（月底）",
            en="month of the report, at its end",
            kind="integer",
            unit="month",
            minimum=1,
            maximum=12,
        ),
        share(
            "planned_share",
            zh="计划完成比例",
            en="share of the works planned",
            confidence="confidence",
        ),
        share("actual_share", zh="实际完成比例", en="share of the works done", confidence="confidence"),
        Column(
            name="year_plan_10k",
            zh="年度投资计划（万，本币）",
            en="money planned for the year",
            kind="number",
            unit="10,000 of the currency",
            minimum=0,
            maximum=1e8,
            confidence_column="confidence",
        ),
        Column(
            name="year_done_10k",
            zh="年度已完成投资（万，本币）",
            en="of this done",
            kind="number",
            unit="10,000 of the currency",
            minimum=0,
            maximum=1e8,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
