"""What is odd but usable: figures of one table that another table speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.oddity import Kind, Oddity, tell
from planning.district.check.school_size import alike, large_schools
from planning.domain.bands import Enters
from planning.errors import Findings
from planning.words import message, name_in

Tables = Mapping[str, pd.DataFrame]
Files = Mapping[str, str]
#: Classes may be this much fuller than the norm of the table of bands.
ROOM: Final = 1.05
#: Pupils of a band over the children of its ages, beyond which one of the two is doubted.
LEAST, MOST = 0.4, 1.6
#: Bands that take in a part of their ages only, which that comparison says nothing about.
PART_OF_AGE: Final = (Enters.REST, Enters.PER_1000, Enters.SHARE)


#: Kinds of oddity that leave the figures usable, and the function that finds each.
KINDS: Final = (
    ("seats.classes", "seats", "classes", message("check.plausible.classes")),
    ("seats.campus", "seats", "campus_limit", message("check.plausible.campus")),
    ("seats.norm", "seats", "seats", message("check.plausible.size")),
    ("facilities.alike", "facilities", "name_zh", message("check.plausible.alike")),
    ("facilities.idle", "facilities", "status", message("check.plausible.idle_site")),
    ("projects.past", "projects", "start_earliest", message("check.plausible.past_window")),
    ("occupancy.unused", "occupancy", "dwelling_type", message("check.plausible.unused_type")),
    ("lacks.ages", "enrolment", "pupils", message("check.plausible.ages")),
)  # fmt: skip


def warn_plausible(tables: Tables, *, files: Files, warnings: Findings) -> None:
    """Warn of each kind of oddity, with its ten worst rows and their number.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    finders = (
        _crowded_classes, _small_campus, large_schools, alike, _idle_sites, _past_windows, _unused_types,
        _against_ages,
    )  # fmt: skip
    for (key, table, column, words), find in zip(KINDS, finders, strict=True):
        kind = Kind(id=key, table=table, column=column, words=words)
        tell(kind, find(tables), file=files[table], warnings=warnings)


def _crowded_classes(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    sizes = {band.id: band.class_size for band in bands_from(tables["bands"])}
    # A band without a norm compares with nothing, and nothing is more than that.
    norm = frame["band"].map(sizes).astype(float) * frame["classes"] * ROOM
    odd = frame[(frame["classes"] > 0) & (frame["seats"] > norm)]
    return [
        Oddity(
            size=r.seats / r.classes, row=int(r.row),
            words=message(
                "check.plausible.seats_in_classes", school=r.facility_id, band=r.band, classes=r.classes,
                seats=r.seats,
            ),
        )
        for r in _records(odd)
    ]  # fmt: skip


def _small_campus(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    odd = frame[(frame["campus_limit"] > 0) & (frame["seats"] > frame["campus_limit"] * ROOM)]
    return [
        Oddity(
            size=r.seats - r.campus_limit, row=int(r.row),
            words=message(
                "check.plausible.seats_on_campus", school=r.facility_id, band=r.band, seats=r.seats,
                limit=r.campus_limit,
            ),
        )
        for r in _records(odd)
    ]  # fmt: skip


def _idle_sites(tables: Tables) -> list[Oddity]:
    sites = tables["facilities"]
    seats = tables["seats"]
    used = set(tables["projects"]["facility_id"]) | set(seats.loc[seats["seats"] > 0, "facility_id"])
    # Open schools without a row of seats are told of as missing rows.
    listed = sites["facility_id"].isin(seats["facility_id"]) | (sites["status"] != "open")
    idle = sites[listed & ~sites["facility_id"].isin(used)]
    return [
        Oddity(
            size=1.0, row=int(r.row),
            words=name_in(zh=f"{r.facility_id} {r.name_zh}", en=f"{r.facility_id} {r.name_en}"),
        )
        for r in _records(idle)
    ]  # fmt: skip


def _past_windows(tables: Tables) -> list[Oddity]:
    frame = tables["projects"]
    base_year = int(tables["district"]["base_year"].iloc[0])
    odd = frame[frame["status"].isin(["starting", "reserve"]) & (frame["start_latest"] <= base_year)]
    return [
        Oddity(
            size=float(base_year - r.start_latest), row=int(r.row),
            words=message("check.plausible.latest_start", project=r.project_id, year=r.start_latest),
        )
        for r in _records(odd)
    ]  # fmt: skip


def _unused_types(tables: Tables) -> list[Oddity]:
    used = set(tables["homes"]["dwelling_type"])
    frame = tables["occupancy"].drop_duplicates("dwelling_type")
    odd = frame[~frame["dwelling_type"].isin(used)]
    return [Oddity(size=1.0, row=int(r.row), words=name_in(en=str(r.dwelling_type))) for r in _records(odd)]


def _against_ages(tables: Tables) -> list[Oddity]:
    """Return bands whose pupils differ greatly from the children of their ages."""
    ages, rolls = tables["population"], tables["enrolment"]
    base_year = int(tables["district"]["base_year"].iloc[0])
    persons = ages[ages["year"] == base_year].groupby("age")["persons"].sum()
    sitting = rolls[rolls["school_year"] == base_year].groupby("band")["pupils"].sum()
    result = []
    for own in bands_from(tables["bands"]):
        band, children = own.id, float(persons.reindex(own.ages).sum())
        if own.enters in PART_OF_AGE or band not in sitting.index or not children:
            continue
        ratio = float(sitting[band]) / children
        if not LEAST <= ratio <= MOST:
            words = message(
                "check.plausible.pupils_of_ages", band=band, pupils=sitting[band], children=children
            )
            result.append(Oddity(size=abs(np.log(max(ratio, 1e-9))), row=0, words=words))
    return result


def _records(frame: pd.DataFrame) -> Iterator[Any]:
    """Iterate over the rows of a table, with columns as attributes."""
    yield from frame.itertuples()
