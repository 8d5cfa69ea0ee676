"""Rolls of the years to come, from the ages: who sits in each grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planning.domain.bands import BAND_YEARS, ENTRY_AGE
from planning.domain.frozen import FloatArray
from planning.forecast.participation import share_in


def make_rolls_ahead(
    *,
    ages: FloatArray,
    base_year: int,
    bands: Sequence[str],
    years: Sequence[int],
    participation: Mapping[str, Mapping[int, float]],
) -> FloatArray:
    """Return the pupils of each grade: persons of its age times the share that entered with it.

    Parameters
    ----------
    ages
        Persons by zone, age and year from the base year on, shape (Z, A, Y + 1).
    base_year
        School year of ``ages[:, :, 0]``.
    bands, years
        Labels of the axes of the result.
    participation
        Share that enters, by band and the year from which it holds.

    Returns
    -------
    numpy.ndarray
        Pupils by zone, band, grade and year, shape (Z, B, G, T); 0 beyond a band's last grade.

    Examples
    --------
    50 children of each age; from 2024 on 90 % enter kindergarten, before it was 80 %:

    >>> pupils = make_rolls_ahead(
    ...     ages=np.full((1, 19, 2), 50.0), base_year=2023, bands=["kindergarten"], years=[2024],
    ...     participation={"kindergarten": {2020: 0.8, 2024: 0.9}},
    ... )
    >>> pupils[0, 0, :, 0]   # by grade
    array([45., 40., 40.])
    """
    grades = max(BAND_YEARS[band] for band in bands)
    result = np.zeros((ages.shape[0], len(bands), grades, len(years)))
    for b, band in enumerate(bands):
        for g in range(BAND_YEARS[band]):
            for t, year in enumerate(years):
                share = share_in(participation[band], year - g)
                result[:, b, g, t] = ages[:, ENTRY_AGE[band] + g, year - base_year] * share
    return result
