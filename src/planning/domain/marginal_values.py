"""Marginal values: what one more seat, one more class and more money are worth."""

from __future__ import annotations

from dataclasses import dataclass

from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Difference between the best plan with something more and the best plan without.

    Objectives are sought in order, so O2 may get worse where O1 gets better: a pupil who gains a seat has a
    way to it.

    Parameters
    ----------
    entrants
        Entrants more with a seat, over all years.
    o1
        Decrease of O1, weighted pupil-years without a seat.
    o2_10k
        Decrease of O2, 10,000 yuan at policy prices; below 0 if it rises.
    openings
        Opening year of each project in the plan with more, 0 if it is not started.
    proven
        True if both plans are proven; otherwise the gain is that of the best plans found.

    Examples
    --------
    >>> seat = Gain(entrants=1.0, o1=6.0, o2_10k=-0.4, openings=(2025, 0), proven=True)
    >>> seat.nothing
    False
    >>> Gain(entrants=0.0, o1=0.0, o2_10k=0.0, openings=(2025, 0), proven=True).nothing
    True
    """

    entrants: float
    o1: float
    o2_10k: float
    openings: tuple[int, ...]
    proven: bool

    @property
    def nothing(self) -> bool:
        """True if neither objective changes."""
        return self.o1 == 0 and self.o2_10k == 0


@dataclass(frozen=True, kw_only=True)
class SeatValue:
    """Value of more permanent seats of a band at a school, from the first year on.

    Parameters
    ----------
    facility, band
        Positions of the school and the band.
    seats
        Seats added.
    gain
        What they change.
    """

    facility: int
    band: int
    seats: float
    gain: Gain


@dataclass(frozen=True, kw_only=True)
class MoneyValue:
    """Value of more money in one year.

    Parameters
    ----------
    year
        Position of the year.
    amount_10k
        Money added, 10,000 yuan.
    gain
        What it changes.
    """

    year: int
    amount_10k: float
    gain: Gain


@dataclass(frozen=True, kw_only=True)
class MarginalValues:
    """Values of one more seat, one more class and more money; what is worth nothing is left out.

    Parameters
    ----------
    openings
        Opening year of each project in the plan that gains are measured against, 0 if it is not started.
    seats, classes
        Values of one more seat and of one more class, the most valuable first.
    money
        Values of more money, by year.
    step_10k
        Money added to one year at a time, 10,000 yuan.
    money_binds
        False if the plan would be as good without any limit; None if that was not settled in time.
    asked
        Schools and bands for which it was computed what more seats are worth.
    places
        Schools and bands that pupils may use.
    money_asked
        Years for which it was computed what more money is worth.
    screened
        True if all places were screened for those where seats are likeliest to be worth something.
    unsettled
        Seats and classes that changed nothing as far as was searched, without a proof.

    Raises
    ------
    ProblemError
        If a value is listed that changes nothing.

    Examples
    --------
    >>> gain = Gain(entrants=3.0, o1=36.0, o2_10k=0.5, openings=(2025,), proven=True)
    >>> values = MarginalValues(
    ...     openings=(2025,), seats=(SeatValue(facility=7, band=2, seats=1, gain=gain),), classes=(),
    ...     money=(), step_10k=100, money_binds=False, asked=1, places=4,
    ... )
    >>> values.proven
    True
    """

    openings: tuple[int, ...]
    seats: tuple[SeatValue, ...]
    classes: tuple[SeatValue, ...]
    money: tuple[MoneyValue, ...]
    step_10k: float
    money_binds: bool | None
    asked: int
    places: int
    money_asked: int = 0
    screened: bool = True
    unsettled: int = 0

    def __post_init__(self) -> None:
        """Check that every value listed changes something."""
        if any(gain.nothing for gain in self.gains):
            raise ProblemError("marginal values list what changes something")

    @property
    def gains(self) -> tuple[Gain, ...]:
        """Every gain that is listed."""
        of_seats = tuple(value.gain for value in (*self.seats, *self.classes))
        return of_seats + tuple(value.gain for value in self.money)

    @property
    def proven(self) -> bool:
        """True if every gain that is listed is proven."""
        return all(gain.proven for gain in self.gains)
