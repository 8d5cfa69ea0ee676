"""Checks of the rooms that may be lent against the bands and seats of their sites."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planning.errors import Findings, Where
from planning.words import message

#: Cell that allows a way back.
BACK = "yes"


def check_rooms(tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings) -> None:
    """Report rooms that a band lends to itself, that it does not have, or whose terms contradict each other.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    findings
        Receives the faults.
    """
    table, seats = tables["rooms"], tables["seats"]
    has = {
        (str(site), str(band)): int(classes)
        for site, band, classes in zip(seats["facility_id"], seats["band"], seats["classes"], strict=True)
    }
    for record in table.to_dict("records"):
        at, row = files["rooms"], int(record["row"])
        giver, rooms, block = str(record["giver"]), int(record["rooms"]), int(record["block"])
        if giver == record["receiver"]:
            findings.add(
                Where(file=at, row=row, column="receiver"),
                words=message("check.rooms.to_itself", band=giver),
                fix=message("check.rooms.fix_to_itself"),
            )
        classes = has.get((str(record["facility_id"]), giver), 0)
        if rooms > classes:
            findings.add(
                Where(file=at, row=row, column="rooms"),
                words=message("check.rooms.too_many", rooms=rooms, band=giver, classes=classes),
                fix=message("check.rooms.fix_too_many", classes=classes),
            )
        if block > max(rooms, 1):
            findings.add(
                Where(file=at, row=row, column="block"),
                words=message("check.rooms.block_too_large", block=block, rooms=rooms),
                fix=message("check.rooms.fix_block_too_large", rooms=max(rooms, 1)),
            )
        first, last = float(record["first_year"]), float(record["last_year"])
        if np.isfinite(first) and np.isfinite(last) and last < first:
            findings.add(
                Where(file=at, row=row, column="last_year"),
                words=message("check.rooms.last_before_first", first=int(first), last=int(last)),
                fix=message("check.rooms.fix_last_before_first"),
            )
        if np.isfinite(last) and record["way_back"] != BACK:
            findings.add(
                Where(file=at, row=row, column="way_back"),
                words=message("check.rooms.no_way_back", last=int(last)),
                fix=message("check.rooms.fix_no_way_back"),
            )
