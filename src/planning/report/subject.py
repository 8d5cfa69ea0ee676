"""What a report may know beside the appraisal: names, places, confidence, and how the run was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.appraise.warn import Warning
from planning.domain.appraisal import Appraisal
from planning.domain.frozen import FloatArray
from planning.domain.indicators import Indicators
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """Everything that a report draws from.

    Parameters
    ----------
    problem, plan, appraisal
        The three immutable things.
    zones
        Zones with names, confidence and polygons in WGS 84, in the order of the axis.
    indicators
        By band and year: seats for each resident, public share, intervals.
    warnings
        One for each zone and band, in the order of the axes.
    today
        Today's catchments: zone, facility, band by their keys.
    backdrop
        Roads and water behind the zones of a map; None or no rows where there are none.
    least_count
        Counts of counted children below this are not shown; 0 where pupils are forecast or all may be shown.
    facilities, projects
        Tables with names, places and confidence, in the order of their axes.
    """

    problem: PlanningProblem
    plan: Plan
    appraisal: Appraisal
    indicators: Indicators
    warnings: tuple[Warning, ...]
    today: pd.DataFrame
    zones: gpd.GeoDataFrame
    facilities: pd.DataFrame
    projects: pd.DataFrame
    least_count: int = 0
    backdrop: pd.DataFrame | None = None

    def shown(self, counts: FloatArray) -> FloatArray:
        """Return counts of pupils as they may be shown: NaN where there are some, and too few."""
        few = (counts > 0) & (counts < self.least_count)
        return np.where(few, np.nan, counts)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What is printed on every map: where it comes from and how far it may be trusted.

    Parameters
    ----------
    scenario
        Name of the scenario.
    title, district
        Chinese and English.
    digest
        Digest of the scenario and of all tables.
    sources
        Share of the figures by confidence.
    distance_note
        How distance was measured, with its confidence.
    budget_note
        Where the budget comes from, with its confidence.
    tile_url, tile_attribution, tile_subdomains, tile_labels_url
        Base map and its names; None draws none, so that the page asks no network.
    """

    scenario: str
    title: tuple[str, str]
    district: tuple[str, str]
    digest: str
    sources: Mapping[str, float]
    distance_note: tuple[str, str]
    budget_note: tuple[str, str]
    tile_url: str | None
    tile_attribution: str | None
    tile_subdomains: str = "abc"
    tile_labels_url: str | None = None
