"""What one more seat, one more class and more money are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planning.domain.marginal_values import Gain, MarginalValues, SeatValue
from planning.domain.prices import Unit
from planning.report.sheets.answer import Answer
from planning.report.sheets.frontier import moves_text
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.sheet import Field, Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.words import Words, listed, message, name_in


def gain_columns(unit: Unit) -> tuple[tuple[Any, ...], ...]:
    """Return the columns that say what more of something changes; ``unit`` is that of O2."""
    return (
        ("entrants", message("sheets.marginal_values.entrants_more_place"), "number"),
        ("unhoused", message("sheets.marginal_values.weighted_pupil_years_fewer_without"), "number"),
        ("o2_10k", message("sheets.marginal_values.o2_saved", unit=unit.words), "number"),
        ("moves", message("sheets.marginal_values.projects_open_otherwise")),
        ("proven", message("word.proven")),
    )


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
            coded(labels.bands[value.band], labels.band(value.band)),
            value.seats,
            *_cells(value.gain, openings, labels),
        )
        for value in values
    ]
    fields = fields_of(
        ("facility", message("sheets.marginal_values.facility")),
        ("name_zh", message("word.name_in_chinese")),
        ("name_en", message("word.name")),
        ("band", message("word.band")),
        ("more_seats", message("sheets.marginal_values.seats_added"), "count"),
        *gain_columns(labels.o2_unit),
    )
    return Sheet(name=name, words=words, fields=fields, rows=rows_of(rows))


def _money_sheet(found: MarginalValues, labels: Labels) -> Sheet:
    rows = [
        (labels.years[value.year], value.amount_10k, *_cells(value.gain, found.openings, labels))
        for value in found.money
    ]
    fields: tuple[Field, ...] = fields_of(
        ("year", message("word.year"), "year"),
        ("more_10k", message("sheets.marginal_values.money_added", money=labels.money.words), "count"),
        *gain_columns(labels.o2_unit),
    )
    return Sheet(
        name="money",
        words=message("sheets.marginal_values.worth_more_money_one_year"),
        fields=fields,
        rows=rows_of(rows),
    )


def _cells(gain: Gain, openings: Sequence[int], labels: Labels) -> tuple[Any, ...]:
    moves = moves_text(openings, gain.openings, labels)
    return gain.entrants, gain.o1, gain.o2_10k, moves, YES if gain.proven else NO


def _seat_sentence(found: MarginalValues, labels: Labels) -> Words:
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
        finding = message("sheets.marginal_values.one_more_seat_one_more")
        if found.unsettled or not found.asked:
            finding = message("sheets.marginal_values.what_one_more_seat_class")
        return message("sheets.marginal_values.none_worth_anything", finding=finding, asked=asked)
    value = best[0]
    worth = _worth(value.gain, labels.o2_unit)
    values = {"place": _place(value, labels), "seats": value.seats, "worth": worth, "asked": asked}
    if found.classes:
        return message("sheets.marginal_values.class_worth_most", **values)
    return message("sheets.marginal_values.seat_worth_most", **values)


def _place(value: SeatValue, labels: Labels) -> Words:
    key, zh, en = labels.facility(value.facility)
    return message(
        "sheets.marginal_values.school_and_band",
        school=name_in(zh=zh or key, en=en or key),
        band=labels.band_in_sentence(value.band),
    )


def _worth(gain: Gain, unit: Unit) -> Words:
    parts: list[Words] = []
    if gain.o1:
        parts.append(
            message("sheets.marginal_values.more_entrants", entrants=gain.entrants, weighted=gain.o1)
        )
    if gain.o2_10k < 0:
        parts.append(message("sheets.marginal_values.more_of_o2", amount_10k=-gain.o2_10k, unit=unit.words))
    elif gain.o2_10k > 0:
        parts.append(message("sheets.marginal_values.saved_in_o2", amount_10k=gain.o2_10k, unit=unit.words))
    return listed(parts, "list.clause")


def _money_sentence(found: MarginalValues, labels: Labels) -> Words:
    if found.money_binds is False:
        return message("sheets.marginal_values.money_does_not_bind_without")
    if found.money:
        best = max(found.money, key=lambda value: (value.gain.o1, value.gain.o2_10k))
        return message(
            "sheets.marginal_values.money_binds",
            step_10k=found.step_10k,
            money=labels.money.words,
            year=labels.years[best.year],
            worth=_worth(best.gain, labels.o2_unit),
        )
    if found.money_binds is None or found.money_asked < len(labels.years):
        return message("sheets.marginal_values.whether_money_binds_not_settled")
    return message(
        "sheets.marginal_values.one_year_alone_changes_nothing",
        step_10k=found.step_10k,
        money=labels.money.words,
    )


def _method(found: MarginalValues) -> list[Words]:
    said: list[Words] = [message("sheets.marginal_values.each_figure_found_solving_again")]
    loose = sum(not gain.proven for gain in found.gains) + found.unsettled
    if loose:
        said.append(message("sheets.marginal_values.them_not_proven_they_compare", loose=loose))
    return said
