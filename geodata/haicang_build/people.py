"""Residents and children by zone: known totals shared out by settlement type, whole persons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from haicang_build.rounding import share_out

#: Residents of a community relative to an ordinary urban one.
SETTLEMENT_WEIGHT = {"core": 1.6, "urban": 1.0, "village": 0.42, "thin": 0.10}
#: Children per resident relative to the district, from the age of new housing.
CHILD_WEIGHT = {"core": 1.0, "urban": 1.06, "village": 0.94, "thin": 0.85}


@dataclass(frozen=True)
class People:
    """Tables of persons."""

    residents: pd.DataFrame
    population: pd.DataFrame
    births: pd.DataFrame
    rates: pd.DataFrame
    growth: pd.DataFrame


def build_people(zones: pd.DataFrame, source: Path) -> People:
    """Build all tables of persons.

    Parameters
    ----------
    zones
        Communities with ``zone_id``, ``subdistrict_zh``, ``settlement`` and ``extra_net_migration_rate``.
    source
        Folder of the source figures.

    Returns
    -------
    People
        The tables.
    """
    figures = pd.read_csv(source / "district.csv").set_index("figure")["value"]
    cohorts = pd.read_csv(source / "cohorts_2022.csv").set_index("age")
    in_2020 = _residents_2020(zones, figures)
    grown = in_2020 * (1.0 + zones["extra_net_migration_rate"].to_numpy(float))
    residents = {
        2020: in_2020,
        2021: share_out(int(figures["residents_2021"]), grown),
        2022: share_out(int(figures["residents_2022"]), grown**2 / in_2020),
    }
    children_2022 = _children(zones, residents[2022], cohorts["persons_2022"].astype(int))
    children_2020 = _children_2020(zones, residents[2020], cohorts, int(figures["children_0_14_2020"]))
    return People(
        residents=_residents_table(zones, residents, children_2020),
        population=pd.concat(
            [_long(zones, 2020, children_2020), _long(zones, 2022, children_2022)], ignore_index=True
        ),
        births=_births(source, float(figures["share_of_city_births"])),
        rates=_rates(cohorts),
        growth=_growth(zones),
    )


def _residents_2020(zones: pd.DataFrame, figures: pd.Series[float]) -> NDArray[np.int64]:
    result = np.zeros(len(zones), dtype=np.int64)
    weights = zones["settlement"].map(SETTLEMENT_WEIGHT).to_numpy(float)
    for name in zones["subdistrict_zh"].unique():
        here = (zones["subdistrict_zh"] == name).to_numpy()
        result[here] = share_out(int(figures[f"subdistrict_{name}_2020"]), weights[here])
    return result


def _children(zones: pd.DataFrame, residents: NDArray[np.int64], by_age: pd.Series[int]) -> NDArray[np.int64]:
    weights = residents * zones["settlement"].map(CHILD_WEIGHT).to_numpy(float)
    return np.column_stack([share_out(int(total), weights) for total in by_age])


def _children_2020(
    zones: pd.DataFrame, residents: NDArray[np.int64], cohorts: pd.DataFrame, total: int
) -> NDArray[np.int64]:
    """Take the children aged 2 to 16 in 2022 two years back, scaled to the census total."""
    change = cohorts["survival"] * (1.0 + cohorts["net_migration_rate"])
    back = [cohorts["persons_2022"][age + 2] / (change[age] * change[age + 1]) for age in range(15)]
    by_age = share_out(total, np.array(back))
    return _children(zones, residents, pd.Series(by_age))


def _long(zones: pd.DataFrame, year: int, persons: NDArray[np.int64]) -> pd.DataFrame:
    ages = persons.shape[1]
    basis = {
        2020: "census total 0-14 shared out by settlement type and cohort",
        2022: "cohorts fitted to city rolls and shared out by settlement type",
    }
    return pd.DataFrame(
        {
            "zone_id": np.repeat(zones["zone_id"].to_numpy(), ages),
            "year": year,
            "age": np.tile(np.arange(ages), len(zones)),
            "persons": persons.ravel(),
            "source": basis[year],
            "confidence": "estimated",
        }
    )


def _residents_table(
    zones: pd.DataFrame, residents: dict[int, NDArray[np.int64]], children_2020: NDArray[np.int64]
) -> pd.DataFrame:
    parts = []
    basis = {
        2020: "census 2020 total, assumed subdistrict totals, settlement type",
        2021: "official total at the end of 2021 on the 2020 pattern",
        2022: "total between 2021 and 2024 on the 2020 pattern",
    }
    for year, persons in residents.items():
        part = pd.DataFrame({"zone_id": zones["zone_id"], "year": year, "residents": persons})
        part["aged_0_14"] = children_2020.sum(axis=1) if year == 2020 else pd.NA
        part["source"] = basis[year]
        part["confidence"] = "estimated"
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _births(source: Path, share: float) -> pd.DataFrame:
    table = pd.read_csv(source / "city_births.csv")
    return pd.DataFrame(
        {
            "year": table["year"],
            "births": (table["city_resident_births"] * share).round().astype(int),
            "series": "resident",
            "source": "city resident births x 0.123: " + table["source"],
            "confidence": table["confidence"],
        }
    )


def _rates(cohorts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "age": cohorts.index,
            "survival": cohorts["survival"],
            "net_migration_rate": cohorts["net_migration_rate"],
            "source": "fitted so that cohorts follow the city rolls of 2022-25",
            "confidence": "estimated",
        }
    )


def _growth(zones: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "zone_id": zones["zone_id"],
            "net_migration_rate": zones["extra_net_migration_rate"],
            "source": "housing under way in the new towns; older estates age",
            "confidence": "assumed",
        }
    )
