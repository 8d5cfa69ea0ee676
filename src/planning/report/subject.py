"""What a report may know beside the appraisal: names, places, confidence, and how the run was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.appraise.warn import Warning
from planning.domain.appraisal import Appraisal
from planning.domain.bands import BandSystem
from planning.domain.education_groups import EducationGroups
from planning.domain.frozen import FloatArray
from planning.domain.indicators import Indicators
from planning.domain.loans import Loan
from planning.domain.plan import Plan
from planning.domain.prices import Unit, unit_of_money
from planning.domain.problem import PlanningProblem
from planning.domain.staff_balance import Staffing
from planning.words import Words


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """Everything that reports draw from.

    Parameters
    ----------
    problem, plan, appraisal
        Planning problem, its plan and the appraisal of the plan.
    zones
        Zones with names, confidence and polygons in WGS 84, in the order of the axis.
    indicators
        Indicators by band and year: seats per resident, public share, intervals.
    warnings
        Warnings of every zone and band, in the order of the axes.
    today
        Today's catchments: keys of zone, facility and band.
    backdrop
        Roads and water behind the zones of a map; None or without rows if the district has none.
    least_count
        Smallest count of counted pupils that may be shown; 0 if pupils are forecast or every count may be
        shown.
    bands
        Bands of the district.
    loans
        Loans of rooms that the plan makes, by first year and site.
    rooms_needed
        Rooms lent that the receiving bands need at least to seat their pupils, by year; empty without rooms.
    groups
        Seats, pupils and ways by education group; None if the district names none.
    staffing
        Balance of staff; None if the scenario asks for none.
    purse_names
        Name of each purse by its key; empty without purses.
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
    bands: BandSystem
    least_count: int = 0
    backdrop: pd.DataFrame | None = None
    loans: tuple[Loan, ...] = ()
    rooms_needed: tuple[int, ...] = ()
    groups: EducationGroups | None = None
    staffing: Staffing | None = None
    purse_names: Mapping[str, Words] = field(default_factory=dict)

    @property
    def money(self) -> Unit:
        """Unit in which money is counted."""
        return unit_of_money(self.problem.prices.currency)

    def shown(self, counts: FloatArray) -> FloatArray:
        """Return counts of pupils with NaN for those above 0 but too small to show."""
        few = (counts > 0) & (counts < self.least_count)
        return np.where(few, np.nan, counts)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Origin and reliability of a run, printed on every map.

    Parameters
    ----------
    scenario
        Name of the scenario.
    title, district
        Chinese and English title of the scenario and name of the district.
    digest
        SHA-256 of the scenario and all tables.
    sources
        Share of the figures by confidence.
    distance_note
        How distance was measured, with its confidence.
    budget_note
        Source of the budget, with its confidence.
    lacks
        What the data lacks, in Chinese and English; empty for nothing.
    tile_url, tile_attribution, tile_subdomains, tile_labels_url
        Tiles of the base map and of its labels; None draws none, so that the page needs no network.
    """

    scenario: str
    title: Words
    district: Words
    digest: str
    sources: Mapping[str, float]
    distance_note: Words
    budget_note: Words
    tile_url: str | None
    tile_attribution: str | None
    lacks: tuple[Words, ...] = ()
    tile_subdomains: str = "abc"
    tile_labels_url: str | None = None
