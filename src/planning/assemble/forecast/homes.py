"""The tables of homes as the arrays of the forecast."""

from __future__ import annotations

import numpy as np

from planning.district.contracts.homes import DEMOLITION
from planning.district.district import District
from planning.forecast.compose import no_homes
from planning.forecast.homes import Homes

AGES = 18


def make_homes(district: District) -> Homes:
    """Return the housing projects that matter after the base year's count.

    Parameters
    ----------
    district
        Checked district; it may have no homes.

    Returns
    -------
    Homes
        Housing projects, with types of dwelling in the order of their names; a project's share in the trend
        is the mean over its dwellings.
    """
    table = district.tables["homes"]
    types = sorted(set(table["dwelling_type"]))
    if table.empty:
        return no_homes(types=1, ages=AGES)
    zones = {key: z for z, key in enumerate(district.tables["zones"]["zone_id"])}
    keys = list(dict.fromkeys(table["home_id"]))
    position = {key: h for h, key in enumerate(keys)}
    kind = {name: u for u, name in enumerate(types)}
    h, u = table["home_id"].map(position).to_numpy(int), table["dwelling_type"].map(kind).to_numpy(int)
    number = table["dwellings"].to_numpy(float)
    dwellings = np.zeros((len(keys), len(types)))
    dwellings[h, u] = np.where(table["work"] == DEMOLITION, -number, number)
    weight = np.bincount(h, weights=number, minlength=len(keys))
    share = np.bincount(h, weights=number * table["in_trend_share"].to_numpy(float), minlength=len(keys))
    first = table.groupby("home_id", sort=False).first().loc[keys]
    return Homes(
        keys=tuple(keys),
        zone=first["zone_id"].map(zones).to_numpy(np.int64),
        completion_year=first["completion_year"].to_numpy(np.int64),
        dwellings=dwellings,
        in_trend_share=np.divide(share, weight, out=np.zeros_like(share), where=weight > 0),
        occupied_share=_occupied(district, kind),
        persons_per_dwelling=_yield(district, kind),
    )


def _occupied(district: District, kind: dict[str, int]) -> np.ndarray:
    """Return the curve of each type; a year that is not listed repeats the share before it."""
    table = district.tables["occupancy"]
    years = int(table["years_after"].max()) + 1
    result = np.zeros((len(kind), years))
    for name, u in kind.items():
        known = table[table["dwelling_type"] == name].set_index("years_after")["occupied_share"].to_dict()
        share = 0.0
        for year in range(years):
            share = float(known.get(year, share))
            result[u, year] = share
    return result


def _yield(district: District, kind: dict[str, int]) -> np.ndarray:
    table = district.tables["pupil_yield"]
    here = table[table["dwelling_type"].isin(kind)]
    result = np.zeros((len(kind), AGES))
    result[here["dwelling_type"].map(kind).to_numpy(int), here["age"].to_numpy(int)] = here[
        "persons_per_dwelling"
    ].to_numpy(float)
    return result
