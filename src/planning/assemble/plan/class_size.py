"""Rooms of the district and class sizes of the scenario, as a dial on the planning problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planning.district.district import District, Taken
from planning.domain.bands import BandSystem
from planning.domain.class_size import ClassSize
from planning.domain.frozen import FloatArray
from planning.domain.rooms import Rooms
from planning.errors import Findings, Where
from planning.scenario.class_size import size_in
from planning.scenario.schema import Scenario
from planning.words import Words, message


@dataclass(frozen=True, kw_only=True)
class PlannedSize:
    """Pupils that a room of a project was planned for.

    Parameters
    ----------
    pupils
        Pupils; 0 if nothing tells.
    words
        Where the figure comes from.
    """

    pupils: float
    words: Words


def planned_size(district: District, scenario: Scenario, band: str) -> PlannedSize:
    """Return the pupils that a room of a project was planned for.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    band
        Key of the band.

    Returns
    -------
    PlannedSize
        What the scenario says; else the usual seats of a room of the district's schools, by which classes of
        an added project count too; else the norm of the district's bands.
    """
    stated = scenario.bands[band].planned_class_size if band in scenario.bands else None
    if stated is not None:
        return PlannedSize(pupils=stated, words=message("plan.class_size.stated"))
    table = _with_rooms(district.tables["seats"])
    own = table[table["band"] == band]
    if len(own):
        usual = round(float((own["seats"] / own["classes"]).median()))
        return PlannedSize(pupils=float(usual), words=message("plan.class_size.usual", n=len(own)))
    norm = district.bands[band].class_size
    if norm is not None:
        return PlannedSize(pupils=norm, words=message("plan.class_size.norm"))
    return PlannedSize(pupils=0.0, words=message("plan.class_size.unknown"))


def rooms_of(district: District, facilities: Sequence[str]) -> FloatArray:
    """Return the rooms of each facility and band before any project, 0 where they are not known.

    Parameters
    ----------
    district
        Checked district.
    facilities
        Keys of the axis.

    Returns
    -------
    numpy.ndarray
        Rooms, shape (F, B).
    """
    position = {label: i for i, label in enumerate(facilities)}
    table = _with_rooms(district.tables["seats"])
    rooms = np.zeros((len(facilities), len(district.bands)))
    f = table["facility_id"].map(position).to_numpy(int)
    rooms[f, table["band"].map(district.bands.index).to_numpy(int)] = table["classes"].to_numpy(float)
    return rooms


def make_class_size(district: District, scenario: Scenario, facilities: Sequence[str]) -> ClassSize:
    """Make the dial of a scenario; where it sets no class size, seats stay as they are.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    facilities
        Keys of the axis.

    Returns
    -------
    ClassSize
        Rooms, class sizes by band and year, and what rooms of projects were planned for.
    """
    sizes = np.array(
        [
            [size_in(scenario.bands[band.id].class_size, year) or 0.0 for year in scenario.years]
            for band in district.bands
        ]
    )
    return ClassSize(
        rooms=rooms_of(district, facilities) * scenario.seats_factor,
        class_size=sizes,
        planned=np.array([planned_size(district, scenario, band.id).pupils for band in district.bands]),
    )


def refuse_lent_rooms(dial: ClassSize, rooms: Rooms | None, bands: BandSystem, *, file: str) -> None:
    """Refuse a class size for bands between which rooms are lent: the seats of a lent room do not follow it.

    Parameters
    ----------
    dial
        Rooms and class sizes.
    rooms
        Rooms that may be lent; None if none may.
    bands
        Bands of the district.
    file
        Scenario, as the message names it.

    Raises
    ------
    InputError
        If a band has both.
    """
    findings = Findings()
    joined = set() if rooms is None else {*rooms.giver.tolist(), *rooms.receiver.tolist()}
    for b in sorted(joined):
        if (dial.class_size[b] > 0).any():
            findings.add(
                Where(file=file, path=f"bands.{bands.ids[b]}.class_size"),
                words=message("plan.class_size.lent_rooms", band=bands[b].words),
                fix=message("plan.class_size.fix_lent_rooms"),
            )
    findings.raise_if_any()


def sites_without_rooms(district: District, band: str) -> int:
    """Return the number of facilities with seats of a band but no count of rooms: they keep their seats."""
    table = district.tables["seats"]
    own = table[(table["band"] == band) & (table["seats"] > 0)]
    return len(own) - len(_with_rooms(own))


def with_rooms_taken(district: District, scenario: Scenario) -> District:
    """Return a district that tells what a dial of class sizes takes for what nobody stated.

    Parameters
    ----------
    district, scenario
        Checked inputs.

    Returns
    -------
    District
        District whose ``taken`` says what a room of a project was planned for, and how many sites have no
        count of rooms.
    """
    taken: list[Taken] = []
    for band, rules in scenario.bands.items():
        if rules.class_size is None:
            continue
        size = planned_size(district, scenario, band)
        if rules.planned_class_size is None:
            path = f"bands.{band}.planned_class_size"
            taken.append(Taken(path=path, value=f"{size.pupils:g}", words=size.words))
        if count := sites_without_rooms(district, band):
            words = message("plan.class_size.without_rooms", n=count)
            taken.append(Taken(path=f"bands.{band}.class_size", value=f"{count}", words=words))
    return replace(district, taken=(*district.taken, *taken)) if taken else district


def _with_rooms(seats: pd.DataFrame) -> pd.DataFrame:
    return seats[(seats["classes"].fillna(0) > 0) & (seats["seats"] > 0)]
