"""Children of the dwellings to come, kept apart from those of the trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Homes:
    """Housing projects: dwellings to come and to go, and who will live in them.

    Parameters
    ----------
    keys
        Keys of the projects, H of them.
    zone
        Position of each project's zone, shape (H,).
    completion_year
        Year by whose 31 August the dwellings are finished, or demolished, shape (H,).
    dwellings
        Dwellings by type, negative where they are demolished, shape (H, U).
    in_trend_share
        Share of the children already included in the trend, shape (H,).
    occupied_share
        Share occupied 0, 1, 2, ... years after completion, by type, shape (U, K); the last share persists.
    persons_per_dwelling
        Children of each age in a newly occupied dwelling, by type, shape (U, A).
    """

    keys: tuple[str, ...]
    zone: IntArray
    completion_year: IntArray
    dwellings: FloatArray
    in_trend_share: FloatArray
    occupied_share: FloatArray
    persons_per_dwelling: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class HomeChildren:
    """Children living in the housing projects on 31 August.

    Parameters
    ----------
    persons
        Children by project, age and year, shape (H, A, T); negative for demolition.
    arrivals
        Children who moved in during the year, shape (H, A, T); 0 for demolition.
    """

    persons: FloatArray
    arrivals: FloatArray


def home_children(
    homes: Homes, *, survival: FloatArray, years: Sequence[int], slip_years: Sequence[int]
) -> HomeChildren:
    """Let families move in as the dwellings fill, grow older there and have children.

    Parameters
    ----------
    homes
        Housing projects.
    survival
        Share of an age alive a year later, shape (A,).
    years
        Consecutive years, beginning after the base year; dwellings finished earlier are part of the base.
    slip_years
        Years by which each project is late.

    Returns
    -------
    HomeChildren
        ``persons[a, t] = persons[a-1, t-1] x survival[a-1] + newly occupied[t] x yield[a]`` for a above 0,
        and ``persons[0, t] = occupied[t] x yield[0]``: every occupied dwelling keeps having children at the
        rate of its first year.

    Examples
    --------
    100 dwellings, half of them occupied in 2024 and all in 2025, each fifth with a child of age 1:

    >>> estate = Homes(
    ...     keys=("H1",), zone=np.array([0]), completion_year=np.array([2024]), dwellings=np.array([[100.0]]),
    ...     in_trend_share=np.array([0.0]), occupied_share=np.array([[0.5, 1.0]]),
    ...     persons_per_dwelling=np.array([[0.0, 0.2, 0.0]]),
    ... )
    >>> children = home_children(estate, survival=np.ones(3), years=[2024, 2025], slip_years=[0])
    >>> children.persons[0]   # by age and year
    array([[ 0.,  0.],
           [10., 10.],
           [ 0., 10.]])
    """
    count, ages = len(homes.keys), len(survival)
    persons, arrivals = np.zeros((count, ages, len(years))), np.zeros((count, ages, len(years)))
    for h in range(count):
        done = int(homes.completion_year[h]) + slip_years[h]
        for t, year in enumerate(years):
            now, before = _occupied(homes, h, year - done), _occupied(homes, h, year - 1 - done)
            # Dwellings that filled before the first year are counted in the base year's population.
            fresh = (now - before) @ homes.persons_per_dwelling
            if t:
                persons[h, 1:, t] = persons[h, :-1, t - 1] * survival[:-1]
            persons[h, 1:, t] += fresh[1:]
            base = _occupied(homes, h, years[0] - 1 - done)
            persons[h, 0, t] = float((now - base) @ homes.persons_per_dwelling[:, 0])
            arrivals[h, :, t] = np.maximum(fresh, 0.0)
    return HomeChildren(persons=persons, arrivals=arrivals)


def _occupied(homes: Homes, home: int, since: int) -> FloatArray:
    """Return occupied dwellings by type some years after completion; demolished dwellings empty at once."""
    dwellings: FloatArray = homes.dwellings[home]
    if since < 0:
        return np.zeros_like(dwellings)
    last = homes.occupied_share.shape[1] - 1
    share = homes.occupied_share[:, min(since, last)]
    return np.where(dwellings < 0, dwellings, dwellings * share)
