"""What the past says of a forecast: how far to lean on the last count, and how wide to draw intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.forecast.past import Past, nearness

#: Fewest autumns of history before a forecast is made at all.
LEAST_HISTORY: Final = 5
#: Strength of the belief that the cohort method needs no help from the last count, in past forecasts.
BELIEF: Final = 6.0
#: Variance of the relative error one year ahead, before there is evidence: a part that all places share and
#: a part that shrinks with size; errors grow with the horizon to this power.
SHARED, PER_PUPIL, GROWTH = 5e-5, 0.6, 0.7
#: Strength of that belief, in past errors of a place.
BELIEF_WIDTH: Final = 10.0
LEVELS: Final = (0.80, 0.95)


@dataclass(frozen=True, kw_only=True)
class Lean:
    """Weight of the last count in a forecast at each horizon, and width of its intervals.

    Parameters
    ----------
    weight
        Weight of the last count by years ahead; the chosen cohort method has the rest.
    width
        Factor on the prior width of each interval, by level and years ahead.
    forecasts
        Number of past forecasts whose outcome is known.
    """

    weight: Mapping[int, float]
    width: Mapping[tuple[float, int], float]
    forecasts: int


def weigh(past: Sequence[Past], totals: FloatArray, *, origin: int, horizon: int) -> Lean:
    """Learn weights and widths from the forecasts whose outcome is known at an autumn.

    Parameters
    ----------
    past
        Forecasts made at autumns up to and including the origin.
    totals
        Counts by place and autumn, shape (P, Y); nothing after ``origin`` is read.
    origin
        Position of the autumn of the evidence.
    horizon
        Number of years ahead.

    Returns
    -------
    Lean
        Weights by least squares on past errors of all places, shrunk towards 0; widths by the quantile of
        past standardised errors, shrunk towards 1 (split conformal prediction: Vovk, Gammerman and Shafer
        2005, *Algorithmic Learning in a Random World*).
    """
    known = totals[:, : origin + 1]
    outcomes = [
        (item, ahead)
        for item in past
        for ahead in range(1, item.cohort.shape[1] + 1)
        if item.origin + ahead <= origin
    ]
    tested = len({item.origin for item, _ in outcomes})
    weight = {h: _weight(outcomes, known, ahead=h, tested=tested) for h in range(1, horizon + 1)}
    width = {
        (level, h): _width(outcomes, known, weight, ahead=h, level=level)
        for level in LEVELS
        for h in range(1, horizon + 1)
    }
    return Lean(weight=weight, width=width, forecasts=tested)


def believed_sd(totals: FloatArray, ahead: int) -> FloatArray:
    """Return the prior standard deviation of a forecast's error, pupils.

    Examples
    --------
    Ten times the pupils, less than ten times the error:

    >>> believed_sd(np.array([100.0, 1000.0]), 1).round(1)
    array([ 7.8, 25.5])
    """
    safe = np.maximum(totals, 1.0)
    return np.asarray(ahead**GROWTH * np.sqrt(SHARED * safe**2 + PER_PUPIL * safe), dtype=np.float64)


def combine(item: Past, lean: Lean, ahead: int) -> FloatArray:
    """Combine the chosen cohort forecast with the last count.

    Parameters
    ----------
    item
        Forecast made at an autumn.
    lean
        Weight of the last count by years ahead.
    ahead
        Years ahead.

    Returns
    -------
    numpy.ndarray
        Combined totals, shape (P,).
    """
    weight = lean.weight[ahead]
    return weight * item.steady[:, ahead - 1] + (1.0 - weight) * item.cohort[:, ahead - 1]


def interval(centre: FloatArray, lean: Lean, *, ahead: int, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the central interval of a forecast.

    Parameters
    ----------
    centre
        Forecast totals, pupils, shape (P,).
    lean
        Factors on the prior widths.
    ahead
        Years ahead.
    level
        Probability of the interval, one of ``LEVELS``.

    Returns
    -------
    tuple of numpy.ndarray
        Lower and upper end, pupils, shape (P,) each; the lower end is never negative.

    Examples
    --------
    >>> lean = Lean(weight={1: 0.0}, width={(0.8, 1): 1.0}, forecasts=0)
    >>> low, high = interval(np.array([100.0]), lean, ahead=1, level=0.8)
    >>> low.round(), high.round()
    (array([90.]), array([110.]))
    """
    half = NormalDist().inv_cdf(0.5 + level / 2) * believed_sd(centre, ahead) * lean.width[level, ahead]
    return np.maximum(centre - half, 0.0), centre + half


def _weight(outcomes: list[tuple[Past, int]], known: FloatArray, *, ahead: int, tested: int) -> float:
    if not tested:
        return 0.0
    top = bottom = 0.0
    for item, other in outcomes:
        truth, cohort, steady = (
            known[:, item.origin + other],
            item.cohort[:, other - 1],
            item.steady[:, other - 1],
        )
        usable = ~np.isnan(truth + cohort + steady) & (truth > 0)
        if not usable.any():
            continue
        apart, error = (steady - cohort)[usable], (truth - cohort)[usable]
        size = truth[usable]
        near = nearness(ahead, other) / other / size.sum()
        top += near * float((apart * error / size).sum())
        bottom += near * float((apart * apart / size).sum())
    if bottom <= 0:
        return 0.0
    return float(np.clip(top / (bottom * (1.0 + BELIEF / tested)), 0.0, 1.0))


def _width(
    outcomes: list[tuple[Past, int]],
    known: FloatArray,
    weight: Mapping[int, float],
    *,
    ahead: int,
    level: float,
) -> float:
    scores, weights_near = [], []
    for item, other in outcomes:
        truth = known[:, item.origin + other]
        lean = weight.get(other, 0.0)
        centre = lean * item.steady[:, other - 1] + (1.0 - lean) * item.cohort[:, other - 1]
        usable = ~np.isnan(truth + centre)
        score = np.abs(truth - centre)[usable] / believed_sd(centre[usable], other)
        scores.append(score)
        weights_near.append(np.full(len(score), nearness(ahead, other)))
    normal = NormalDist().inv_cdf(0.5 + level / 2)
    if not scores or not sum(len(score) for score in scores):
        return 1.0
    # Scores that a normal error of the believed width would give stand in for evidence that is not there.
    believed = [abs(NormalDist().inv_cdf((i + 0.5) / 20)) for i in range(20)]
    every = np.concatenate([*scores, believed])
    weights = np.concatenate([*weights_near, np.full(20, BELIEF_WIDTH / 20)])
    order = np.argsort(every)
    share = np.cumsum(weights[order]) / weights.sum()
    return float(every[order][np.searchsorted(share, level)] / normal)
