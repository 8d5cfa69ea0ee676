"""A back-test: what would have been forecast each autumn, against what came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planning.domain.bands import BandSystem
from planning.forecast.backtest_cases import Backtest
from planning.forecast.choice import Choice, choose
from planning.forecast.evidence import LEAST_HISTORY
from planning.forecast.methods import make_candidates
from planning.forecast.past import Past
from planning.forecast.rolling import RollingOrigins, learn_at
from planning.forecast.rolls import Births, Rolls


def run_backtest(
    rolls: Rolls,
    births: Births | None,
    *,
    bands: BandSystem,
    horizons: Sequence[int],
    least_history: int = LEAST_HISTORY,
) -> Backtest:
    """Forecast from every autumn with enough history, without using anything later.

    Parameters
    ----------
    rolls
        Past rolls.
    births
        Births of all places together; None if they are not known.
    bands
        Bands whose grades are tested apart.
    horizons
        Years ahead to forecast.
    least_history
        Number of autumns of history before the first forecast.

    Returns
    -------
    Backtest
        Forecasts and outcomes, of places with a count at both the origin and the target.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> rolls = Rolls(places=("A",), years=tuple(range(2016, 2024)), grades=(1, 2), pupils=[[[100, 100]] * 8])
    >>> bands = BandSystem((Band(id="primary", zh="小学", en="Primary", entry_age=6, years=6),))
    >>> tested = run_backtest(rolls, None, bands=bands, horizons=[1])
    >>> tested.summary().set_index("method")["wape"].to_dict()
    {'ours': 0.0, 'last_value': 0.0, 'last_ratio': 0.0, 'mean_ratio_3': 0.0}
    """
    origins = RollingOrigins(
        rolls=rolls, births=births, system=bands, horizons=tuple(horizons), least_history=least_history
    )
    return origins.joined([origins.test(band) for band in origins.bands])


def learn(rolls: Rolls, births: Births | None, *, horizon: int, least_history: int) -> Choice:
    """Choose method and weights by the past of the rolls at their last autumn, over all grades.

    Parameters
    ----------
    rolls, births
        Past rolls, and births; None if births are not known.
    horizon
        Number of years ahead.
    least_history
        Number of autumns of history before the first forecast tested.

    Returns
    -------
    Choice
        Method and weight of own ratios, by years ahead.
    """
    past: list[Past] = []
    every = slice(0, len(rolls.grades))
    for origin in range(least_history - 1, len(rolls.years) - 1):
        then = rolls.until(origin)
        made = make_candidates(then, births, horizon)
        past.append(learn_at(made, past, then.totals, grades=every, origin=origin)[0])
    return choose(past, rolls.totals, origin=len(rolls.years) - 1, horizon=horizon)


def join(tests: Sequence[Backtest]) -> Backtest:
    """Concatenate the cases of several groups of places; each keeps its own evidence."""
    return Backtest(
        cases=pd.concat([test.cases for test in tests], ignore_index=True),
        choices=pd.concat([test.choices for test in tests], ignore_index=True),
        leans={},
    )


def as_whole(rolls: Rolls, *, name: str) -> Rolls | None:
    """Add all places up to a single one, the district.

    Parameters
    ----------
    rolls
        Rolls of several places.
    name
        Name of the sum.

    Returns
    -------
    Rolls or None
        Rolls of the sum; None if there is only one place. A year counts if no place lacks a count between
        its own first and last years, so that schools may open and close but gaps exclude the year.
    """
    if len(rolls.places) < 2:
        return None
    known = ~np.isnan(rolls.pupils[:, :, 0])
    began = np.maximum.accumulate(known, axis=1)
    goes_on = np.maximum.accumulate(known[:, ::-1], axis=1)[:, ::-1]
    gap = (began & goes_on & ~known).any(axis=0) | ~known.any(axis=0)
    total = np.nansum(rolls.pupils, axis=0)
    total[gap] = np.nan
    return Rolls(places=(name,), years=rolls.years, grades=rolls.grades, pupils=total[None])
