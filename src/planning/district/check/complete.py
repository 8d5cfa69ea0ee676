"""Rows that a table ought to have by its key and by the other tables, and does not have.

Rows without which nothing can be computed are faults (:mod:`planning.district.check.keys`). Those here leave
a district that can be planned, and a plan that is wrong in silence: pupils of half the schools gone, half the
distances, a year of births.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any, Final

import numpy as np
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.oddity import Kind, Oddity, tell
from planning.errors import Findings
from planning.words import Words, message, name_in

Tables = Mapping[str, pd.DataFrame]
#: What is missing, and how many rows there ought to be.
Missing = tuple[list[Oddity], int]
FIX: Final = message("check.complete.fix")
AGE_GROUP: Final = 5
#: Share of zones from which the nearest school may lie beyond water or a motorway.
NEAR_LOST: Final = 0.2


def warn_incomplete(tables: Tables, *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of each table that lacks rows, with their number and where most are missing.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    for table, column, words, find in KINDS:
        odd, wanted = find(tables)
        kind = Kind(id=f"lacks.rows.{table}", table=table, column=column, words=words, fix=FIX)
        tell(kind, odd, file=files[table], warnings=warnings, wanted=wanted)


def _rolls(tables: Tables) -> Missing:
    """Return schools, bands and autumns without some or all grades, the base year always among them.

    A school is expected from the first autumn in which it is listed; one that is open and has seats, in the
    base year.
    """
    rolls, seats = tables["enrolment"], tables["seats"]
    base_year = _base_year(tables)
    years = sorted({*rolls.loc[rolls["school_year"] <= base_year, "school_year"].tolist(), base_year})
    listed = rolls.groupby(["facility_id", "band", "school_year"])["grade"].agg(set).to_dict()
    first: dict[tuple[str, str], int] = {}
    for school, band, year in zip(rolls["facility_id"], rolls["band"], rolls["school_year"], strict=True):
        first[school, band] = min(int(year), first.get((school, band), int(year)))
    sites = tables["facilities"]
    young = sites["opened"].notna() & (sites["opened"].fillna(0) > base_year)
    open_now = set(sites.loc[(sites["status"] == "open") & ~young, "facility_id"])
    used = seats[(seats["seats"] > 0) & seats["facility_id"].isin(open_now)]
    for key in zip(used["facility_id"], used["band"], strict=True):
        first.setdefault(key, base_year)
    odd, wanted = [], 0
    years_of = bands_from(tables["bands"]).years_of()
    # The base year first: from its pupils the coming years are carried on.
    for year in reversed(years):
        for (school, band), since in sorted(first.items()):
            if year < since:
                continue
            grades = set(range(1, years_of[str(band)] + 1))
            wanted += len(grades)
            missing = grades - listed.get((school, band, year), set())
            if missing:
                names = ", ".join(map(str, sorted(missing)))
                words = message(
                    "check.complete.lacks_grade", school=school, band=band, year=year, grades=names
                )
                odd.append(Oddity(size=float(len(missing)), row=0, words=words))
    return odd, wanted


def _seats(tables: Tables) -> Missing:
    """Return schools that are open and have no row of seats."""
    sites = tables["facilities"]
    own = sites[sites["status"] == "open"]
    lost = own[~own["facility_id"].isin(tables["seats"]["facility_id"])]
    odd = [
        Oddity(size=1.0, row=0, words=name_in(zh=f"{key} {zh}", en=f"{key} {en}"))
        for key, zh, en in zip(lost["facility_id"], lost["name_zh"], lost["name_en"], strict=True)
    ]
    return odd, len(own)


def _births(tables: Tables) -> Missing:
    """Return years between the first and the last year of births that are not listed."""
    years = tables["births"]["year"]
    return _gaps(years.tolist(), step=1) if len(years) else ([], 0)


def _fertility(tables: Tables) -> Missing:
    """Return age groups between the first and the last that are not listed."""
    ages = tables["fertility"]["age_from"]
    return _gaps(ages.tolist(), step=AGE_GROUP) if len(ages) else ([], 0)


def _distances(tables: Tables) -> Missing:
    """Return zones and bands whose nearest school, by straight line, is not listed while another is.

    A table may well leave out what is far; where it leaves out what is near, rows are lost. Water and
    motorways do that to a few zones, so that a small share of them is no finding.
    """
    given, sites = tables["distances"], tables["facilities"].set_index("facility_id")
    zones = tables["zones"]
    pairs = set(zip(given["zone_id"], given["facility_id"], strict=True))
    known, odd, wanted = set(given["zone_id"]), [], 0
    if not pairs:
        return [], 0
    start = zones[["lon", "lat"]].to_numpy(float)
    for band, own in tables["seats"][tables["seats"]["seats"] > 0].groupby("band"):
        ends = sites.loc[own["facility_id"], ["lon", "lat"]].to_numpy(float)
        east = (start[:, None, 0] - ends[None, :, 0]) * np.cos(np.radians(start[:, None, 1]))
        nearest = np.hypot(east, start[:, None, 1] - ends[None, :, 1]).argmin(axis=1)
        for zone, i in zip(zones["zone_id"], nearest.tolist(), strict=True):
            school = own["facility_id"].iloc[i]
            wanted += zone in known
            if zone in known and (zone, school) not in pairs:
                odd.append(_one(f"{zone} – {school} ({band})"))
    return (odd, wanted) if len(odd) > NEAR_LOST * wanted else ([], wanted)


def _gaps(listed: list[int], *, step: int) -> Missing:
    wanted = range(int(min(listed)), int(max(listed)) + 1, step)
    return [_one(str(i)) for i in wanted if i not in set(listed)], len(wanted)


def _occupancy(tables: Tables) -> Missing:
    """Return years after completion that are missing before the last one of a type of dwelling."""
    odd, wanted = [], 0
    for kind, own in tables["occupancy"].groupby("dwelling_type"):
        years = set(range(int(own["years_after"].max()) + 1))
        wanted += len(years)
        odd += [_one(f"{kind} {year}") for year in sorted(years - set(own["years_after"]))]
    return odd, wanted


def _grid(table: str, one: str, *others: str) -> Callable[[Tables], Missing]:
    """Return a search for the rows that a table lacks of one key with every combination of others in it.

    Parameters
    ----------
    table
        Table to search.
    one
        Column that ought to stand with every combination: each zone, or each age.
    *others
        Columns whose combinations are taken as they are listed: the years, bands or types that somebody chose
        to give.
    """

    def find(tables: Tables) -> Missing:
        frame = tables[table]
        if frame.empty:
            return [], 0
        all_of_it = tables["zones"][one] if one == "zone_id" else frame[one]
        wanted = sorted(set(all_of_it))
        odd, groups = [], 0
        for key, own in frame.groupby(list(others)):
            groups += 1
            missing = [value for value in wanted if value not in set(own[one])]
            if missing:
                odd.append(_group(" ".join(map(str, key)), missing))
        return odd, groups * len(wanted)

    return find


def _population(tables: Tables) -> Missing:
    """Return zones and ages that a year of the population lacks, by year, beside the base year."""
    frame = tables["population"]
    odd, wanted = [], 0
    zones = tables["zones"]["zone_id"].tolist()
    for year, own in frame.groupby("year"):
        every = set(product(zones, own["age"].unique()))
        wanted += len(every)
        missing = every - set(zip(own["zone_id"], own["age"], strict=True))
        if missing:
            odd.append(_group(str(year), sorted({f"{zone}" for zone, _ in missing}), count=len(missing)))
    return odd, wanted


def _group(key: str, missing: Iterable[Any], *, count: int | None = None) -> Oddity:
    values = list(map(str, missing))
    shown = ", ".join(values[:5]) + (" …" if len(values) > 5 else "")
    number = len(values) if count is None else count
    return Oddity(
        size=float(number), row=0, words=message("check.complete.lacks", key=key, count=number, missing=shown)
    )


def _one(text: str) -> Oddity:
    return Oddity(size=1.0, row=0, words=name_in(en=text))


def _base_year(tables: Tables) -> int:
    return int(tables["district"]["base_year"].iloc[0])


def _rolls_if_forecast(tables: Tables) -> Missing:
    return ([], 0) if tables["population"].empty else _rolls(tables)


#: Table, column, words and the search for what it lacks.
KINDS: Final[tuple[tuple[str, str, Words, Callable[[Tables], Missing]], ...]] = (
    ("enrolment", "grade", message("check.complete.enrolment"),
     _rolls_if_forecast),
    ("seats", "facility_id", message("check.complete.seats"), _seats),
    ("residents", "zone_id", message("check.complete.residents"),
     _grid("residents", "zone_id", "year")),
    ("population", "age", message("check.complete.population"), _population),
    ("births", "year", message("check.complete.births"), _births),
    ("catchments", "zone_id", message("check.complete.catchments"),
     _grid("catchments", "zone_id", "band")),
    ("pupil_yield", "age", message("check.complete.pupil_yield"),
     _grid("pupil_yield", "age", "dwelling_type")),
    ("occupancy", "years_after", message("check.complete.occupancy"), _occupancy),
    ("distances", "facility_id", message("check.complete.distances"), _distances),
    ("fertility", "age_from", message("check.complete.fertility"), _fertility),
)  # fmt: skip
