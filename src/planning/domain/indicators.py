"""What a plan means to the district beside its own numbers: per resident, by operator, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """What is known of the district beside the planning problem.

    Parameters
    ----------
    residents
        Residents in each year, shape (T,).
    public
        1 where a facility is public or of public type, shape (F,).
    drawn_intakes
        Draws of the district's intakes, shape (D, B, T).
    """

    residents: FloatArray
    public: FloatArray
    drawn_intakes: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicators:
    """Indicators of the district by band and year.

    Parameters
    ----------
    residents
        Residents in each year, shape (T,).
    seats_per_thousand
        Permanent seats for each 1,000 residents, shape (B, T).
    public_share
        Seats of public and public-type facilities as a share of the band's open seats, shape (B, T); NaN
        where no seat is open.
    pupils
        Pupils who need a seat, those without one included, shape (B, T).
    pupils_low, pupils_high
        The 10th and 90th percentile of the draws, shape (B, T).
    intake_low, intake_high
        The same of the entrants, shape (B, T).
    """

    residents: FloatArray
    seats_per_thousand: FloatArray
    public_share: FloatArray
    pupils: FloatArray
    pupils_low: FloatArray
    pupils_high: FloatArray
    intake_low: FloatArray
    intake_high: FloatArray
