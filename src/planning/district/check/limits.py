"""Figures out of all proportion: limits against seats, money against seats, homes, rates, distances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.currency import currency_in
from planning.district.check.oddity import Kind, Oddity, tell
from planning.errors import Findings
from planning.words import message, name_in

Tables = Mapping[str, pd.DataFrame]
#: Temporary seats beside permanent ones: a school may lend its halls, but not hold more than itself again;
#: a site without permanent seats may be six rooms put up for a while.
TEMPORARY_ALONE: Final = 300.0
#: Pupils of the largest schools on earth: beyond this a figure is no school's.
LARGEST_SCHOOL: Final = 10_000.0
#: Posts: two pupils to a post are fewer than even special schools have, small schools aside.
PUPILS_PER_POST, SMALL_STAFF = 2.0, 40.0
#: Cost per seat against the middle of the programme: land, rock and furnishing make a factor of three or
#: four, so that ten is a slip of the decimal point, or of the unit.
COST_FACTOR, FEWEST_COSTS = 10.0, 3
#: Dwellings of one project; persons in one; share of the district's residents that one project may bring.
LARGEST_ESTATE, PERSONS_PER_DWELLING, SHARE_OF_RESIDENTS = 20_000.0, 2.6, 0.5
#: Share of dwellings that are lived in at last; children under 18 in a dwelling.
LEAST_OCCUPIED, CHILDREN = 0.2, (0.05, 2.5)
#: Survival: one infant in ten died in the poorest countries about the year 2000, one child in thirty of any
#: later age nowhere in peace.
INFANTS, CHILDREN_ALIVE = 0.90, 0.97
#: Net migration of an age, or of a zone, in one year, kept up through the horizon.
MIGRATION: Final = 0.2
#: Share of the entry age that enters compulsory schooling in the district; a twentieth enters elsewhere.
COMPULSORY: Final = 0.5
#: Road over straight line: below 1 the unit or a point is wrong; mountains and fords reach 3 or 4.
SHORTEST, LONGEST, FEWEST_WAYS = 0.5, 8.0, 5
EARTH_M: Final = 6_371_008.8


def warn_limits(tables: Tables, *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of each kind of figure out of proportion.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    rates, growth = tables["rates_by_age"], tables["zone_growth"]
    told = (
        ("seats", "temporary_limit", _temporary(tables), "check.limits.temporary_above_permanent"),
        ("seats", "seats", _huge(tables), "check.limits.more_than_any_school"),
        ("seats", "staff_posts", _posts(tables), "check.limits.posts"),
        ("projects", "cost_10k", _costs(tables), "check.limits.cost_per_seat"),
        ("homes", "dwellings", _homes(tables), "check.limits.dwellings"),
        ("occupancy", "occupied_share", _occupancy(tables), "check.limits.empty_dwellings"),
        ("pupil_yield", "persons_per_dwelling", _yields(tables), "check.limits.children_per_dwelling"),
        ("rates_by_age", "survival", _survival(tables), "check.limits.survival"),
        ("rates_by_age", "net_migration_rate", _migration(rates, "age"), "check.limits.net_migration"),
        ("zone_growth", "net_migration_rate", _migration(growth, "zone_id"), "check.limits.net_migration"),
        ("participation", "rate", _participation(tables), "check.limits.compulsory"),
        ("distances", "distance_m", _distances(tables), "check.limits.distances"),
    )
    for table, column, odd, what in told:
        kind = Kind(
            id=f"lacks.scale.{table}.{column}", table=table, column=column,
            words=message(what),
        )  # fmt: skip
        tell(kind, odd, file=files[table], warnings=warnings)


def _temporary(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    odd = frame[frame["temporary_limit"] > frame["seats"].clip(lower=TEMPORARY_ALONE)]
    return [
        Oddity(
            size=float(r.temporary_limit), row=int(r.row),
            words=message(
                "check.limits.temporary_seats", school=r.facility_id, band=r.band,
                temporary=r.temporary_limit, seats=r.seats,
            ),
        )
        for r in _records(odd)
    ]  # fmt: skip


def _huge(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    odd = frame[frame[["seats", "campus_limit"]].max(axis=1) > LARGEST_SCHOOL]
    found = [
        _said(
            max(r.seats, r.campus_limit),
            r.row,
            f"{r.facility_id} {r.band}: {max(r.seats, r.campus_limit):,.0f}",
        )
        for r in _records(odd)
    ]
    for band in bands_from(tables["bands"]).ids:
        projects = tables["projects"]
        large = projects[projects[f"seats_{band}"].abs() > LARGEST_SCHOOL]
        for key, seats in zip(large["project_id"], large[f"seats_{band}"], strict=True):
            found.append(_said(float(seats), 0, f"{key} {band}: {seats:,.0f}"))
    return found


def _posts(tables: Tables) -> list[Oddity]:
    frame = tables["seats"]
    odd = frame[frame["staff_posts"] > (frame["seats"] / PUPILS_PER_POST).clip(lower=SMALL_STAFF)]
    return [
        _said(r.staff_posts, r.row, f"{r.facility_id} {r.band}: {r.staff_posts:,.0f} / {r.seats:,.0f}")
        for r in _records(odd)
    ]


def _costs(tables: Tables) -> list[Oddity]:
    frame = tables["projects"]
    gained = sum(frame[f"seats_{band}"].clip(lower=0) for band in bands_from(tables["bands"]).ids)
    priced = frame.assign(gained=gained)[(frame["cost_10k"] > 0) & (gained > 0)]
    if len(priced) < FEWEST_COSTS:
        return []
    each = priced["cost_10k"] / priced["gained"]
    usual = float(each.median())
    money = currency_in(tables["district"]).words
    odd = priced.assign(each=each)[(each > COST_FACTOR * usual) | (each < usual / COST_FACTOR)]
    return [
        Oddity(
            size=abs(float(np.log(r.each / usual))), row=int(r.row),
            words=message(
                "check.limits.cost_of_seat", project=r.project_id, each=r.each, usual=usual, money=money
            ),
        )
        for r in _records(odd)
    ]  # fmt: skip


def _homes(tables: Tables) -> list[Oddity]:
    homes, residents = tables["homes"], tables["residents"]
    if homes.empty or residents.empty:
        return []
    last = residents[residents["year"] == residents["year"].max()].groupby("zone_id")["residents"].sum()
    persons = homes["dwellings"] * PERSONS_PER_DWELLING
    gone = (homes["work"] == "demolition") & (homes["dwellings"] > homes["zone_id"].map(last).fillna(np.inf))
    beyond = persons > SHARE_OF_RESIDENTS * float(last.sum())
    odd = homes[(homes["dwellings"] >= LARGEST_ESTATE) | gone | beyond]
    return [
        _said(r.dwellings, r.row, f"{r.home_id} {r.dwelling_type}: {r.dwellings:,.0f}") for r in _records(odd)
    ]


def _occupancy(tables: Tables) -> list[Oddity]:
    last = tables["occupancy"].groupby("dwelling_type")["occupied_share"].max()
    return [
        _said(1 - share, 0, f"{kind}: {share:.0%}") for kind, share in last.items() if share < LEAST_OCCUPIED
    ]


def _yields(tables: Tables) -> list[Oddity]:
    low, high = CHILDREN
    total = tables["pupil_yield"].groupby("dwelling_type")["persons_per_dwelling"].sum()
    return [
        _said(number, 0, f"{kind}: {number:.3f}")
        for kind, number in total.items()
        if not low <= number <= high
    ]


def _survival(tables: Tables) -> list[Oddity]:
    frame = tables["rates_by_age"]
    odd = frame[frame["survival"] < np.where(frame["age"] == 0, INFANTS, CHILDREN_ALIVE)]
    return [
        Oddity(
            size=1 - r.survival,
            row=int(r.row),
            words=message("check.limits.survival_of_age", age=r.age, survival=r.survival),
        )
        for r in _records(odd)
    ]


def _migration(frame: pd.DataFrame, key: str) -> list[Oddity]:
    odd = frame[frame["net_migration_rate"].abs() > MIGRATION]
    return [
        _said(abs(rate), row, f"{name}: {rate:+.0%}")
        for name, rate, row in zip(odd[key], odd["net_migration_rate"], odd["row"], strict=True)
    ]


def _participation(tables: Tables) -> list[Oddity]:
    frame = tables["participation"]
    share = frame["eligible_share"] * frame["rate"]
    compulsory = bands_from(tables["bands"]).compulsory
    odd = frame.assign(share=share)[(share < COMPULSORY) & frame["band"].isin(compulsory)]
    return [_said(1 - r.share, r.row, f"{r.band} {r.year}: {r.share:.1%}") for r in _records(odd)]


def _distances(tables: Tables) -> list[Oddity]:
    """Return one oddity if the distances are, in the middle, no roads between the points."""
    given = tables["distances"]
    zones, sites = (tables[t].set_index(k) for t, k in (("zones", "zone_id"), ("facilities", "facility_id")))
    if len(given) < FEWEST_WAYS:
        return []
    one, two = (
        np.radians(table.loc[given[key], ["lon", "lat"]].to_numpy(float))
        for table, key in ((zones, "zone_id"), (sites, "facility_id"))
    )
    east = (two[:, 0] - one[:, 0]) * np.cos((one[:, 1] + two[:, 1]) / 2)
    straight = EARTH_M * np.hypot(east, two[:, 1] - one[:, 1])
    ratio = float(np.median(given["distance_m"].to_numpy(float) / np.maximum(straight, 1.0)))
    if SHORTEST <= ratio <= LONGEST:
        return []
    return [Oddity(size=ratio, row=0, words=message("check.limits.of_straight_line", ratio=ratio))]


def _said(size: float, row: float, text: str) -> Oddity:
    return Oddity(size=float(size), row=int(row), words=name_in(en=text))


def _records(frame: pd.DataFrame) -> Iterator[Any]:
    """Iterate over the rows of a table, with columns as attributes."""
    yield from frame.itertuples()
