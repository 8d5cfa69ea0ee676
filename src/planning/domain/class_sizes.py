"""From which year on each class size can hold without building, and what it needs of rooms and teachers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class SizeFrom:
    """A class size that holds from a year on, and who then has no seat.

    Parameters
    ----------
    size
        Pupils of a room.
    first_year
        First school year of the size; it holds to the end of the horizon.
    unplaced
        Fewest entrants without a seat over all years, proven; None if there was no time to find out.
    """

    size: float
    first_year: int
    unplaced: float | None


@dataclass(frozen=True, kw_only=True)
class SizeYear:
    """Rooms and teachers in one year.

    Parameters
    ----------
    size
        Class size asked about; None for today's.
    year
        School year.
    holds
        True if the class size holds in that year.
    pupils
        Pupils with a seat.
    rooms, rooms_used
        Rooms that there are, and rooms with pupils.
    teachers
        Teachers that rooms with pupils need; None without a norm.
    bill_10k
        What they cost in the year, 10,000 yuan; None if nobody states a salary.
    """

    size: float | None
    year: int
    holds: bool
    pupils: float
    rooms: float
    rooms_used: float
    teachers: float | None
    bill_10k: float | None


@dataclass(frozen=True, kw_only=True)
class ClassSizes:
    """Frontier of class sizes of one band.

    Parameters
    ----------
    band
        Position of the band.
    years
        School years of the horizon.
    sizes
        Pupils of a room, as asked.
    today
        Entrants without a seat at today's class sizes, over all years.
    cases
        Entrants without a seat for each size and first year.
    by_year
        Rooms and teachers by year: at today's sizes, and for each size that can hold from its earliest year.

    Examples
    --------
    40 in a room can hold from 2025; from 2024 it would leave ten without a seat:

    >>> found = ClassSizes(
    ...     band=0, years=(2024, 2025), sizes=(40.0,), today=0.0, by_year=(),
    ...     cases=tuple(
    ...         SizeFrom(size=40.0, first_year=year, unplaced=n) for year, n in ((2024, 10.0), (2025, 0.0))
    ...     ),
    ... )
    >>> found.earliest(40.0), found.is_proven(40.0)
    (2025, True)
    """

    band: int
    years: tuple[int, ...]
    sizes: tuple[float, ...]
    today: float
    cases: tuple[SizeFrom, ...]
    by_year: tuple[SizeYear, ...]

    def of(self, size: float) -> Sequence[SizeFrom]:
        """Return the cases of a size, the earliest first year first."""
        return sorted((one for one in self.cases if one.size == size), key=lambda one: one.first_year)

    def holds(self, case: SizeFrom) -> bool:
        """Return True if a case is known to leave no more entrants without a seat than today's sizes."""
        return case.unplaced is not None and case.unplaced <= self.today + NOBODY

    def earliest(self, size: float) -> int | None:
        """Return the first year from which a size is known to hold; None if there is none."""
        return next((one.first_year for one in self.of(size) if self.holds(one)), None)

    def is_proven(self, size: float) -> bool:
        """Return True if every earlier first year is shown to leave more without a seat.

        That a later year is no worse is not assumed: each was solved.
        """
        first = self.earliest(size)
        before = [one for one in self.of(size) if first is None or one.first_year < first]
        return all(one.unplaced is not None for one in before)
