"""The answer on staff: what is needed, what is there, what lacks, and who goes where."""

from __future__ import annotations

from typing import Final

from planning.domain.education_groups import EducationGroups
from planning.domain.staff_balance import Staffing
from planning.report.charts.staff_chart import staff_picture
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.staff import bands_sheet, groups_sheet, staff_sheet, transfers_sheet
from planning.words import Words, listed, message

#: Fewer posts than this are none.
NOBODY: Final = 0.5


def staff_answer(
    staffing: Staffing, labels: Labels, *, groups: EducationGroups | None, colours: dict[str, str]
) -> Answer:
    """Answer with the balance of staff.

    Parameters
    ----------
    staffing
        Balance of staff.
    labels
        Keys and names of the axes.
    groups
        Education groups; None if the district names none.
    colours
        Colour of each band by its key.

    Returns
    -------
    Answer
        Sheets ``staff_bands``, ``staff``, ``staff_transfers`` and ``groups``; ``result`` is a ``Staffing``.
    """
    bands = bands_sheet(staffing, labels)
    sheets = [bands, staff_sheet(staffing, labels), transfers_sheet(staffing, labels)]
    if groups is not None:
        sheets.append(groups_sheet(groups, labels, staffing))
    names = {key: labels.band(b) for b, key in enumerate(labels.bands)}
    return Answer(
        name="staff",
        sheets=tuple(sheet for sheet in sheets if sheet.rows),
        sentences=staff_sentences(staffing, labels),
        facts=tuple((stage.name, round(stage.value, 6)) for stage in staffing.balance.stages),
        result=staffing,
        draw=lambda _, language: staff_picture(bands.frame(), names, colours, language),
        charts=("staff_chart",),
        pictures=("staff_chart",),
    )


def staff_sentences(staffing: Staffing, labels: Labels) -> tuple[Words, ...]:
    """Write what a planner needs first: posts by norm, lack, surplus, recruits and transfers.

    Parameters
    ----------
    staffing
        Balance of staff.
    labels
        Keys and names of the axes.

    Returns
    -------
    tuple of Words
        Sentences.
    """
    balance = staffing.balance
    said: list[Words] = [_needs(staffing, labels), _lack(staffing, labels), _surplus(staffing, labels)]
    said.append(_flows(staffing, labels))
    apart = balance.apart_lack
    if apart is not None and apart > balance.lack.sum() + NOBODY:
        said.append(message("sheets.staff.apart", apart=apart, together=float(balance.lack.sum())))
    said.append(message("sheets.staff.proven") if balance.proven else message("sheets.staff.not_proven"))
    return tuple(one for one in said if one is not None)


def _needs(staffing: Staffing, labels: Labels) -> Words:
    needed = staffing.balance.needed.sum(axis=0)
    parts = []
    for b in range(len(labels.bands)):
        first, last, peak = float(needed[b, 0]), float(needed[b, -1]), int(needed[b].argmax())
        if needed[b].max() < NOBODY:
            continue
        values = {
            "band": labels.band_in_sentence(b), "first": first, "last": last, "first_year": labels.years[0],
            "last_year": labels.years[-1],
        }  # fmt: skip
        if 0 < peak < len(labels.years) - 1:
            values |= {"peak": float(needed[b, peak]), "peak_year": labels.years[peak]}
            parts.append(message("sheets.staff.need_with_peak", **values))
        else:
            parts.append(message("sheets.staff.need", **values))
    return message("sheets.staff.needs", parts=listed(parts, "list.semicolon"))


def _lack(staffing: Staffing, labels: Labels) -> Words:
    lack = staffing.balance.lack.sum(axis=0)
    parts = [
        message(
            "sheets.staff.lack_of_band", band=labels.band_in_sentence(b), n=round(float(lack[b].max())),
            year=labels.years[int(lack[b].argmax())],
        )
        for b in range(len(labels.bands))
        if lack[b].max() >= NOBODY
    ]  # fmt: skip
    if not parts:
        return message("sheets.staff.nothing_lacks")
    return message("sheets.staff.lacks", total=float(lack.sum()), parts=listed(parts, "list.clause"))


def _surplus(staffing: Staffing, labels: Labels) -> Words:
    surplus = staffing.balance.surplus.sum(axis=0)
    parts = [
        message(
            "sheets.staff.surplus_of_band", band=labels.band_in_sentence(b), n=round(float(surplus[b].max())),
            year=labels.years[int(surplus[b].argmax())],
        )
        for b in range(len(labels.bands))
        if surplus[b].max() >= NOBODY
    ]  # fmt: skip
    if not parts:
        return message("sheets.staff.no_surplus")
    return message("sheets.staff.surpluses", parts=listed(parts, "list.clause"))


def _flows(staffing: Staffing, labels: Labels) -> Words:
    balance, supply = staffing.balance, staffing.supply
    flows = balance.flows
    by_year = flows.recruited.sum(axis=(0, 1))
    most = int(by_year.argmax())
    values = {
        "recruited": float(by_year.sum()), "most": float(by_year[most]), "year": labels.years[most],
        "leavers": float(balance.leavers.sum()), "retrained": float(flows.retrained.sum()),
        "moved": float(flows.moved_out.sum()), "first": labels.years[0], "last": labels.years[-1],
    }  # fmt: skip
    return message("sheets.staff.flows" if len(supply.groups) > 1 else "sheets.staff.flows_alone", **values)
