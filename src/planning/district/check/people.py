"""Checks of the tables that feed the forecast: homes, women of age, controls."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.district import check_messages, messages
from planning.errors import Findings, Where
from planning.words import message

Tables = Mapping[str, pd.DataFrame]
Files = Mapping[str, str]
GROUP_YEARS = 5


def check_people(tables: Tables, *, files: Files, findings: Findings) -> None:
    """Report contradictions between the tables of the forecast.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    findings
        Receives the faults.
    """
    _check_homes(tables, files=files, findings=findings)
    _check_women(tables, files=files, findings=findings)
    _check_controls(tables, files=files, findings=findings)


def _check_homes(tables: Tables, *, files: Files, findings: Findings) -> None:
    homes = tables["homes"]
    for name in ("pupil_yield", "occupancy"):
        known = set(tables[name]["dwelling_type"])
        for kind, row in zip(homes["dwelling_type"], homes["row"], strict=True):
            if kind not in known:
                where = Where(file=files["homes"], row=int(row), column="dwelling_type")
                messages.unknown_key(findings, where, str(kind), files[name])
    for column in ("zone_id", "work", "completion_year"):
        first = homes.groupby("home_id")[column].transform("first")
        for row in homes.loc[homes[column] != first, "row"]:
            findings.add(
                Where(file=files["homes"], row=int(row), column=column),
                words=message("check.people.home_differs"),
                fix=message("check.people.fix_home_differs"),
            )
    for key, curve in tables["occupancy"].groupby("dwelling_type"):
        kind = str(key)
        ordered = curve.sort_values("years_after")
        falls = ordered.loc[ordered["occupied_share"].diff() < 0, "row"]
        for row in falls:
            findings.add(
                Where(file=files["occupancy"], row=int(row), column="occupied_share"),
                words=message("check.people.occupancy_falls", dwelling_type=kind),
                fix=message("check.people.fix_occupancy_falls"),
            )


def _check_women(tables: Tables, *, files: Files, findings: Findings) -> None:
    women, fertility = tables["women"], tables["fertility"]
    for name in ("women", "fertility"):
        for age, row in zip(tables[name]["age_from"], tables[name]["row"], strict=True):
            if int(age) % GROUP_YEARS:
                where = Where(file=files[name], row=int(row), column="age_from")
                messages.not_a_number(findings, where, str(age), whole=True)
    if women.empty:
        return
    if fertility.empty:
        check_messages.missing_rows(findings, Where(file=files["fertility"]), ["age_from=25"], 1)
        return
    groups = sorted(set(fertility["age_from"]))
    present = set(women[["zone_id", "age_from"]].itertuples(index=False, name=None))
    missing = [(z, age) for z in tables["zones"]["zone_id"] for age in groups if (z, age) not in present]
    if missing:
        examples = [f"zone_id={zone}, age_from={age}" for zone, age in missing[:3]]
        check_messages.missing_rows(findings, Where(file=files["women"]), examples, len(missing))


def _check_controls(tables: Tables, *, files: Files, findings: Findings) -> None:
    controls = tables["intake_controls"]
    known = set(tables["zones"]["subdistrict_zh"])
    for band, place, row in zip(controls["band"], controls["subdistrict_zh"], controls["row"], strict=True):
        where = Where(file=files["intake_controls"], row=int(row), column="subdistrict_zh")
        if bool(band) == bool(place):
            findings.add(
                where,
                words=message("check.people.band_or_subdistrict"),
                fix=message("check.people.fix_band_or_subdistrict"),
            )
        elif place and place not in known:
            messages.unknown_key(findings, where, str(place), files["zones"])
