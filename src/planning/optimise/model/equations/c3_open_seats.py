"""C3: open seats are the existing ones and those of the projects that have opened.

``open[f,b,t] = seats[f,b] + sum_{options o at f} option_seats[o,b,t] x start[o]``. The equation defines a
quantity, so it is substituted where the quantity is used (C2, C4, C9) and adds no row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT, Flags


@dataclass(frozen=True, kw_only=True, eq=False)
class Gains:
    """Seats that options add to open seats, negative if they remove some; entries of shape (n,).

    Parameters
    ----------
    option, facility, band, year
        Positions on the axes.
    seats
        Seats gained.
    row
        Row of each entry if rows are assigned, else its number.
    """

    option: IntArray
    facility: IntArray
    band: IntArray
    year: IntArray
    seats: FloatArray
    row: Index

    def within(self, row_at: Index) -> Gains:
        """Return the entries that belong to a row.

        Parameters
        ----------
        row_at
            Row of each site, band and year, shape (F, B, T); ``ABSENT`` without a row.

        Returns
        -------
        Gains
            Entries with their rows.
        """
        row = row_at[self.facility, self.band, self.year]
        kept = row != ABSENT
        return Gains(
            option=self.option[kept],
            facility=self.facility[kept],
            band=self.band[kept],
            year=self.year[kept],
            seats=self.seats[kept],
            row=row[kept],
        )


def open_seat_gains(problem: PlanningProblem) -> Gains:
    """Return open seats as terms in the starts; the constant is ``problem.seats_by_year``."""
    return _gains(problem, problem.option_seats, problem.option_seats != 0)


def opening_seat_gains(problem: PlanningProblem) -> Gains:
    """Return seats in their first autumn as terms in the starts; lost seats do not count."""
    return _gains(problem, problem.option_opening_seats, problem.option_opening_seats > 0)


def _gains(problem: PlanningProblem, seats: FloatArray, there: Flags) -> Gains:
    option, band, year = np.nonzero(there)
    return Gains(
        option=option,
        facility=problem.programme.facility[problem.programme.option_project[option]],
        band=band,
        year=year,
        seats=seats[option, band, year],
        row=np.arange(len(option), dtype=np.int32),
    )
