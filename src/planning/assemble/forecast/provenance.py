"""The sum behind one intake: from people or births to pupils, each step with its source."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from planning.assemble.forecast.axes import check_axes
from planning.assemble.forecast.district_forecast import DistrictForecast, forecast_district
from planning.assemble.forecast.scenario_inputs import admission
from planning.district.district import District
from planning.district.sources import source_words
from planning.domain.bands import Band, Enters
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCES
from planning.forecast.births import EARLIER
from planning.forecast.participation import share_in
from planning.scenario.schema import Scenario
from planning.words import Words, listed, message, name_in

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
        self._add(message("forecast.provenance.residents", year=self._base_year), "start", here, row)
        b, t = self._at(band.id, year)
        places = float(self._people.by_ages[self._z, b, 0, t]) * band.years
        each = float(band.demand or 0.0) / 1000.0
        grown = places / (here * each) if here and each else 1.0
        words = message("forecast.provenance.residents_growth", year=year)
        self._add(words, "times", grown, _scenario_row())
        table = self._first("bands", id=band.id)
        self._add(message("forecast.provenance.places", places=band.demand), "times", each, table)
        words = message("forecast.provenance.held", years=band.years)
        self._add(words, "times", 1.0 / band.years, table)

    def start_from_population(self, age: int) -> None:
        row = self._first("population", zone_id=self._zone, year=self._base_year, age=age)
        self._add(
            message("forecast.provenance.aged", year=self._base_year, age=age),
            "start",
            float(row["persons"]),
            row,
        )

    def start_from_births(self, cohort: int) -> None:
        earlier, later = self._first("births", year=cohort - 1), self._first("births", year=cohort)
        words = message("forecast.provenance.births", before=cohort - 1, year=cohort)
        births = EARLIER * float(earlier["births"]) + (1.0 - EARLIER) * float(later["births"])
        self._add(words, "start", births, _both(earlier, later))
        at = cohort - self._base_year - 1
        factor = float(self._scenario_inputs.births[at] / self._sources.births[at]) if births else 1.0
        if abs(factor - 1.0) > NOTHING:
            self._add(message("forecast.provenance.births_factor"), "times", factor, _scenario_row())
        share = float(self._scenario_inputs.birth_share[self._z, cohort - self._base_year - 1])
        if self._sources.women is None:
            words = message("forecast.provenance.share_of_young", age=YOUNG, year=self._base_year)
            row = self._first("population", zone_id=self._zone, year=self._base_year, age=0)
        else:
            words = message("forecast.provenance.share_of_women")
            row = self._first("women", zone_id=self._zone)
        self._add(words, "times", share, row)

    def grow_older(self, age: int, now: int) -> None:
        rates = self._first("rates_by_age", age=age)
        words = message(
            "forecast.provenance.survival", year=now, next_year=now + 1, age=age, next_age=age + 1
        )
        self._add(words, "times", float(rates["survival"]), rates)
        by_age = float(self._scenario_inputs.net_migration_rate[age])
        by_zone = float(self._scenario_inputs.zone_growth[self._z, now - self._base_year])
        words = message("forecast.provenance.migration", by_age=by_age, by_zone=by_zone)
        row = rates if by_zone == 0 else _both(rates, self._first("zone_growth", zone_id=self._zone))
        self._add(words, "times", 1.0 + by_age + by_zone, row)

    def enter(self, band: Band, year: int) -> None:
        if band.enters is Enters.SHARE:
            words = message("forecast.provenance.attend")
            self._add(words, "times", float(band.demand or 0.0), self._first("bands", id=band.id))
            return
        if band.enters is Enters.REST:
            self._enter_rest(band, year)
            return
        table = self._tables["participation"]
        own = table[table["band"] == band.id].sort_values("year")
        held = own[own["year"] <= year]
        chosen = own.iloc[0] if held.empty else held.iloc[-1]
        row = _sourced(chosen)
        self._add(message("forecast.provenance.eligible"), "times", float(row["eligible_share"]), row)
        words = message("forecast.provenance.enters", since=int(row["year"]))
        self._add(words, "times", float(row["rate"]), row)

    def _enter_rest(self, band: Band, year: int) -> None:
        taken = self._bands.by_rate_after(band.after)
        share = share_in(self._sources.participation[band.id], year)
        row = self._first("participation", band=taken[0].id)
        names = listed(other.words for other in taken)
        self._add(message("forecast.provenance.not_taken", bands=names), "times", share, row)

    def homes_in_trend(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        for h in self._homes_here():
            part = float(self._people.home_rolls[h, b, 0, t] * self._sources.homes.in_trend_share[h])
            self._plus_home(h, message("forecast.provenance.homes_within_trend"), part)

    def agree(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        factor = float(self._people.factor[self._z, b, t])
        if abs(factor - 1.0) < NOTHING:
            return
        row = self._first("enrolment", school_year=self._base_year, band=band)
        control = float(self._people.control[b, 0, t])
        row = row | {"source": listed([row["source"], self._control_words(band, year)], "list.semicolon")}
        self._add(message("forecast.provenance.agreement", pupils=control), "times", factor, row)

    def homes_beyond(self, band: str, year: int) -> None:
        b, t = self._at(band, year)
        for h in self._homes_here():
            beyond = 1.0 - float(self._sources.homes.in_trend_share[h])
            entering = float(self._people.home_rolls[h, b, 0, t])
            joining = float(self._people.home_intakes[h, b, t]) - entering
            self._plus_home(h, message("forecast.provenance.entrants_beyond_trend"), entering * beyond)
            self._plus_home(h, message("forecast.provenance.joiners_beyond_trend"), joining * beyond)

    def _control_words(self, band: str, year: int) -> Words:
        """Describe how the district's number came about."""
        b, t = self._at(band, year)
        ladder = self._scenario_inputs.ladder
        if ladder is None or float(self._sources.controls.bands[b, t]) == self._people.control[b, 0, t]:
            return message("forecast.provenance.control")
        own = self._bands[band]
        if not own.after:
            return message("forecast.provenance.control")
        earlier = self._bands[own.after].words
        if band in self._sources.admission_rate:
            rate = admission(self._sources, band, year)
            return message("forecast.provenance.admission", earlier=earlier, rate=rate)
        chosen = self._sources.past.choices[0]
        return message(
            "forecast.provenance.progression",
            earlier=earlier,
            method=chosen.method,
            tested=chosen.forecasts,
            weight=chosen.belief,
        )

    def _homes_here(self) -> list[int]:
        return [h for h, zone in enumerate(self._sources.homes.zone.tolist()) if zone == self._z]

    def _plus_home(self, home: int, words: Words, pupils: float) -> None:
        if abs(pupils) > NOTHING:
            row = self._first("homes", home_id=self._sources.homes.keys[home])
            home_name = name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))
            told = message("forecast.provenance.of_home", home=home_name, pupils=words)
            self._add(told, "plus", pupils, row)

    def _at(self, band: str, year: int) -> tuple[int, int]:
        return self._bands.index(band), year - self._scenario.years[0]

    def _first(self, table: str, **key: object) -> dict[str, Any]:
        frame: pd.DataFrame = self._tables[table]
        for name, value in key.items():
            frame = frame[frame[name] == value]
        if frame.empty:
            return {"source": name_in(), "confidence": "assumed"}
        return _sourced(frame.iloc[0])

    def _add(
        self, words: Words, kind: Literal["start", "times", "plus"], amount: float, row: dict[str, Any]
    ) -> None:
        before = self.steps[-1].persons if self.steps else 0.0
        after = before * amount if kind == "times" else before + amount
        if kind == "plus":
            # Demolition takes no more pupils away than there are.
            after = max(after, 0.0)
        self.steps.append(
            Step(
                words=words,
                kind=kind,
                amount=amount,
                persons=after,
                source=row["source"],
                confidence=str(row["confidence"]),
            )
        )


def _sourced(row: pd.Series) -> dict[str, Any]:
    """Return the cells of a row, its source as words."""
    return {**{str(name): value for name, value in row.items()}, "source": source_words(str(row["source"]))}


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Join the sources of two figures, with the lesser confidence."""
    less = max(one["confidence"], other["confidence"], key=CONFIDENCES.index)
    sources = list(dict.fromkeys((one["source"], other["source"])))
    return {"source": listed(sources, "list.semicolon"), "confidence": less}


def _scenario_row() -> dict[str, Any]:
    return {"source": message("forecast.provenance.scenario"), "confidence": "assumed"}
