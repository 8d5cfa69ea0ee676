"""Draws of the intakes: shocks of the district, of each zone, of births to come and of late homes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray

#: A zone's own error goes no further than this: a handful of children far ahead is not known at all, and a
#: wider lognormal would say that most often there are next to none.
WIDEST = 0.5


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Spread of the intakes around their expected values.

    Parameters
    ----------
    shared_sd
        Standard deviation of the relative error common to all zones and bands one year ahead.
    pupil_variance
        Variance of a zone's own error one year ahead for each pupil: its relative standard deviation is
        ``sqrt(pupil_variance / pupils)``, at most ``WIDEST``.
    births_sd
        Standard deviation of the yearly relative change of births around their path, from the first cohort
        not yet born in the base year; changes accumulate from year to year.
    births_low, births_high
        10th and 90th percentile of the common factor on all births to come.
    homes_slip_mean_years
        Mean delay of a housing project, years; the delay is geometric, cut off at the last one given.
    growth_exponent
        Power of the years ahead with which errors grow.
    """

    shared_sd: float
    pupil_variance: float
    births_sd: float
    births_low: float
    births_high: float
    homes_slip_mean_years: float
    growth_exponent: float


def draw_intakes(
    *,
    intakes: FloatArray,
    late: FloatArray,
    bands: BandSystem,
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
        Expected intakes if every housing project is on time, shape (Z, B, T).
    late
        Change of the intakes if a project is 1, 2, ..., S years late, shape (H, S, Z, B, T).
    bands, years
        Bands and school years of the axes.
    base_year
        Year of the count of children; later cohorts are births to come.
    spread
        Spread around the expected values.
    draws
        Number of draws, D.
    seed
        Seed of the random numbers; equal seeds give equal draws.

    Returns
    -------
    numpy.ndarray
        Intakes, shape (D, Z, B, T), never negative. Shocks are lognormal with mean 1, so the mean of many
        draws is the expected value. A cohort carries the shock of its births to every band that it enters.

    Examples
    --------
    Nothing strays where no spread is believed; the same seed gives the same draws:

    >>> sure = Spread(
    ...     shared_sd=0.0, pupil_variance=0.0, births_sd=0.0, births_low=1.0, births_high=1.0,
    ...     homes_slip_mean_years=0.0, growth_exponent=1.0,
    ... )
    >>> from planning.domain.bands import Band
    >>> band = Band(id="primary", zh="小学", en="Primary", entry_age=6, years=6)
    >>> draw_intakes(
    ...     intakes=np.array([[[30.0]]]), late=np.zeros((0, 0, 1, 1, 1)),
    ...     bands=BandSystem((band,)), years=[2024], base_year=2023, spread=sure, draws=2, seed=1,
    ... ).ravel()
    array([30., 30.])
    """
    rng = np.random.default_rng(seed)
    zones = intakes.shape[0]
    ahead = (np.array(years) - base_year).astype(float) ** spread.growth_exponent
    shared = _mean_one(rng.standard_normal((draws, 1, 1, 1)), spread.shared_sd * ahead)
    own_sd = np.minimum(np.sqrt(spread.pupil_variance / np.maximum(intakes, 1.0)) * ahead, WIDEST)
    own = _mean_one(rng.standard_normal((draws, zones, len(bands), 1)), own_sd)
    births = _births_shocks(rng, draws, bands, years, base_year, spread)
    own *= intakes + _lateness(rng, draws, late, spread.homes_slip_mean_years)
    own *= shared
    own *= births[:, None]
    return np.maximum(own, 0.0, out=own)


def slip_chances(mean_years: float, steps: int) -> FloatArray:
    """Return the probability of 0, 1, 2, ... years of delay, shape (steps + 1,); the last takes the rest.

    Examples
    --------
    Projects that are one year late on the average are on time in every second case:

    >>> slip_chances(1.0, 2)
    array([0.5 , 0.25, 0.25])
    """
    stays = mean_years / (1.0 + mean_years)
    chances = (1.0 - stays) * stays ** np.arange(steps + 1)
    chances[-1] += 1.0 - chances.sum()
    return np.asarray(chances, dtype=np.float64)


def _lateness(
    rng: np.random.Generator, draws: int, late: FloatArray, mean_years: float
) -> FloatArray | float:
    """Return the change of the intakes by late projects in each draw, shape (D, Z, B, T)."""
    homes, steps = late.shape[:2]
    if homes == 0 or steps == 0:
        return 0.0
    chances = slip_chances(mean_years, steps)
    drawn = rng.choice(steps + 1, size=(draws, homes), p=chances)
    chosen = np.zeros((draws, homes, steps))
    rows, columns = np.nonzero(drawn)
    chosen[rows, columns, drawn[rows, columns] - 1] = 1.0
    flat = late.reshape(homes * steps, -1)
    return (chosen.reshape(draws, -1) @ flat).reshape(draws, *late.shape[2:])


def _births_shocks(
    rng: np.random.Generator,
    draws: int,
    bands: BandSystem,
    years: Sequence[int],
    base_year: int,
    spread: Spread,
) -> FloatArray:
    """Return factors on births not yet born in the base year, shape (D, B, T)."""
    result = np.ones((draws, len(bands), len(years)))
    cohorts = max(years[-1] - base_year, 1)
    level_sd = math.log(spread.births_high / spread.births_low) / (2.0 * NormalDist().inv_cdf(0.9))
    level = _mean_one(rng.standard_normal(draws), np.array(level_sd))
    steps = np.cumsum(rng.standard_normal((draws, cohorts)), axis=1)
    sd = spread.births_sd
    for b, band in enumerate(bands):
        if band.enters is Enters.PER_1000:
            continue  # its places follow the residents, and not the births
        for t, year in enumerate(years):
            unborn = year - band.entry_age - base_year
            if unborn > 0:
                # A walk of ``unborn`` steps, brought to mean one, on a level that all of them share.
                walk, scale = steps[:, unborn - 1], sd * sd * unborn
                result[:, b, t] = level * np.exp(sd * walk - scale / 2.0)
    return result


def _mean_one(normal: FloatArray, sd: FloatArray) -> FloatArray:
    """Return lognormal factors with mean 1; ``sd`` is the standard deviation of their logarithm."""
    return np.asarray(np.exp(normal * sd - sd * sd / 2.0), dtype=np.float64)
