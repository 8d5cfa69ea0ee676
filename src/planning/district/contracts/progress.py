"""Projects that open in phases or take seats during works, and how far works have got."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count, share, year
from planning.domain.bands import BandSystem
from planning.words import message

PHASE, WORKS = "phase", "works"

_PROJECT = Column(
    name="project_id", words=message("contracts.progress.project"), refers_to="projects.project_id"
)


def seat_changes(bands: BandSystem) -> Contract:
    """Return the contract of seats that open in phases, or are out of use during works."""
    return Contract(
        name="seat_changes",
        words=message("contracts.progress.seats_project_open_later_phase"),
        key=("project_id", "band", "kind", "years_after"),
        columns=(
            _PROJECT,
            band(bands),
            Column(
                name="kind",
                words=message("contracts.progress.phase_part_project_s_seats"),
                choices=(PHASE, WORKS),
            ),
            count("seats", words=message("word.seats_2"), unit="pupils"),
            Column(
                name="years_after",
                words=message("contracts.progress.phase_years_after_first_opening"),
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
    words=message("contracts.progress.how_far_works_project_got"),
    key=("project_id",),
    columns=(
        _PROJECT,
        year("as_of_year", words=message("contracts.progress.year_report")),
        Column(
            name="as_of_month",
            words=message("contracts.progress.month_report_end"),
            kind="integer",
            unit="month",
            minimum=1,
            maximum=12,
        ),
        share(
            "planned_share",
            words=message("contracts.progress.share_works_planned"),
            confidence="confidence",
        ),
        share("actual_share", words=message("contracts.progress.share_works_done"), confidence="confidence"),
        Column(
            name="year_plan_10k",
            words=message("contracts.progress.money_planned_year"),
            kind="number",
            unit="10,000 of the currency",
            minimum=0,
            maximum=1e8,
            confidence_column="confidence",
        ),
        Column(
            name="year_done_10k",
            words=message("contracts.progress.done"),
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
