"""The dials of a scenario and of a variant, turned on the district's arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.assemble.forecast.district_inputs import Sources
from planning.domain.bands import Enters
from planning.domain.frozen import FloatArray
from planning.forecast.births import share_by_children, share_by_women
from planning.forecast.compose import Ladder, ScenarioInputs
from planning.forecast.ladder import first_rungs, rungs, rungs_below
from planning.forecast.participation import share_in
from planning.scenario.forecast import Variant
from planning.scenario.schema import Scenario

YOUNG = 3


def make_scenario_inputs(
    sources: Sources,
    scenario: Scenario,
    variant: Variant | None = None,
    late: Sequence[int] | None = None,
) -> ScenarioInputs:
    """Apply the dials of a scenario and of a variant to the district's arrays.

    Parameters
    ----------
    sources
        Arrays of the district.
    scenario
        Scenario with the plan's own dials.
    variant
        Variant on top of the scenario's dials; None for the scenario alone.
    late
        Further years by which each housing project is late; None for no delay.

    Returns
    -------
    ScenarioInputs
        Inputs of the forecast.
    """
    dials = scenario.forecast
    extra = extra_rate(sources, scenario, variant)
    years = np.arange(1, len(sources.births) + 1)
    factor = dials.births_factor * (1.0 if variant is None else variant.births_factor)
    slip = dials.homes_slip_years + (0 if variant is None else variant.homes_slip_years)
    further = late if late is not None else [0] * len(sources.homes.keys)
    growth = _growth(sources, dials.migration_factor, len(years))
    return ScenarioInputs(
        bands=sources.bands,
        years=scenario.years,
        persons=sources.persons,
        births=sources.births * factor * (1.0 + extra) ** years,
        birth_share=_birth_share(sources, growth),
        survival=sources.survival,
        net_migration_rate=sources.net_migration_rate * dials.migration_factor + extra,
        zone_growth=growth,
        participation=sources.participation,
        places=_places(sources, scenario, variant),
        homes=sources.homes,
        slip_years=tuple(slip + more for more in further),
        ladder=_ladder(sources, scenario, extra),
        controls=sources.controls,
    )


def plan_variant(scenario: Scenario) -> Variant | None:
    """Return the variant that the plan follows; None if it follows the scenario's dials alone."""
    name = scenario.forecast.follows
    return None if name is None else scenario.forecast.variants[name]


def extra_rate(sources: Sources, scenario: Scenario, variant: Variant | None) -> float:
    """Return a variant's yearly net in-migration beyond the trend.

    Parameters
    ----------
    sources, scenario
        Arrays of the district, and the scenario with its trend.
    variant
        Variant; a target of residents takes precedence over its rate. None adds nothing.

    Returns
    -------
    float
        Yearly rate as a share of the residents.
    """
    if variant is None:
        return 0.0
    target = variant.residents
    if target is None:
        return variant.extra_net_migration_rate
    years = target.year - sources.base_year
    return float((target.residents / sources.residents) ** (1.0 / years) - 1.0) - _trend(scenario)


def residents_ahead(sources: Sources, scenario: Scenario, variant: Variant | None) -> FloatArray:
    """Return the residents of the district in each year of the horizon.

    Parameters
    ----------
    sources, scenario
        Arrays of the district, and the scenario with its trend.
    variant
        Variant; None for the trend alone.

    Returns
    -------
    numpy.ndarray
        Residents, shape (T,); NaN if those of the base year are not known.
    """
    rate = _trend(scenario) + extra_rate(sources, scenario, variant)
    ahead = np.array(scenario.years) - sources.base_year
    return np.asarray(sources.residents * (1.0 + rate) ** ahead, dtype=np.float64)


def _trend(scenario: Scenario) -> float:
    return scenario.forecast.residents_trend.growth_rate


def _ladder(sources: Sources, scenario: Scenario, extra: float) -> Ladder | None:
    """Return the rungs with the scenario's migration in place of past migration."""
    past = sources.past
    if past.ratios is None:
        return None
    years = scenario.years
    steps, below = rungs(sources.bands), np.array(rungs_below(sources.bands))
    ages = np.array([sources.bands[b].entry_age + g for b, g in steps])[below]
    # Where nobody climbs from below, the ratio is not read.
    rate = sources.net_migration_rate[ages]
    turned = (1.0 + rate * scenario.forecast.migration_factor + extra) / (1.0 + rate)
    ratios = np.repeat((past.ratios * turned)[:, None], len(years), axis=1)
    for key, rung in first_rungs(sources.bands).items():
        if key in sources.admission_rate:
            ratios[rung] = [admission(sources, key, year) * turned[rung] for year in years]
    return Ladder(now=past.rungs_now, ratios=ratios)


def admission(sources: Sources, band: str, year: int) -> float:
    """Return the entrants of a band per leaver of the band before, by admission and border flows.

    Parameters
    ----------
    sources
        Arrays of the district.
    band
        Key of a band by rate, or by the rest.
    year
        School year of entering.

    Returns
    -------
    float
        Entrants per leaver; above the rate if more come in across the border than go out.
    """
    outflow, inflow = sources.outflow.get(band), sources.inflow.get(band)
    crossing = (share_in(inflow, year) if inflow else 0.0) - (share_in(outflow, year) if outflow else 0.0)
    return share_in(sources.admission_rate[band], year) * (1.0 + crossing)


def _places(sources: Sources, scenario: Scenario, variant: Variant | None) -> FloatArray | None:
    """Return the places that residents need in bands by places per 1,000, shape (Z, B, T); None without one.

    Zones keep their share of the residents.
    """
    demand = [band.demand if band.enters is Enters.PER_1000 else None for band in sources.bands]
    if all(each is None for each in demand):
        return None
    residents = residents_ahead(sources, scenario, variant)
    each = np.array([0.0 if one is None else one / 1000.0 for one in demand])
    return np.asarray(
        sources.residents_share[:, None, None] * each[None, :, None] * residents[None, None], dtype=np.float64
    )


def _growth(sources: Sources, dial: float, years: int) -> FloatArray:
    """Return the zones' own migration by year, shape (Z, Y); listed homes replace a zone's growth."""
    growth = sources.zone_growth * dial
    built = (sources.homes.dwellings > 0).any(axis=1)
    growing = np.zeros(len(growth), dtype=bool)
    growing[sources.homes.zone[built]] = True
    growth = np.where(growing, np.minimum(growth, 0.0), growth)
    return np.repeat(growth[:, None], years, axis=1)


def _birth_share(sources: Sources, growth: FloatArray) -> FloatArray:
    if sources.women is None or sources.fertility is None:
        return share_by_children(sources.persons[:, :YOUNG].sum(axis=1), growth)
    return share_by_women(sources.women, sources.fertility, growth)
