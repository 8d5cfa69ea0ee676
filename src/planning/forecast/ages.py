"""Single years of age rolled forward by survival, migration and births."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Ages:
    """Persons on 31 August of the base year and of each later year, and the factors behind them.

    Parameters
    ----------
    start
        Size of each cohort when first counted, in the base year or at birth, shape (Z, A, Y + 1).
    survival, migration
        Factors of survival and net migration on each cohort since then, of the same shape.
    """

    start: FloatArray
    survival: FloatArray
    migration: FloatArray

    @property
    def persons(self) -> FloatArray:
        """Persons by zone, age and year, shape (Z, A, Y + 1)."""
        return np.asarray(self.start * self.survival * self.migration, dtype=np.float64)


def roll_ages(
    *,
    persons: FloatArray,
    births: FloatArray,
    birth_share: FloatArray,
    survival: FloatArray,
    net_migration_rate: FloatArray,
    zone_growth: FloatArray,
) -> Ages:
    """Roll the ages of each zone forward by the cohort-component method, one sex and the school ages.

    Parameters
    ----------
    persons
        Persons by zone and completed age on 31 August of the base year, shape (Z, A).
    births
        Resident births of the district in the cohorts of the Y following years, shape (Y,).
    birth_share
        Share of each zone in the births of a year, shape (Z, Y).
    survival
        Share of an age alive a year later, shape (A,).
    net_migration_rate
        Net in-migration of an age in a year as a share of the age, shape (A,).
    zone_growth
        Further net in-migration of a zone as a share of each of its ages, by year, shape (Z, Y).

    Returns
    -------
    Ages
        Persons by zone, age and year, and the factors behind them.

    Notes
    -----
    ``persons[z, a+1, y+1] = persons[z, a, y] x survival[a] x (1 + rate[a] + zone_growth[z, y])``.
    Children of a cohort are counted on the 31 August that closes it, so births include the deaths of the
    first months (infant survival is near one).

    References
    ----------
    Preston, Heuveline and Guillot (2001), *Demography: Measuring and Modeling Population Processes*,
    chapter 6, gives the cohort-component method.

    Examples
    --------
    100 children of age 0; a tenth moves in within the year, and 80 are born:

    >>> ages = roll_ages(
    ...     persons=np.array([[100.0, 0.0]]), births=np.array([80.0]), birth_share=np.array([[1.0]]),
    ...     survival=np.array([1.0, 1.0]), net_migration_rate=np.array([0.1, 0.0]),
    ...     zone_growth=np.array([[0.0]]),
    ... )
    >>> ages.persons[0, :, 1].round(6)   # by age, a year later
    array([ 80., 110.])
    """
    zones, count = persons.shape
    years = len(births)
    start = np.zeros((zones, count, years + 1))
    alive, moved = np.ones_like(start), np.ones_like(start)
    start[:, :, 0] = persons
    for y in range(1, years + 1):
        start[:, 0, y] = births[y - 1] * birth_share[:, y - 1]
        start[:, 1:, y] = start[:, :-1, y - 1]
        alive[:, 1:, y] = alive[:, :-1, y - 1] * survival[None, :-1]
        rate = net_migration_rate[None, :-1] + zone_growth[:, y - 1, None]
        moved[:, 1:, y] = moved[:, :-1, y - 1] * (1.0 + rate)
    return Ages(start=start, survival=alive, migration=moved)
