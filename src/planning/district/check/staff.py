"""Checks of the table of staff."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.errors import Findings, Where
from planning.words import message


def check_staff(frame: pd.DataFrame, *, files: Mapping[str, str], findings: Findings) -> None:
    """Report ages that are reversed, overlap, or stand beside staff of unknown age.

    Parameters
    ----------
    frame
        Table of staff.
    files
        File of each table, as messages name it.
    findings
        Receives the faults.
    """
    for band, own in frame.groupby("band", sort=False):
        last = -1
        for record in own.sort_values("age_from", na_position="first").to_dict("records"):
            where = Where(file=files["staff"], row=int(record["row"]), column="age_from")
            ages = [int(record[name]) for name in ("age_from", "age_to") if not pd.isna(record[name])]
            if len(ages) == 1:
                findings.add(
                    where, words=message("check.staff.one_age"), fix=message("check.staff.fix_one_age")
                )
            elif not ages and len(own) > 1:
                findings.add(
                    where,
                    words=message("check.staff.age_and_none", band=str(band)),
                    fix=message("check.staff.fix_age_and_none"),
                )
            elif ages and not last < ages[0] <= ages[1]:
                findings.add(
                    where,
                    words=message("check.staff.ages", band=str(band), first=ages[0], last=ages[1]),
                    fix=message("check.staff.fix_ages"),
                )
            last = max(ages, default=last)
