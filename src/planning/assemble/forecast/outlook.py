"""Who is coming under each variant, with the spread of draws."""

from __future__ import annotations

import math

import numpy as np

from planning.assemble.forecast.district_inputs import Sources, make_sources
from planning.assemble.forecast.past import PastRolls, trusted_rolls
from planning.assemble.forecast.people import compose_checked, forecast_people
from planning.assemble.forecast.scenario_inputs import make_scenario_inputs, residents_ahead
from planning.district.district import District
from planning.domain.bands import BANDS
from planning.domain.frozen import FloatArray
from planning.domain.outlook import QUANTILES, Chosen, HomesAhead, Outlook
from planning.forecast.change import explain_change
from planning.forecast.compose import People
from planning.forecast.draws import Spread, draw_intakes
from planning.forecast.residuals import measure, updated
from planning.scenario.schema import Scenario

#: Lateness of a housing project is drawn up to this.
LATEST = 4


def make_outlook(district: District, scenario: Scenario, *, draws: int, seed: int) -> Outlook:
    """Forecast every variant of a scenario, with draws around it.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    draws, seed
        Number of draws, and seed of the random numbers; every variant has the same shocks.

    Returns
    -------
    Outlook
        Expected values, parts and percentiles of every variant.

    Raises
    ------
    InputError
        If the horizon does not follow the base year, births are missing, or controls contradict each other.
    """
    sources = make_sources(district, scenario)
    spread, spread_note = make_spread(district, scenario)
    late = late_effects(sources, scenario, district)
    variants = scenario.forecast.variants
    made: dict[str, People] = {}
    changes, quantiles, totals = {}, {}, {}
    for name, variant in variants.items():
        scenario_inputs = make_scenario_inputs(sources, scenario, variant)
        made[name] = compose_checked(scenario_inputs, district)
        changes[name] = explain_change(scenario_inputs, made[name]).parts
        drawn = draw_intakes(
            intakes=made[name].intakes,
            late=late,
            bands=BANDS,
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
        bands=BANDS,
        years=scenario.years,
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


def late_effects(sources: Sources, scenario: Scenario, district: District) -> FloatArray:
    """Compute the change of the intakes by delays of each housing project.

    Parameters
    ----------
    sources, scenario, district
        Arrays of the district, the scenario and the district.

    Returns
    -------
    numpy.ndarray
        Change if a project is 1, 2, ..., S years late, shape (H, S, Z, B, T).
    """
    count = len(sources.homes.keys)
    on_time = forecast_people(sources, scenario, district).intakes
    result = np.zeros((count, LATEST, *on_time.shape))
    for home in range(count):
        for years in range(1, LATEST + 1):
            late = [years if other == home else 0 for other in range(count)]
            result[home, years - 1] = (
                forecast_people(sources, scenario, district, late=late).intakes - on_time
            )
    return result


def make_spread(district: District, scenario: Scenario) -> tuple[Spread, tuple[str, str]]:
    """Return the scenario's spread, updated by residuals of official and press rolls, and a note on it."""
    part = scenario.forecast.spread
    shared, pupil, counted = part.shared_sd**2, part.pupil_variance, 0.0
    for rolls in trusted_rolls(district):
        strayed = measure(rolls)
        shared = updated(shared, part.strength, strayed.shared_variance, strayed.shared_count)
        pupil = updated(pupil, part.strength, strayed.pupil_variance, strayed.pupil_count)
        counted += strayed.pupil_count
    spread = Spread(
        shared_sd=math.sqrt(shared),
        pupil_variance=pupil,
        births_sd=part.births_sd,
        births_low=part.births_low,
        births_high=part.births_high,
        homes_slip_mean_years=part.homes_slip_mean_years,
        growth_exponent=part.growth_exponent,
    )
    if counted:
        return spread, (
            f"区间宽度由情景给定值与 {counted:.0f} 个历史升级率残差共同得出",
            f"intervals: the scenario's spread, moved by {counted:.0f} residuals of past progression",
        )
    return spread, (
        "区间宽度为情景假定值：历年在校生为估算，其残差不作依据",
        "intervals are drawn with the scenario's assumed spread: past rolls are estimated, and their "
        "residuals are no evidence",
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
