"""Who is coming under each variant, with the spread of draws."""

from __future__ import annotations

import numpy as np

from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.assemble.forecast.district_inputs import Sources
from planning.assemble.forecast.past import PastRolls
from planning.assemble.forecast.people import compose_checked
from planning.assemble.forecast.scenario_inputs import make_scenario_inputs, residents_ahead
from planning.district.district import District
from planning.domain.outlook import QUANTILES, Chosen, HomesAhead, Outlook
from planning.forecast.change import explain_change
from planning.forecast.compose import People
from planning.forecast.draws import draw_intakes
from planning.words import Words, message


def make_outlook(forecast: DistrictForecast, *, draws: int, seed: int) -> Outlook:
    """Forecast every variant of a scenario, with draws around it.

    Parameters
    ----------
    forecast
        Forecast of the district under the scenario's own dials.
    draws, seed
        Number of draws, and seed of the random numbers; every variant has the same shocks.

    Returns
    -------
    Outlook
        Expected values, parts and percentiles of every variant.

    Raises
    ------
    InputError
        If pupils are counted and nothing can be forecast, or controls contradict each other.
    """
    district, scenario, sources = forecast.district, forecast.scenario, forecast.from_ages().sources
    spread, spread_note = forecast.spread
    variants = scenario.forecast.variants
    made: dict[str, People] = {}
    changes, quantiles, totals = {}, {}, {}
    for name, variant in variants.items():
        scenario_inputs = make_scenario_inputs(sources, scenario, variant)
        made[name] = compose_checked(scenario_inputs, district)
        changes[name] = explain_change(scenario_inputs, made[name]).parts
        drawn = draw_intakes(
            intakes=made[name].intakes,
            late=forecast.late_effects,
            bands=district.bands,
            years=scenario.years,
            base_year=district.base_year,
            spread=spread,
            draws=draws,
            seed=seed,
        )
        quantiles[name] = np.quantile(drawn, QUANTILES, axis=0)
        totals[name] = np.quantile(drawn.sum(axis=1), QUANTILES, axis=0)
    past = sources.past
    return Outlook(
        zones=sources.zones,
        bands=district.bands.ids,
        years=scenario.years,
        system=district.bands,
        titles={name: v.title.words for name, v in variants.items()},
        intakes={name: people.intakes for name, people in made.items()},
        rolls={name: people.rolls for name, people in made.items()},
        factors={name: people.factor for name, people in made.items()},
        changes=changes,
        residents={name: residents_ahead(sources, scenario, v) for name, v in variants.items()},
        homes={name: _homes(district, sources, people) for name, people in made.items()},
        quantiles=quantiles,
        district_quantiles=totals,
        past_years=past.autumns,
        past_rolls=past.totals,
        choices=past.choices,
        notes=(*_notes(sources, past), spread_note),
    )


def _homes(district: District, sources: Sources, people: People) -> HomesAhead:
    table = district.tables["homes"].drop_duplicates("home_id").set_index("home_id")
    here = table.loc[list(sources.homes.keys)]
    return HomesAhead(
        keys=sources.homes.keys,
        names=tuple(zip(here["name_zh"], here["name_en"], strict=True)),
        zones=tuple(here["zone_id"]),
        confidence=tuple(here["confidence"]),
        completion_year=tuple(int(year) for year in here["completion_year"]),
        beyond_share=1.0 - sources.homes.in_trend_share,
        intakes=people.home_intakes,
        rolls=people.home_rolls.sum(axis=2),
    )


def _notes(sources: Sources, past: PastRolls) -> list[Words]:
    notes: list[Words] = [message("forecast.outlook.births")]
    if sources.women is None:
        notes.append(message("forecast.outlook.births_by_children"))
    else:
        notes.append(message("forecast.outlook.births_by_women"))
    if past.ratios is None:
        notes.append(message("forecast.outlook.no_past_rolls"))
    else:
        notes.append(_progression(past, past.choices[0]))
    if sources.homes.keys:
        notes.append(message("forecast.outlook.new_homes"))
    return notes


def _progression(past: PastRolls, chosen: Chosen) -> Words:
    return message(
        "forecast.outlook.progression",
        first=past.autumns[0],
        last=past.autumns[-1],
        method=chosen.method,
        forecasts=chosen.forecasts,
        weight=chosen.belief,
    )
