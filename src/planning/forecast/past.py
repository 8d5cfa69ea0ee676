"""A forecast that was made at a past autumn, and how much one horizon tells of another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Past:
    """Forecast made at a past autumn: totals by place and years ahead.

    Parameters
    ----------
    origin
        Position of the autumn on the axis of years.
    top_down, own, steady
        Sums over grades of the candidate forecasts, shape (P, H) each.
    cohort
        Sums over grades of the forecast chosen at that autumn, shape (P, H).
    """

    origin: int
    top_down: Mapping[str, FloatArray]
    own: FloatArray
    steady: FloatArray
    cohort: FloatArray


def nearness(ahead: int, other: int) -> float:
    """Return the weight, up to 1, of an error at one horizon as evidence for another.

    Examples
    --------
    >>> nearness(3, 3)
    1.0
    >>> nearness(3, 2) > nearness(3, 1)
    True
    """
    return math.exp(-1.5 * abs(math.log(other / ahead)))
