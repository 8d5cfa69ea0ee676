"""Housing projects, who lives in them and how fast they fill: all assumed, on the size of known figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

#: Columns of the source and the single ages that each is spread over.
AGE_GROUPS = {
    "aged_0_2": range(3),
    "aged_3_5": range(3, 6),
    "aged_6_11": range(6, 12),
    "aged_12_14": range(12, 15),
    "aged_15_17": range(15, 18),
}


@dataclass(frozen=True)
class HomeTables:
    """Tables of homes."""

    homes: pd.DataFrame
    pupil_yield: pd.DataFrame
    occupancy: pd.DataFrame


def build_homes(zones: pd.DataFrame, source: Path) -> HomeTables:
    """Build the tables of homes.

    Parameters
    ----------
    zones
        Communities with ``zone_id`` and ``code``.
    source
        Folder of the source figures.

    Returns
    -------
    HomeTables
        The tables.
    """
    homes = pd.read_csv(source / "homes.csv", dtype={"code": str})
    zone = zones.assign(code=zones["code"].astype(str)).set_index("code")["zone_id"]
    homes.insert(3, "zone_id", homes.pop("code").map(zone))
    homes["source"] = (
        "未查到住房项目名录，按新城片区常见规模假定｜"
        "no list of housing projects was found; usual size assumed"
    )
    homes["confidence"] = "assumed"
    groups = pd.read_csv(source / "children_per_dwelling.csv").set_index("dwelling_type")
    rows = [
        (kind, age, round(float(groups.loc[kind, name]) / len(ages), 4))
        for kind in groups.index
        for name, ages in AGE_GROUPS.items()
        for age in ages
    ]
    pupil_yield = pd.DataFrame(rows, columns=["dwelling_type", "age", "persons_per_dwelling"])
    pupil_yield["source"] = "around the district's 0.46 children aged 0-14 a household (census 2020)"
    pupil_yield["confidence"] = "assumed"
    occupancy = pd.read_csv(source / "occupancy.csv")
    occupancy["source"] = "usual course of moving in; no survey was found"
    occupancy["confidence"] = "assumed"
    return HomeTables(homes=homes, pupil_yield=pupil_yield, occupancy=occupancy)


def build_border_flows(source: Path) -> pd.DataFrame:
    """Return the table of entrants who cross the border of the district."""
    return pd.read_csv(source / "border_flows.csv")
