"""Who is coming: expected values of each variant, the parts behind them, and the spread around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.domain.frozen import FloatArray

#: Percentiles of the draws that are kept.
QUANTILES: Final = (0.10, 0.50, 0.90)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """How the progression of a place is read from its past, written beside its number.

    Parameters
    ----------
    place, band
        Facility and band; ``district`` and ``all`` for the district's own grades.
    method
        Estimator of the pool's ratios.
    own_weight
        Weight of the place's own ratios, drawn towards the pool; the rest is the pool's.
    belief
        Weight of the method among all of them, by the outcomes behind it; the rest is their mean.
    by_itself
        True where the place has rolls of seven years or more, so that its own past had a say.
    forecasts
        Past forecasts whose outcome was known.
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
    """Pupils who come only if the housing projects are finished.

    Parameters
    ----------
    keys, names, zones
        Key of each project, Chinese and English name, and key of its zone.
    confidence
        How sure each project is.
    completion_year
        Year in which it is finished, as planned.
    beyond_share
        Share of its children who come on top of the trend.
    intakes
        Intakes of each project, shape (H, B, T).
    rolls
        Its pupils, shape (H, B, T).
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
    """Views of who is coming.

    Parameters
    ----------
    zones, bands, years
        Axes.
    titles
        Chinese and English title of each variant.
    intakes
        Expected intakes of each variant, shape (Z, B, T).
    rolls
        Expected pupils by grade of each variant, shape (Z, B, G, T).
    factors
        Reconciliation factors of each variant's intakes, shape (Z, B, T).
    changes
        Why each variant's intakes of the district change against the year before: parts by cause, (B, T).
    residents
        Residents of the district under each variant, shape (T,).
    homes
        Pupils of the housing projects under each variant.
    quantiles
        Percentiles of the draws of each variant's intakes, shape (3, Z, B, T).
    district_quantiles
        The same of the district's total, which is less uncertain than its parts; shape (3, B, T).
    past_years, past_rolls
        Autumns that were counted, and the district's pupils by grade in them, shape (B, G, Y).
    choices
        How progression is read, the district first.
    notes
        What the forecast could use and what it assumed, Chinese and English.
    """

    zones: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    titles: Mapping[str, tuple[str, str]]
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
    notes: tuple[tuple[str, str], ...]
