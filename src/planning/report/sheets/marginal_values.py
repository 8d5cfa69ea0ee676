"""What one more seat, one more class and more money are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from planning.domain.marginal_values import Gain, MarginalValues, SeatValue
from planning.report.sheets.answer import Answer
from planning.report.sheets.frontier import moves_text
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Field, Sheet, fields_of, rows_of
from planning.words import Words, message, name_in

#: Columns that say what more of something changes.
GAIN: Final = (
    ("entrants", message("sheets.marginal_values.entrants_more_place"), "number"),
    ("unhoused", message("sheets.marginal_values.weighted_pupil_years_fewer_without"), "number"),
    ("o2_10k", message("sheets.marginal_values.o2_saved"), "number"),
    ("moves", message("sheets.marginal_values.projects_open_otherwise")),
    ("proven", message("word.proven")),
)
Said = Words


def prices_answer(found: MarginalValues | None, labels: Labels) -> Answer:
    """Answer with the values of one more seat, one more class and more money.

    Parameters
    ----------
    found
        Values that are not 0; None if there was no time for any.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheets with a row for each school and band, and for each year, where more is worth something.
    """
    if found is None:
        said = message("word.nothing_was_settled_in_time_raise")
        return Answer(name="prices", sheets=(), sentences=(said,))
    return Answer(
        name="prices",
        sheets=(
            _seats_sheet(
                found.classes,
                found.openings,
                labels,
                name="classes",
                words=message("sheets.marginal_values.worth_one_more_class_first"),
            ),
            _seats_sheet(
                found.seats,
                found.openings,
                labels,
                name="seats",
                words=message("sheets.marginal_values.worth_one_more_seat_first"),
            ),
            _money_sheet(found, labels),
        ),
        sentences=(_seat_sentence(found, labels), _money_sentence(found, labels), *_method(found)),
        result=found,
        facts=(
            ("step_10k", found.step_10k),
            ("money_binds", found.money_binds),
            ("asked", found.asked),
            ("places", found.places),
        ),
    )


def _seats_sheet(
    values: Sequence[SeatValue], openings: Sequence[int], labels: Labels, *, name: str, words: Words
) -> Sheet:
    rows = [
        (
            *labels.facility(value.facility),
            labels.bands[value.band],
            value.seats,
            *_cells(value.gain, openings, labels),
        )
        for value in values
    ]
    fields = fields_of(
        ("facility", message("sheets.marginal_values.facility")),
        ("name_zh", message("word.chinese_name_2")),
        ("name_en", message("word.name")),
        ("band", message("word.band")),
        ("more_seats", message("sheets.marginal_values.seats_added"), "count"),
        *GAIN,
    )
    return Sheet(name=name, words=words, fields=fields, rows=rows_of(rows))


def _money_sheet(found: MarginalValues, labels: Labels) -> Sheet:
    rows = [
        (labels.years[value.year], value.amount_10k, *_cells(value.gain, found.openings, labels))
        for value in found.money
    ]
    fields: tuple[Field, ...] = fields_of(
        ("year", message("word.year"), "year"),
        ("more_10k", message("sheets.marginal_values.money_added"), "count"),
        *GAIN,
    )
    return Sheet(
        name="money", words=message("sheets.marginal_values.worth_more_money_one_year"), fields=fields, rows=rows_of(rows),
    )  # fmt: skip


def _cells(gain: Gain, openings: Sequence[int], labels: Labels) -> tuple[Any, ...]:
    moves = moves_text(openings, gain.openings, labels)
    return gain.entrants, gain.o1, gain.o2_10k, moves, "yes" if gain.proven else "no"


def _seat_sentence(found: MarginalValues, labels: Labels) -> Said:
    """State the best class, or that none is worth anything."""
    asked = message(
        "sheets.marginal_values.likeliest_schools_bands_asked_about", asked=found.asked, places=found.places
    )
    if not found.screened:
        asked = message(
            "sheets.marginal_values.schools_bands_asked_about_likeliest",
            asked=found.asked,
            places=found.places,
        )
    if found.asked == found.places:
        asked = message("sheets.marginal_values.all_schools_bands_asked_about", places=found.places)
    best = (*found.classes, *found.seats)[:1]
    if not best:
        zh, en = message("sheets.marginal_values.one_more_seat_one_more")
        if found.unsettled or not found.asked:
            zh, en = message("sheets.marginal_values.what_one_more_seat_class")
        return message(
            "sheets.marginal_values.values", words=name(words=words), asked=name_in(zh=asked[0], en=asked[1])
        )
    value = best[0]
    key, name_zh, name_en = labels.facility(value.facility)
    band_zh, _, band_en = labels.band(value.band).partition(" ")
    at_zh, at_en = message(
        "sheets.marginal_values.values_2",
        value=name_in(zh=name_zh or key, en=name_en or key),
        band=name_in(zh=band_zh, en=band_en.lower() or band_zh),
    )
    zh, en = _worth(value.gain)
    what_zh = "一个班" if found.classes else "一个学位"
    what_en = "class" if found.classes else "seat"
    return message(
        "sheets.marginal_values.one_more_worth_most",
        at=name_in(zh=at_zh, en=what_en),
        what=name_in(zh=what_zh, en=at_en),
        seats=value.seats,
        words=name(words=words),
        asked=name_in(zh=asked[0], en=asked[1]),
    )


def _worth(gain: Gain) -> Said:
    saved, zh, en = abs(gain.o2_10k), [], []
    if gain.o1:
        zh.append(f"多 {gain.entrants:,.1f} 名新生有学位（加权 {gain.o1:,.0f} 人·年）")
        en.append(f"{gain.entrants:,.1f} more entrants with a place ({gain.o1:,.0f} weighted pupil-years)")
    if gain.o2_10k:
        more = gain.o2_10k < 0
        zh.append(f"O2 {'增加' if more else '节省'} {saved:,.2f} 万元")
        en.append(f"{saved:,.2f} (10,000 yuan) {'more of' if more else 'saved in'} O2")
    return "，".join(zh), ", ".join(en)


def _money_sentence(found: MarginalValues, labels: Labels) -> Said:
    step_zh, step_en = message("sheets.marginal_values.10_000_yuan", step_10k=found.step_10k)
    if found.money_binds is False:
        return message("sheets.marginal_values.money_does_not_bind_without")
    if found.money:
        best = max(found.money, key=lambda value: (value.gain.o1, value.gain.o2_10k))
        zh, en = _worth(best.gain)
        year = labels.years[best.year]
        return message(
            "sheets.marginal_values.money_binds_more_worth_most",
            step=name_in(zh=step_zh, en=step_en),
            year=year,
            words=name(words=words),
        )
    if found.money_binds is None or found.money_asked < len(labels.years):
        return message("sheets.marginal_values.whether_money_binds_not_settled")
    return message("sheets.marginal_values.money_binds_but_more_any", step=name_in(zh=step_zh, en=step_en))


def _method(found: MarginalValues) -> list[Said]:
    said = [message("sheets.marginal_values.each_figure_found_solving_again")]
    loose = sum(not gain.proven for gain in found.gains) + found.unsettled
    if loose:
        said.append(message("sheets.marginal_values.them_not_proven_they_compare", loose=loose))
    return said
