"""Who is coming: expected values of each variant, the parts behind them, and the spread around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.words import Words

#: Percentiles of the draws that are kept.
QUANTILES: Final = (0.10, 0.50, 0.90)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Method chosen to read the progression of a place from its past.

    Parameters
    ----------
    place, band
        Facility and band; ``district`` and ``all`` for the district's own grades.
    method
        Name of the estimator of the pool's ratios.
    own_weight
        Weight of the place's own ratios, from 0 to 1; the pool's ratios have the rest.
    belief
        Weight of the method, from 0 to 1, by its past errors; the mean of all methods has the rest.
    by_itself
        True if the place has rolls of seven years or more, enough for its own past to count.
    forecasts
        Number of past forecasts whose outcome is known.
    """

    place: str
    band: str
    method: str
    own_weight: float
    belief: float
    by_itself: bool
    forecasts: int


@dataclass(frozen=True, kw_only=True, eq=False)
class HomesAhead:
    """Pupils who come only if the H housing projects are finished.

    Parameters
    ----------
    keys, names, zones
        Key of each project, Chinese and English name, and key of its zone.
    confidence
        Confidence of each project, a key of ``CONFIDENCE_NAMES``.
    completion_year
        Planned year of completion of each project.
    beyond_share
        Share of each project's children who come on top of the trend, shape (H,).
    intakes
        Intakes of each project, shape (H, B, T).
    rolls
        Pupils of each project, shape (H, B, T).
    """

    keys: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]
    confidence: tuple[str, ...]
    completion_year: tuple[int, ...]
    beyond_share: FloatArray
    intakes: FloatArray
    rolls: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """Expected pupils under each variant of the forecast, and the spread around them.

    Parameters
    ----------
    zones, bands, years
        Labels of the axes.
    system
        Bands with their names and grades, in the order of their axis.
    titles
        Title of each variant.
    intakes
        Expected intakes of each variant, shape (Z, B, T).
    rolls
        Expected pupils by grade of each variant, shape (Z, B, G, T).
    factors
        Reconciliation factors of each variant's intakes, shape (Z, B, T).
    changes
        Change of the district's intakes against the year before in each variant, by cause, shape (B, T).
    residents
        Residents of the district under each variant, shape (T,).
    homes
        Pupils of the housing projects under each variant.
    quantiles
        Percentiles of the draws of each variant's intakes, shape (3, Z, B, T).
    district_quantiles
        Percentiles of the district's total, which is less uncertain than its parts, shape (3, B, T).
    past_years, past_rolls
        Y autumns with counted rolls, and the district's pupils by grade in them, shape (B, G, Y).
    choices
        Methods of progression chosen, the district's first.
    notes
        Data the forecast used and assumptions it made.
    """

    zones: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    system: BandSystem
    titles: Mapping[str, Words]
    intakes: Mapping[str, FloatArray]
    rolls: Mapping[str, FloatArray]
    factors: Mapping[str, FloatArray]
    changes: Mapping[str, Mapping[str, FloatArray]]
    residents: Mapping[str, FloatArray]
    homes: Mapping[str, HomesAhead]
    quantiles: Mapping[str, FloatArray]
    district_quantiles: Mapping[str, FloatArray]
    past_years: tuple[int, ...]
    past_rolls: FloatArray
    choices: tuple[Chosen, ...]
    notes: tuple[Words, ...]
