"""Rooms that the sites of a district may lend under a scenario, made from its table of rooms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from planning.assemble.plan.usual_project import class_size
from planning.district.district import District
from planning.domain.bands import Band
from planning.domain.frozen import FloatArray
from planning.domain.rooms import ALWAYS, Rooms
from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.words import message

#: Cell of a row whose rooms may return.
BACK: Final = "yes"
#: Shares of whole rooms are not cut off by their last digit.
SLACK: Final = 1e-9


@dataclass(frozen=True, kw_only=True)
class _Conversion:
    """One row of the table, as positions and numbers."""

    facility: int
    giver: int
    receiver: int
    block: int
    most: int
    seats_lost: float
    seats_gained: float
    cost_10k: float
    back_cost_10k: float
    works_months: int
    first_year: int
    last_year: int
    way_back: int


def make_rooms(
    district: District, scenario: Scenario, *, seats: FloatArray, findings: Findings
) -> Rooms | None:
    """Make the rooms that may be lent.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    seats
        Permanent seats before any project, shape (F, B).
    findings
        Receives what the scenario asks and the district does not allow.

    Returns
    -------
    Rooms or None
        Rooms of every site, and a conversion for each row of the table that the scenario's rules leave; None
        if the scenario does not lend, or no row is left.
    """
    if not scenario.rooms.lend:
        return None
    before = len(findings)
    _check(district, scenario, findings)
    if len(findings) > before:
        return None
    sites = {key: f for f, key in enumerate(district.tables["facilities"]["facility_id"])}
    held = np.zeros(seats.shape)
    table = district.tables["seats"]
    for site, band, classes in zip(table["facility_id"], table["band"], table["classes"], strict=True):
        held[sites[site], district.bands.index(band)] = classes
    records = district.tables["rooms"].to_dict("records")
    found = [_conversion(record, district, scenario, sites, seats, held) for record in records]
    kept = [one for one in found if one is not None]
    if not kept:
        return None
    columns = {name: [getattr(one, name) for one in kept] for name in _Conversion.__dataclass_fields__}
    return Rooms.build(
        rooms=held,
        most_lent=np.floor(held.sum(axis=1) * scenario.rooms.most_share + SLACK),
        least_stay_years=[scenario.rooms.least_stay_years] * len(kept),
        **columns,
    )


def _conversion(
    record: dict[Any, Any],
    district: District,
    scenario: Scenario,
    sites: dict[str, int],
    seats: FloatArray,
    held: FloatArray,
) -> _Conversion | None:
    """Return what a row allows under the scenario; None if nothing."""
    rules, bands = scenario.rooms, district.bands
    f, g, r = sites[record["facility_id"]], bands.index(record["giver"]), bands.index(record["receiver"])
    first = max(_year(record["first_year"], 1), rules.first_year or 1)
    last = min(_year(record["last_year"], ALWAYS), rules.last_year or ALWAYS)
    apart = rules.adjacent_only and not _adjacent(bands[g], bands[r])
    most = min(int(record["rooms"]), int(held[f, g]))
    if (
        apart
        or most < int(record["block"])
        or first > min(last, scenario.years[-1])
        or last < scenario.years[0]
    ):
        return None
    return _Conversion(
        facility=f,
        giver=g,
        receiver=r,
        block=int(record["block"]),
        most=most,
        seats_lost=float(seats[f, g] / held[f, g]),
        seats_gained=_seats_of_a_room(district, scenario, seats, held, f, r),
        cost_10k=float(record["cost_10k"]) if rules.cost_10k is None else rules.cost_10k,
        back_cost_10k=float(record["back_cost_10k"]),
        works_months=int(record["works_months"]),
        first_year=first,
        last_year=last,
        way_back=int(record["way_back"] == BACK),
    )


def _seats_of_a_room(
    district: District, scenario: Scenario, seats: FloatArray, held: FloatArray, f: int, b: int
) -> float:
    """Return the seats of a room in its new band: as stated, of the site's own classes, or as is usual."""
    band = district.bands[b]
    stated = scenario.rooms.class_size.get(band.id)
    if stated is None and held[f, b] > 0 and seats[f, b] > 0:
        return float(seats[f, b] / held[f, b])
    if stated is None and band.class_size is not None and not held[:, b].any():
        stated = band.class_size
    return scenario.seats_factor * (
        class_size(district.tables["seats"], band.id) if stated is None else stated
    )


def _adjacent(one: Band, other: Band) -> bool:
    """Return True if one band begins at the age at which the other ends."""
    return one.ages.stop == other.ages.start or other.ages.stop == one.ages.start


def _year(cell: float, empty: int) -> int:
    return empty if math.isnan(cell) else int(cell)


def _check(district: District, scenario: Scenario, findings: Findings) -> None:
    """Report rooms asked for that are not there, cannot return, or meet rules they cannot be planned with."""
    table, where = district.tables["rooms"], Where(file="scenario", path="rooms.lend")
    if table.empty:
        findings.add(
            where,
            words=message("plan.rooms.no_table"),
            fix=message("plan.rooms.fix_no_table"),
        )
    shaped = [band for band, rule in scenario.bands.items() if rule.whole_zones or rule.contiguous]
    if shaped:
        findings.add(
            where,
            words=message("plan.rooms.shaped_catchments", band=shaped[0]),
            fix=message("plan.rooms.fix_shaped_catchments"),
        )
    last = scenario.rooms.last_year
    stuck = table[table["way_back"] != BACK]
    if last is not None and last < scenario.years[-1] and not stuck.empty:
        findings.add(
            Where(file=district.files["rooms"], row=int(stuck["row"].iloc[0]), column="way_back"),
            words=message("plan.rooms.cannot_return", last=last),
            fix=message("plan.rooms.fix_cannot_return"),
        )


def receives(rooms: Rooms | None, shape: tuple[int, ...]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return True where a site may receive rooms in a band, shape (F, B).

    Parameters
    ----------
    rooms
        Rooms that may be lent; None if none may.
    shape
        Numbers of sites and bands.
    """
    result = np.zeros(shape, dtype=bool)
    if rooms is not None:
        result[rooms.facility, rooms.receiver] = True
    return result
