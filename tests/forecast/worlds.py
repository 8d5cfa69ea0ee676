"""Made worlds whose forecast is known by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from planning.district.bands import ready_made
from planning.forecast.compose import Controls, Ladder, ScenarioInputs, no_homes
from planning.forecast.homes import Homes

AGES = 18
YEARS = tuple(range(2023, 2038))
BANDS = ready_made()
WHOLE = {band: {2000: 1.0} for band in BANDS.ids}


def world(*, zones: int = 1, each: float = 100.0, **parts: Any) -> ScenarioInputs:
    """Return a closed world: as many are born as grow up, nobody moves, everyone goes to school."""
    years = len(YEARS)
    plain: dict[str, Any] = {
        "bands": BANDS,
        "years": YEARS,
        "persons": np.full((zones, AGES), each),
        "births": np.full(years, each * zones),
        "birth_share": np.full((zones, years), 1.0 / zones),
        "survival": np.ones(AGES),
        "net_migration_rate": np.zeros(AGES),
        "zone_growth": np.zeros((zones, years)),
        "participation": WHOLE,
        "homes": no_homes(types=1, ages=AGES),
        "slip_years": (),
        "ladder": None,
        "controls": no_controls(zones),
    }
    return ScenarioInputs(**(plain | parts))


def no_controls(zones: int) -> Controls:
    return Controls(
        bands=np.full((len(BANDS), len(YEARS)), np.nan), group=np.zeros(zones, dtype=np.int64), groups=None
    )


def level_ladder(pupils: float, ratio: float = 1.0) -> Ladder:
    """Return a ladder with as many on each rung, and one ratio everywhere."""
    return Ladder(now=np.full(15, pupils), ratios=np.full((15, len(YEARS)), ratio))


def estate(
    *, zone: int = 0, year: int = 2025, dwellings: float = 100.0, in_trend: float = 0.0, **ages: float
) -> Homes:
    """Return one housing project, occupied at once, with the children of each age given as ``a6=0.5``."""
    children = np.zeros((1, AGES))
    for name, number in ages.items():
        children[0, int(name[1:])] = number
    return Homes(
        keys=("H1",),
        zone=np.array([zone]),
        completion_year=np.array([year]),
        dwellings=np.array([[dwellings]]),
        in_trend_share=np.array([in_trend]),
        occupied_share=np.ones((1, 1)),
        persons_per_dwelling=children,
    )
