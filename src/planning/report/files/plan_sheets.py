"""The sheets of the plan's workbook: schedule, seats, zones."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.report.hidden import hidden_in
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.report.subject import Subject
from planning.report.tables import schedule
from planning.words import message, name_in

#: Classes of projects in the annual plan, in words.
STATUS_NAMES: Final = {
    "completing": message("word.completing"),
    "continuing": message("word.continuing"),
    "starting": message("word.starting"),
    "reserve": message("word.reserve"),
}


def seat_columns(subject: Subject) -> list[str]:
    """Return the names of the columns of seats."""
    return [f"seats_{band}" for band in subject.problem.bands]


def schedule_sheet(subject: Subject) -> Sheet:
    """Make the sheet of the schedule, one row for each project."""
    table = schedule(subject)
    seats = [
        (f"seats_{band.id}", message("files.plan_sheets.seats", band=band.words), "count")
        for band in subject.bands
    ]
    built = np.array(subject.appraisal.opening_year) > 0
    rows = []
    for index, record in enumerate(table.to_dict("records")):
        seat_values = [float(record[name]) if built[index] else None for name, *_ in seats]
        rows.append(
            (
                record["project_id"],
                record["name_zh"],
                record["name_en"],
                coded(record["status"], STATUS_NAMES.get(record["status"])),
                int(subject.appraisal.start_year[index]),
                int(subject.appraisal.opening_year[index]),
                float(record["cost_10k"]) if built[index] else None,
                *seat_values,
            )
        )
    return Sheet(
        name="schedule",
        words=message("files.plan_sheets.schedule_without_cost_seats_not"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("status", message("word.status")),
            ("start_year", message("word.start"), "year"),
            ("opening_year", message("files.plan_sheets.opening"), "year"),
            ("cost_10k", message("files.plan_sheets.cost", money=subject.money.words), "count"),
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
            subject.bands[band].words,
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
        words=message("files.plan_sheets.seats_pupils_district"),
        fields=fields_of(
            ("band", message("word.band")),
            ("year", message("files.plan_sheets.school_year"), "year"),
            ("open_seats", message("files.plan_sheets.open_seats"), "count"),
            ("enrolled", message("files.plan_sheets.enrolled"), "count"),
            ("temporary", message("files.plan_sheets.temporary_seats"), "count"),
            ("surplus", message("files.plan_sheets.surplus"), "count"),
            ("intake", message("word.entrants"), "count"),
            ("unhoused", message("files.plan_sheets.entrants_unhoused"), "count"),
            ("unhoused_share", message("files.plan_sheets.share"), "share"),
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
            coded(problem.bands[b], subject.bands[problem.bands[b]].words),
            *_counts(subject, unplaced[z, b]),
        )
        for z in range(len(problem.zones))
        for b in range(len(problem.bands))
        if unplaced[z, b].sum() >= 0.5
    ]
    return Sheet(
        name="zones",
        words=message("files.plan_sheets.entrants_unhoused_zone_zones_without"),
        fields=fields_of(
            ("zone", message("word.zone")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("band", message("word.band")),
            *((str(year), name_in(en=str(year)), "count") for year in problem.years),
        ),
        rows=rows_of(rows),
        note=few.words if few.rows else None,
    )


def _counts(subject: Subject, counts: FloatArray) -> list[float | str]:
    """Return counts as they may be shown: a count of few children as less than the smallest one shown."""
    few = f"<{subject.least_count}"
    return [few if math.isnan(shown) else float(shown) for shown in subject.shown(counts).tolist()]
