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
    ("seats.classes", "seats", "classes", "学位多于班数 × 班额",
     "more seats than the classes hold by the norm"),
    ("seats.campus", "seats", "campus_limit", "学位超过校园规模上限", "more seats than the campus may hold"),
    ("seats.norm", "seats", "seats", "学校规模超过国家规定上限（含其项目）",
     "schools, with their projects, above the size of the Chinese norm"),
    ("facilities.alike", "facilities", "name_zh", "名称或坐标相同的学校", "schools alike in name or place"),
    ("facilities.idle", "facilities", "status", "规划校址没有项目也没有学位",
     "a planned site with neither project nor seats"),
    ("projects.past", "projects", "start_earliest", "待建项目的开工窗口早于基年", "a window that is past"),
    ("occupancy.unused", "occupancy", "dwelling_type", "没有住房项目用到该类型",
     "no housing project is of this type"),
    ("lacks.ages", "enrolment", "pupils", "在校生与分岁人口相差过大", "pupils and ages do not fit"),
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
    for (key, table, column, zh, en), find in zip(KINDS, finders, strict=True):
        kind = Kind(id=key, table=table, column=column, zh=zh, en=en)
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
            zh=f"{r.facility_id} {r.band} {r.classes} 班 {r.seats:g} 座",
            en=f"{r.facility_id} {r.band}: {r.seats:g} seats in {r.classes} classes",
        )
        for r in _records(odd)
    ]  # fmt: skip


def _small_campus(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    odd = frame[(frame["campus_limit"] > 0) & (frame["seats"] > frame["campus_limit"] * ROOM)]
    return [
        Oddity(
            size=r.seats - r.campus_limit, row=int(r.row),
            zh=f"{r.facility_id} {r.band} {r.seats:g} > {r.campus_limit}",
            en=f"{r.facility_id} {r.band}: {r.seats:g} against {r.campus_limit}",
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
        Oddity(size=1.0, row=int(r.row), zh=f"{r.facility_id} {r.name_zh}", en=f"{r.facility_id} {r.name_en}")
        for r in _records(idle)
    ]


def _past_windows(tables: Tables) -> list[Oddity]:
    frame = tables["projects"]
    base_year = int(tables["district"]["base_year"].iloc[0])
    odd = frame[frame["status"].isin(["starting", "reserve"]) & (frame["start_latest"] <= base_year)]
    return [
        Oddity(
            size=float(base_year - r.start_latest), row=int(r.row),
            zh=f"{r.project_id} 最晚 {r.start_latest}", en=f"{r.project_id} by {r.start_latest}",
        )
        for r in _records(odd)
    ]  # fmt: skip


def _unused_types(tables: Tables) -> list[Oddity]:
    used = set(tables["homes"]["dwelling_type"])
    frame = tables["occupancy"].drop_duplicates("dwelling_type")
    odd = frame[~frame["dwelling_type"].isin(used)]
    return [
        Oddity(size=1.0, row=int(r.row), zh=str(r.dwelling_type), en=str(r.dwelling_type))
        for r in _records(odd)
    ]


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
            result.append(
                Oddity(
                    size=abs(np.log(max(ratio, 1e-9))), row=0,
                    zh=f"{band} 在校 {sitting[band]:,.0f}，该年龄段 {children:,.0f} 人",
                    en=f"{band}: {sitting[band]:,.0f} pupils, {children:,.0f} children of its ages",
                )
            )  # fmt: skip
    return result


def _records(frame: pd.DataFrame) -> Iterator[Any]:
    """Iterate over the rows of a table, with columns as attributes."""
    yield from frame.itertuples()
