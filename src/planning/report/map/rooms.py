"""Rooms lent, as the page's document holds them."""

from __future__ import annotations

from typing import Any

from planning.report.map.said import in_each
from planning.report.sheets.rooms import lenders, told_lending
from planning.report.subject import Subject


def lent_rooms(subject: Subject) -> list[dict[str, Any]]:
    """Return one entry for each site and pair of bands that lends rooms: how many by year, and in words."""
    return [
        {
            "facility": loans[0].facility,
            "from": loans[0].giver,
            "to": loans[0].receiver,
            "lent": [sum(loan.serving(year) for loan in loans) for year in subject.problem.years],
            "said": in_each(told_lending(loans, subject)),
        }
        for loans in lenders(subject.loans)
    ]
