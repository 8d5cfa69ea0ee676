"""Single years of age rolled forward by survival, migration and births."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray


def roll_ages(
    *,
    persons: FloatArray,
    births: FloatArray,
    survival: FloatArray,
    net_migration_rate: FloatArray,
    zone_growth: FloatArray,
) -> FloatArray:
    """Roll the ages of each zone forward, the cohort-component method on one sex and the school ages.

    Parameters
    ----------
    persons
        Persons by zone and completed age on 31 August of the base year, shape (Z, A).
    births
        Births of the district in the cohorts of the years that follow, shape (Y,).
    survival
        Share of an age alive a year later, shape (A,).
    net_migration_rate
        Net in-migration of an age in a year as a share of it, shape (A,).
    zone_growth
        Net in-migration of a zone in a year beside that, as a share of each of its ages, shape (Z,).

    Returns
    -------
    numpy.ndarray
        Persons on 31 August of the base year and of each year that follows, shape (Z, A, Y + 1).

    Notes
    -----
    ``persons[z, a+1, y+1] = persons[z, a, y] x survival[a] x (1 + net_migration_rate[a] + zone_growth[z])``.
    Births are shared out by the zones' children under three in the base year, grown by ``zone_growth``: a
    single year is too small a number in a village. Children born in a cohort are counted on the 31 August
    that closes it, so births carry the deaths of their first months with them (infant survival is near one).

    References
    ----------
    Preston, Heuveline and Guillot (2001), *Demography: Measuring and Modeling Population Processes*,
    chapter 6, gives the cohort-component method.
    """
    zones, ages = persons.shape
    years = len(births)
    result = np.zeros((zones, ages, years + 1))
    result[:, :, 0] = persons
    change = survival[None, :] * (1.0 + net_migration_rate[None, :] + zone_growth[:, None])
    young = persons[:, :3].sum(axis=1)
    for y in range(1, years + 1):
        result[:, 1:, y] = result[:, :-1, y - 1] * change[:, :-1]
        weight = young * (1.0 + zone_growth) ** y
        total = weight.sum()
        share = weight / total if total > 0 else np.full(zones, 1.0 / zones)
        result[:, 0, y] = births[y - 1] * share
    return result
