"""The entry grade of the years to come."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.forecast.rolls import Births, Rolls

LEVEL_YEARS = 3
#: Yearly growth of entries is believed up to this, and fades by ``FADE`` each year.
GROWTH_LIMIT, FADE = 0.07, 0.7


def level_entries(rolls: Rolls, *, horizon: int) -> FloatArray:
    """Return the mean of the last three counts of the entry grade for every year, shape (P, H).

    Examples
    --------
    >>> rolls = Rolls(places=("A",), years=(2021, 2022, 2023), grades=(1,), pupils=[[[90], [100], [110]]])
    >>> level_entries(rolls, horizon=2)
    array([[100., 100.]])
    """
    return np.repeat(_level(rolls)[:, None], horizon, axis=1)


def growing_entries(rolls: Rolls, *, horizon: int) -> FloatArray:
    """Return the recent level extended by the pool's growth, which fades out; shape (P, H).

    Growth compares the last three years with the three before, over the places counted in all six. A damped
    trend (Gardner and McKenzie 1985, *Management Science* 31) is better far ahead than a straight one.

    Examples
    --------
    Entries that have never grown do not grow:

    >>> rolls = Rolls(places=("A",), years=tuple(range(2018, 2024)), grades=(1,), pupils=[[[90]] * 6])
    >>> growing_entries(rolls, horizon=2)
    array([[90., 90.]])
    """
    growth = _pooled_growth(rolls)
    years = 1.0 + np.cumsum(FADE ** np.arange(1, horizon + 1))
    return np.asarray(_level(rolls)[:, None] * growth ** years[None, :], dtype=np.float64)


def births_entries(rolls: Rolls, births: Births, *, horizon: int) -> FloatArray | None:
    """Return the births of the entering cohorts times the share that entered in the last three years.

    Places share the pool's entries as in the last three years.

    Parameters
    ----------
    rolls
        Past rolls of P places.
    births
        Births of the places together.
    horizon
        Number of years ahead, H.

    Returns
    -------
    numpy.ndarray or None
        Pupils of the entry grade, shape (P, H); None if births of no past cohort are known.

    Examples
    --------
    Of 1,000 children born for each autumn 900 have entered; 1,000 were born for the next as well:

    >>> rolls = Rolls(places=("A",), years=(2022, 2023), grades=(1,), pupils=[[[900], [900]]])
    >>> births = Births(by_year={2015: 1000, 2016: 1000, 2017: 1000, 2018: 1000})
    >>> births_entries(rolls, births, horizon=1)
    array([[900.]])
    """
    age, now = births.age_of_grade_0 + rolls.grades[0], rolls.years[-1]
    entered = np.nansum(rolls.pupils[:, :, 0], axis=0)
    ratios = []
    for back in range(min(LEVEL_YEARS, len(rolls.years))):
        born = births.cohort(autumn=now - back, age=age, known_before=now)
        if born and entered[-1 - back] > 0:
            ratios.append(float(entered[-1 - back]) / born)
    if not ratios:
        return None
    level = _level(rolls)
    share: FloatArray = level / level.sum() if level.sum() > 0 else level
    ahead = [births.cohort(autumn=now + h, age=age, known_before=now) or 0.0 for h in range(1, horizon + 1)]
    return np.asarray(share[:, None] * float(np.mean(ratios)) * np.array(ahead)[None, :], dtype=np.float64)


def _level(rolls: Rolls) -> FloatArray:
    recent = rolls.pupils[:, -LEVEL_YEARS:, 0]
    known = ~np.isnan(recent)
    count = known.sum(axis=1)
    total = np.where(known, recent, 0.0).sum(axis=1)
    level: FloatArray = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    return level


def _pooled_growth(rolls: Rolls) -> float:
    entry = _known_years(rolls)
    if entry.shape[1] < 2 * LEVEL_YEARS:
        return 1.0
    six = entry[:, -2 * LEVEL_YEARS :]
    whole = ~np.isnan(six).any(axis=1)
    late, early = six[whole, LEVEL_YEARS:].sum(), six[whole, :LEVEL_YEARS].sum()
    if early <= 0 or late <= 0:
        return 1.0
    return float(np.clip((late / early) ** (1 / LEVEL_YEARS), 1 - GROWTH_LIMIT, 1 + GROWTH_LIMIT))


def _known_years(rolls: Rolls) -> FloatArray:
    """Return the entry grade in the years with any count, shape (P, years)."""
    entry: FloatArray = rolls.pupils[:, :, 0]
    counted = np.flatnonzero(~np.isnan(entry).all(axis=0))
    return entry[:, counted]
