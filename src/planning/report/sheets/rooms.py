"""Rooms lent, as sentences and as a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.loans import Loan
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.report.subject import Subject
from planning.words import Words, listed, message, name_in


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
        Rooms without which some pupils would have no seat, in the year that needs most.
    money
        Unit of the money.
    """

    rooms: int
    sites: int
    year: int
    cost_10k: float
    needed: int
    money: Words

    @property
    def words(self) -> Words:
        """Sentence on them."""
        if not self.rooms:
            return message("sheets.rooms.none_lent")
        return message(
            "sheets.rooms.lent_in_all_needed",
            n=self.sites,
            year=self.year,
            rooms=self.rooms,
            needed=self.needed,
            ways=self.rooms - self.needed,
            cost=self.cost_10k,
            money=self.money,
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


def lending_words(site: Words, receiver: Words, levels: Sequence[tuple[int, int]]) -> Words:
    """Write the sentence on all that one site lends to a band.

    Parameters
    ----------
    site, receiver
        Names of the site and of the band that receives the rooms.
    levels
        School year and rooms that serve the band from then on, wherever the number changes.

    Returns
    -------
    Words
        Sentence without a full stop.

    Examples
    --------
    >>> site, band = name_in(zh="新阳小学", en="Xinyang Primary"), name_in(zh="初中", en="junior secondary")
    >>> said = lending_words(site, band, [(2024, 5), (2026, 12), (2031, 0)])
    >>> said.text("zh")
    '新阳小学向初中借出教室：2024年秋季起5间，2026年12间，2031年全部收回'
    >>> said.text("en")
    'Xinyang Primary lends rooms to junior secondary: 5 from autumn 2024, 12 from 2026, none from 2031'
    """
    (first, rooms), *later = levels
    if not later or (len(later) == 1 and later[0][1] == 0):
        return loan_words(site, receiver, rooms=rooms, first=first, back=later[0][0] if later else None)
    steps: list[Words] = [message("sheets.rooms.step_first", year=first, rooms=rooms)]
    steps += [
        message("sheets.rooms.step" if number else "sheets.rooms.step_none", year=year, rooms=number)
        for year, number in later
    ]
    if later[-1][1]:
        steps.append(message("sheets.rooms.step_stay"))
    return message(
        "sheets.rooms.lends_in_steps", site=site, band=receiver, steps=listed(steps, "list.clause")
    )


def levels_of(by_year: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the years in which a number changes, with the number from then on.

    Examples
    --------
    >>> levels_of([(2023, 0), (2024, 5), (2025, 5), (2026, 0)])
    [(2024, 5), (2026, 0)]
    """
    found, last = [], 0
    for year, number in by_year:
        if number != last:
            found.append((year, number))
            last = number
    return found


def told_lending(loans: Sequence[Loan], subject: Subject) -> Words:
    """Write the sentence on loans of one site to one band.

    Parameters
    ----------
    loans
        Loans, all from one band of one site to another band.
    subject
        Plan to report, with its names.
    """
    by_year = [(year, sum(loan.serving(year) for loan in loans)) for year in subject.problem.years]
    return lending_words(
        _site(subject, loans[0]), subject.bands[loans[0].receiver].lower_words, levels_of(by_year)
    )


def lenders(loans: Iterable[Loan]) -> list[tuple[Loan, ...]]:
    """Return the loans by site and pair of bands, in the order in which the first of each begins."""
    groups: dict[tuple[int, int, int], list[Loan]] = {}
    for loan in loans:
        groups.setdefault((loan.facility, loan.giver, loan.receiver), []).append(loan)
    return [tuple(group) for group in groups.values()]


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
        needed=max(subject.rooms_needed, default=0),
        money=subject.money.words,
    )


def rooms_sheet(subject: Subject) -> Sheet:
    """Make the sheet of the loans, one row for each."""
    rows = []
    for loan in subject.loans:
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
                loan_words(
                    _site(subject, loan),
                    receiver.lower_words,
                    rooms=loan.rooms,
                    first=loan.first_year,
                    back=loan.return_year,
                ),
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


def read_loans(table: pd.DataFrame, *, bands: BandSystem) -> list[Words]:
    """Write a sentence on what each site of a run lends, from its table of rooms used.

    Parameters
    ----------
    table
        Table ``rooms_used`` of the run.
    bands
        Bands of the run.

    Returns
    -------
    list of Words
        Sentences without a full stop.
    """
    told = []
    for _, own in table.groupby(["facility", "from_band", "to_band"], sort=False):
        changes: Counter[int] = Counter()
        spans = own.drop_duplicates(["first_year", "return_year"])
        for first, back, rooms in zip(spans["first_year"], spans["return_year"], spans["loan"], strict=True):
            changes[int(first)] += int(rooms)
            if not pd.isna(back):
                changes[int(back)] -= int(rooms)
        years = sorted(changes)
        by_year = zip(years, accumulate(changes[year] for year in years), strict=True)
        name = name_in(zh=str(own["name_zh"].iloc[0]), en=str(own["name_en"].iloc[0]))
        told.append(lending_words(name, bands[str(own["to_band"].iloc[0])].lower_words, levels_of(by_year)))
    return told


def _site(subject: Subject, loan: Loan) -> Words:
    row = subject.facilities.iloc[loan.facility]
    return name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))
