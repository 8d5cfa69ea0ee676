"""Loans of rooms: so many rooms of a site, from which band to which, from when until when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Loan:
    """Rooms that leave a band together and return together.

    Parameters
    ----------
    facility, giver, receiver
        Positions of the site and of the bands that give and receive.
    rooms
        Number of rooms.
    works_year, first_year
        School years in which works begin and in which the rooms first serve the receiving band.
    return_year
        First school year in which they do not serve it any more; None if they stay beyond the horizon.
    works_years
        School years for which works keep the rooms out of use, each way.
    seats_lost, seats_gained
        Seats of one room in the giving and in the receiving band.
    cost_10k, back_cost_10k
        Cost of changing one room, and of changing it back, 10,000 yuan.

    Examples
    --------
    >>> loan = Loan(
    ...     facility=0, giver=0, receiver=1, rooms=12, works_year=2026, first_year=2026, return_year=2031,
    ...     works_years=0, seats_lost=45.0, seats_gained=50.0, cost_10k=60.0, back_cost_10k=60.0,
    ... )
    >>> loan.serving(2030), loan.serving(2031), loan.paid_10k(2026), loan.paid_10k(2031)
    (12, 0, 720.0, 720.0)
    """

    facility: int
    giver: int
    receiver: int
    rooms: int
    works_year: int
    first_year: int
    return_year: int | None
    works_years: int
    seats_lost: float
    seats_gained: float
    cost_10k: float
    back_cost_10k: float

    def serving(self, year: int) -> int:
        """Return the rooms that serve the receiving band in a year."""
        there = self.first_year <= year and (self.return_year is None or year < self.return_year)
        return self.rooms if there else 0

    def away(self, year: int) -> int:
        """Return the rooms that the giving band lacks in a year, lent or under works."""
        gone = self.works_year <= year
        back = self.return_year is not None and year >= self.return_year + self.works_years
        return self.rooms if gone and not back else 0

    def paid_10k(self, year: int) -> float:
        """Return what is paid for the changes in a year, 10,000 yuan."""
        out = self.cost_10k if year == self.works_year else 0.0
        back = self.back_cost_10k if year == self.return_year else 0.0
        return self.rooms * (out + back)
