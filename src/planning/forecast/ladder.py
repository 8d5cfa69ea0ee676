"""The district's grades from the first year of kindergarten to the last of senior, one rung a year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.domain.bands import BAND_YEARS
from planning.domain.frozen import FloatArray


def rungs(bands: Sequence[str]) -> list[tuple[int, int]]:
    """List band and grade (from 0) of each rung, in the order in which pupils climb them.

    Examples
    --------
    >>> rungs(["junior"])
    [(0, 0), (0, 1), (0, 2)]
    """
    return [(b, g) for b, band in enumerate(bands) for g in range(BAND_YEARS[band])]


def first_rungs(bands: Sequence[str]) -> list[int]:
    """Return the rung on which each band begins.

    Examples
    --------
    >>> first_rungs(["kindergarten", "primary", "junior", "senior"])
    [0, 3, 9, 12]
    """
    return [rung for rung, (_, grade) in enumerate(rungs(bands)) if grade == 0]


def climb(
    *, now: FloatArray, entries: FloatArray, ratios: FloatArray, fixed: FloatArray | None = None
) -> FloatArray:
    """Move every rung up by its ratio and let entrants onto the first.

    Parameters
    ----------
    now
        Pupils on each rung in the base year, shape (R,).
    entries
        Pupils who enter the first rung in each year, shape (T,).
    ratios
        Progression to each rung but the first, by the year of arrival, shape (R - 1, T).
    fixed
        Pupils on a rung known from other sources, shape (R, T); NaN where nothing is known.

    Returns
    -------
    numpy.ndarray
        Pupils, shape (R, T). Pupils above a fixed rung climb from the fixed number.

    Examples
    --------
    Three grades of 100; 90 enter, and all move up but for a tenth on the last step:

    >>> ratios = np.array([[1.0, 1.0], [0.9, 0.9]])
    >>> climb(now=np.full(3, 100.0), entries=np.array([90.0, 80.0]), ratios=ratios)
    array([[ 90.,  80.],
           [100.,  90.],
           [ 90.,  90.]])
    """
    result = np.zeros((len(now), len(entries)))
    before = now
    for t in range(len(entries)):
        result[0, t] = entries[t]
        result[1:, t] = before[:-1] * ratios[:, t]
        if fixed is not None:
            result[:, t] = np.where(np.isnan(fixed[:, t]), result[:, t], fixed[:, t])
        before = result[:, t]
    return result


def retention_from(ratios: FloatArray, bands: Sequence[str]) -> FloatArray:
    """Return the share of an intake still enrolled k years later, shape (B, K), from ratios (R - 1,).

    Examples
    --------
    A tenth leaves on the way to the second year of junior school:

    >>> retention_from(np.array([0.9, 1.0]), ["junior"])
    array([[1. , 0.9, 0.9]])
    """
    length = max(BAND_YEARS[band] for band in bands)
    result = np.zeros((len(bands), length))
    for rung, (b, g) in enumerate(rungs(bands)):
        result[b, g] = 1.0 if g == 0 else result[b, g - 1] * ratios[rung - 1]
    return result
