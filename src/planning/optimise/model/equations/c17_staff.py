"""C17: posts of open seats are filled by staff there, recruits and those retrained, but for what may lack."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.staff_supply import StaffSupply
from planning.optimise.model.equations.c3_open_seats import open_seat_gains
from planning.optimise.model.equations.room_seats import lent_room_seats
from planning.optimise.model.rows import Rows

#: Kinds of rows: posts that lack, position (band, year); recruits (year,); those retrained (pair, year); and
#: that whoever is retrained was there (cohort, band, year).
LACK: Final = "lack"
RECRUIT: Final = "recruit"
RETRAIN: Final = "retrain"
THERE: Final = "there"


def add_c17_staff(rows: Rows) -> None:
    """Add ``per_seat[b] sum_f open[f,b,t] - stock[b,t] <= lack_limit[b]``, and what recruits and retrains.

    ``stock[b,t]`` are the staff of the beginning, recruits, and those retrained, each times the share who
    stay until then. Posts are those of seats: openings need them whether pupils come or not.
    """
    supply = rows.problem.rules.staff_supply
    if supply is None or supply.lack_limit is None:
        return
    _, _, bands, years = supply.shape
    stock = _Stock(rows, supply)
    for b in range(bands):
        for t in range(years):
            if np.isfinite(supply.lack_limit[b]):
                terms, constant = _posts(rows, supply, b, t)
                for column, weight in stock.terms(b, t).items():
                    terms[column] = terms.get(column, 0.0) - weight
                limit = float(supply.lack_limit[b]) - constant + stock.beginning(b, t)
                if terms:
                    rows.at_most("C17", (b, t), terms, limit, part=LACK)
            stock.add_there(b, t)
    _limit(rows, supply)


def _posts(rows: Rows, supply: StaffSupply, band: int, year: int) -> tuple[dict[int, float], float]:
    """Return the posts of open seats as terms in the starts, and their constant."""
    problem, counted = rows.problem, supply.group >= 0
    each = float(supply.per_seat[band])
    gains = open_seat_gains(problem)
    own = (gains.band == band) & (gains.year == year) & counted[gains.facility]
    terms: dict[int, float] = {}
    start = rows.variables.start
    for option, seats in zip(gains.option[own].tolist(), gains.seats[own].tolist(), strict=True):
        column = int(start[option])
        terms[column] = terms.get(column, 0.0) + each * seats
    lent = lent_room_seats(problem, rows.variables)
    own = (lent.band == band) & (lent.year == year) & counted[lent.facility]
    for column, seats in zip(lent.column[own].tolist(), lent.seats[own].tolist(), strict=True):
        terms[column] = terms.get(column, 0.0) + each * seats
    return terms, each * float(problem.seats_by_year[counted, band, year].sum())


def _limit(rows: Rows, supply: StaffSupply) -> None:
    variables = rows.variables
    for t in range(supply.shape[3]):
        if np.isfinite(supply.recruitment[t]):
            terms = dict.fromkeys(variables.recruited[:, t].tolist(), 1.0)
            rows.at_most("C17", (t,), terms, float(supply.recruitment[t]), part=RECRUIT)
        for r in range(len(supply.retraining)):
            limit = float(supply.retraining.limit[r, t])
            if np.isfinite(limit):
                terms = dict.fromkeys(variables.retrained[:, r, t].tolist(), 1.0)
                rows.at_most("C17", (r, t), terms, limit, part=RETRAIN)


class _Stock:
    """Staff there as terms in recruits and retraining."""

    def __init__(self, rows: Rows, supply: StaffSupply) -> None:
        self._rows, self._supply = rows, supply
        #: Share of those who come in year s who are there in year t: [cohort, band, s + 1, t].
        self._stay: FloatArray = supply.survival()

    def beginning(self, band: int, year: int) -> float:
        """Return the staff of the beginning still there."""
        return float((self._supply.there[:, 0, band] * self._stay[:, band, 0, year]).sum())

    def terms(self, band: int, year: int) -> dict[int, float]:
        """Return those who came and went since, all cohorts together."""
        terms: dict[int, float] = {}
        for c in range(self._supply.shape[0]):
            for column, weight in self._of_cohort(c, band, year).items():
                terms[column] = terms.get(column, 0.0) + weight
        return terms

    def _of_cohort(self, cohort: int, band: int, year: int) -> dict[int, float]:
        variables, pairs = self._rows.variables, self._supply.retraining
        terms: dict[int, float] = {}
        for s in range(year + 1):
            kept = 1.0 if s == year else float(self._stay[cohort, band, s + 1, year])
            if cohort == self._supply.shape[0] - 1:
                terms[int(variables.recruited[band, s])] = kept
            for r in range(len(pairs)):
                begun = s - int(pairs.years[r])
                if pairs.giver[r] == band:
                    column = int(variables.retrained[cohort, r, s])
                    terms[column] = terms.get(column, 0.0) - kept
                if pairs.receiver[r] == band and begun >= 0:
                    column = int(variables.retrained[cohort, r, begun])
                    terms[column] = terms.get(column, 0.0) + kept
        return terms

    def add_there(self, band: int, year: int) -> None:
        """Add that whoever is retrained was there the year before and has not left."""
        supply, pairs = self._supply, self._supply.retraining
        leaving = [r for r in range(len(pairs)) if pairs.giver[r] == band]
        for c in range(supply.shape[0]) if leaving else ():
            stays = 1.0 - float(supply.leave[c, band, year])
            terms = {int(self._rows.variables.retrained[c, r, year]): 1.0 for r in leaving}
            if year:
                for column, weight in self._of_cohort(c, band, year - 1).items():
                    terms[column] = terms.get(column, 0.0) - stays * weight
            limit = float(supply.there[c, 0, band] * self._stay[c, band, 0, year])
            self._rows.at_most("C17", (c, band, year), terms, limit, part=THERE)
