"""The sum behind one intake: from people or births to pupils, each step with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from planning.district.district import District
from planning.domain.bands import BANDS, ENTRY_AGE
from planning.domain.sources import CONFIDENCES
from planning.errors import Findings, Where
from planning.scenario.schema import Scenario

YOUNG = 3


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the sum.

    Parameters
    ----------
    zh, en
        What is done.
    amount
        Number that the step brings: persons at the start, a factor afterwards.
    persons
        Persons after the step.
    source, confidence
        Where the number comes from and how sure it is.
    """

    zh: str
    en: str
    amount: float
    persons: float
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Trail:
    """The steps that lead to an intake, the last of which is its value."""

    zone: tuple[str, str, str]
    band: str
    year: int
    steps: tuple[Step, ...]

    @property
    def pupils(self) -> float:
        """The intake."""
        return self.steps[-1].persons


def explain_intake(district: District, scenario: Scenario, *, zone: str, band: str, year: int) -> Trail:
    """Follow one intake back to its inputs.

    Parameters
    ----------
    district, scenario
        The same that the forecast takes.
    zone, band, year
        Which intake.

    Returns
    -------
    Trail
        Steps whose product is the intake.

    Raises
    ------
    InputError
        If there is no such zone, band or year.
    """
    _check_axes(district, scenario, zone, band, year)
    walk = _Walk(district, scenario, zone)
    age_then = ENTRY_AGE[band]
    first_age = age_then - (year - district.base_year)
    if first_age >= 0:
        walk.start_from_population(first_age)
        age, now = first_age, district.base_year
    else:
        walk.start_from_births(year - age_then)
        age, now = 0, year - age_then
    while now < year:
        walk.grow_older(age, now)
        age, now = age + 1, now + 1
    walk.enter(band, year)
    names = walk.zone_row
    return Trail(
        zone=(zone, str(names["name_zh"]), str(names["name_en"])),
        band=band,
        year=year,
        steps=tuple(walk.steps),
    )


class _Walk:
    """Collects the steps; each multiplies the persons so far."""

    def __init__(self, district: District, scenario: Scenario, zone: str) -> None:
        self.steps: list[Step] = []
        self._tables, self._scenario, self._zone = district.tables, scenario, zone
        self._base_year = district.base_year
        self.zone_row = self._row("zones", zone_id=zone)

    def start_from_population(self, age: int) -> None:
        row = self._row("population", zone_id=self._zone, year=self._base_year, age=age)
        persons = float(row["persons"])
        self._add(
            f"{self._base_year} 年 8 月 31 日 {age} 岁人口",
            f"aged {age} on 31 August {self._base_year}",
            persons,
            row,
            persons=persons,
        )

    def start_from_births(self, cohort: int) -> None:
        row = self._row("births", cohort_year=cohort)
        births = float(row["births"])
        zh, en = f"{cohort} 学年全区出生", f"births of the district, cohort {cohort}"
        self._add(zh, en, births, row, persons=births)
        factor = self._scenario.forecast.births_factor
        if factor != 1.0:
            self._add("情景：出生人数系数", "scenario: factor on births", factor, _scenario_row())
        share, row = self._share_of_births(cohort)
        self._add(
            f"该区占比（{self._base_year} 年 3 岁以下，按附加迁入增长）",
            f"the zone's share (under {YOUNG} in {self._base_year}, grown by its own migration)",
            share,
            row,
        )

    def grow_older(self, age: int, now: int) -> None:
        rates = self._row("rates_by_age", age=age)
        growth = self._row("zone_growth", zone_id=self._zone)
        dial = self._scenario.forecast.migration_factor
        zh = f"{now}→{now + 1}，{age}→{age + 1} 岁：存活"
        en = f"{now} to {now + 1}, age {age} to {age + 1}: survival"
        self._add(zh, en, float(rates["survival"]), rates)
        by_age, by_zone = (
            float(rates["net_migration_rate"]) * dial,
            float(growth["net_migration_rate"]) * dial,
        )
        zh = f"同年净迁入：按年龄 {by_age:+.2%}，按区 {by_zone:+.2%}"
        en = f"net migration of the same year: by age {by_age:+.2%}, by zone {by_zone:+.2%}"
        self._add(zh, en, 1.0 + by_age + by_zone, rates if by_zone == 0 else _both(rates, growth))

    def enter(self, band: str, year: int) -> None:
        table = self._tables["participation"]
        own = table[table["band"] == band].sort_values("year")
        held = own[own["year"] <= year]
        chosen = own.iloc[0] if held.empty else held.iloc[-1]
        row = {str(name): value for name, value in chosen.to_dict().items()}
        self._add("有资格在本区入学", "may enter here", float(row["eligible_share"]), row)
        since = int(row["year"])
        self._add(f"入学率（自 {since} 年起）", f"enters (the rate since {since})", float(row["rate"]), row)

    def _share_of_births(self, cohort: int) -> tuple[float, dict[str, Any]]:
        population = self._tables["population"]
        young = population[(population["year"] == self._base_year) & (population["age"] < YOUNG)]
        persons = young.groupby("zone_id")["persons"].sum()
        growth = self._tables["zone_growth"].set_index("zone_id")["net_migration_rate"]
        dial, years = self._scenario.forecast.migration_factor, cohort - self._base_year
        weights = persons * (1.0 + growth * dial) ** years
        total = float(weights.sum())
        share = float(weights[self._zone]) / total if total else 1.0 / len(weights)
        return share, self._row("population", zone_id=self._zone, year=self._base_year, age=0)

    def _row(self, table: str, **key: object) -> dict[str, Any]:
        frame: pd.DataFrame = self._tables[table]
        for name, value in key.items():
            frame = frame[frame[name] == value]
        return {str(name): value for name, value in frame.iloc[0].to_dict().items()}

    def _add(
        self, zh: str, en: str, amount: float, row: dict[str, Any], *, persons: float | None = None
    ) -> None:
        after = self.steps[-1].persons * amount if persons is None else persons
        self.steps.append(
            Step(
                zh=zh,
                en=en,
                amount=amount,
                persons=after,
                source=str(row["source"]),
                confidence=str(row["confidence"]),
            )
        )


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the sources of two figures, and the lesser confidence."""
    less = max(one["confidence"], other["confidence"], key=CONFIDENCES.index)
    return {"source": f"{one['source']}; {other['source']}", "confidence": less}


def _scenario_row() -> dict[str, Any]:
    return {"source": "情景｜the scenario", "confidence": "assumed"}


def _check_axes(district: District, scenario: Scenario, zone: str, band: str, year: int) -> None:
    findings = Findings()
    axes: list[tuple[str, object, list[object]]] = [
        ("--zone", zone, district.tables["zones"]["zone_id"].tolist()),
        ("--band", band, list(BANDS)),
        ("--year", year, list(scenario.years)),
    ]
    for option, value, known in axes:
        if value not in known:
            listed = ", ".join(str(item) for item in known[:5]) + (" …" if len(known) > 5 else "")
            findings.add(
                Where(file=option),
                zh=f"没有“{value}”，现有：{listed}",
                en=f"there is no '{value}'; there are: {listed}",
                fix_zh="请改用其中一个",
                fix_en="Use one of them",
            )
    findings.raise_if_any()
