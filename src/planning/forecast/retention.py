"""Retention: how an intake grows or shrinks while it passes through its band."""

from __future__ import annotations

import numpy as np

from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray


def make_retention(*, bands: BandSystem, survival: FloatArray, net_migration_rate: FloatArray) -> FloatArray:
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
        that retention already counts on the district's average. Places per 1,000 residents are held as
        long as their band lasts.

    Examples
    --------
    A twentieth moves away in each year of age; junior school lasts three:

    >>> from planning.domain.bands import Band
    >>> junior = BandSystem((Band(id="junior", zh="初中", en="Junior", entry_age=12, years=3),))
    >>> make_retention(bands=junior, survival=np.ones(19), net_migration_rate=np.full(19, -0.05))
    array([[1.    , 0.95  , 0.9025]])
    """
    result = np.zeros((len(bands), bands.longest))
    for b, band in enumerate(bands):
        share = 1.0
        for k, age in enumerate(band.ages):
            result[b, k] = share
            if band.enters is Enters.PER_1000:
                continue
            share *= float(survival[age] * (1.0 + net_migration_rate[age]))
    return result
