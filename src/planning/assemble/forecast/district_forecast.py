"""Who is coming to a district under a scenario: learned and forecast once, for every plan and question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from planning.assemble.forecast.district_inputs import Sources, check_ages, make_sources
from planning.assemble.forecast.people import (
    Demand,
    compose_checked,
    counted_demand,
    demand_of,
    forecast_people,
)
from planning.assemble.forecast.scenario_inputs import make_scenario_inputs, plan_variant, residents_ahead
from planning.assemble.forecast.spread import late_effects, make_spread
from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.forecast.compose import People, ScenarioInputs
from planning.forecast.draws import Spread, draw_intakes
from planning.scenario.schema import Scenario
from planning.words import Words

#: Draws of zones are held at once, so that their number is kept small; two percentiles need no more.
DRAWS: Final = 200
SEED: Final = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class AgeForecast:
    """Forecast from the ages, with its inputs.

    Parameters
    ----------
    sources
        Arrays of the district, with the evidence of past rolls.
    scenario_inputs
        Inputs of the forecast with the scenario's own dials.
    people
        Forecast that the plan follows.
    """

    sources: Sources
    scenario_inputs: ScenarioInputs
    people: People


@dataclass(frozen=True, kw_only=True, eq=False)
class DistrictForecast:
    """Forecast of a district under a scenario, independent of any plan.

    Parts that only some questions need are computed at the first use and kept.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    demand
        Intakes, retention and pupils enrolled before.
    by_ages
        Forecast from the ages; None if pupils are counted and nothing is forecast.
    """

    district: District
    scenario: Scenario
    demand: Demand
    by_ages: AgeForecast | None

    def from_ages(self) -> AgeForecast:
        """Return the forecast from the ages.

        Raises
        ------
        InputError
            If pupils are counted and there are no ages to forecast from.
        """
        check_ages(self.district)
        assert self.by_ages is not None
        return self.by_ages

    @cached_property
    def residents(self) -> FloatArray:
        """Residents in each year, shape (T,); NaN if pupils are counted."""
        if self.by_ages is None:
            return _read_only(np.full(len(self.scenario.years), np.nan))
        variant = plan_variant(self.scenario)
        return _read_only(residents_ahead(self.by_ages.sources, self.scenario, variant))

    @cached_property
    def spread(self) -> tuple[Spread, Words]:
        """Spread of the intakes, and a note on the evidence for it."""
        return make_spread(self.district, self.scenario)

    @cached_property
    def late_effects(self) -> FloatArray:
        """Change of the intakes if a housing project is 1, 2, ..., S years late, shape (H, S, Z, B, T)."""
        if self.by_ages is None:
            return _read_only(np.zeros((0, 0, *self.demand.intakes.shape)))
        sources = self.by_ages.sources
        if plan_variant(self.scenario) is None:
            on_time = self.by_ages.people
        else:
            on_time = forecast_people(sources, self.scenario, self.district)
        return _read_only(late_effects(sources, self.scenario, self.district, on_time=on_time.intakes))

    @cached_property
    def drawn_intakes(self) -> FloatArray:
        """Draws of the district's intakes around the plan's own, shape (D, B, T).

        If pupils are counted, the count itself is the only draw.
        """
        intakes = self.demand.intakes
        if self.by_ages is None:
            return _read_only(intakes.sum(axis=0)[None])
        drawn = draw_intakes(
            intakes=intakes,
            late=self.late_effects,
            bands=self.district.bands,
            years=self.scenario.years,
            base_year=self.district.base_year,
            spread=self.spread[0],
            draws=DRAWS,
            seed=SEED,
        )
        return _read_only(drawn.sum(axis=1))


def forecast_district(district: District, scenario: Scenario) -> DistrictForecast:
    """Learn from the past, and forecast the demand for seats under the scenario's dials.

    Parameters
    ----------
    district
        Checked district.
    scenario
        Scenario whose horizon begins in the year after the district's base year.

    Returns
    -------
    DistrictForecast
        Forecast to share between all plans and questions of the same district and scenario.

    Raises
    ------
    InputError
        As for :func:`planning.assemble.forecast.people.forecast_demand`.
    """
    if district.counted:
        demand = counted_demand(district, scenario)
        return DistrictForecast(district=district, scenario=scenario, demand=demand, by_ages=None)
    sources = make_sources(district, scenario)
    scenario_inputs = make_scenario_inputs(sources, scenario, plan_variant(scenario))
    people = compose_checked(scenario_inputs, district)
    return DistrictForecast(
        district=district,
        scenario=scenario,
        demand=demand_of(sources, scenario_inputs, people),
        by_ages=AgeForecast(sources=sources, scenario_inputs=scenario_inputs, people=people),
    )


def _read_only(array: FloatArray) -> FloatArray:
    array.setflags(write=False)
    return array
