"""Rolls of autumn 2022 by facility, band and grade, and today's catchments."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from haicang_build.partition import WORKING_CRS
from haicang_build.rounding import share_out

SCHOOL_YEAR = 2022
LENGTH = {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3}
FIRST_AGE = {"kindergarten": 3, "primary": 6, "junior": 12, "senior": 15}
#: Entry classes of a school in its first autumn, relative to the steady share.
FIRST_AUTUMN = 2.0


def build_rolls(
    facilities: pd.DataFrame, seats: pd.DataFrame, children: pd.DataFrame, participation: pd.DataFrame
) -> pd.DataFrame:
    """Share out the pupils of each grade over the sites that then had this grade.

    Parameters
    ----------
    facilities, seats
        Tables of sites.
    children
        Persons of 2022 with ``age`` and ``persons``.
    participation
        Share of an age entering each band, by year.

    Returns
    -------
    pandas.DataFrame
        One row for each facility, band and grade.
    """
    by_age = children.groupby("age")["persons"].sum()
    opened = facilities.set_index("facility_id")["opened"]
    parts = []
    for band, length in LENGTH.items():
        here = seats[seats["band"] == band]
        age_of_site = SCHOOL_YEAR - opened[here["facility_id"]].to_numpy(float)
        for grade in range(1, length + 1):
            rate = _rate(participation, band, SCHOOL_YEAR - grade + 1)
            total = round(by_age[FIRST_AGE[band] + grade - 1] * rate)
            weight = here["seats"].to_numpy(float) * (age_of_site >= grade - 1)
            filling = (age_of_site == grade - 1) & (age_of_site < length - 1)
            weight = np.where(filling, weight * FIRST_AUTUMN, weight)
            parts.append(
                pd.DataFrame(
                    {
                        "facility_id": here["facility_id"],
                        "band": band,
                        "school_year": SCHOOL_YEAR,
                        "grade": grade,
                        "pupils": share_out(total, weight),
                    }
                )
            )
    table = pd.concat(parts).sort_values(["facility_id", "band", "grade"], ignore_index=True)
    table["source"] = "cohort of the district shared out by seats; new schools have entry grades only"
    table["confidence"] = "estimated"
    return table


def build_catchments(zones: gpd.GeoDataFrame, facilities: pd.DataFrame, seats: pd.DataFrame) -> pd.DataFrame:
    """Give each zone its nearest site and each site its nearest zone, by band; seniors are district-wide."""
    points = gpd.GeoSeries.from_xy(zones["lon_approx"], zones["lat_approx"], crs="EPSG:4326").to_crs(
        WORKING_CRS
    )
    sites = facilities.set_index("facility_id")
    rows: set[tuple[str, str, str]] = set()
    for band in ("kindergarten", "primary", "junior"):
        ids = seats.loc[seats["band"] == band, "facility_id"].tolist()
        at = gpd.GeoSeries.from_xy(sites.loc[ids, "lon"], sites.loc[ids, "lat"], crs="EPSG:4326").to_crs(
            WORKING_CRS
        )
        far = np.hypot(
            points.x.to_numpy()[:, None] - at.x.to_numpy(), points.y.to_numpy()[:, None] - at.y.to_numpy()
        )
        zone_ids = zones["zone_id"].tolist()
        rows |= {(zone_ids[z], ids[int(far[z].argmin())], band) for z in range(len(zone_ids))}
        rows |= {(zone_ids[int(far[:, f].argmin())], ids[f], band) for f in range(len(ids))}
    table = pd.DataFrame(sorted(rows), columns=["zone_id", "facility_id", "band"])
    table["source"] = "nearest site of each zone and nearest zone of each site; the real lines were not found"
    table["confidence"] = "assumed"
    return table


def _rate(participation: pd.DataFrame, band: str, year: int) -> float:
    rows = participation[(participation["band"] == band) & (participation["year"] <= year)]
    if rows.empty:
        rows = participation[participation["band"] == band].head(1)
    return float(rows.iloc[-1]["eligible_share"] * rows.iloc[-1]["rate"])
