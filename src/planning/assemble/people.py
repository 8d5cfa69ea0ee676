"""The district's tables of persons as the arrays of the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.district.district import District
from planning.domain.bands import BANDS
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.forecast.ages import roll_ages
from planning.forecast.intakes import make_intakes
from planning.forecast.legacy import make_legacy
from planning.forecast.rolls_ahead import make_rolls_ahead
from planning.forecast.stay import make_stay
from planning.scenario.schema import Scenario, Variant

AGES = 18


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand:
    """What the forecast hands on: intakes (Z, B, T), stay (B, K), legacy (F, B, T)."""

    intakes: FloatArray
    stay: FloatArray
    legacy: FloatArray


def forecast_demand(district: District, scenario: Scenario) -> Demand:
    """Forecast who needs a seat, with the scenario's dials.

    Parameters
    ----------
    district
        The checked district.
    scenario
        The scenario; its horizon begins in the year after the district's base year.

    Returns
    -------
    Demand
        Intakes, stay and legacy.

    Raises
    ------
    InputError
        If the horizon does not begin in the year after the base year, or births of a cohort that it needs
        are missing.
    """
    findings = Findings()
    births = _births(district, scenario, findings)
    findings.raise_if_any()
    (survival, migration), growth = _rates(district, scenario)
    zones = district.tables["zones"]["zone_id"].tolist()
    ages = roll_ages(
        persons=_persons(district, zones),
        births=births,
        survival=survival,
        net_migration_rate=migration,
        zone_growth=growth,
    )
    stay = make_stay(bands=BANDS, survival=survival, net_migration_rate=migration)
    intakes = make_intakes(
        ages=ages,
        base_year=district.base_year,
        bands=BANDS,
        years=scenario.years,
        participation=_participation(district),
    )
    legacy = make_legacy(
        rolls=_rolls(district, stay.shape[1]),
        stay=stay,
        base_year=district.base_year,
        years=scenario.years,
    )
    return Demand(intakes=intakes, stay=stay, legacy=legacy)


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """Who is coming under one variant: intakes (Z, B, T) and rolls by grade (Z, B, G, T)."""

    intakes: FloatArray
    rolls: FloatArray


def forecast_view(district: District, scenario: Scenario, variant: Variant) -> View:
    """Forecast intakes and rolls under a variant, on top of the scenario's dials.

    Parameters
    ----------
    district, scenario
        As for :func:`forecast_demand`.
    variant
        Factor on births, and further net migration, which moves births and every age alike.

    Returns
    -------
    View
        Intakes and rolls.

    Raises
    ------
    InputError
        As for :func:`forecast_demand`.
    """
    findings = Findings()
    births = _births(district, scenario, findings)
    findings.raise_if_any()
    rates, growth = _rates(district, scenario)
    extra = variant.extra_net_migration_rate
    more = variant.births_factor * (1.0 + extra) ** np.arange(1, len(births) + 1)
    zones = district.tables["zones"]["zone_id"].tolist()
    ages = roll_ages(
        persons=_persons(district, zones),
        births=births * more,
        survival=rates[0],
        net_migration_rate=rates[1] + extra,
        zone_growth=growth,
    )
    shares, base, years = _participation(district), district.base_year, scenario.years
    rolls = make_rolls_ahead(ages=ages, base_year=base, bands=BANDS, years=years, participation=shares)
    return View(intakes=rolls[:, :, 0], rolls=rolls)


def _rates(district: District, scenario: Scenario) -> tuple[tuple[FloatArray, FloatArray], FloatArray]:
    """Return survival and net migration by age, and the zones' own migration, with the scenario's dial."""
    tables, dial = district.tables, scenario.forecast.migration_factor
    rates = tables["rates_by_age"].set_index("age").loc[list(range(AGES))]
    zones = tables["zones"]["zone_id"].tolist()
    growth = tables["zone_growth"].set_index("zone_id")["net_migration_rate"].loc[zones].to_numpy(float)
    survival = rates["survival"].to_numpy(float)
    return (survival, rates["net_migration_rate"].to_numpy(float) * dial), growth * dial


def _births(district: District, scenario: Scenario, findings: Findings) -> FloatArray:
    """Return births of each cohort after the base year; cohorts that nobody enters with may be missing."""
    base, last = district.base_year, scenario.years[-1]
    if scenario.years[0] != base + 1:
        findings.add(
            Where(file=district.files["district"], row=2, column="base_year"),
            zh=f"规划期自 {scenario.years[0]} 年起，须自基年 {base} 的次年 {base + 1} 年起，"
            "否则其间入学的学生无处计入",
            en=f"the horizon begins in {scenario.years[0]}; it must begin in {base + 1}, the year after the "
            "base year, or the pupils who enter between would be lost",
            fix_zh="请改正情景的 horizon.first_year，或更新基年数据",
            fix_en="Correct horizon.first_year in the scenario, or bring newer tables",
        )
    known = district.tables["births"].set_index("cohort_year")["births"].to_dict()
    needed = range(base + 1, last - 3 + 1)
    missing = [year for year in needed if year not in known]
    if missing:
        listed = ", ".join(str(year) for year in missing)
        findings.add(
            Where(file=district.files["births"], column="cohort_year"),
            zh=f"缺少这些学年的出生人数：{listed}",
            en=f"births of these cohorts are missing: {listed}",
            fix_zh="请补齐（可标为 assumed），或缩短 horizon.last_year",
            fix_en="Add them (marked assumed where they are), or shorten horizon.last_year",
        )
    factor = scenario.forecast.births_factor
    return np.array([known.get(year, 0.0) * factor for year in range(base + 1, last + 1)], dtype=np.float64)


def _persons(district: District, zones: Sequence[str]) -> FloatArray:
    table = district.tables["population"]
    base = table[table["year"] == district.base_year]
    wide = base.pivot(index="zone_id", columns="age", values="persons")
    return np.asarray(wide.loc[list(zones)][list(range(AGES))].to_numpy(float), dtype=np.float64)


def _participation(district: District) -> dict[str, dict[int, float]]:
    result: dict[str, dict[int, float]] = {band: {} for band in BANDS}
    table = district.tables["participation"]
    share = table["eligible_share"] * table["rate"]
    for band, year, value in zip(table["band"], table["year"], share, strict=True):
        result[band][int(year)] = float(value)
    return result


def _rolls(district: District, grades: int) -> FloatArray:
    """Return pupils of the base year by facility, band and grade, shape (F, B, K)."""
    facilities = {key: i for i, key in enumerate(district.tables["facilities"]["facility_id"])}
    bands = {band: i for i, band in enumerate(BANDS)}
    result = np.zeros((len(facilities), len(bands), grades))
    table = district.tables["enrolment"]
    now = table[table["school_year"] == district.base_year]
    f = now["facility_id"].map(facilities).to_numpy(int)
    b = now["band"].map(bands).to_numpy(int)
    np.add.at(result, (f, b, now["grade"].to_numpy(int) - 1), now["pupils"].to_numpy(float))
    return result
