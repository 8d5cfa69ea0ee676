"""Rooms lent, as sentences and as a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.loans import Loan
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.report.subject import Subject
from planning.words import Words, message, name_in

#: Columns of a loan in the table of rooms used.
LOAN: Final = ["facility", "from_band", "to_band", "first_year", "return_year"]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """All loans of a plan together.

    Parameters
    ----------
    rooms, sites
        Most rooms that serve another band in one year, and the sites that lend some at any time.
    year
        First year in which so many do.
    cost_10k
        What all changes cost, 10,000 yuan.
    needed
        Rooms without which some pupils would have no seat in the year that needs most; None if unknown.
    money
        Unit of the money.
    """

    rooms: int
    sites: int
    year: int
    cost_10k: float
    needed: int | None
    money: Words

    @property
    def words(self) -> Words:
        """Sentence on them."""
        if not self.rooms:
            return message("sheets.rooms.none_lent")
        values = {"n": self.sites, "year": self.year, "rooms": self.rooms, "cost": self.cost_10k}
        if self.needed is None:
            return message("sheets.rooms.lent_in_all", money=self.money, **values)
        return message(
            "sheets.rooms.lent_in_all_needed",
            money=self.money,
            needed=self.needed,
            ways=self.rooms - self.needed,
            **values,
        )


def loan_words(site: Words, receiver: Words, *, rooms: int, first: int, back: int | None) -> Words:
    """Write the sentence on one loan.

    Parameters
    ----------
    site, receiver
        Names of the site and of the band that receives the rooms.
    rooms
        Number of rooms.
    first, back
        School year from which they serve the band, and in which they return; None if they stay.

    Returns
    -------
    Words
        Sentence without a full stop.

    Examples
    --------
    >>> site, band = name_in(zh="新阳小学", en="Xinyang Primary"), name_in(zh="初中", en="junior secondary")
    >>> said = loan_words(site, band, rooms=12, first=2026, back=2031)
    >>> said.text("zh")
    '新阳小学自2026年秋季起借出12间教室给初中，2031年收回'
    >>> said.text("en")
    'Xinyang Primary lends 12 rooms to junior secondary from autumn 2026 and takes them back in 2031'
    """
    values = {"site": site, "band": receiver, "n": rooms, "first": first}
    if back is None:
        return message("sheets.rooms.lends", **values)
    return message("sheets.rooms.lends_until", back=back, **values)


def told_loans(loans: Iterable[Loan], subject: Subject) -> list[Words]:
    """Write a sentence on each loan.

    Parameters
    ----------
    loans
        Loans of the plan, or some of them.
    subject
        Plan to report, with its names.
    """
    return [
        loan_words(
            _site(subject, loan),
            subject.bands[loan.receiver].lower_words,
            rooms=loan.rooms,
            first=loan.first_year,
            back=loan.return_year,
        )
        for loan in loans
    ]


def totals_of(subject: Subject) -> Totals:
    """Add up the loans of a plan."""
    years, loans = subject.problem.years, subject.loans
    by_year = [sum(loan.serving(year) for loan in loans) for year in years]
    most = max(by_year, default=0)
    t = by_year.index(most) if most else 0
    return Totals(
        rooms=most,
        sites=len({loan.facility for loan in loans}),
        year=years[t],
        cost_10k=sum(loan.paid_10k(year) for loan in loans for year in years),
        needed=max(subject.rooms_needed, default=None),
        money=subject.money.words,
    )


def rooms_sheet(subject: Subject) -> Sheet:
    """Make the sheet of the loans, one row for each."""
    rows = []
    for loan, said in zip(subject.loans, told_loans(subject.loans, subject), strict=True):
        giver, receiver = (subject.bands[b] for b in (loan.giver, loan.receiver))
        rows.append(
            (
                subject.problem.facilities[loan.facility],
                subject.facilities["name_zh"].iloc[loan.facility],
                subject.facilities["name_en"].iloc[loan.facility],
                coded(giver.id, giver.words),
                coded(receiver.id, receiver.words),
                loan.rooms,
                loan.first_year,
                loan.return_year or 0,
                sum(loan.paid_10k(year) for year in subject.problem.years),
                said,
            )
        )
    return Sheet(
        name="rooms_used",
        words=message("sheets.rooms.title"),
        fields=fields_of(
            ("facility", message("word.key")),
            ("name_zh", message("word.school")),
            ("name_en", message("word.school")),
            ("from_band", message("sheets.rooms.from")),
            ("to_band", message("sheets.rooms.to")),
            ("rooms", message("sheets.rooms.rooms"), "count"),
            ("first_year", message("sheets.rooms.first_year"), "year"),
            ("return_year", message("sheets.rooms.return_year"), "year"),
            ("cost_10k", message("sheets.rooms.cost", money=subject.money.words), "count"),
            ("said", message("sheets.rooms.said")),
        ),
        rows=rows_of(rows),
    )


def read_loans(table: pd.DataFrame, *, bands: BandSystem, money: Words) -> tuple[Words, list[Words]]:
    """Write the sentences on all loans of a run, and on each, from its table of rooms used.

    Parameters
    ----------
    table
        Table ``rooms_used`` of the run.
    bands
        Bands of the run.
    money
        Unit of the money.

    Returns
    -------
    tuple
        Sentence on all loans, and a sentence on each.
    """
    by_year = table.groupby("year")["rooms"].sum()
    most = int(by_year.max()) if len(by_year) else 0
    totals = Totals(
        rooms=most,
        sites=int(table["facility"].nunique()),
        year=int(str(by_year.idxmax())) if most else 0,
        cost_10k=float(table["cost_10k"].sum()),
        needed=None,
        money=money,
    )
    loans = table.drop_duplicates([*LOAN]).to_dict("records")
    said = [
        loan_words(
            name_in(zh=str(one["name_zh"]), en=str(one["name_en"])),
            bands[str(one["to_band"])].lower_words,
            rooms=int(one["loan"]),
            first=int(one["first_year"]),
            back=None if pd.isna(one["return_year"]) else int(one["return_year"]),
        )
        for one in loans
    ]
    return totals.words, said


def _site(subject: Subject, loan: Loan) -> Words:
    row = subject.facilities.iloc[loan.facility]
    return name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))
