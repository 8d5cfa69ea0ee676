"""Totals of the tables against published ones, and of one table against another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.oddity import Kind, Oddity, tell
from planning.district.contracts.projects import STATUSES
from planning.errors import Findings
from planning.words import message

Tables = Mapping[str, pd.DataFrame]
#: A published total is rounded, and counted on another day.
PUBLISHED: Final = 0.02
#: Between two tables of our own, such as births and children aged 0: other days, migration, two sources.
BETWEEN: Final = 1.6
LAST_AGE: Final = 14
#: Children of a zone fewer than this are not compared.
FEW: Final = 100.0


def warn_totals(tables: Tables, *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of totals that differ from the published ones, and of tables that contradict each other.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    told = (
        ("controls", "value", list(_published(tables)), message("check.totals.not_as_published")),
        ("births", "births", _births(tables), message("check.totals.births_not_as_infants")),
        ("population", "persons", _children(tables), message("check.totals.ages_not_as_residents")),
    )  # fmt: skip
    for table, column, odd, words in told:
        kind = Kind(id=f"lacks.total.{table}", table=table, column=column, words=words)
        tell(kind, odd, file=files[table], warnings=warnings)


def own_total(tables: Tables, figure: str) -> float | None:
    """Return the tables' own total of a published figure.

    Parameters
    ----------
    tables
        Tables of a district.
    figure
        Name of the figure: ``residents_YEAR``, ``children_0_14_YEAR``, ``births_YEAR``, ``pupils_BAND_YEAR``,
        ``seats_BAND``, ``seats_STATUS`` or ``projects_STATUS``.

    Returns
    -------
    float or None
        Total; None if the name is another, or the tables have no rows of it.
    """
    what, _, rest = figure.partition("_")
    bands = bands_from(tables["bands"])
    if what in ("seats", "projects") and rest in STATUSES:
        own = tables["projects"][tables["projects"]["status"] == rest]
        gained = own[[f"seats_{band}" for band in bands.ids]].to_numpy(float).sum()
        return float(len(own)) if what == "projects" else float(gained)
    if what == "seats" and rest in bands:
        return _sum(tables["seats"], "seats", band=rest)
    found = re.fullmatch(r"(residents|children_0_14|births|pupils_([a-z][a-z0-9_]*))_([0-9]{4})", figure)
    if found is None:
        return None
    year = int(found[3])
    if found[1] == "residents":
        return _sum(tables["residents"], "residents", year=year)
    if found[1] == "children_0_14":
        return _sum(tables["residents"], "aged_0_14", year=year)
    if found[1] == "births":
        return _sum(tables["births"], "births", year=year)
    return _sum(tables["enrolment"], "pupils", band=found[2], school_year=year)


def _sum(frame: pd.DataFrame, column: str, **rows: object) -> float | None:
    for name, value in rows.items():
        frame = frame[frame[name] == value]
    return None if frame[column].isna().all() else float(frame[column].sum())


def _published(tables: Tables) -> Iterator[Oddity]:
    frame = tables["controls"]
    for figure, value, row in zip(frame["figure"], frame["value"], frame["row"], strict=True):
        own, wanted = own_total(tables, str(figure)), float(value)
        if own is None or abs(own - wanted) <= PUBLISHED * wanted:
            continue
        yield Oddity(
            size=abs(own - wanted) / max(wanted, 1.0), row=int(row),
            words=message("check.totals.published", figure=figure, published=wanted, own=own),
        )  # fmt: skip


def _births(tables: Tables) -> list[Oddity]:
    births, ages = tables["births"], tables["population"]
    infants = ages[ages["age"] == 0].groupby("year")["persons"].sum()
    return [
        Oddity(
            size=_off(number, infants[year]), row=int(row),
            words=message("check.totals.infants", year=year, births=number, infants=infants[year]),
        )
        for year, number, row in zip(births["year"], births["births"], births["row"], strict=True)
        if year in infants.index and _apart(float(number), float(infants[year]))
    ]  # fmt: skip


def _children(tables: Tables) -> list[Oddity]:
    """Return zones whose children by age are more than the residents, or not those aged 0 to 14."""
    ages, residents = tables["population"], tables["residents"]
    young = ages[ages["age"] <= LAST_AGE].groupby(["zone_id", "year"])["persons"].sum()
    result = []
    for zone, year, number, aged in zip(
        residents["zone_id"], residents["year"], residents["residents"], residents["aged_0_14"], strict=True
    ):
        own = float(young.get((zone, year), np.nan))
        aged_0_14 = float(aged) if pd.notna(aged) else np.nan
        if not (own > number or aged_0_14 > number or _apart(own, aged_0_14)):
            continue
        told = "check.totals.by_age" if np.isnan(aged_0_14) else "check.totals.by_age_of_young"
        by_age = "–" if np.isnan(own) else f"{own:,.0f}"
        words = message(told, zone=zone, year=year, residents=number, young=aged_0_14, by_age=by_age)
        result.append(Oddity(size=max(_off(own, aged_0_14), 1.0), row=0, words=words))
    return result


def _apart(one: float, two: float) -> bool:
    if np.isnan(one) or np.isnan(two):
        return False
    low, high = sorted((one, two))
    return high > BETWEEN * low and high - low >= FEW


def _off(one: float, two: float) -> float:
    low, high = sorted((one, two))
    return 1.0 if np.isnan(low) or np.isnan(high) else high / max(low, 0.5)
