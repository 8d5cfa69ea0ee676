"""Zones and the facilities that they may use, with the distance between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.assemble.plan.rooms import receives
from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs
from planning.domain.programme import Programme
from planning.domain.rooms import Rooms
from planning.scenario.schema import Scenario
from planning.travel.distance import travel_distance_m
from planning.travel.eligible import Reach, eligible_pairs


def pairs_of(district: District, scenario: Scenario, serves: NDArray[np.bool_], rooms: Rooms | None) -> Pairs:
    """Return the pairs of seats, and beside them those of rooms that a band may receive that has none there.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    serves
        True for a band of a site with seats, now or by a project, shape (F, B).
    rooms
        Rooms that may be lent; None if none may.

    Returns
    -------
    Pairs
        Pairs with their distance; those outside a catchment of today are marked.
    """
    pairs = _reached(district, scenario, serves)
    lent = receives(rooms, serves.shape) & ~serves
    if lent.any():
        pairs = _joined(pairs, _reached(district, scenario, lent))
    return _with_today(district, pairs)


def _reached(district: District, scenario: Scenario, serves: NDArray[np.bool_]) -> Pairs:
    zones, sites = district.tables["zones"], district.tables["facilities"]
    given = district.tables["distances"]
    wide = np.array([band.district_wide for band in district.bands])
    straight = _straight(district, scenario)
    if len(given):
        # A site that a scenario adds stands in no table: its distances are those of the straight line.
        added = sites["facility_id"].isin([one.project for one in scenario.add if one.at]).to_numpy()
        known = np.where(added, straight, _given_distances(zones, sites, given))
        listed = _reach(district, scenario, known, serves & ~wide)
        return _joined(listed, _reach(district, scenario, straight, serves & wide))
    return _reach(district, scenario, straight, serves)


def _straight(district: District, scenario: Scenario) -> FloatArray:
    """Return the straight lines with their detour, metres, shape (Z, F)."""
    zones, sites = district.tables["zones"], district.tables["facilities"]
    return travel_distance_m(
        zone_lon=zones["lon"].to_numpy(float),
        zone_lat=zones["lat"].to_numpy(float),
        site_lon=sites["lon"].to_numpy(float),
        site_lat=sites["lat"].to_numpy(float),
        crs=scenario.travel.crs,
        detour_factor=scenario.travel.detour_factor,
        ground=scenario.travel.ground,
    )


def _joined(one: Pairs, other: Pairs) -> Pairs:
    """Return the pairs of different bands together, sorted by band, zone and facility."""
    if not len(other.zone):
        return one
    zone, facility, band = (
        np.concatenate([getattr(one, name), getattr(other, name)]) for name in ("zone", "facility", "band")
    )
    distance_m = np.concatenate([one.distance_m, other.distance_m])
    order = np.lexsort((facility, zone, band))
    return Pairs(zone=zone[order], facility=facility[order], band=band[order], distance_m=distance_m[order])


def _with_today(district: District, pairs: Pairs) -> Pairs:
    """Mark the pairs that lie outside a zone's catchment of today."""
    table = district.tables["catchments"]
    if table.empty:
        return pairs
    zones = {key: z for z, key in enumerate(district.tables["zones"]["zone_id"])}
    sites = {key: f for f, key in enumerate(district.tables["facilities"]["facility_id"])}
    own = {
        (zones[z], sites[f], district.bands.index(b))
        for z, f, b in zip(table["zone_id"], table["facility_id"], table["band"], strict=True)
    }
    settled = {(z, b) for z, _, b in own}
    triples = zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
    outside = [int((z, b) in settled and (z, f, b) not in own) for z, f, b in triples]
    return replace(pairs, outside=np.array(outside, dtype=np.int64))


def _given_distances(zones: pd.DataFrame, sites: pd.DataFrame, given: pd.DataFrame) -> FloatArray:
    """Return the distances of the table, shape (Z, F); infinity where it has none."""
    result = np.full((len(zones), len(sites)), np.inf)
    z = given["zone_id"].map({key: i for i, key in enumerate(zones["zone_id"])}).to_numpy(int)
    f = given["facility_id"].map({key: i for i, key in enumerate(sites["facility_id"])}).to_numpy(int)
    result[z, f] = given["distance_m"].to_numpy(float)
    return result


def serving(seats: FloatArray, programme: Programme) -> NDArray[np.bool_]:
    """Return True where a facility has, or may get, seats in a band, shape (F, B)."""
    serves = seats > 0
    for p, f in enumerate(programme.facility.tolist()):
        serves[f] |= programme.seats[p] > 0
    return serves


def _reach(
    district: District, scenario: Scenario, distance_m: FloatArray, serves: NDArray[np.bool_]
) -> Pairs:
    rules = [scenario.bands[band.id] for band in district.bands]
    reach = [Reach(reach_m=rule.reach_m, nearest=rule.nearest) for rule in rules]
    return eligible_pairs(distance_m=distance_m, serves=serves, reach=reach)
