"""New schools: which sites were chosen, of which size, and what remains without a seat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SiteChoice:
    """One or several new schools and the best plan with them.

    Parameters
    ----------
    points
        Site of each school, position on the list of candidates.
    seats
        Seats of each school.
    openings
        September in which each opens; 0 if the best plan does not build it.
    starts
        Year in which works of each begin; 0 if the best plan does not build it.
    cost_10k
        Cost of the schools that are built, 10,000 yuan.
    o1
        Weighted pupil-years without a seat.
    o2_10k
        Cost at policy prices, 10,000 yuan.
    unplaced
        Entrants without a seat by band, over all years.
    proven
        True if the plan with these schools is proven.
    """

    points: tuple[int, ...]
    seats: tuple[int, ...]
    openings: tuple[int, ...]
    starts: tuple[int, ...]
    cost_10k: float
    o1: float
    o2_10k: float
    unplaced: tuple[float, ...]
    proven: bool


@dataclass(frozen=True, kw_only=True)
class SiteValue:
    """Value of one more classroom at a site, with the schedule kept.

    Parameters
    ----------
    point
        Position on the list of candidates.
    entrants
        Entrants more with a seat, over all years.
    o1
        Decrease of O1, weighted pupil-years without a seat.
    o2_10k
        Decrease of O2 without the cost of the classroom, 10,000 yuan.
    """

    point: int
    entrants: float
    o1: float
    o2_10k: float


@dataclass(frozen=True, kw_only=True)
class Sites:
    """Best sites of new schools, and those nearly as good.

    Parameters
    ----------
    before
        Plan without new schools, as a choice of no school.
    choices
        Choices solved in full, the best first.
    proven
        True if no other choice of sites and sizes is better than the first.
    o1_bound
        No choice leaves fewer weighted pupil-years without a seat.
    o2_bound_10k
        No choice with the first one's O1 costs less, 10,000 yuan; None if the bound on O1 decides nothing.
    candidates
        Number of candidate sites.
    unsettled
        Groups of choices that may be within the tolerance and were not solved in the time given.
    """

    before: SiteChoice
    choices: tuple[SiteChoice, ...]
    proven: bool
    o1_bound: float
    o2_bound_10k: float | None
    candidates: int
    unsettled: int
