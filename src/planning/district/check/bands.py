"""Whether the bands of a table lead from one to the next."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

from planning.district.contracts.bands import AGES, YES
from planning.district.contracts.projects import STATUSES
from planning.domain.bands import FOLLOWING, ID, Enters
from planning.errors import Findings, Where
from planning.words import message

#: Words that stand where the key of a band may stand.
TAKEN: Final = ("all", *STATUSES)
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
WITH_DEMAND: Final = (Enters.PER_1000, Enters.SHARE)


def check_bands(frame: pd.DataFrame, *, file: str, findings: Findings) -> None:
    """Report bands whose keys, ages, grades or ways of entering do not fit together.

    Parameters
    ----------
    frame
        Table of bands whose cells are of their kinds.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    """
    records: list[dict[str, Any]] = [{str(k): v for k, v in r.items()} for r in frame.to_dict("records")]
    rows = {str(row["id"]): row for row in records}
    for row in rows.values():
        _check_words(row, file, findings)
        _check_after(row, rows, file, findings)
        _check_demand(row, file, findings)
    _check_once(rows, file, findings)


def _check_words(row: dict[str, Any], file: str, findings: Findings) -> None:
    """Report a key or colour that cannot be used, ages beyond the tables, and a radius that cannot count."""
    at, key, colour = int(row["row"]), str(row["id"]), str(row["colour"])
    if not ID.fullmatch(key) or key in TAKEN:
        findings.add(
            Where(file=file, row=at, column="id"),
            words=message("check.bands.key", key=key),
            fix=message("check.bands.fix_key", taken=", ".join(TAKEN)),
        )
    if colour and not COLOUR.fullmatch(colour):
        findings.add(
            Where(file=file, row=at, column="colour"),
            words=message("check.bands.colour", colour=colour),
            fix=message("check.bands.fix_colour"),
        )
    if int(row["entry_age"]) + int(row["years"]) > AGES:
        findings.add(
            Where(file=file, row=at, column="years"),
            words=message(
                "check.bands.ages", age=int(row["entry_age"]) + int(row["years"]) - 1, last=AGES - 1
            ),
            fix=message("check.bands.fix_ages"),
        )
    if row["district_wide"] == YES and pd.notna(row["radius_m"]):
        findings.add(
            Where(file=file, row=at, column="radius_m"),
            words=message("check.bands.radius"),
            fix=message("check.bands.fix_radius"),
        )


def _check_after(row: dict[str, Any], rows: dict[str, dict[str, Any]], file: str, findings: Findings) -> None:
    """Report a band that follows none, itself, or one whose ages or grades end elsewhere."""
    where, enters, after = Where(file=file, row=int(row["row"]), column="after"), row["enters"], row["after"]
    if enters not in FOLLOWING:
        if after:
            findings.add(
                where,
                words=message("check.bands.after_none", enters=enters),
                fix=message("check.bands.fix_after_none"),
            )
        return
    before = rows.get(str(after))
    if before is None:
        findings.add(
            where,
            words=message("check.bands.unknown", band=after, bands=", ".join(rows)),
            fix=message("check.bands.fix_unknown"),
        )
        return
    for column in ("entry_age", "first_grade"):
        ends = int(before[column]) + int(before["years"])
        if int(row[column]) != ends:
            # Ages that lead on leave no way round in a circle.
            findings.add(
                Where(file=file, row=int(row["row"]), column=column),
                words=message(
                    "check.bands.ends_elsewhere",
                    column=column,
                    band=row["id"],
                    given=int(row[column]),
                    before=after,
                    last=ends - 1,
                ),
                fix=message("check.bands.fix_ends_elsewhere", due=ends),
            )


def _check_demand(row: dict[str, Any], file: str, findings: Findings) -> None:
    """Report demand that is missing, or not asked for."""
    enters, demand = row["enters"], float(row["demand"])
    needed, given = enters in WITH_DEMAND, bool(pd.notna(demand))
    if needed == given and not (enters == Enters.SHARE and demand > 1.0):
        return
    findings.add(
        Where(file=file, row=int(row["row"]), column="demand"),
        words=message(f"check.bands.demand_{'needed' if needed else 'empty'}", enters=enters),
        fix=message("check.bands.fix_demand"),
    )


def _check_once(rows: dict[str, dict[str, Any]], file: str, findings: Findings) -> None:
    """Report bands that take the same children twice, and a rest of nothing."""
    for row in rows.values():
        enters, after = row["enters"], row["after"]
        same = [
            other["id"]
            for other in rows.values()
            if other is not row and other["after"] == after and other["enters"] in FOLLOWING
        ]
        rates = [key for key in same if rows[key]["enters"] == Enters.RATE]
        if (enters == Enters.BEFORE and same) or (enters == Enters.REST and not rates):
            what = "whole_again" if enters == Enters.BEFORE else "rest_of_nothing"
            findings.add(
                Where(file=file, row=int(row["row"]), column="enters"),
                words=message(f"check.bands.{what}", band=row["id"], before=after, others=", ".join(same)),
                fix=message("check.bands.fix_enters"),
            )
