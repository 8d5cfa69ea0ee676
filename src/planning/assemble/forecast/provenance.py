"""The sum behind one intake: from people or births to pupils, each step with its source."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from planning.assemble.forecast.axes import check_axes
from planning.assemble.forecast.district_forecast import DistrictForecast, forecast_district
from planning.assemble.forecast.scenario_inputs import admission
from planning.district.district import District
from planning.domain.bands import Band, Enters
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCES
from planning.forecast.births import EARLIER
from planning.forecast.participation import share_in
from planning.scenario.schema import Scenario

YOUNG = 3
#: A part of the sum that is smaller than this many pupils is left out.
NOTHING = 1e-9


def explain_intake(
    district: District,
    scenario: Scenario,
    *,
    zone: str,
    band: str,
    year: int,
    forecast: DistrictForecast | None = None,
) -> Provenance:
    """Trace one intake back to its inputs.

    Parameters
    ----------
    district, scenario
        Checked district and scenario, as the forecast takes them.
    zone, band, year
        Key of the zone, band and school year of the intake.
    forecast
        Forecast of the district and scenario; None makes it here.

    Returns
    -------
    Provenance
        Steps that lead to the intake.

    Raises
    ------
    InputError
        If there is no such zone, band or year, or the forecast itself cannot be made.
    """
    check_axes(district, scenario, zone, band, year)
    walk = _Walk(forecast or forecast_district(district, scenario), zone)
    entered = district.bands[band]
    if entered.enters is Enters.PER_1000:
        walk.start_from_residents(entered, year)
    else:
        walk.grow_up(entered, year)
        walk.enter(entered, year)
    walk.homes_in_trend(band, year)
    walk.agree(band, year)
    walk.homes_beyond(band, year)
    names = walk.zone_row
    return Provenance(
        zone=(zone, str(names["name_zh"]), str(names["name_en"])),
        band=band,
        year=year,
        steps=tuple(walk.steps),
        band_label=entered.label,
    )


class _Walk:
    """Collect the steps; each changes the number of persons so far."""

    def __init__(self, forecast: DistrictForecast, zone: str) -> None:
        self.steps: list[Step] = []
        self._tables, self._scenario, self._zone = forecast.district.tables, forecast.scenario, zone
        self._base_year = forecast.district.base_year
        self._bands = forecast.district.bands
        ahead = forecast.from_ages()
        self._sources, self._people = ahead.sources, ahead.people
        self._scenario_inputs = ahead.scenario_inputs
        self._z = self._sources.zones.index(zone)
        self.zone_row = self._first("zones", zone_id=zone)

    def grow_up(self, band: Band, year: int) -> None:
        """Follow the cohort from the count, or from its births, to the age of entering."""
        age = band.entry_age - (year - self._base_year)
        now = self._base_year
        if age >= 0:
            self.start_from_population(age)
        else:
            age, now = 0, year - band.entry_age
            self.start_from_births(now)
        while now < year:
            self.grow_older(age, now)
            age, now = age + 1, now + 1

    def start_from_residents(self, band: Band, year: int) -> None:
        """Follow the residents, and the places that they need, of which one year's share falls free."""
        row = self._first("residents", zone_id=self._zone, year=self._base_year)
        here = float(self._sources.residents_share[self._z] * self._sources.residents)
        self._add(f"{self._base_year} 年常住人口", f"residents of {self._base_year}", "start", here, row)
        b, t = self._at(band.id, year)
        places = float(self._people.by_ages[self._z, b, 0, t]) * band.years
        each = float(band.demand or 0.0) / 1000.0
        grown = places / (here * each) if here and each else 1.0
        zh, en = f"至 {year} 年常住人口增长", f"growth of the residents until {year}"
        self._add(zh, en, "times", grown, _scenario_row())
        table = self._first("bands", id=band.id)
        zh, en = f"每千人 {band.demand:g} 个学位", f"{band.demand:g} places for each 1,000 residents"
        self._add(zh, en, "times", each, table)
        zh, en = (
            f"在读 {band.years} 年，每年轮换其一",
            f"held for {band.years} years, one year of them each year",
        )
        self._add(zh, en, "times", 1.0 / band.years, table)

    def start_from_population(self, age: int) -> None:
        row = self._first("population", zone_id=self._zone, year=self._base_year, age=age)
        self._add(
            f"{self._base_year} 年 8 月 31 日 {age} 岁人口",
            f"aged {age} on 31 August {self._base_year}",
            "start",
            float(row["persons"]),
            row,
        )

    def start_from_births(self, cohort: int) -> None:
        earlier, later = self._first("births", year=cohort - 1), self._first("births", year=cohort)
        zh = f"{cohort - 1} 年 9 月至 {cohort} 年 8 月全区常住出生（前一年的 1/3，后一年的 2/3）"
        en = f"resident births, September {cohort - 1} to August {cohort}: 1/3 of one year's, 2/3 of"
        births = EARLIER * float(earlier["births"]) + (1.0 - EARLIER) * float(later["births"])
        self._add(zh, f"{en} the next's", "start", births, _both(earlier, later))
        at = cohort - self._base_year - 1
        factor = float(self._scenario_inputs.births[at] / self._sources.births[at]) if births else 1.0
        if abs(factor - 1.0) > NOTHING:
            self._add("情景：出生人数系数", "scenario: factor on births", "times", factor, _scenario_row())
        share = float(self._scenario_inputs.birth_share[self._z, cohort - self._base_year - 1])
        if self._sources.women is None:
            zh = f"该区占比（{self._base_year} 年 3 岁以下，按附加迁入增长）"
            en = f"the zone's share (under {YOUNG} in {self._base_year}, grown by its own migration)"
            row = self._first("population", zone_id=self._zone, year=self._base_year, age=0)
        else:
            zh, en = "该区占比（育龄妇女与生育率）", "the zone's share (women of age and their fertility)"
            row = self._first("women", zone_id=self._zone)
        self._add(zh, en, "times", share, row)

    def grow_older(self, age: int, now: int) -> None:
        rates = self._first("rates_by_age", age=age)
        zh = f"{now}→{now + 1}，{age}→{age + 1} 岁：存活"
        en = f"{now} to {now + 1}, age {age} to {age + 1}: survival"
        self._add(zh, en, "times", float(rates["survival"]), rates)
        by_age = float(self._scenario_inputs.net_migration_rate[age])
        by_zone = float(self._scenario_inputs.zone_growth[self._z, now - self._base_year])
        zh = f"同年净迁入：按年龄 {by_age:+.2%}，按区 {by_zone:+.2%}"
        en = f"net migration of the same year: by age {by_age:+.2%}, by zone {by_zone:+.2%}"
        row = rates if by_zone == 0 else _both(rates, self._first("zone_growth", zone_id=self._zone))
        self._add(zh, en, "times", 1.0 + by_age + by_zone, row)

    def enter(self, band: Band, year: int) -> None:
        if band.enters is Enters.SHARE:
            zh, en = "该年龄儿童中就读者", "of the children of this age, those who attend"
            self._add(zh, en, "times", float(band.demand or 0.0), self._first("bands", id=band.id))
            return
        if band.enters is Enters.REST:
            self._enter_rest(band, year)
            return
        table = self._tables["participation"]
        own = table[table["band"] == band.id].sort_values("year")
        held = own[own["year"] <= year]
        chosen = own.iloc[0] if held.empty else held.iloc[-1]
        row = {str(name): value for name, value in chosen.to_dict().items()}
        self._add("有资格在本区入学", "may enter here", "times", float(row["eligible_share"]), row)
        since = int(row["year"])
        zh, en = f"入学率（自 {since} 年起）", f"enters (the rate since {since})"
        self._add(zh, en, "times", float(row["rate"]), row)

    def _enter_rest(self, band: Band, year: int) -> None:
        taken = self._bands.by_rate_after(band.after)
        names = "、".join(other.zh for other in taken), ", ".join(other.en for other in taken)
        share = share_in(self._sources.participation[band.id], year)
        row = self._first("participation", band=taken[0].id)
        zh, en = f"{names[0]}录取以外者", f"whom {names[1]} does not take"
        self._add(zh, en, "times", share, row)

    def homes_in_trend(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        for h in self._homes_here():
            part = float(self._people.home_rolls[h, b, 0, t] * self._sources.homes.in_trend_share[h])
            self._plus_home(
                h, "趋势内的部分（自他区转来）", "the part within the trend, from other zones", part
            )

    def agree(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        factor = float(self._people.factor[self._z, b, t])
        if abs(factor - 1.0) < NOTHING:
            return
        row = self._first("enrolment", school_year=self._base_year, band=band)
        control = float(self._people.control[b, 0, t])
        zh, en = self._control_words(band, year)
        source = f"{zh}｜{en}"
        row = row | {"source": f"{row['source']}; {source}"}
        self._add(
            f"与全区年级推算一致：全区 {control:,.0f} 人",
            f"agreement with the district's grades: {control:,.0f} in the district",
            "times",
            factor,
            row,
        )

    def homes_beyond(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        for h in self._homes_here():
            beyond = 1.0 - float(self._sources.homes.in_trend_share[h])
            entering = float(self._people.home_rolls[h, b, 0, t])
            joining = float(self._people.home_intakes[h, b, t]) - entering
            self._plus_home(h, "趋势以外的新生", "entrants beyond the trend", entering * beyond)
            zh = "趋势以外的插班生，按剩余学年折算"
            en = "joiners between grades beyond the trend, by the years still before them"
            self._plus_home(h, zh, en, joining * beyond)

    def _control_words(self, band: str, year: int) -> tuple[str, str]:
        """Describe how the district's number came about."""
        b, t = self._at(band, year)
        ladder = self._scenario_inputs.ladder
        if ladder is None or float(self._sources.controls.bands[b, t]) == self._people.control[b, 0, t]:
            return "控制数", "a control"
        own = self._bands[band]
        if not own.after:
            return "控制数", "a control"
        zh_before, en_before = self._bands[own.after].label
        if band in self._sources.admission_rate:
            rate = admission(self._sources, band, year)
            zh = f"{zh_before}毕业年级 × 录取率与跨区流动 {rate:.4f}"
            return zh, f"last grade of {en_before} x admission rate and border flows {rate:.4f}"
        chosen = self._sources.past.choices[0]
        method, tested, weight = chosen.method, chosen.forecasts, f"{chosen.belief:.0%}"
        zh = f"{zh_before}末级 × 升学比，方法 {method}（{tested} 次回测，权重 {weight}）"
        en = f"last grade of {en_before} x progression, method {method}"
        return zh, f"{en} ({tested} past forecasts, weight {weight})"

    def _homes_here(self) -> list[int]:
        return [h for h, zone in enumerate(self._sources.homes.zone.tolist()) if zone == self._z]

    def _plus_home(self, home: int, zh: str, en: str, pupils: float) -> None:
        if abs(pupils) > NOTHING:
            row = self._first("homes", home_id=self._sources.homes.keys[home])
            names = row["name_zh"], row["name_en"]
            self._add(f"{names[0]}：{zh}", f"{names[1]}: {en}", "plus", pupils, row)

    def _at(self, band: str, year: int) -> tuple[int, int]:
        return self._bands.index(band), year - self._scenario.years[0]

    def _first(self, table: str, **key: object) -> dict[str, Any]:
        frame: pd.DataFrame = self._tables[table]
        for name, value in key.items():
            frame = frame[frame[name] == value]
        if frame.empty:
            return {"source": "", "confidence": "assumed"}
        return {str(name): value for name, value in frame.iloc[0].to_dict().items()}

    def _add(
        self, zh: str, en: str, kind: Literal["start", "times", "plus"], amount: float, row: dict[str, Any]
    ) -> None:
        before = self.steps[-1].persons if self.steps else 0.0
        after = before * amount if kind == "times" else before + amount
        if kind == "plus":
            # Demolition takes no more pupils away than there are.
            after = max(after, 0.0)
        self.steps.append(
            Step(
                zh=zh,
                en=en,
                kind=kind,
                amount=amount,
                persons=after,
                source=str(row["source"]),
                confidence=str(row["confidence"]),
            )
        )


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Join the sources of two figures, with the lesser confidence."""
    less = max(one["confidence"], other["confidence"], key=CONFIDENCES.index)
    source = one["source"] if one["source"] == other["source"] else f"{one['source']}; {other['source']}"
    return {"source": source, "confidence": less}


def _scenario_row() -> dict[str, Any]:
    return {"source": "情景｜the scenario", "confidence": "assumed"}
