"""Past rolls and births, as ``planning backtest`` reads them; they belong to no district."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import year

_PLACE = Column(name="place", zh="学校、需求区或区县", en="school, zone or district")

ROLLS = Contract(
    name="rolls",
    zh="历年分年级在校生",
    en="pupils of a grade in a place, counted one autumn",
    key=("place", "school_year", "grade"),
    columns=(
        _PLACE,
        year("school_year", zh="学年（以9月所在年为准）", en="school year, by its September"),
        Column(
            name="grade",
            zh="年级（0为学前一年）",
            en="grade; 0 is the year before grade 1",
            kind="integer",
            unit="grade",
            minimum=0,
            maximum=13,
        ),
        Column(
            name="pupils", zh="在校生", en="pupils", kind="integer", unit="pupils", minimum=0, maximum=1e7
        ),
    ),
)

BIRTHS_HISTORY = Contract(
    name="births_history",
    zh="历年出生人数（日历年）",
    en="births of a place in a calendar year",
    key=("place", "year"),
    columns=(
        _PLACE,
        year("year", zh="日历年", en="calendar year"),
        Column(
            name="births", zh="出生人数", en="births", kind="number", unit="persons", minimum=0, maximum=1e8
        ),
    ),
)
