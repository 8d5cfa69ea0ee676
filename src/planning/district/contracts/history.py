"""Past rolls and births, as ``planning backtest`` reads them; they belong to no district."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import year
from planning.words import message

_PLACE = Column(name="place", words=message("contracts.history.school_zone_district"))

ROLLS = Contract(
    name="rolls",
    words=message("contracts.history.pupils_grade_place_counted_one"),
    key=("place", "school_year", "grade"),
    columns=(
        _PLACE,
        year("school_year", words=message("contracts.history.school_year_september")),
        Column(
            name="grade",
            words=message("contracts.history.grade_0_year_before_grade"),
            kind="integer",
            unit="grade",
            minimum=0,
            maximum=13,
        ),
        Column(
            name="pupils",
            words=message("word.pupils_2"),
            kind="integer",
            unit="pupils",
            minimum=0,
            maximum=1e7,
        ),
    ),
)

BIRTHS_HISTORY = Contract(
    name="births_history",
    words=message("contracts.history.births_place_calendar_year"),
    key=("place", "year"),
    columns=(
        _PLACE,
        year("year", words=message("word.calendar_year")),
        Column(
            name="births", words=message("word.births"), kind="number", unit="persons", minimum=0, maximum=1e8
        ),
    ),
)
