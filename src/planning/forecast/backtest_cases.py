"""Forecasts that were made at past autumns, beside what came, and their errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.forecast.evidence import LEVELS, Lean, interval
from planning.forecast.rolls import Rolls

OURS: Final = "ours"
#: Highest grade that a table of rolls may have.
LAST_GRADE: Final = 13
PLACE, WHOLE = "place", "district"
#: Places by pupils at the origin: name and upper end.
SIZES: Final = (
    ("under 200", 200.0),
    ("200 to 999", 1000.0),
    ("1000 to 4999", 5000.0),
    ("5000 and over", np.inf),
)


#: Name of all grades together, beside the bands.
ALL_GRADES: Final = "all"


def grades_of(bands: BandSystem) -> dict[str, range]:
    """Return the grades of each band through which most children pass, as the district counts them.

    Grades above the last belong to the last band: some rolls have one more than the table.

    Parameters
    ----------
    bands
        Bands of the district.

    Returns
    -------
    dict
        Grades by band.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> lower = Band(id="lower", zh="低段", en="Lower", entry_age=5, years=6, first_grade=0)
    >>> grades_of(BandSystem((lower,)))
    {'lower': range(0, 14)}
    """
    found = {band.id: band.grades for band in bands.through}
    last = bands.through[-1]
    found[last.id] = range(last.first_grade, max(last.grades.stop, LAST_GRADE + 1))
    return found


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


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """Forecasts of some grades at one origin and horizon.

    Parameters
    ----------
    rolls
        Past rolls.
    grades
        Columns of the grades.
    band
        Band of the grades, or all grades.
    origin
        Position of the autumn of the forecast.
    ahead
        Years ahead.
    """

    rolls: Rolls
    grades: slice
    band: str
    origin: int
    ahead: int

    def frame(self, method: str, forecast: FloatArray, lean: Lean | None) -> pd.DataFrame:
        """Return the rows of the places counted at both the origin and the target.

        Parameters
        ----------
        method
            Name of the method.
        forecast
            Forecast totals, pupils, shape (P,).
        lean
            Factors on the prior widths of intervals; None without intervals.

        Returns
        -------
        pandas.DataFrame
            One row for each place, with forecast, actual count and ends of the intervals.
        """
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
