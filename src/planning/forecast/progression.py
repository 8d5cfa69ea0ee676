"""Grade progression ratios: the share of a grade that sits one grade higher a year later."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray
from planning.forecast.ratios import ESTIMATORS, divide
from planning.forecast.rolls import Rolls

#: A place whose cohorts together grow or shrink by more than this in a year, and by more than
#: ``BREAK_PUPILS``, was split, merged or redrawn; the year says nothing of its families.
BREAK_LOW, BREAK_HIGH, BREAK_PUPILS = 0.75, 1.33, 40.0


def find_breaks(rolls: Rolls) -> NDArray[np.bool_]:
    """Mark the years in which a place was split, merged or redrawn, shape (P, Y - 1).

    Examples
    --------
    The school has 100 pupils in each of two grades until half of them are given to another:

    >>> rolls = Rolls(
    ...     places=("A",), years=(2021, 2022, 2023), grades=(1, 2),
    ...     pupils=[[[100, 100], [100, 100], [50, 50]]],
    ... )
    >>> find_breaks(rolls)
    array([[False,  True]])
    """
    before = rolls.pupils[:, :-1, :-1].sum(axis=2)
    after = rolls.pupils[:, 1:, 1:].sum(axis=2)
    ratio = np.divide(after, before, out=np.ones_like(after), where=before > 0)
    with np.errstate(invalid="ignore"):
        jump = (ratio < BREAK_LOW) | (ratio > BREAK_HIGH)
        large = np.abs(after - before) > BREAK_PUPILS
    return np.asarray(jump & large, dtype=np.bool_)


def transitions(rolls: Rolls) -> tuple[FloatArray, FloatArray]:
    """Return the pupils of a grade, and those one grade higher a year later, shape (P, Y - 1, G - 1) each.

    Both are 0 where one of the two counts is missing or the place was redrawn.

    Examples
    --------
    >>> rolls = Rolls(places=("A",), years=(2022, 2023), grades=(1, 2), pupils=[[[100, 90], [110, 95]]])
    >>> transitions(rolls)   # of 100 pupils of grade 1 in 2022, 95 sit in grade 2 in 2023
    (array([[[100.]]]), array([[[95.]]]))
    """
    before, after = rolls.pupils[:, :-1, :-1], rolls.pupils[:, 1:, 1:]
    usable = ~(np.isnan(before) | np.isnan(after)) & ~find_breaks(rolls)[:, :, None]
    return np.where(usable, before, 0.0), np.where(usable, after, 0.0)


def pooled_ratios(rolls: Rolls, *, method: str) -> FloatArray:
    """Return the ratios of all places together by one of ``ESTIMATORS``, repeated for each; (P, G - 1).

    Examples
    --------
    Of 200 pupils of both places 190 move up:

    >>> rolls = Rolls(
    ...     places=("A", "B"), years=(2022, 2023), grades=(1, 2),
    ...     pupils=[[[100, 0], [0, 100]], [[100, 0], [0, 90]]],
    ... )
    >>> pooled_ratios(rolls, method="last")
    array([[0.95],
           [0.95]])
    """
    estimate, window = ESTIMATORS[method]
    before, after = _last(transitions(rolls), window)
    pool = estimate(before.sum(axis=0), after.sum(axis=0)) if before.size else np.ones(len(rolls.grades) - 1)
    return np.repeat(pool[None, :], len(rolls.places), axis=0)


def shrunken_ratios(rolls: Rolls, *, window: int) -> FloatArray:
    """Return each place's own ratios, shrunk towards the pool by their sampling error.

    Parameters
    ----------
    rolls
        Past rolls.
    window
        Number of past years used.

    Returns
    -------
    numpy.ndarray
        ``weight x own + (1 - weight) x pool``, shape (P, G - 1), with ``weight = t2 / (t2 + s2 / pupils)``:
        t2 is the variance between places by the method of moments, s2 the variance of one pupil's
        progression within a place from year to year.

    References
    ----------
    Morris (1983), "Parametric Empirical Bayes Inference", *JASA* 78, equations 1.15 to 1.18 for unequal
    variances; DerSimonian and Laird (1986) for the moment estimator of t2.

    Examples
    --------
    Three places that move up alike keep what they have in common:

    >>> one = [[100, 0], [100, 90], [100, 90]]
    >>> rolls = Rolls(places=("A", "B", "C"), years=(2021, 2022, 2023), grades=(1, 2), pupils=[one, one, one])
    >>> shrunken_ratios(rolls, window=5)
    array([[0.9],
           [0.9],
           [0.9]])
    """
    before, after = _last(transitions(rolls), window)
    together = divide(after.sum(axis=(0, 1)), before.sum(axis=(0, 1)), 1.0)
    pool = np.repeat(together[None, :], len(rolls.places), axis=0)
    base, reached = before.sum(axis=1), after.sum(axis=1)
    own = divide(reached, base, pool)
    places = (base > 0).sum(axis=0)
    yearly = divide(after, before, own[:, None, :])
    years = (before > 0).sum(axis=1)
    freedom = np.maximum((years - 1).clip(min=0).sum(axis=0), 1)
    within = (before * (yearly - own[:, None, :]) ** 2).sum(axis=(0, 1)) / freedom
    total = base.sum(axis=0)
    spread = (base * (own - pool) ** 2).sum(axis=0) - (places - 1) * within
    scale = total - divide((base**2).sum(axis=0), total, 0.0)
    between = np.maximum(divide(spread, scale, 0.0), 0.0)
    noise = divide(within[None, :], base, np.inf)
    weight = np.where(np.isfinite(noise), divide(between[None, :] + 0.0 * base, between + noise, 0.0), 0.0)
    alone = (places < 3)[None, :] & (base > 0)
    return np.where(alone, own, weight * own + (1.0 - weight) * pool)


def _last(pair: tuple[FloatArray, FloatArray], window: int) -> tuple[FloatArray, FloatArray]:
    """Keep the last ``window`` years in which any pupil moved up."""
    before, after = pair
    years = np.flatnonzero(before.sum(axis=(0, 2)) > 0)[-window:]
    return before[:, years], after[:, years]
