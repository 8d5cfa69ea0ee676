"""Rolling origins: what would have been forecast each autumn, against what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planning.domain.frozen import FloatArray
from planning.forecast.evidence import LEAST_HISTORY, LEVELS, Lean, Past, combine, interval, weigh
from planning.forecast.methods import RIVALS, last_value, pooled_cohort
from planning.forecast.rolls import Births, Rolls

OURS: Final = "ours"
#: Places by pupils at the origin: name and upper end.
SIZES: Final = (
    ("under 200", 200.0),
    ("200 to 999", 1000.0),
    ("1000 to 4999", 5000.0),
    ("5000 and over", np.inf),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Backtest:
    """Forecasts of totals that were made at past autumns and whose outcome is known.

    Parameters
    ----------
    cases
        One row for each method, origin, horizon and place: forecast, actual, low and high ends by level.
    leans
        What was learnt by each origin year.
    """

    cases: pd.DataFrame
    leans: dict[int, Lean]

    def summary(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Return error and coverage by method, horizon and further columns of the cases.

        ``wape`` is the sum of absolute errors over the sum of actuals, ``mape`` the mean of relative errors,
        ``mean_error`` the sum of errors over the sum of actuals (above 0: too high), all as shares.
        """
        rows = []
        keys = ["method", "horizon", *by]
        for key, group in self.cases.groupby(keys, sort=False):
            error = group["forecast"] - group["actual"]
            total = group["actual"].sum()
            relative = (error.abs() / group["actual"])[group["actual"] > 0]
            row = dict(zip(keys, key, strict=True)) | {
                "wape": error.abs().sum() / total if total else np.nan,
                "mape": relative.mean(),
                "mean_error": error.sum() / total if total else np.nan,
            }
            for level in LEVELS:
                low, high = f"low_{level:.0%}", f"high_{level:.0%}"
                inside = (group["actual"] >= group[low]) & (group["actual"] <= group[high])
                row[f"coverage_{level * 100:.0f}"] = inside.mean() if group[low].notna().all() else np.nan
            row["n"] = len(group)
            rows.append(row)
        return pd.DataFrame(rows)


def run_backtest(
    rolls: Rolls, births: Births | None, *, horizons: Sequence[int], least_history: int = LEAST_HISTORY
) -> Backtest:
    """Forecast from every autumn that has enough history, looking at nothing that came later.

    Parameters
    ----------
    rolls
        Past rolls.
    births
        Births of all places together, or None.
    horizons
        Years ahead.
    least_history
        Autumns of history before the first forecast.

    Returns
    -------
    Backtest
        The cases. A place counts where it was counted at the origin and at the target.
    """
    furthest = max(horizons)
    past: list[Past] = []
    leans: dict[int, Lean] = {}
    frames = []
    for origin in range(least_history - 1, len(rolls.years)):
        then = rolls.until(origin)
        if np.isnan(then.pupils[:, -1]).all():
            continue
        forecasts = {name: method(then, births, furthest).sum(axis=2) for name, method in RIVALS.items()}
        item = Past(
            origin=origin,
            cohort=pooled_cohort(then, births, furthest).sum(axis=2),
            steady=last_value(then, births, furthest).sum(axis=2),
        )
        lean = weigh(past, then.totals, origin=origin, horizon=furthest)
        past.append(item)
        leans[rolls.years[origin]] = lean
        for ahead in horizons:
            if origin + ahead < len(rolls.years):
                centre = combine(item, lean, ahead)
                frames.append(_cases(rolls, origin, ahead, OURS, centre, lean))
                frames += [
                    _cases(rolls, origin, ahead, name, totals[:, ahead - 1], None)
                    for name, totals in forecasts.items()
                ]
    columns = ["method", "origin", "horizon", "place", "size", "forecast", "actual"]
    cases = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    return Backtest(cases=cases, leans=leans)


def join(tests: Sequence[Backtest]) -> Backtest:
    """Put the cases of several groups of places together; what each learnt stays with it."""
    return Backtest(cases=pd.concat([test.cases for test in tests], ignore_index=True), leans={})


def _cases(
    rolls: Rolls, origin: int, ahead: int, method: str, forecast: FloatArray, lean: Lean | None
) -> pd.DataFrame:
    base, actual = rolls.totals[:, origin], rolls.totals[:, origin + ahead]
    usable = ~np.isnan(base + actual + forecast)
    limits = [limit for _, limit in SIZES]
    size = np.array([SIZES[i][0] for i in np.searchsorted(limits, base[usable], side="right")], dtype=object)
    frame = pd.DataFrame(
        {
            "method": method,
            "origin": rolls.years[origin],
            "horizon": ahead,
            "place": np.array(rolls.places, dtype=object)[usable],
            "size": size,
            "forecast": forecast[usable],
            "actual": actual[usable],
        }
    )
    for level in LEVELS:
        low, high = (np.nan, np.nan) if lean is None else interval(forecast, lean, ahead=ahead, level=level)
        frame[f"low_{level:.0%}"] = low if lean is None else low[usable]  # type: ignore[index]
        frame[f"high_{level:.0%}"] = high if lean is None else high[usable]  # type: ignore[index]
    return frame
