"""Enrolled before: pupils placed before the horizon who still occupy seats."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray


def make_enrolled_before(
    *, rolls: FloatArray, ratios: FloatArray, bands: BandSystem, years: Sequence[int]
) -> FloatArray:
    """Carry today's grades forward until they leave their band.

    Parameters
    ----------
    rolls
        Pupils in the base year by facility, band and grade, shape (F, B, K); grade g stands in column g - 1.
    ratios
        Progression from each grade to the next in each facility, shape (F, B, K - 1).
    bands
        Bands; pupils leave after the last grade of their band.
    years
        Years of the horizon, beginning with the year after the base year.

    Returns
    -------
    numpy.ndarray
        Pupils still enrolled, shape (F, B, T).

    Examples
    --------
    A kindergarten with 30 children in each grade, all of whom move up; the oldest leave each summer:

    >>> from planning.domain.bands import Band
    >>> band = Band(id="kindergarten", zh="幼儿园", en="Kindergarten", entry_age=3, years=3)
    >>> make_enrolled_before(
    ...     rolls=np.full((1, 1, 3), 30.0), ratios=np.ones((1, 1, 2)),
    ...     bands=BandSystem((band,)), years=[2024, 2025, 2026],
    ... )
    array([[[60., 30.,  0.]]])
    """
    facilities, count, grades = rolls.shape
    result = np.zeros((facilities, count, len(years)))
    last = np.array([[grade < band.years for grade in range(grades)] for band in bands])
    now = rolls
    for t in range(min(len(years), grades)):
        after = np.zeros_like(now)
        after[:, :, 1:] = now[:, :, :-1] * ratios
        now = after * last[None]
        result[:, :, t] = now.sum(axis=2)
    return result
