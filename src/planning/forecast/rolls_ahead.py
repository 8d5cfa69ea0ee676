"""Rolls of the years to come, from the ages: who sits in each grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray
from planning.forecast.participation import share_in


def make_rolls_ahead(
    *,
    ages: FloatArray,
    base_year: int,
    bands: BandSystem,
    years: Sequence[int],
    participation: Mapping[str, Mapping[int, float]],
    places: FloatArray | None = None,
) -> FloatArray:
    """Return the pupils of each grade: persons of its age times the share that entered with it.

    Parameters
    ----------
    ages
        Persons by zone, age and year from the base year on, shape (Z, A, Y + 1).
    base_year
        School year of ``ages[:, :, 0]``.
    bands, years
        Bands, and school years of the result.
    participation
        Share that enters, by band and the year from which it holds.
    places
        Places that residents need, by zone, band and year, shape (Z, B, T), for bands by places per 1,000;
        None without such a band.

    Returns
    -------
    numpy.ndarray
        Pupils by zone, band, grade and year, shape (Z, B, G, T); 0 beyond a band's last grade. Places per
        1,000 are spread evenly over the grades of their band, so that as many enter each year as leave.

    Examples
    --------
    50 children of each age; from 2024 on 90 % enter kindergarten, before it was 80 %:

    >>> from planning.domain.bands import Band
    >>> band = Band(id="kindergarten", zh="幼儿园", en="Kindergarten", entry_age=3, years=3)
    >>> pupils = make_rolls_ahead(
    ...     ages=np.full((1, 19, 2), 50.0), base_year=2023, bands=BandSystem((band,)), years=[2024],
    ...     participation={"kindergarten": {2020: 0.8, 2024: 0.9}},
    ... )
    >>> pupils[0, 0, :, 0]   # by grade
    array([45., 40., 40.])
    """
    result = np.zeros((ages.shape[0], len(bands), bands.longest, len(years)))
    for b, band in enumerate(bands):
        if band.enters is Enters.PER_1000:
            assert places is not None
            result[:, b, : band.years] = places[:, b, None] / band.years
            continue
        for g, age in enumerate(band.ages):
            for t, year in enumerate(years):
                share = share_in(participation[band.id], year - g)
                result[:, b, g, t] = ages[:, age, year - base_year] * share
    return result
