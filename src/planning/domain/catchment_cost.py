"""What a way of drawing catchments costs: pupils without a seat, and metres."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True, eq=False)
class CatchmentCost:
    """Numbers of one plan by band, all years together; shape (B,) each.

    Parameters
    ----------
    unplaced
        Entrants without a seat.
    worst_year_unplaced
        The same in the worst year.
    mean_distance_m
        Mean distance of those placed; NaN where nobody is.
    split
        Zone-years whose entrants go to several facilities.
    outside
        Entrants placed outside today's catchment, as far as a zone has one.
    """

    unplaced: FloatArray
    worst_year_unplaced: FloatArray
    mean_distance_m: FloatArray
    split: IntArray
    outside: FloatArray
