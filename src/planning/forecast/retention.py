"""Retention: how an intake grows or shrinks while it passes through its band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.domain.bands import BAND_YEARS, ENTRY_AGE
from planning.domain.frozen import FloatArray


def make_retention(
    *, bands: Sequence[str], survival: FloatArray, net_migration_rate: FloatArray
) -> FloatArray:
    """Follow one pupil of each band through the ages of the band.

    Parameters
    ----------
    bands
        Bands, each with its entry age and length.
    survival, net_migration_rate
        Share alive a year later and net in-migration of each age, shape (A,).

    Returns
    -------
    numpy.ndarray
        Share of an intake still enrolled k years later, shape (B, K); above 1 if families move in. The zones'
        own growth does not count: pupils who move into a new estate come as later intakes, or fill seats
        that retention already counts on the district's average.

    Examples
    --------
    A twentieth moves away in each year of age; junior school lasts three:

    >>> make_retention(bands=["junior"], survival=np.ones(19), net_migration_rate=np.full(19, -0.05))
    array([[1.    , 0.95  , 0.9025]])
    """
    length = max(BAND_YEARS[band] for band in bands)
    result = np.zeros((len(bands), length))
    for b, band in enumerate(bands):
        share = 1.0
        for k in range(BAND_YEARS[band]):
            result[b, k] = share
            age = ENTRY_AGE[band] + k
            share *= float(survival[age] * (1.0 + net_migration_rate[age]))
    return result
