"""Draws of the intakes: a shock that the district shares, one of each zone's own, and births to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.domain.bands import ENTRY_AGE
from planning.domain.frozen import FloatArray

#: A zone's own error goes no further than this: a handful of children far ahead is not known at all, and a
#: wider lognormal would say that most often there are next to none.
WIDEST = 0.5


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far intakes may stray.

    Parameters
    ----------
    shared_sd
        Standard deviation of the relative error that all zones share one year ahead.
    pupil_variance
        Variance of a zone's own error one year ahead for each pupil: its relative standard deviation is
        ``sqrt(pupil_variance / pupils)``, at most ``WIDEST``.
    births_sd
        Standard deviation of the yearly relative change of births around their path, from the first cohort
        not yet born in the base year on; it adds up from year to year.
    growth_exponent
        Errors grow with the years ahead to this power.
    """

    shared_sd: float
    pupil_variance: float
    births_sd: float
    growth_exponent: float


def draw_intakes(
    *,
    intakes: FloatArray,
    bands: Sequence[str],
    years: Sequence[int],
    base_year: int,
    spread: Spread,
    draws: int,
    seed: int,
) -> FloatArray:
    """Draw intakes around their expected values.

    Parameters
    ----------
    intakes
        Expected intakes, shape (Z, B, T).
    bands, years
        Axes.
    base_year
        Year whose children are counted; later cohorts are births to come.
    spread
        How far they may stray.
    draws
        Number of draws, D.
    seed
        The same seed gives the same draws.

    Returns
    -------
    numpy.ndarray
        Intakes, shape (D, Z, B, T), never negative. Shocks are lognormal with mean 1, so that the mean over
        many draws is the expected value. A cohort carries its births' shock to every band that it enters.
    """
    rng = np.random.default_rng(seed)
    zones = intakes.shape[0]
    ahead = (np.array(years) - base_year).astype(float) ** spread.growth_exponent
    shared = _mean_one(rng.standard_normal((draws, 1, len(bands), 1)), spread.shared_sd * ahead)
    own_sd = np.minimum(np.sqrt(spread.pupil_variance / np.maximum(intakes, 1.0)) * ahead, WIDEST)
    own = _mean_one(rng.standard_normal((draws, zones, len(bands), 1)), own_sd)
    births = _births_shocks(rng, draws, bands, years, base_year, spread.births_sd)
    return np.asarray(intakes * shared * own * births[:, None], dtype=np.float64)


def _births_shocks(
    rng: np.random.Generator,
    draws: int,
    bands: Sequence[str],
    years: Sequence[int],
    base_year: int,
    sd: float,
) -> FloatArray:
    """Return factors on births not yet born in the base year, shape (D, B, T)."""
    result = np.ones((draws, len(bands), len(years)))
    cohorts = max(years[-1] - base_year, 1)
    steps = np.cumsum(rng.standard_normal((draws, cohorts)), axis=1)
    for b, band in enumerate(bands):
        for t, year in enumerate(years):
            unborn = year - ENTRY_AGE[band] - base_year
            if unborn > 0:
                # A walk of ``unborn`` steps, brought to mean one.
                walk, scale = steps[:, unborn - 1], sd * sd * unborn
                result[:, b, t] = np.exp(sd * walk - scale / 2.0)
    return result


def _mean_one(normal: FloatArray, sd: FloatArray) -> FloatArray:
    """Return lognormal factors with mean 1; ``sd`` is the standard deviation of their logarithm."""
    return np.asarray(np.exp(normal * sd - sd * sd / 2.0), dtype=np.float64)
