"""Tables of who is coming."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planning.domain.frozen import FloatArray
from planning.domain.outlook import Outlook

DECIMALS = 3


def outlook_tables(outlook: Outlook) -> Mapping[str, pd.DataFrame]:
    """Return the tables of a forecast by file name without suffix."""
    variants = list(outlook.titles)
    return {
        "forecast_changes": pd.concat([_changes(outlook, name) for name in variants], ignore_index=True),
        "forecast_factors": pd.concat([_factors(outlook, name) for name in variants], ignore_index=True),
        "forecast_homes": pd.concat([_homes(outlook, name) for name in variants], ignore_index=True),
        "forecast_methods": _methods(outlook),
        "forecast_residents": _residents(outlook),
        "forecast": pd.concat([_zones(outlook, name) for name in variants], ignore_index=True),
        "forecast_district": pd.concat([_district(outlook, name) for name in variants], ignore_index=True),
        "forecast_grades": pd.concat([_grades(outlook, name) for name in variants], ignore_index=True),
    }


def fan_lines(outlook: Outlook, variant: str) -> list[list[str]]:
    """Return a line for each year with the district's intake by band, and its 10th and 90th percentile."""
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
    frame["method"] = method_words(outlook)
    return frame


def method_words(outlook: Outlook) -> str:
    """Describe the method that carries the district's grades forward, and the belief in it."""
    if not outlook.choices:
        return "ages"
    chosen = outlook.choices[0]
    return f"{chosen.method} {chosen.belief:.0%} (past forecasts {chosen.forecasts})"


def homes_lines(outlook: Outlook, variant: str) -> list[list[str]]:
    """Return a line for each housing project with the most seats needed only if it is finished."""
    homes = outlook.homes[variant]
    lines = []
    for h, (zh, en) in enumerate(homes.names):
        cells = []
        for b in range(len(outlook.bands)):
            pupils = homes.rolls[h, b]
            t = int(abs(pupils).argmax())
            cells.append(f"{pupils[t]:,.0f} ({outlook.years[t]})" if abs(pupils[t]) >= 0.5 else "–")
        name = f"{homes.keys[h]} {zh}\n{en}"
        lines.append([name, homes.zones[h], str(homes.completion_year[h]), homes.confidence[h], *cells])
    return lines


def _changes(outlook: Outlook, variant: str) -> pd.DataFrame:
    rows = [
        (band, year, variant, cause, round(float(parts[b, t]), DECIMALS))
        for b, band in enumerate(outlook.bands)
        for t, year in enumerate(outlook.years)
        if t
        for cause, parts in outlook.changes[variant].items()
    ]
    return pd.DataFrame(rows, columns=["band", "year", "variant", "cause", "change_pupils"])


def _factors(outlook: Outlook, variant: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [outlook.zones, outlook.bands, outlook.years], names=["zone", "band", "year"]
    )
    frame = pd.DataFrame({"variant": variant}, index=index).reset_index()
    frame["factor"] = outlook.factors[variant].ravel().round(6)
    return frame


def _homes(outlook: Outlook, variant: str) -> pd.DataFrame:
    homes = outlook.homes[variant]
    rows = [
        (
            key,
            homes.zones[h],
            band,
            year,
            variant,
            round(float(homes.intakes[h, b, t]), DECIMALS),
            round(float(homes.rolls[h, b, t]), DECIMALS),
            round(float(homes.rolls[h, b, t] * homes.beyond_share[h]), DECIMALS),
            homes.confidence[h],
        )
        for h, key in enumerate(homes.keys)
        for b, band in enumerate(outlook.bands)
        for t, year in enumerate(outlook.years)
    ]
    columns = ["home", "zone", "band", "year", "variant", "intake", "rolls", "rolls_beyond_trend"]
    return pd.DataFrame(rows, columns=[*columns, "confidence"])


def _methods(outlook: Outlook) -> pd.DataFrame:
    rows = [
        (
            chosen.place,
            chosen.band,
            chosen.method,
            round(chosen.own_weight, 4),
            round(chosen.belief, 4),
            "place" if chosen.by_itself else "pool",
            chosen.forecasts,
        )
        for chosen in outlook.choices
    ]
    columns = ["place", "band", "method", "own_weight", "method_weight", "chosen_by", "past_forecasts"]
    return pd.DataFrame(rows, columns=columns)


def _residents(outlook: Outlook) -> pd.DataFrame:
    rows = [
        (name, year, round(float(residents[t])))
        for name, residents in outlook.residents.items()
        for t, year in enumerate(outlook.years)
        if residents[t] == residents[t]
    ]
    return pd.DataFrame(rows, columns=["variant", "year", "residents"])


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
        for grade in range(outlook.system[band].years)
        for t, year in enumerate(outlook.years)
    ]
    return pd.DataFrame(rows, columns=["band", "grade", "year", "variant", "pupils"])


def _flat(values: FloatArray) -> FloatArray:
    return np.asarray(values.ravel().round(DECIMALS), dtype=np.float64)
