"""Pupils counted by zone, where nothing is forecast."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.errors import Findings, InputError, Where
from planning.scenario.schema import Scenario
from planning.words import Words, message


def counted_pupils(district: District, scenario: Scenario) -> FloatArray:
    """Return the pupils who need a seat in each year, shape (Z, B, T).

    A year without a count repeats the last count before it, band by band.

    Raises
    ------
    InputError
        If the horizon begins before the first count of a band, or the scenario names a variant that is not
        there.
    """
    table = _of_variant(district, scenario)
    zones = {zone: z for z, zone in enumerate(district.tables["zones"]["zone_id"])}
    result = np.zeros((len(zones), len(district.bands), len(scenario.years)))
    findings = Findings()
    for band, own in table.groupby("band"):
        known = sorted(set(own["year"].tolist()))
        if known[0] > scenario.years[0]:
            _too_early(findings, district, scenario, str(band), int(known[0]))
            continue
        wide = np.zeros((len(zones), len(known)))
        columns = own["year"].map({year: i for i, year in enumerate(known)}).to_numpy(int)
        wide[own["zone_id"].map(zones).to_numpy(int), columns] = own["pupils"].to_numpy(float)
        last = np.searchsorted(known, scenario.years, side="right") - 1
        result[:, district.bands.index(str(band))] = wide[:, last]
    findings.raise_if_any()
    return result


def _of_variant(district: District, scenario: Scenario) -> pd.DataFrame:
    """Return the rows of the scenario's variant, and those that hold in each."""
    table, wanted = district.tables["pupils"], scenario.pupils_variant
    known = sorted({name for name in table["variant"] if name})
    if wanted in known or (wanted is None and not known):
        return table[table["variant"].isin(("", wanted))]
    listed = ", ".join(known) or "-"
    findings = Findings()
    findings.add(
        Where(file=district.files["pupils"], column="variant"),
        words=message("forecast.counted.no_such_variant", variant=wanted or "null", variants=listed),
        fix=message("forecast.counted.fix_no_such_variant"),
    )
    raise InputError(tuple(findings))


def repeat_note(district: District, scenario: Scenario) -> Words | None:
    """Return a note on years that repeat an earlier count; None if no year does."""
    if not district.counted:
        return None
    known = set(_of_variant(district, scenario)["year"].tolist())
    years = [str(year) for year in scenario.years if year not in known]
    if not years:
        return None
    return message("forecast.counted.repeated", years=", ".join(years))


def _too_early(findings: Findings, district: District, scenario: Scenario, band: str, first: int) -> None:
    findings.add(
        Where(file=district.files["pupils"], column="year"),
        words=message("forecast.counted.too_early", begins=scenario.years[0], band=band, first=first),
        fix=message("forecast.counted.fix_too_early"),
    )
