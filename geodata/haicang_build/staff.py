"""Staff in post of the sites that the district pays for, and how many leave in a year."""

from __future__ import annotations

import pandas as pd

#: Sites whose staff the district recruits.
PAID = ("public", "public_type")
#: Share who leave in a year, retirement included: a career of some 35 years, and a few who go elsewhere; more
#: of the young staff of kindergartens. No figure of the district was found.
LEAVERS = {"kindergarten": 0.05, "primary": 0.03, "junior": 0.03, "senior": 0.03}


def build_staff(facilities: pd.DataFrame, seats: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each band: posts as in the table of seats, all of them filled."""
    paid = set(facilities.loc[facilities["operator"].isin(PAID), "facility_id"])
    posts = seats[seats["facility_id"].isin(paid)].groupby("band", sort=False)["staff_posts"].sum()
    return pd.DataFrame(
        [
            {
                "band": band,
                "staff": int(posts[band]),
                "leavers_rate": rate,
                "source": (
                    "编制按学位与国家标准推算并假定满编，离职率（含退休）为假定｜"
                    "posts follow from seats and national norms and are taken as filled; "
                    "the leavers' rate, retirement included, is assumed"
                ),
                "confidence": "assumed",
            }
            for band, rate in LEAVERS.items()
        ]
    )
