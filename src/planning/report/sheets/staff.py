"""The balance of staff as sheets: by band, by education group, who goes where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from planning.domain.education_groups import EducationGroups
from planning.domain.frozen import FloatArray
from planning.domain.staff_balance import StaffBalance, Staffing
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import Coded, coded
from planning.words import message, name_in

DECIMALS: Final = 6
#: Rows of the long tables that a terminal shows.
SHOWN: Final = 16
#: Fewer than this are not listed.
NOBODY: Final = 1e-6
RETRAINED: Final = coded("retrained", message("sheets.staff.retrained"))
MOVED: Final = coded("moved", message("sheets.staff.moved"))
#: Columns of figures, in the order in which they lead from the year before to the year.
FIGURES: Final = (
    ("needed", message("sheets.staff.needed"), "count"),
    ("before", message("sheets.staff.before"), "count"),
    ("leavers", message("sheets.staff.leavers"), "count"),
    ("recruited", message("sheets.staff.recruited"), "count"),
    ("retrained_in", message("sheets.staff.retrained_in"), "count"),
    ("retrained_out", message("sheets.staff.retrained_out"), "count"),
    ("moved_in", message("sheets.staff.moved_in"), "count"),
    ("moved_out", message("sheets.staff.moved_out"), "count"),
    ("there", message("sheets.staff.there"), "count"),
    ("surplus", message("sheets.staff.surplus"), "count"),
    ("lack", message("sheets.staff.lack"), "count"),
)


def group_name(key: str) -> Coded:
    """Return an education group by its key, or that a site belongs to none."""
    return coded(key, name_in(zh=key, en=key) if key else message("sheets.staff.no_group"))


def figures_of(balance: StaffBalance) -> Mapping[str, FloatArray]:
    """Return the figures of a balance by the name of their column, shape (G, B, T) each."""
    flows = balance.flows
    return {
        "needed": balance.needed,
        "before": balance.before,
        "leavers": balance.leavers,
        "recruited": flows.recruited,
        "retrained_in": balance.arrived,
        "retrained_out": balance.begun,
        "moved_in": flows.moved_in.sum(axis=0),
        "moved_out": flows.moved_out.sum(axis=0),
        "there": balance.there,
        "surplus": balance.surplus,
        "lack": balance.lack,
    }


def bands_sheet(staffing: Staffing, labels: Labels) -> Sheet:
    """Make the sheet of the district's staff, one row for each band and year."""
    figures = {name: values.sum(axis=0) for name, values in figures_of(staffing.balance).items()}
    rows = [
        (coded(band, labels.band(b)), year, *(_rounded(values[b, t]) for values in figures.values()))
        for b, band in enumerate(labels.bands)
        for t, year in enumerate(labels.years)
    ]
    return Sheet(
        name="staff_bands",
        words=message("sheets.staff.bands"),
        fields=fields_of(("band", message("word.band")), ("year", message("word.year"), "year"), *FIGURES),
        rows=rows_of(rows),
    )


def staff_sheet(staffing: Staffing, labels: Labels) -> Sheet:
    """Make the sheet of staff, one row for each year, band and education group."""
    figures, groups = figures_of(staffing.balance), staffing.supply.groups
    rows = [
        (
            year,
            coded(band, labels.band(b)),
            group_name(group),
            *(_rounded(values[g, b, t]) for values in figures.values()),
        )
        for t, year in enumerate(labels.years)
        for b, band in enumerate(labels.bands)
        for g, group in enumerate(groups)
        if any(values[g, b].any() for values in figures.values())
    ]
    return Sheet(
        name="staff",
        words=message("sheets.staff.groups"),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("band", message("word.band")),
            ("education_group", message("sheets.staff.group")),
            *FIGURES,
        ),
        rows=rows_of(rows),
        shown=SHOWN,
    )


