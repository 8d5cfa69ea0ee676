"""Rolling origins: what would have been forecast each autumn, against what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planning.domain.frozen import FloatArray
from planning.forecast.choice import Choice, choose
from planning.forecast.evidence import LEAST_HISTORY, LEVELS, Lean, combine, interval, weigh
from planning.forecast.methods import RIVALS, Candidates, make_candidates
from planning.forecast.past import Past
from planning.forecast.rolls import Births, Rolls

OURS: Final = "ours"
PLACE, WHOLE = "place", "district"
#: Places by pupils at the origin: name and upper end.
SIZES: Final = (
    ("under 200", 200.0),
    ("200 to 999", 1000.0),
    ("1000 to 4999", 5000.0),
    ("5000 and over", np.inf),
)


#: Grades of each band, counted from grade 1; grade 0 is the year before it. ``all`` is every grade.
ALL_GRADES: Final = "all"
BAND_GRADES: Final = {"kindergarten": (0, 0), "primary": (1, 6), "junior": (7, 9), "senior": (10, 13)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Backtest:
    """Forecasts of totals made at past autumns whose outcome is known.

    Parameters
    ----------
    cases
        One row for each level, band, method, origin, horizon and place: forecast, actual, low and high ends.
    choices
        Method chosen at the last autumn for each place and horizon.
    leans
        Evidence on all grades at each origin year.
    """

    cases: pd.DataFrame
    choices: pd.DataFrame
    leans: dict[int, Lean]

    @property
    def main(self) -> pd.DataFrame:
        """Cases of single places over all their grades."""
        return self.cases[(self.cases["level"] == PLACE) & (self.cases["band"] == ALL_GRADES)]

    def summary(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Return error and coverage by method, horizon and further columns of the cases.

        ``wape`` is the sum of absolute errors over the sum of actuals, ``mape`` the mean of relative errors,
        ``mean_error`` the sum of errors over the sum of actuals (above 0: too high), ``largest_error`` the
        largest relative error, all as shares. Without ``level`` in ``by`` only single places count, and
        without ``band`` only all grades together.
        """
        rows = []
        keys = ["method", "horizon", *by]
        cases = self.cases
        cases = cases if "level" in by else cases[cases["level"] == PLACE]
        cases = cases if "band" in by else cases[cases["band"] == ALL_GRADES]
        for key, group in cases.groupby(keys, sort=False):
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
            row |= {"n": len(group), "largest_error": relative.max()}
            rows.append(row)
        return pd.DataFrame(rows)


def run_backtest(
    rolls: Rolls, births: Births | None, *, horizons: Sequence[int], least_history: int = LEAST_HISTORY
) -> Backtest:
    """Forecast from every autumn with enough history, without using anything later.

    Parameters
    ----------
    rolls
        Past rolls.
    births
        Births of all places together; None if they are not known.
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
    >>> rolls = Rolls(places=("A",), years=tuple(range(2016, 2024)), grades=(1, 2), pupils=[[[100, 100]] * 8])
    >>> run_backtest(rolls, None, horizons=[1]).summary().set_index("method")["wape"].to_dict()
    {'ours': 0.0, 'last_value': 0.0, 'last_ratio': 0.0, 'mean_ratio_3': 0.0}
    """
    furthest = max(horizons)
    slices = _slices(rolls.grades)
    past: dict[str, list[Past]] = {band: [] for band in slices}
    leans: dict[int, Lean] = {}
    frames: list[pd.DataFrame] = []
    choices: list[pd.DataFrame] = []
    for origin in range(least_history - 1, len(rolls.years)):
        then = rolls.until(origin)
        if np.isnan(then.pupils[:, -1]).all():
            continue
        made = make_candidates(then, births, furthest)
        rivals = {name: method(then, births, furthest) for name, method in RIVALS.items()}
        choices = []
        for band, grades in slices.items():
            totals = then.pupils[:, :, grades].sum(axis=2)
            item, choice, lean = _learn(made, past[band], totals, grades=grades, origin=origin)
            past[band].append(item)
            choices.append(_choices(rolls.places, band, choice, lean))
            if band == ALL_GRADES:
                leans[rolls.years[origin]] = lean
            sums = {name: rival[:, :, grades].sum(axis=2) for name, rival in rivals.items()}
            for ahead in horizons:
                if origin + ahead < len(rolls.years):
                    case = _Case(rolls=rolls, grades=grades, band=band, origin=origin, ahead=ahead)
                    frames.append(case.frame(OURS, combine(item, lean, ahead), lean))
                    frames += [case.frame(name, total[:, ahead - 1], None) for name, total in sums.items()]
    columns = ["level", "band", "method", "origin", "horizon", "place", "size", "forecast", "actual"]
    cases = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    return Backtest(cases=cases, choices=pd.concat(choices, ignore_index=True), leans=leans)


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
        past.append(_learn(made, past, then.totals, grades=every, origin=origin)[0])
    return choose(past, rolls.totals, origin=len(rolls.years) - 1, horizon=horizon)


