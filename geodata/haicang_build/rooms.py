"""Rooms that schools may lend to the next band: nothing was published, so all of it is assumed."""

from __future__ import annotations

import pandas as pd

#: Band that gives rooms and band that receives them: primary classrooms are fit for junior classes.
GIVER, RECEIVER = "primary", "junior"
#: At most this share of the classrooms; the rest and the special rooms stay as they are.
MOST_SHARE = 0.5
#: A changed room costs this much, 10,000 yuan, and so does changing it back.
COST_10K = 60
#: The works fit into the summer holidays.
WORKS_MONTHS = 2
FIRST_YEAR = 2024


def build_rooms(seats: pd.DataFrame) -> pd.DataFrame:
    """Build the rooms that each school may lend.

    Parameters
    ----------
    seats
        Seats by facility and band, with classes.

    Returns
    -------
    pandas.DataFrame
        One row for each school with classes of the giving band.
    """
    rows = [
        {
            "facility_id": facility,
            "giver": GIVER,
            "receiver": RECEIVER,
            "rooms": int(classes * MOST_SHARE),
            "block": 1,
            "cost_10k": COST_10K,
            "back_cost_10k": COST_10K,
            "works_months": WORKS_MONTHS,
            "first_year": FIRST_YEAR,
            "last_year": None,
            "way_back": "yes",
            "source": "按班级数假定：至多一半教室，每间改造、恢复各60万元，暑期完成，2024年起｜"
            "assumed from classes: half of the rooms, 600,000 yuan a room each way, in the summer, from 2024",
            "confidence": "assumed",
        }
        for facility, band, classes in zip(seats["facility_id"], seats["band"], seats["classes"], strict=True)
        if band == GIVER and classes * MOST_SHARE >= 1
    ]
    return pd.DataFrame(rows)
