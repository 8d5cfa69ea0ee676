"""Rolls of autumn 2016 to 2022 by facility, band and grade, and today's catchments."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from haicang_build.partition import WORKING_CRS
from haicang_build.rounding import share_out

SCHOOL_YEAR = 2022
FIRST_AUTUMN_COUNTED = 2016
#: Size of a cohort older than those counted, relative to the next younger: the slope of the ages 15 to 17.
OLDER_COHORT = 0.955
LENGTH = {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3}
FIRST_AGE = {"kindergarten": 3, "primary": 6, "junior": 12, "senior": 15}
#: Entry classes of a school in its first autumn, relative to the steady share.
FIRST_AUTUMN = 2.0


def build_rolls(
    facilities: pd.DataFrame,
    seats: pd.DataFrame,
    children: pd.DataFrame,
    participation: pd.DataFrame,
    source: Path,
) -> pd.DataFrame:
    """Share out the pupils of each grade and autumn over the sites that then had this grade.

    Parameters
    ----------
    facilities, seats
        Tables of sites.
    children
        Persons of 2022 with ``age`` and ``persons``.
    participation
        Share of an age entering each band, by year.
    source
        Folder of the source figures.

    Returns
    -------
    pandas.DataFrame
        One row for each facility, band, autumn and grade.
    """
    persons = _persons_by_autumn(children, source)
    opened = facilities.set_index("facility_id")["opened"]
    parts = []
    for band, length in LENGTH.items():
        here = seats[seats["band"] == band]
        began = opened[here["facility_id"]].to_numpy(float)
        for year in range(FIRST_AUTUMN_COUNTED, SCHOOL_YEAR + 1):
            standing = began <= year
            for grade in range(1, length + 1):
                rate = _rate(participation, band, year - grade + 1)
                total = round(persons[year][FIRST_AGE[band] + grade - 1] * rate)
                weight = _weights(here["seats"].to_numpy(float), year - began, grade, length)
                pupils = share_out(total, weight)
                parts.append(
                    pd.DataFrame(
                        {
                            "facility_id": here["facility_id"].to_numpy()[standing],
                            "band": band,
                            "school_year": year,
                            "grade": grade,
                            "pupils": pupils[standing],
                        }
                    )
                )
    table = pd.concat(parts).sort_values(["facility_id", "band", "school_year", "grade"], ignore_index=True)
    table["source"] = "district cohort shared out by seats"
    table["confidence"] = "estimated"
    return table


def _weights(
    seats: NDArray[np.float64], age_of_site: NDArray[np.float64], grade: int, length: int
) -> NDArray[np.float64]:
    """Weigh the sites that have a grade; a new site fills from its entry grade, at twice the rate."""
    weight = seats * (age_of_site >= grade - 1)
    filling = (age_of_site == grade - 1) & (age_of_site < length - 1)
    return np.where(filling, weight * FIRST_AUTUMN, weight)


def _persons_by_autumn(children: pd.DataFrame, source: Path) -> dict[int, dict[int, float]]:
    """Take the cohorts of 2022 back year by year.

    Whoever is beyond the ages counted in 2022 belonged to a cohort smaller by ``OLDER_COHORT`` for each year
    of birth further back; the school ages moved in faster before 2020, as the factors of the source say.
    """
    rates = pd.read_csv(source / "cohorts_2022.csv").set_index("age")
    faster = pd.read_csv(source / "past_migration.csv").set_index("year")["migration_factor"]
    counted = children.groupby("age")["persons"].sum()
    now = {int(age): float(counted.loc[age]) for age in range(len(counted))}
    oldest = max(now)
    for age in range(oldest + 1, oldest + 1 + SCHOOL_YEAR - FIRST_AUTUMN_COUNTED):
        now[age] = now[age - 1] * OLDER_COHORT
    result = {SCHOOL_YEAR: now}
    for year in range(SCHOOL_YEAR - 1, FIRST_AUTUMN_COUNTED - 1, -1):
        later = result[year + 1]
        result[year] = {}
        for age in range(max(later)):
            at = min(age, oldest)
            moved = 1.0 + float(rates["net_migration_rate"][at]) * float(faster[year])
            result[year][age] = later[age + 1] / (float(rates["survival"][at]) * moved)
    return result


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