def transfers_sheet(staffing: Staffing, labels: Labels) -> Sheet:
    """Make the sheet of who goes where, one row for each year, band and group left and joined."""
    groups = staffing.supply.groups
    rows: list[tuple[Any, ...]] = [
        (
            labels.years[one.year],
            MOVED if one.from_band == one.to_band else RETRAINED,
            coded(labels.bands[one.from_band], labels.band(one.from_band)),
            group_name(groups[one.from_group]),
            coded(labels.bands[one.to_band], labels.band(one.to_band)),
            group_name(groups[one.to_group]),
            labels.years[one.year] + one.arrives,
            _rounded(one.staff),
        )
        for one in staffing.balance.moves
        if one.staff > NOBODY
    ]
    return Sheet(
        name="staff_transfers",
        words=message("sheets.staff.transfers"),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("kind", message("sheets.staff.kind")),
            ("from_band", message("sheets.staff.from_band")),
            ("from_group", message("sheets.staff.from_group")),
            ("to_band", message("sheets.staff.to_band")),
            ("to_group", message("sheets.staff.to_group")),
            ("arrives", message("sheets.staff.arrives"), "year"),
            ("staff", message("sheets.staff.staff"), "number"),
        ),
        rows=rows_of(rows),
        shown=SHOWN,
    )


def groups_sheet(found: EducationGroups, labels: Labels, staffing: Staffing | None = None) -> Sheet:
    """Make the sheet of education groups, one row for each group, band and year with seats or pupils.

    Parameters
    ----------
    found
        Seats, pupils and ways by group.
    labels
        Keys and names of the axes.
    staffing
        Balance of staff; None leaves the columns of staff empty.

    Returns
    -------
    Sheet
        Sheet ``groups``.
    """
    rows = []
    for g, group in enumerate(found.groups):
        own = _own_staff(group, staffing)
        for b, band in enumerate(labels.bands):
            if not (found.seats[g, b].any() or found.enrolled[g, b].any()):
                continue
            for t, year in enumerate(labels.years):
                rows.append(
                    (
                        group_name(group), coded(band, labels.band(b)), year, int(found.sites[g, b, t]),
                        _rounded(found.seats[g, b, t]), _rounded(found.enrolled[g, b, t]),
                        _rounded(found.utilisation[g, b, t]), _rounded(found.distance_m[g, b, t]),
                        *(None if values is None else _rounded(values[b, t]) for values in own),
                    )
                )  # fmt: skip
    return Sheet(
        name="groups",
        words=message("sheets.staff.education_groups"),
        fields=fields_of(
            ("education_group", message("sheets.staff.group")),
            ("band", message("word.band")),
            ("year", message("word.year"), "year"),
            ("sites", message("sheets.staff.sites"), "count"),
            ("open_seats", message("files.plan_sheets.open_seats"), "count"),
            ("enrolled", message("files.plan_sheets.enrolled"), "count"),
            ("utilisation", message("sheets.staff.utilisation"), "share"),
            ("distance_m", message("sheets.staff.distance"), "count"),
            ("staff_needed", message("sheets.staff.needed"), "count"),
            ("staff_there", message("sheets.staff.there"), "count"),
            ("staff_surplus", message("sheets.staff.surplus"), "count"),
            ("staff_lack", message("sheets.staff.lack"), "count"),
        ),
        rows=rows_of(rows),
        shown=SHOWN,
    )


def _own_staff(group: str, staffing: Staffing | None) -> tuple[FloatArray | None, ...]:
    """Return the staff needed, there, in surplus and lacking of a group, shape (B, T) each, if known."""
    if staffing is None or group not in staffing.supply.groups:
        return (None,) * 4
    g, balance = staffing.supply.groups.index(group), staffing.balance
    return balance.needed[g], balance.there[g], balance.surplus[g], balance.lack[g]


def _rounded(value: float) -> float:
    return round(float(value), DECIMALS) + 0.0 if np.isfinite(value) else float("nan")
