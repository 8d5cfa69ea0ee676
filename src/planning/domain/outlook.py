"""Who is coming: expected values of each variant, and the spread of draws around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.domain.frozen import FloatArray

#: Percentiles of the draws that are kept.
QUANTILES: Final = (0.10, 0.50, 0.90)


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
    quantiles
        Percentiles of the draws of each variant's intakes, shape (3, Z, B, T).
    district_quantiles
        The same of the district's total, which is less uncertain than its parts; shape (3, B, T).
    """

    zones: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    titles: Mapping[str, tuple[str, str]]
    intakes: Mapping[str, FloatArray]
    rolls: Mapping[str, FloatArray]
    quantiles: Mapping[str, FloatArray]
    district_quantiles: Mapping[str, FloatArray]
