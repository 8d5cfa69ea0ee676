"""Legacy: pupils placed before the horizon who still occupy seats."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.domain.frozen import FloatArray


def make_legacy(*, rolls: FloatArray, stay: FloatArray, base_year: int, years: Sequence[int]) -> FloatArray:
    """Carry today's grades forward until they leave their band.

    Parameters
    ----------
    rolls
        Pupils in the base year by facility, band and grade, shape (F, B, K); grade g stands in column g - 1.
    stay
        Share of an intake still sitting k years later, shape (B, K).
    base_year
        Year of the rolls.
    years
        Years of the horizon.

    Returns
    -------
    numpy.ndarray
        Pupils still sitting, shape (F, B, T).
    """
    facilities, bands, grades = rolls.shape
    result = np.zeros((facilities, bands, len(years)))
    for t, year in enumerate(years):
        later = year - base_year
        for k in range(grades - later):
            now, then = stay[:, k], stay[:, k + later]
            ratio = np.divide(then, now, out=np.zeros_like(now), where=now > 0)
            result[:, :, t] += rolls[:, :, k] * ratio[None, :]
    return result