def _slices(grades: tuple[int, ...]) -> dict[str, slice]:
    """Return the columns of all grades and of each band present in full or in part."""
    result = {ALL_GRADES: slice(0, len(grades))}
    for band, (first, last) in BAND_GRADES.items():
        inside = [g for g, grade in enumerate(grades) if first <= grade <= last]
        if inside:
            result[band] = slice(inside[0], inside[-1] + 1)
    return result


def _learn(
    made: Candidates, past: Sequence[Past], totals: FloatArray, *, grades: slice, origin: int
) -> tuple[Past, Choice, Lean]:
    """Choose by the evidence at an autumn, and make its forecast of some grades together."""
    top = {name: one[:, :, grades].sum(axis=2) for name, one in made.top_down.items()}
    own, steady = made.own[:, :, grades].sum(axis=2), made.steady[:, :, grades].sum(axis=2)
    horizon = own.shape[1]
    choice = choose(past, totals, origin=origin, horizon=horizon)
    cohort = np.stack(
        [
            choice.blend({name: one[:, h] for name, one in top.items()}, own[:, h], ahead=h + 1)
            for h in range(horizon)
        ],
        axis=1,
    )
    item = Past(origin=origin, top_down=top, own=own, steady=steady, cohort=cohort)
    return item, choice, weigh(past, totals, origin=origin, horizon=horizon)


def _choices(places: tuple[str, ...], band: str, choice: Choice, lean: Lean) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "place": places,
                    "band": band,
                    "horizon": ahead,
                    "method": choice.method[ahead],
                    "own_weight": choice.own_weight[ahead],
                    "last_value_weight": lean.weight[ahead],
                    "chosen_by": np.where(choice.by_itself, "place", "pool"),
                    "past_forecasts": choice.forecasts,
                }
            )
            for ahead in choice.method
        ],
        ignore_index=True,
    )


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


@dataclass(frozen=True, kw_only=True, eq=False)
class _Case:
    """Forecasts of some grades at one origin and horizon."""

    rolls: Rolls
    grades: slice
    band: str
    origin: int
    ahead: int

    def frame(self, method: str, forecast: FloatArray, lean: Lean | None) -> pd.DataFrame:
        """Return the rows of the places counted at both the origin and the target."""
        rolls, origin, ahead = self.rolls, self.origin, self.ahead
        totals = rolls.pupils[:, :, self.grades].sum(axis=2)
        base, actual = totals[:, origin], totals[:, origin + ahead]
        usable = ~np.isnan(base + actual + forecast)
        limits = [limit for _, limit in SIZES]
        size = np.searchsorted(limits, base[usable], side="right")
        frame = pd.DataFrame(
            {
                "level": PLACE,
                "band": self.band,
                "method": method,
                "origin": rolls.years[origin],
                "horizon": ahead,
                "place": np.array(rolls.places, dtype=object)[usable],
                "size": np.array([SIZES[i][0] for i in size], dtype=object),
                "forecast": forecast[usable],
                "actual": actual[usable],
            }
        )
        for level in LEVELS:
            low: FloatArray | float = np.nan
            high: FloatArray | float = np.nan
            if lean is not None:
                ends = interval(forecast, lean, ahead=ahead, level=level)
                low, high = ends[0][usable], ends[1][usable]
            frame[f"low_{level:.0%}"], frame[f"high_{level:.0%}"] = low, high
        return frame
