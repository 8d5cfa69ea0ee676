"""Five ways to read a progression ratio from the past years of a pool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray

#: A slope seen over a few years is believed by half: a damped trend errs less than a straight one (Gardner
#: and McKenzie 1985, *Management Science* 31).
DAMPING: Final = 0.5

Estimator = Callable[[FloatArray, FloatArray], FloatArray]


def last_year(before: FloatArray, after: FloatArray) -> FloatArray:
    """Return the ratios of the last year; every estimator takes shape (Y, G - 1) and returns (G - 1,).

    Examples
    --------
    >>> last_year(np.array([[100.0], [100.0]]), np.array([[80.0], [90.0]]))
    array([0.9])
    """
    return divide(after[-1], before[-1], 1.0)


def mean(before: FloatArray, after: FloatArray) -> FloatArray:
    """Return the ratios of all years together, which weights a year by its pupils.

    Examples
    --------
    100 pupils of whom 80 move up, then 300 of whom 300 do:

    >>> mean(np.array([[100.0], [300.0]]), np.array([[80.0], [300.0]]))
    array([0.95])
    """
    return divide(after.sum(axis=0), before.sum(axis=0), 1.0)


def weighted_mean(before: FloatArray, after: FloatArray) -> FloatArray:
    """Return the mean of the yearly ratios with weights 1, 2, 3, ..., largest for the last year.

    Examples
    --------
    The same two years, the later counting twice: (80 + 600) / (100 + 600).

    >>> weighted_mean(np.array([[100.0], [300.0]]), np.array([[80.0], [300.0]])).round(3)
    array([0.971])
    """
    weight = np.arange(1.0, len(before) + 1.0)[:, None]
    return divide((after * weight).sum(axis=0), (before * weight).sum(axis=0), 1.0)


def linear_trend(before: FloatArray, after: FloatArray) -> FloatArray:
    """Extrapolate a least-squares line with damped slope through the yearly ratios to the next year.

    Examples
    --------
    Ratios of 0.80, 0.85 and 0.90: their mean, moved on for two years by half of the slope of 0.05:

    >>> linear_trend(np.full((3, 1), 100.0), np.array([[80.0], [85.0], [90.0]])).round(6)
    array([0.9])
    """
    yearly, centre = _yearly(before, after)
    years = np.arange(len(yearly)) - (len(yearly) - 1) / 2
    spread = float((years**2).sum())
    slope: FloatArray = (years[:, None] * yearly).sum(axis=0) / spread if spread else np.zeros_like(centre)
    ahead: FloatArray = centre + DAMPING * slope * (len(yearly) + 1) / 2
    return np.maximum(ahead, 0.0)


def median(before: FloatArray, after: FloatArray) -> FloatArray:
    """Return the median of the yearly ratios, which one odd year does not move.

    Examples
    --------
    >>> median(np.full((3, 1), 100.0), np.array([[90.0], [20.0], [92.0]]))
    array([0.9])
    """
    yearly, _ = _yearly(before, after)
    return np.asarray(np.median(yearly, axis=0), dtype=np.float64)


#: Estimators by name, with the years of history that each reads.
ESTIMATORS: Final[dict[str, tuple[Estimator, int]]] = {
    "last": (last_year, 1),
    "mean": (mean, 5),
    "weighted": (weighted_mean, 5),
    "trend": (linear_trend, 7),
    "median": (median, 7),
}


def divide(top: FloatArray, bottom: FloatArray, otherwise: FloatArray | float) -> FloatArray:
    """Divide, with a fallback where the divisor is 0.

    Parameters
    ----------
    top, bottom
        Dividend and divisor, of the same shape.
    otherwise
        Value where ``bottom`` is 0.

    Returns
    -------
    numpy.ndarray
        ``top / bottom`` or ``otherwise``, of the same shape.

    Examples
    --------
    >>> divide(np.array([90.0, 5.0]), np.array([100.0, 0.0]), 1.0)
    array([0.9, 1. ])
    """
    shape = np.broadcast_shapes(np.shape(top), np.shape(bottom))
    bottom = np.broadcast_to(bottom, shape)
    result = np.array(np.broadcast_to(otherwise, shape), dtype=np.float64)
    np.divide(np.broadcast_to(top, shape), bottom, out=result, where=bottom > 0)
    return result


def _yearly(before: FloatArray, after: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each year's ratios and their mean; the mean also fills years without pupils to move up."""
    centre = mean(before, after)
    return divide(after, before, centre[None, :]), centre
