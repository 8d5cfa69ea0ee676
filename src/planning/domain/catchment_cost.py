"""What a way of drawing catchments costs: pupils without a seat, and metres."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True, eq=False)
class CatchmentCost:
    """Cost of one plan's catchments by band over all years; each array has shape (B,).

    Parameters
    ----------
    unplaced
        Entrants without a seat.
    worst_year_unplaced
        Entrants without a seat in the worst year.
    mean_distance_m
        Mean distance of the entrants placed, metres; NaN where nobody is placed.
    split
        Number of zone-years whose entrants go to several facilities.
    outside
        Entrants placed outside today's catchment, among zones that have one.
    """

    unplaced: FloatArray
    worst_year_unplaced: FloatArray
    mean_distance_m: FloatArray
    split: IntArray
    outside: FloatArray
