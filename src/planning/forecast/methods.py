"""Ways to carry rolls forward: three simple rivals, and the pooled cohort method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.forecast.entry import births_entries, growing_entries, level_entries
from planning.forecast.progression import pooled_ratios, shrunken_ratios
from planning.forecast.ratios import ESTIMATORS
from planning.forecast.rolls import Births, Rolls

Method = Callable[[Rolls, Births | None, int], FloatArray]

#: Years of history that a place's own ratios read.
OWN_WINDOW: Final = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidates:
    """Candidate forecasts of every place and grade, shape (P, H, G) each.

    Parameters
    ----------
    top_down
        Forecasts by method of the pool's ratios: every place moves by the pool's ratios and keeps its share
        of the pool's change. Stable for small places.
    own
        Forecast by each place's own ratios, shrunk towards the pool: follows what is particular to a place.
    steady
        Forecast that keeps every grade as it is.
    """

    top_down: dict[str, FloatArray]
    own: FloatArray
    steady: FloatArray


def project(*, last: FloatArray, ratios: FloatArray, entries: FloatArray) -> FloatArray:
    """Move each grade up by its ratio and add the entries.

    Parameters
    ----------
    last
        Pupils of the last count, shape (P, G).
    ratios
        Progression from each grade to the next, shape (P, G - 1).
    entries
        Pupils of the entry grade in each year ahead, shape (P, H).

    Returns
    -------
    numpy.ndarray
        Pupils by place, year ahead and grade, shape (P, H, G).

    Examples
    --------
    Two grades of 100, of whom all move up; 90 and then 80 enter:

    >>> project(last=np.full((1, 2), 100.0), ratios=np.ones((1, 1)), entries=np.array([[90.0, 80.0]]))
    array([[[ 90., 100.],
            [ 80.,  90.]]])
    """
    places, grades = last.shape
    result = np.zeros((places, entries.shape[1], grades))
    now = last
    for h in range(entries.shape[1]):
        result[:, h, 1:] = now[:, :-1] * ratios
        result[:, h, 0] = entries[:, h]
        now = result[:, h]
    return result


def last_value(rolls: Rolls, births: Births | None, horizon: int) -> FloatArray:
    """Keep every grade as it is: a naive rival.

    Parameters
    ----------
    rolls, births
        Rolls and births known at the last autumn of ``rolls``; births are not used.
    horizon
        Number of years ahead, H.

    Returns
    -------
    numpy.ndarray
        Pupils, shape (P, H, G).

    Examples
    --------
    >>> rolls = Rolls(places=("A",), years=(2022, 2023), grades=(1, 2), pupils=[[[100, 90], [110, 95]]])
    >>> last_value(rolls, None, 1)
    array([[[110.,  95.]]])
    """
    del births
    return np.repeat(rolls.pupils[:, -1][:, None], horizon, axis=1)


def last_ratio(rolls: Rolls, births: Births | None, horizon: int) -> FloatArray:
    """Repeat last year's progression: a naive rival.

    Entries follow last year's share of births, or stay as last year if births are not known.

    Parameters
    ----------
    rolls, births
        Rolls and births known at the last autumn of ``rolls``; births may be None.
    horizon
        Number of years ahead, H.

    Returns
    -------
    numpy.ndarray
        Pupils, shape (P, H, G).

    Examples
    --------
    95 of 100 moved up last year, so 104.5 of 110 do next:

    >>> rolls = Rolls(places=("A",), years=(2022, 2023), grades=(1, 2), pupils=[[[100, 90], [110, 95]]])
    >>> last_ratio(rolls, None, 1)
    array([[[110. , 104.5]]])
    """
    return _plain_cohort(rolls, births, horizon, years=1)


def mean_ratio_3(rolls: Rolls, births: Births | None, horizon: int) -> FloatArray:
    """Repeat the mean progression and entries of three years: the usual practice, as a rival.

    Parameters
    ----------
    rolls, births
        Rolls and births known at the last autumn of ``rolls``; births may be None.
    horizon
        Number of years ahead, H.

    Returns
    -------
    numpy.ndarray
        Pupils, shape (P, H, G).

    Examples
    --------
    >>> rolls = Rolls(
    ...     places=("A",), years=(2020, 2021, 2022, 2023), grades=(1, 2),
    ...     pupils=[[[100, 90], [100, 80], [100, 90], [100, 100]]],
    ... )
    >>> mean_ratio_3(rolls, None, 1).round(6)
    array([[[100.,  90.]]])
    """
    return _plain_cohort(rolls, births, horizon, years=3)


def make_candidates(rolls: Rolls, births: Births | None, horizon: int) -> Candidates:
    """Make every candidate forecast.

    Entries follow births if they are known, else the mean of a level and a damped trend.

    Parameters
    ----------
    rolls, births
        Rolls and births known at the last autumn of ``rolls``; births may be None.
    horizon
        Number of years ahead, H.

    Returns
    -------
    Candidates
        Candidate forecasts; NaN for places without a count in the last autumn.

    Examples
    --------
    A place that has not changed for six years is forecast alike in every way:

    >>> rolls = Rolls(places=("A",), years=tuple(range(2018, 2024)), grades=(1, 2), pupils=[[[100, 100]] * 6])
    >>> made = make_candidates(rolls, None, 1)
    >>> made.own, sorted(made.top_down)
    (array([[[100., 100.]]]), ['last', 'mean', 'median', 'trend', 'weighted'])
    """
    last = np.nan_to_num(rolls.pupils[:, -1])
    lasts = last.sum(axis=1)
    gone = np.isnan(rolls.pupils[:, -1, 0])
    entries = _entries(rolls, births, horizon)

    def mean_of(ratios: FloatArray, *, shared: bool) -> FloatArray:
        made = [project(last=last, ratios=ratios, entries=entry) for entry in entries]
        made = [_keeping_shares(one, lasts) for one in made] if shared else made
        result: FloatArray = np.mean(made, axis=0)
        result[gone] = np.nan
        return result

    return Candidates(
        top_down={name: mean_of(pooled_ratios(rolls, method=name), shared=True) for name in ESTIMATORS},
        own=mean_of(shrunken_ratios(rolls, window=OWN_WINDOW), shared=False),
        steady=last_value(rolls, births, horizon),
    )


#: Methods with which ours is compared, by the name printed.
RIVALS: Final[dict[str, Method]] = {
    "last_value": last_value,
    "last_ratio": last_ratio,
    "mean_ratio_3": mean_ratio_3,
}


def _entries(rolls: Rolls, births: Births | None, horizon: int) -> list[FloatArray]:
    if births is not None:
        from_births = births_entries(rolls, births, horizon=horizon)
        if from_births is not None:
            return [from_births]
    return [level_entries(rolls, horizon=horizon), growing_entries(rolls, horizon=horizon)]


def _keeping_shares(pooled: FloatArray, lasts: FloatArray) -> FloatArray:
    """Scale each place so that its total moves as the pool's does."""
    total = pooled.sum(axis=(0, 2))
    own = pooled.sum(axis=2)
    change = total / lasts.sum() if lasts.sum() > 0 else np.ones_like(total)
    wanted = lasts[:, None] * change[None, :]
    scale = np.divide(wanted, own, out=np.zeros_like(wanted), where=own > 0)
    return np.asarray(pooled * scale[:, :, None], dtype=np.float64)


