"""Pupils counted by zone, where nothing is forecast."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.errors import Findings, InputError, Where
from planning.scenario.schema import Scenario


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
        zh=f"情景的 pupils_variant 为 {wanted or 'null'}，而表中的方案有：{listed}",
        en=f"pupils_variant of the scenario is {wanted or 'null'}, and the variants of the table are: "
        f"{listed}",
        fix_zh="请在情景中写明用哪一个，或以 --apply 选择",
        fix_en="Name one of them in the scenario, or choose it with --apply",
    )
    raise InputError(tuple(findings))


def repeat_note(district: District, scenario: Scenario) -> tuple[str, str] | None:
    """Return a note on years that repeat an earlier count; None if no year does."""
    if not district.counted:
        return None
    known = set(_of_variant(district, scenario)["year"].tolist())
    years = [str(year) for year in scenario.years if year not in known]
    if not years:
        return None
    listed = ", ".join(years)
    return (
        f"假定：以下年份没有学生数，沿用最近一年：{listed}",
        f"assumed: these years have no count of pupils and repeat the last one: {listed}",
    )


def _too_early(findings: Findings, district: District, scenario: Scenario, band: str, first: int) -> None:
    findings.add(
        Where(file=district.files["pupils"], column="year"),
        zh=f"规划期自 {scenario.years[0]} 年起，而 {band} 的学生数自 {first} 年才有",
        en=f"the horizon begins in {scenario.years[0]}, and the pupils of {band} are counted from {first} on",
        fix_zh="请改正 horizon.first_year，或补上较早的年份",
        fix_en="Correct horizon.first_year, or add the earlier years",
    )
