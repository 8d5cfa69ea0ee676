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
        titles={name: (v.title.zh, v.title.en) for name, v in variants.items()},
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


def _notes(sources: Sources, past: PastRolls) -> list[tuple[str, str]]:
    notes = [
        ("出生人数为常住口径，未混用户籍口径", "births are of residents; registered births are not mixed in")
    ]
    if sources.women is None:
        notes.append(
            ("出生按各区三岁以下儿童分摊", "births are shared out by the zones' children under three")
        )
    else:
        notes.append(
            ("出生按各区育龄妇女分摊", "births are shared out by the zones' women of childbearing age")
        )
    if past.ratios is None:
        notes.append(
            ("没有历年在校生，升级率取自分岁人口", "without past rolls, progression comes from the ages")
        )
    else:
        notes.append((_progression(past, past.choices[0]), _progression_en(past, past.choices[0])))
    if sources.homes.keys:
        notes.append(
            (
                "列有新住房的需求区不再另计附加迁入；住房学生中已含于趋势的部分只在区间转移，不增加全区人数",
                "zones with listed new homes have no further migration of their own; children of the homes "
                "whom the trend brings anyway move between zones and add nobody",
            )
        )
    return notes


def _progression(past: PastRolls, chosen: Chosen) -> str:
    return (
        f"升级率取自 {past.autumns[0]} 至 {past.autumns[-1]} 年在校生，方法 {chosen.method}"
        f"（由 {chosen.forecasts} 次回测选定，权重 {chosen.belief:.0%}，其余为各方法平均）"
    )


def _progression_en(past: PastRolls, chosen: Chosen) -> str:
    return (
        f"progression is that of the rolls of {past.autumns[0]} to {past.autumns[-1]}, method "
        f"{chosen.method} (chosen by {chosen.forecasts} past forecasts, weight {chosen.belief:.0%}; the rest "
        "is the mean of all methods)"
    )
