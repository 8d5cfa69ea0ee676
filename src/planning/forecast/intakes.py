"""Intakes: how many need a placement in each band and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planning.domain.bands import ENTRY_AGE
from planning.domain.frozen import FloatArray


def make_intakes(
    *,
    ages: FloatArray,
    base_year: int,
    bands: Sequence[str],
    years: Sequence[int],
    participation: Mapping[str, Mapping[int, float]],
) -> FloatArray:
    """Take the entry age of each band and the share of it that needs a seat.

    Parameters
    ----------
    ages
        Persons by zone, age and year from the base year on, shape (Z, A, Y + 1).
    base_year
        Year of ``ages[:, :, 0]``.
    bands, years
        Axes of the result; years after the base year.
    participation
        Share by band and the year from which it holds; a year takes the latest share before it, a year
        before all of them the first.

    Returns
    -------
    numpy.ndarray
        Pupils who need a placement, shape (Z, B, T).
    """
    result = np.zeros((ages.shape[0], len(bands), len(years)))
    for b, band in enumerate(bands):
        for t, year in enumerate(years):
            rate = share_in(participation[band], year)
            result[:, b, t] = ages[:, ENTRY_AGE[band], year - base_year] * rate
    return result


def share_in(path: Mapping[int, float], year: int) -> float:
    """Return the share that holds in a year, from a path of (year from which it holds, share)."""
    known = [start for start in path if start <= year]
    return path[max(known)] if known else path[min(path)]
