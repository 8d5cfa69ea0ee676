"""What a plan means to the district beside its own numbers: per resident, by operator, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """Facts about the district that the planning problem does not hold.

    Parameters
    ----------
    residents
        Residents in each year, shape (T,).
    public
        1 for facilities that are public or of public type, else 0, shape (F,).
    drawn_intakes
        D random draws of the district's intakes, shape (D, B, T).
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
        10th and 90th percentile of the pupils over the draws, shape (B, T).
    intake_low, intake_high
        10th and 90th percentile of the entrants over the draws, shape (B, T).
    """

    residents: FloatArray
    seats_per_thousand: FloatArray
    public_share: FloatArray
    pupils: FloatArray
    pupils_low: FloatArray
    pupils_high: FloatArray
    intake_low: FloatArray
    intake_high: FloatArray
