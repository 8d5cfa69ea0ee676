"""The sheets of the plan's workbook: schedule, seats, zones."""

from __future__ import annotations

import math

import numpy as np

from planning.domain.frozen import FloatArray
from planning.report.hidden import hidden_in
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.subject import Subject
from planning.report.tables import schedule


def seat_columns(subject: Subject) -> list[str]:
    """Return the names of the columns of seats."""
    return [f"seats_{band}" for band in subject.problem.bands]


def schedule_sheet(subject: Subject) -> Sheet:
    """Make the sheet of the schedule, one row for each project."""
    table = schedule(subject)
    seats = [(f"seats_{band.id}", f"{band.zh}学位", f"{band.en} seats", "count") for band in subject.bands]
    built = np.array(subject.appraisal.opening_year) > 0
    rows = []
    for index, record in enumerate(table.to_dict("records")):
        seat_values = [float(record[name]) if built[index] else None for name, *_ in seats]
        rows.append(
            (
                record["project_id"],
                record["name_zh"],
                record["name_en"],
                record["status"],
                int(subject.appraisal.start_year[index]),
                int(subject.appraisal.opening_year[index]),
                float(record["cost_10k"]) if built[index] else None,
                *seat_values,
            )
        )
    return Sheet(
        name="schedule",
        zh="项目时序（未列投资与学位者不开工）",
        en="Schedule (without cost and seats: not started)",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("status", "状态", "Status"),
            ("start_year", "开工", "Start", "year"),
            ("opening_year", "启用", "Opening", "year"),
            ("cost_10k", f"总投资（{subject.money.zh}）", f"Cost ({subject.money.en})", "count"),
            *seats,
        ),
        rows=rows_of(rows),
    )


def seats_sheet(subject: Subject) -> Sheet:
    """Make the sheet of seats, one row for each band and year."""
    problem, appraisal = subject.problem, subject.appraisal
    sums = {
        name: getattr(appraisal, name).sum(axis=0)
        for name in ("open_seats", "enrolled", "temporary", "surplus")
    }
    rows = [
        (
            " ".join(subject.bands[band].label),
            year,
            *(float(sums[name][b, t]) for name in sums),
            float(appraisal.intake_by_band[b, t]),
            float(appraisal.unplaced_by_band[b, t]),
            float(appraisal.unplaced_share_by_band[b, t]),
        )
        for b, band in enumerate(problem.bands)
        for t, year in enumerate(problem.years)
    ]
    return Sheet(
        name="seats",
        zh="学位与学生，全区",
        en="Seats and pupils of the district",
        fields=fields_of(
            ("band", "学段", "Band"),
            ("year", "学年", "School year", "year"),
            ("open_seats", "学位", "Open seats", "count"),
            ("enrolled", "在校生", "Enrolled", "count"),
            ("temporary", "临时学位", "Temporary seats", "count"),
            ("surplus", "空余学位", "Surplus", "count"),
            ("intake", "新生", "Entrants", "count"),
            ("unhoused", "无学位新生", "Entrants unhoused", "count"),
            ("unhoused_share", "占比", "Share", "share"),
        ),
        rows=rows_of(rows),
    )


def zones_sheet(subject: Subject) -> Sheet:
    """Make the sheet of zones, one row for each zone and band that lacks seats."""
    problem, unplaced = subject.problem, subject.appraisal.unplaced
    zones = subject.zones
    few = hidden_in(subject, unplaced[unplaced.sum(axis=2) >= 0.5])
    rows = [
        (
            problem.zones[z],
            zones["name_zh"].iloc[z],
            zones["name_en"].iloc[z],
            problem.bands[b],
            *_counts(subject, unplaced[z, b]),
        )
        for z in range(len(problem.zones))
        for b in range(len(problem.bands))
        if unplaced[z, b].sum() >= 0.5
    ]
    return Sheet(
        name="zones",
        zh="各区无学位新生（无缺口的区不列）",
        en="Entrants unhoused by zone (zones without a shortage are left out)",
        fields=fields_of(
            ("zone", "区", "Zone"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("band", "学段", "Band"),
            *((str(year), str(year), str(year), "count") for year in problem.years),
        ),
        rows=rows_of(rows),
        note=few.words if few.rows else None,
    )


def _counts(subject: Subject, counts: FloatArray) -> list[float | str]:
    """Return counts as they may be shown: a count of few children as less than the smallest one shown."""
    few = f"<{subject.least_count}"
    return [few if math.isnan(shown) else float(shown) for shown in subject.shown(counts).tolist()]
