"""The district's tables of persons as the arrays of the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.assemble.forecast.counted import counted_pupils
from planning.assemble.forecast.district_inputs import Sources, make_sources
from planning.assemble.forecast.past import PastRolls
from planning.assemble.forecast.scenario_inputs import make_scenario_inputs, plan_variant
from planning.district.district import District
from planning.domain.bands import Enters
from planning.domain.frozen import FloatArray, freeze_floats
from planning.errors import Findings, ProblemError, Where
from planning.forecast.compose import People, ScenarioInputs, compose
from planning.forecast.enrolled_before import make_enrolled_before
from planning.forecast.ladder import retention_from
from planning.forecast.retention import make_retention
from planning.scenario.forecast import Variant
from planning.scenario.schema import Scenario
from planning.words import message


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand:
    """Demand for seats that the forecast hands to the planning problem.

    Parameters
    ----------
    intakes
        Entrants by zone, band and year, shape (Z, B, T).
    retention
        Share of an intake still enrolled k years later, shape (B, K).
    enrolled_before
        Pupils placed before the horizon who still occupy seats, shape (F, B, T).
    """

    intakes: FloatArray
    retention: FloatArray
    enrolled_before: FloatArray

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        freeze_floats(self, {name: array.shape for name, array in vars(self).items()})


def forecast_demand(district: District, scenario: Scenario) -> Demand:
    """Forecast the demand for seats under the scenario's dials.

    Parameters
    ----------
    district
        Checked district.
    scenario
        Scenario whose horizon begins in the year after the district's base year.

    Returns
    -------
    Demand
        Intakes, retention and pupils enrolled before. The latter two follow the progression of past rolls if
        more than one autumn was counted, else the ages.

    Raises
    ------
    InputError
        If the horizon does not begin in the year after the base year, births of a cohort that it needs are
        missing, or controls contradict each other.
    """
    if district.counted:
        return counted_demand(district, scenario)
    sources = make_sources(district, scenario)
    scenario_inputs = make_scenario_inputs(sources, scenario, plan_variant(scenario))
    return demand_of(sources, scenario_inputs, compose_checked(scenario_inputs, district))


def demand_of(sources: Sources, scenario_inputs: ScenarioInputs, people: People) -> Demand:
    """Extract the demand for seats from a forecast.

    Parameters
    ----------
    sources
        Arrays of the district, with the evidence of past rolls.
    scenario_inputs, people
        Inputs of the forecast, and the forecast.

    Returns
    -------
    Demand
        Intakes, retention and pupils enrolled before.
    """
    past = sources.past
    retention = _retention(scenario_inputs)
    ratios = past.facility_ratios if past.facility_ratios is not None else _same_everywhere(retention, past)
    enrolled_before = make_enrolled_before(
        rolls=past.now, ratios=ratios, bands=scenario_inputs.bands, years=scenario_inputs.years
    )
    return Demand(intakes=people.intakes, retention=retention, enrolled_before=enrolled_before)


def counted_demand(district: District, scenario: Scenario) -> Demand:
    """Return counted pupils as intakes of one year each: all are placed anew and nobody enrolled before."""
    intakes = counted_pupils(district, scenario)
    facilities = len(district.tables["facilities"])
    return Demand(
        intakes=intakes,
        retention=np.ones((len(district.bands), 1)),
        enrolled_before=np.zeros((facilities, len(district.bands), len(scenario.years))),
    )


def forecast_people(
    sources: Sources,
    scenario: Scenario,
    district: District,
    variant: Variant | None = None,
    late: Sequence[int] | None = None,
) -> People:
    """Forecast intakes and rolls under a variant, on top of the scenario's dials.

    Parameters
    ----------
    sources, scenario, district
        Arrays of the district, the scenario and the district.
    variant
        Variant with its births, migration and delays of homes; None for the scenario's own dials.
    late
        Further years by which each housing project is late; None for no delay.

    Returns
    -------
    People
        Forecast and its parts.

    Raises
    ------
    InputError
        As for :func:`forecast_demand`.
    """
    return compose_checked(make_scenario_inputs(sources, scenario, variant, late), district)


def compose_checked(scenario_inputs: ScenarioInputs, district: District) -> People:
    """Forecast, and report contradictory controls in planners' words."""
    try:
        return compose(scenario_inputs)
    except ProblemError as error:
        findings = Findings()
        findings.add(
            Where(file=district.files["intake_controls"]),
            words=message("forecast.people.controls_apart", reason=str(error)),
            fix=message("forecast.people.fix_controls_apart"),
        )
        findings.raise_if_any()
        raise


def _retention(scenario_inputs: ScenarioInputs) -> FloatArray:
    if scenario_inputs.ladder is None:
        return make_retention(
            bands=scenario_inputs.bands,
            survival=scenario_inputs.survival,
            net_migration_rate=scenario_inputs.net_migration_rate,
        )
    bands = scenario_inputs.bands
    retention = retention_from(scenario_inputs.ladder.ratios[:, 0], bands)
    by_ages = make_retention(
        bands=bands, survival=scenario_inputs.survival, net_migration_rate=scenario_inputs.net_migration_rate
    )
    # The grades of such a band are children of their ages, and not pupils who moved up.
    shares = [b for b, band in enumerate(bands) if band.enters is Enters.SHARE]
    retention[shares] = by_ages[shares]
    return retention


def _same_everywhere(retention: FloatArray, past: PastRolls) -> FloatArray:
    """Repeat the yearly steps of retention for every facility, shape (F, B, K - 1)."""
    step = np.divide(
        retention[:, 1:], retention[:, :-1], out=np.zeros_like(retention[:, 1:]), where=retention[:, :-1] > 0
    )
    return np.repeat(step[None], len(past.now), axis=0)
