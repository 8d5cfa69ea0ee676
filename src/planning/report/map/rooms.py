"""Rooms lent, as the page's document holds them."""

from __future__ import annotations

from typing import Any

from planning.domain.loans import Loan
from planning.report.map.said import in_each
from planning.report.sheets.rooms import told_loans
from planning.report.subject import Subject


def lent_rooms(subject: Subject) -> list[dict[str, Any]]:
    """Return one entry for each site and pair of bands that lends rooms: how many by year, and in words."""
    groups: dict[tuple[int, int, int], list[Loan]] = {}
    for loan in subject.loans:
        groups.setdefault((loan.facility, loan.giver, loan.receiver), []).append(loan)
    return [
        {
            "facility": facility,
            "from": giver,
            "to": receiver,
            "lent": [sum(loan.serving(year) for loan in loans) for year in subject.problem.years],
            "said": [in_each(words) for words in told_loans(loans, subject)],
        }
        for (facility, giver, receiver), loans in sorted(groups.items())
    ]
