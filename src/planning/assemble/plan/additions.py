"""The district with the projects that a scenario adds to those of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from planning.assemble.plan.project_options import opening_year
from planning.assemble.plan.usual_project import SEATS, SPEND, Usual, bands_of, class_size, usual_project
from planning.district.district import District, Taken
from planning.district.sources import source_text
from planning.errors import Findings, Where
from planning.scenario.additions import Added, seats_of
from planning.scenario.schema import Scenario
from planning.words import message

#: How far outside the bounds of the zones a site may lie, degrees: farther is a slip such as lat before lon.
FAR_DEGREES: Final = 0.5


def with_additions(district: District, scenario: Scenario, *, file: str = "scenario") -> District:
    """Return the district with the projects that a scenario adds.

    Parameters
    ----------
    district
        Checked district.
    scenario
        Checked scenario.
    file
        Scenario file, as messages name it.

    Returns
    -------
    District
        District with further rows of facilities and projects, and what was taken for what nobody stated.

    Raises
    ------
    InputError
        If a key exists already, a band or facility is unknown, a site lies far from the district, or no
        project of the district tells a cost.
    """
    if not scenario.add:
        return district
    findings = Findings()
    facilities, projects = district.tables["facilities"], district.tables["projects"]
    taken: list[Taken] = []
    for i, added in enumerate(scenario.add):
        before = len(findings)
        _check(added, i, district, facilities, projects, file=file, findings=findings)
        if len(findings) > before:
            continue
        row, assumed = _project(added, i, district, scenario, file=file, findings=findings)
        projects = _appended(projects, row)
        taken += assumed
        if added.at is not None:
            facilities = _appended(facilities, _facility(added, facilities))
    findings.raise_if_any()
    return replace(
        district,
        tables={**district.tables, "facilities": facilities, "projects": projects},
        taken=(*district.taken, *taken),
    )


def _check(
    added: Added,
    position: int,
    district: District,
    facilities: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    file: str,
    findings: Findings,
) -> None:
    """Report what an addition names that is not there, or is there already."""
    bands, sites = bands_of(projects), set(facilities["facility_id"])
    if added.project in set(projects["project_id"]) or (added.at is not None and added.project in sites):
        findings.add(
            Where(file=file, path=f"add.{position}.project"),
            words=message("plan.additions.key_taken", project=added.project),
            fix=message("plan.additions.fix_key_taken"),
        )
    for band in added.sizes:
        if band not in bands:
            findings.add(
                Where(file=file, path=f"add.{position}.{band}"),
                words=message("plan.additions.unknown_band", band=band),
                fix=message("plan.additions.fix_unknown_band", known=", ".join(bands)),
            )
    if added.facility is not None and added.facility not in sites:
        findings.add(
            Where(file=file, path=f"add.{position}.facility"),
            words=message("plan.additions.unknown_facility", facility=added.facility),
            fix=message("plan.additions.fix_unknown_facility"),
        )
    if added.at is not None:
        west, south, east, north = district.zones.total_bounds
        lon, lat = added.at
        if not (
            west - FAR_DEGREES <= lon <= east + FAR_DEGREES
            and south - FAR_DEGREES <= lat <= north + FAR_DEGREES
        ):
            findings.add(
                Where(file=file, path=f"add.{position}.at"),
                words=message("plan.additions.far_away", lon=lon, lat=lat),
                fix=message("plan.additions.fix_far_away", west=west, south=south, east=east, north=north),
            )


def _project(
    added: Added,
    position: int,
    district: District,
    scenario: Scenario,
    *,
    file: str,
    findings: Findings,
) -> tuple[dict[str, Any], list[Taken]]:
    """Return the row of a project, and what was taken for what nobody stated."""
    table = district.tables["projects"]
    seats = {
        band: seats_of(size, class_size=class_size(district.tables["seats"], band))
        for band, size in added.sizes.items()
    }
    usual = usual_project(table, seats)
    if added.cost_10k is None and usual.cost_10k is None:
        findings.add(
            Where(file=file, path=f"add.{position}.cost_10k"),
            words=message("plan.additions.no_cost", project=added.project),
            fix=message("plan.additions.fix_no_cost"),
        )
        usual = replace(usual, cost_10k=0.0)
    row, taken = _timed(added, usual, scenario)
    source = message("plan.additions.source", basis=usual.words)
    confidences = {str(name): "assumed" for name in table.columns if str(name).endswith("confidence")}
    sizes = {f"{SEATS}{band}": seats.get(band, 0) for band in bands_of(table)}
    return row | confidences | sizes | {
        "row": len(table) + 1 + position,
        "project_id": added.project,
        "facility_id": added.facility or added.project,
        **_names(added),
        "status": added.status,
        "delay_years_max": 0,
        "source": source_text(source),
        "level": max(seats, key=lambda band: seats[band]),
    }, taken


def _timed(added: Added, usual: Usual, scenario: Scenario) -> tuple[dict[str, Any], list[Taken]]:
    """Return cost, window, works and payments, and which of them were taken."""
    month = usual.start_month if added.start_month is None else added.start_month
    works = usual.works_months if added.works_months is None else added.works_months
    first, last = scenario.years[0], scenario.years[-1]
    starts = [
        year
        for year in scenario.years
        if opening_year(start_year=year, start_month=month, works_months=works) <= last
    ]
    shares = usual.spend_shares if added.spend_shares is None else tuple(added.spend_shares)
    values: dict[str, Any] = {
        "cost_10k": float(usual.cost_10k or 0.0) if added.cost_10k is None else added.cost_10k,
        "start_earliest": first if added.start_earliest is None else added.start_earliest,
        "start_latest": added.start_latest,
        "start_month": month,
        "works_months": works,
    }
    if added.start_latest is None:
        values["start_latest"] = max(values["start_earliest"], starts[-1] if starts else first)
    taken = [
        Taken(path=f"add.{added.project}.{name}", value=value, words=_basis(name, usual))
        for name, value in values.items()
        if getattr(added, name) is None
    ]
    if added.spend_shares is None:
        path = f"add.{added.project}.spend_shares"
        taken.append(Taken(path=path, value=", ".join(map(str, shares)), words=usual.words))
    return values | dict(zip(SPEND, shares, strict=True)), taken


def _basis(name: str, usual: Usual) -> Any:
    return (
        message("plan.additions.whole_horizon")
        if name.startswith("start_e") or name.startswith("start_l")
        else usual.words
    )


def _facility(added: Added, table: pd.DataFrame) -> dict[str, Any]:
    assert added.at is not None
    source = message("plan.additions.source_of_site")
    return {
        "row": len(table) + 1,
        "facility_id": added.project,
        **_names(added),
        "lon": added.at[0],
        "lat": added.at[1],
        "operator": added.operator,
        "status": "planned",
        "source": source_text(source),
        "confidence": "assumed",
    }


def _names(added: Added) -> dict[str, str]:
    if added.name is None:
        return {"name_zh": added.project, "name_en": added.project}
    return {"name_zh": added.name.zh, "name_en": added.name.en}


def _appended(table: pd.DataFrame, row: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table with one more row; columns that the row lacks are empty."""
    values = {name: [row.get(str(name), _empty(table[name].dtype))] for name in table.columns}
    one = pd.DataFrame(values).astype(table.dtypes.to_dict())
    return one if table.empty else pd.concat([table, one], ignore_index=True)


def _empty(kind: Any) -> Any:
    """Return what an empty cell of a column holds."""
    if pd.api.types.is_bool_dtype(kind):
        return False
    if pd.api.types.is_numeric_dtype(kind):
        return (
            pd.NA
            if pd.api.types.is_extension_array_dtype(kind)
            else (0 if pd.api.types.is_integer_dtype(kind) else float("nan"))
        )
    return ""
