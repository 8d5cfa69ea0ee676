"""How far past progression strayed: the district as a whole, and each place for itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.forecast.progression import transitions
from planning.forecast.rolls import Rolls


@dataclass(frozen=True, kw_only=True)
class Strayed:
    """Variances of the residuals of past progression.

    Parameters
    ----------
    shared_variance, shared_count
        Variance of the relative error common to all places in a year, and its degrees of freedom.
    pupil_variance, pupil_count
        Variance per pupil of a place's own error, and its degrees of freedom.
    """

    shared_variance: float
    shared_count: float
    pupil_variance: float
    pupil_count: float


def measure(rolls: Rolls) -> Strayed:
    """Measure the residuals of the yearly ratios around their mean.

    Parameters
    ----------
    rolls
        Past rolls.

    Returns
    -------
    Strayed
        Variances; with 0 degrees of freedom if fewer than two years are usable.

    Examples
    --------
    A place in which exactly nine in ten move up every year never strays:

    >>> rolls = Rolls(
    ...     places=("A",), years=(2021, 2022, 2023), grades=(1, 2), pupils=[[[100, 0], [100, 90], [100, 90]]]
    ... )
    >>> measure(rolls).shared_variance
    0.0
    """
    before, after = transitions(rolls)
    total, reached = before.sum(axis=0), after.sum(axis=0)
    usable = total.sum(axis=1) > 0
    before, after, total, reached = before[:, usable], after[:, usable], total[usable], reached[usable]
    years = len(total)
    if years < 2:
        return Strayed(shared_variance=0.0, shared_count=0.0, pupil_variance=0.0, pupil_count=0.0)
    pool = reached.sum(axis=0) / np.maximum(total.sum(axis=0), 1.0)
    yearly = (reached.sum(axis=1) - (total * pool).sum(axis=1)) / (total * pool).sum(axis=1).clip(min=1.0)
    moving = np.divide(reached, total, out=np.ones_like(total), where=total > 0)
    error = after - before * moving[None]
    counted = before > 0
    own = float((error[counted] ** 2 / before[counted]).sum())
    freedom = max(float(counted.sum()) - years * total.shape[1], 0.0)
    return Strayed(
        shared_variance=float((yearly**2).sum()) / (years - 1),
        shared_count=float(years - 1),
        pupil_variance=own / freedom if freedom else 0.0,
        pupil_count=freedom,
    )


def updated(prior: float, strength: float, measured: float, count: float) -> float:
    """Combine a prior variance with a measured one, each weighted by its degrees of freedom.

    The result is the mean of a scaled inverse chi-squared prior after normal residuals (Gelman and others
    2013, *Bayesian Data Analysis*, section 2.6), without the correction for few degrees of freedom.

    Parameters
    ----------
    prior, strength
        Prior variance and its degrees of freedom.
    measured, count
        Measured variance and its degrees of freedom.

    Returns
    -------
    float
        Combined variance.

    Examples
    --------
    A belief that weighs as much as the evidence meets it half way:

    >>> updated(prior=4.0, strength=10.0, measured=2.0, count=10.0)
    3.0
    """
    return prior if strength + count == 0 else (strength * prior + count * measured) / (strength + count)
