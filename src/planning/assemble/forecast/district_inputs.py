"""The district's tables as the arrays of the forecast, before any dial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.assemble.forecast.entry_shares import admission_rates, make_participation, path_by_band
from planning.assemble.forecast.homes import AGES, make_homes
from planning.assemble.forecast.past import PastRolls, make_past
from planning.district.district import District
from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.forecast.births import GROUP_YEARS, make_cohorts
from planning.forecast.compose import Controls
from planning.forecast.homes import Homes
from planning.scenario.schema import Scenario
from planning.words import message


@dataclass(frozen=True, kw_only=True, eq=False)
class Sources:
    """Arrays of a district's tables, before the scenario changes them.

    Parameters
    ----------
    zones
        Keys of the zones.
    bands
        Bands of the district.
    base_year
        School year of the count.
    persons
        Persons by zone and age, shape (Z, A).
    births
        Resident births of the cohorts after the base year, shape (Y,); 0 for cohorts that do not enter within
        the horizon.
    women, fertility
        Women by zone and age group (Z, G), and births per woman and year (G,); None if not known.
    survival, net_migration_rate
        Share alive a year later and net in-migration by age, shape (A,).
    zone_growth
        Further net in-migration of each zone as a share of its persons, by year, shape (Z,).
    participation
        Share of an age that needs a seat, by band and the year from which it holds.
    admission_rate
        Entrants per leaver of the band before, without border flows, by band and year.
    inflow, outflow
        Share of a band's entrants who cross the district's border, by band and year.
    homes, past, controls
        Housing projects, past rolls, and intakes known from other sources.
    residents
        Residents of the base year; NaN where they are not known.
    residents_share
        Share of them in each zone, shape (Z,).
    """

    zones: tuple[str, ...]
    bands: BandSystem
    base_year: int
    persons: FloatArray
    births: FloatArray
    women: FloatArray | None
    fertility: FloatArray | None
    survival: FloatArray
    net_migration_rate: FloatArray
    zone_growth: FloatArray
    participation: dict[str, dict[int, float]]
    admission_rate: dict[str, dict[int, float]]
    inflow: dict[str, dict[int, float]]
    outflow: dict[str, dict[int, float]]
    homes: Homes
    past: PastRolls
    controls: Controls
    residents: float
    residents_share: FloatArray


def make_sources(district: District, scenario: Scenario) -> Sources:
    """Read the arrays that every variant shares.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.

    Returns
    -------
    Sources
        Arrays of the district.

    Raises
    ------
    InputError
        If the horizon does not begin in the year after the base year, or births that it needs are missing.
    """
    check_ages(district)
    findings = Findings()
    births = _births(district, scenario, findings)
    residents = _residents(district, findings)
    findings.raise_if_any()
    tables = district.tables
    zones = tables["zones"]["zone_id"].tolist()
    rates = tables["rates_by_age"].set_index("age").loc[list(range(AGES))]
    women, fertility = _women(district, zones)
    flows = tables["border_flows"]
    return Sources(
        zones=tuple(zones),
        bands=district.bands,
        base_year=district.base_year,
        persons=_persons(district, zones),
        births=births,
        women=women,
        fertility=fertility,
        survival=rates["survival"].to_numpy(float),
        net_migration_rate=rates["net_migration_rate"].to_numpy(float),
        zone_growth=tables["zone_growth"]
        .set_index("zone_id")["net_migration_rate"]
        .loc[zones]
        .to_numpy(float),
        participation=make_participation(district),
        admission_rate=admission_rates(district),
        inflow=path_by_band(flows["band"], flows["year"], flows["inflow_share"]),
        outflow=path_by_band(flows["band"], flows["year"], flows["outflow_share"]),
        homes=make_homes(district),
        past=make_past(district),
        controls=_controls(district, scenario.years),
        residents=float(residents.sum()) or np.nan,
        residents_share=residents / (residents.sum() or 1.0),
    )


def check_ages(district: District) -> None:
    """Raise if the district counts its pupils and has no ages to forecast from.

    Parameters
    ----------
    district
        Checked district.

    Raises
    ------
    InputError
        If the district has no ages.
    """
    if not district.counted:
        return
    findings = Findings()
    findings.add(
        Where(file=district.files["pupils"]),
        words=message("forecast.district_inputs.no_ages"),
        fix=message("forecast.district_inputs.fix_no_ages"),
    )
    findings.raise_if_any()


def _births(district: District, scenario: Scenario, findings: Findings) -> FloatArray:
    """Return the births of each cohort after the base year; only cohorts that enter must be known."""
    base, last = district.base_year, scenario.years[-1]
    if scenario.years[0] != base + 1:
        findings.add(
            Where(file=district.files["district"], row=2, column="base_year"),
            words=message(
                "forecast.district_inputs.horizon", begins=scenario.years[0], base_year=base, wanted=base + 1
            ),
            fix=message("forecast.district_inputs.fix_horizon"),
        )
    known = district.tables["births"].set_index("year")["births"].to_dict()
    # Places per 1,000 residents need no births.
    youngest = min(
        (band.entry_age for band in district.bands if band.enters is not Enters.PER_1000), default=AGES
    )
    entering = last - youngest
    missing = [year for year in range(base, entering + 1) if year not in known] if entering > base else []
    if missing:
        years = ", ".join(str(year) for year in missing)
        findings.add(
            Where(file=district.files["births"], column="year"),
            words=message("forecast.district_inputs.births_missing", years=years),
            fix=message("forecast.district_inputs.fix_births_missing"),
        )
    every = {year: float(known.get(year, np.nan)) for year in range(base, last + 1)}
    return np.nan_to_num(make_cohorts(every, range(base + 1, last + 1)))


def _residents(district: District, findings: Findings) -> FloatArray:
    """Return the residents of each zone in the base year; report a missing count that a band needs."""
    table = district.tables["residents"]
    here = table[table["year"] == district.base_year].groupby("zone_id")["residents"].sum()
    result = here.reindex(district.tables["zones"]["zone_id"]).fillna(0.0).to_numpy(float)
    wanting = [band for band in district.bands if band.enters is Enters.PER_1000]
    if wanting and not result.sum():
        findings.add(
            Where(file=district.files["residents"], column="year"),
            words=message(
                "forecast.district_inputs.no_residents", band=wanting[0].words, year=district.base_year
            ),
            fix=message("forecast.district_inputs.fix_no_residents"),
        )
    return result


def _persons(district: District, zones: Sequence[str]) -> FloatArray:
    table = district.tables["population"]
    base = table[table["year"] == district.base_year]
    wide = base.pivot(index="zone_id", columns="age", values="persons")
    return np.asarray(wide.loc[list(zones)][list(range(AGES))].to_numpy(float), dtype=np.float64)


def _women(district: District, zones: Sequence[str]) -> tuple[FloatArray | None, FloatArray | None]:
    women, fertility = district.tables["women"], district.tables["fertility"]
    if women.empty:
        return None, None
    rates = fertility.sort_values("age_from").set_index("age_from")["births_per_1000"] / 1000.0
    groups = list(range(int(rates.index.min()), int(rates.index.max()) + 1, GROUP_YEARS))
    wide = women.pivot(index="zone_id", columns="age_from", values="women")
    wide = wide.reindex(index=list(zones), columns=groups, fill_value=0)
    return wide.to_numpy(float), rates.reindex(groups, fill_value=0.0).to_numpy(float)


def _controls(district: District, years: Sequence[int]) -> Controls:
    table = district.tables["intake_controls"]
    table = table[table["year"].isin(years)]
    names = district.tables["zones"]["subdistrict_zh"]
    places = list(dict.fromkeys(names))
    bands = np.full((len(district.bands), len(years)), np.nan)
    groups = np.full((len(places), len(years)), np.nan)
    for band, place, year, pupils in zip(
        table["band"], table["subdistrict_zh"], table["year"], table["pupils"], strict=True
    ):
        t = year - years[0]
        if band:
            bands[district.bands.index(band), t] = pupils
        else:
            groups[places.index(place), t] = pupils
    return Controls(
        bands=bands,
        group=names.map({place: i for i, place in enumerate(places)}).to_numpy(np.int64),
        groups=groups if (~np.isnan(groups)).any() else None,
    )
