"""Tables of who is coming."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planning.domain.bands import BAND_YEARS
from planning.domain.frozen import FloatArray
from planning.domain.outlook import Outlook

DECIMALS = 3


def outlook_tables(outlook: Outlook) -> Mapping[str, pd.DataFrame]:
    """Return the tables by file name without its ending."""
    variants = list(outlook.titles)
    return {
        "forecast": pd.concat([_zones(outlook, name) for name in variants], ignore_index=True),
        "forecast_district": pd.concat([_district(outlook, name) for name in variants], ignore_index=True),
        "forecast_grades": pd.concat([_grades(outlook, name) for name in variants], ignore_index=True),
    }


def fan_lines(outlook: Outlook, variant: str) -> list[list[str]]:
    """Return a line for each year: the district's intake in each band, with the 10th and 90th percentile."""
    low, _, high = outlook.district_quantiles[variant]
    middle = outlook.intakes[variant].sum(axis=0)
    return [
        [
            str(year),
            *(f"{middle[b, t]:,.0f} ({low[b, t]:,.0f}–{high[b, t]:,.0f})" for b in range(len(outlook.bands))),
        ]
        for t, year in enumerate(outlook.years)
    ]


def _zones(outlook: Outlook, variant: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [outlook.zones, outlook.bands, outlook.years], names=["zone", "band", "year"]
    )
    frame = pd.DataFrame({"variant": variant}, index=index).reset_index()
    frame["intake"] = _flat(outlook.intakes[variant])
    frame["rolls"] = _flat(outlook.rolls[variant].sum(axis=2))
    for name, values in zip(("p10", "p50", "p90"), outlook.quantiles[variant], strict=True):
        frame[name] = _flat(values)
    return frame


def _district(outlook: Outlook, variant: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([outlook.bands, outlook.years], names=["band", "year"])
    frame = pd.DataFrame({"variant": variant}, index=index).reset_index()
    frame["intake"] = _flat(outlook.intakes[variant].sum(axis=0))
    frame["rolls"] = _flat(outlook.rolls[variant].sum(axis=(0, 2)))
    for name, values in zip(("p10", "p50", "p90"), outlook.district_quantiles[variant], strict=True):
        frame[name] = _flat(values)
    return frame


def _grades(outlook: Outlook, variant: str) -> pd.DataFrame:
    rolls = outlook.rolls[variant].sum(axis=0)
    rows = [
        (band, grade + 1, year, variant, round(float(rolls[b, grade, t]), DECIMALS))
        for b, band in enumerate(outlook.bands)
        for grade in range(BAND_YEARS[band])
        for t, year in enumerate(outlook.years)
    ]
    return pd.DataFrame(rows, columns=["band", "grade", "year", "variant", "pupils"])


def _flat(values: FloatArray) -> FloatArray:
    return np.asarray(values.ravel().round(DECIMALS), dtype=np.float64)