def _plain_cohort(rolls: Rolls, births: Births | None, horizon: int, *, years: int) -> FloatArray:
    """Return the cohort method with the mean of each place's last yearly ratios."""
    last = rolls.pupils[:, -1]
    before, after = rolls.pupils[:, :-1, :-1], rolls.pupils[:, 1:, 1:]
    yearly = np.divide(after, before, out=np.full_like(after, np.nan), where=before > 0)
    counted = np.flatnonzero(~np.isnan(before).all(axis=(0, 2)) & ~np.isnan(after).all(axis=(0, 2)))
    ratios = _mean(yearly[:, counted[-years:]], 1.0)
    entry = rolls.pupils[:, :, 0]
    seen = np.flatnonzero(~np.isnan(entry).all(axis=0))[-years:]
    level = _mean(entry[:, seen], 0.0)
    entries = np.repeat(level[:, None], horizon, axis=1)
    if births is not None:
        from_births = births_entries(rolls, births, horizon=horizon)
        entries = entries if from_births is None else from_births
    return project(last=last, ratios=ratios, entries=entries)


def _mean(values: FloatArray, otherwise: float) -> FloatArray:
    """Return the mean of the known values over axis 1."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    mean: FloatArray = np.divide(total, count, out=np.full_like(total, otherwise), where=count > 0)
    return mean
