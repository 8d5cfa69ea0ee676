"""Births of calendar years as school-year cohorts, and where in the district they are.

Births are the residents' own: those of everyone who lives here, migrants included. The registered (hukou)
series counts other children and is never joined to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planning.domain.frozen import FloatArray

#: Of a cohort born from 1 September to 31 August, the part born in the earlier calendar year: four months.
EARLIER = 1.0 / 3.0
GROUP_YEARS = 5


def cohort_births(earlier: float, later: float) -> float:
    """Return the births of a school-year cohort from the births of its two calendar years.

    Parameters
    ----------
    earlier, later
        Births of the calendar year in which the cohort begins on 1 September, and of the next year, in which
        it ends on 31 August. Births are assumed even over a calendar year.

    Returns
    -------
    float
        Births from 1 September to 31 August.

    Examples
    --------
    1,200 births in 2017 and 1,500 in 2018; four of the cohort's twelve months lie in 2017:

    >>> round(cohort_births(1200, 1500))
    1400
    """
    return EARLIER * earlier + (1.0 - EARLIER) * later


def make_cohorts(by_year: Mapping[int, float], cohorts: Sequence[int]) -> FloatArray:
    """Return the births of cohorts that close on 31 August of the given years, shape (Y,).

    Examples
    --------
    >>> make_cohorts({2017: 1200.0, 2018: 1500.0, 2019: 900.0}, [2018, 2019]).round()
    array([1400., 1100.])
    """
    return np.array([cohort_births(by_year[year - 1], by_year[year]) for year in cohorts])


def share_by_children(young: FloatArray, growth: FloatArray) -> FloatArray:
    """Share births among zones by children under three in the base year, grown by the zones' migration.

    Parameters
    ----------
    young
        Children under three in the base year, shape (Z,); a single age is too few children in a village.
    growth
        Net in-migration of a zone in each year after the base year, shape (Z, Y).

    Returns
    -------
    numpy.ndarray
        Shares of each year, shape (Z, Y); each year adds up to 1; equal shares if there are no children.

    Examples
    --------
    30 and 10 young children; the second zone grows by half within a year:

    >>> share_by_children(np.array([30.0, 10.0]), np.array([[0.0], [0.5]])).round(3)
    array([[0.667],
           [0.333]])
    """
    return _shares(young[:, None] * np.cumprod(1.0 + growth, axis=1))


def share_by_women(women: FloatArray, rates: FloatArray, growth: FloatArray) -> FloatArray:
    """Share births among zones by the women of childbearing age who will live there.

    Parameters
    ----------
    women
        Women of the base year by zone and five-year group, the youngest first, shape (Z, G).
    rates
        Births per woman and year in each group, shape (G,).
    growth
        Net in-migration of a zone in each year after the base year, shape (Z, Y).

    Returns
    -------
    numpy.ndarray
        Shares of each year, shape (Z, Y). Groups age year by year, evenly over their ages; a group as large
        follows the youngest.

    Examples
    --------
    200 women in each of two zones, in the first all of the fertile group, in the second all past it:

    >>> women = np.array([[200.0, 0.0], [0.0, 200.0]])
    >>> share_by_women(women, np.array([0.1, 0.0]), np.zeros((2, 1)))
    array([[1.],
           [0.]])
    """
    zones, years = growth.shape
    expected = np.zeros((zones, years))
    for y in range(1, years + 1):
        whole, part = divmod(y, GROUP_YEARS)
        fresh = _older(women, whole)
        older = _older(women, whole + 1)
        here = fresh + (older - fresh) * part / GROUP_YEARS
        expected[:, y - 1] = here @ rates
    return _shares(expected * np.cumprod(1.0 + growth, axis=1))


def _older(women: FloatArray, groups: int) -> FloatArray:
    """Move every group up; groups as large as the youngest follow it."""
    if groups == 0:
        return women
    youngest = np.repeat(women[:, :1], min(groups, women.shape[1]), axis=1)
    return np.concatenate([youngest, women[:, : max(women.shape[1] - groups, 0)]], axis=1)


def _shares(weight: FloatArray) -> FloatArray:
    total = weight.sum(axis=0, keepdims=True)
    alike = np.full_like(weight, 1.0 / len(weight))
    shares: FloatArray = np.divide(weight, np.broadcast_to(total, weight.shape), out=alike, where=total > 0)
    return shares
