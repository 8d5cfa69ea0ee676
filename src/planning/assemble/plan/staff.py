"""Staff of a district under a scenario: norms, who is there, who leaves, who may come."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.district.district import District
from planning.domain.bands import Band
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.staff_supply import Retraining, StaffSupply
from planning.scenario.schema import Scenario
from planning.scenario.staff import StaffBalancePart

#: Key of the sites that belong to no education group.
NO_GROUP: Final = ""
Flags = NDArray[np.bool_]


def make_staff_supply(
    district: District, scenario: Scenario, part: StaffBalancePart | None = None
) -> StaffSupply | None:
    """Return the staff of a district and the ways in and out.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    part
        Rules of the balance; None takes those of the scenario.

    Returns
    -------
    StaffSupply or None
        Staff of the sites counted; None if the scenario asks for no balance.

    Notes
    -----
    The posts of a band in the table ``staff`` are split among the groups as ``staff_posts`` of the table
    ``seats`` are; without that table the posts are these.
    """
    part = part or scenario.rules.staff_balance
    if part is None:
        return None
    years = scenario.years
    counted = district.tables["facilities"]["operator"].isin(part.operators).to_numpy()
    groups, group = group_keys(district, counted)
    posts = _by_group(district, group, len(groups), "staff_posts")
    per_pupil, per_seat = _norms(district, part, group)
    there, leave = _there(district, part, years, posts)
    moves = np.inf if part.moves_per_year is None else float(part.moves_per_year)
    limits = [part.limit_lack.get(band, np.inf) for band in district.bands.ids]
    return StaffSupply(
        groups=groups,
        group=group,
        per_pupil=per_pupil,
        per_seat=per_seat,
        there=there,
        leave=leave,
        recruitment=_recruitment(part, years),
        retraining=_retraining(district, part, len(years)),
        moves=np.full(len(years), 0.0 if part.pool == "group" else moves),
        move_10k=part.move_cost_10k,
        lack_limit=np.array(limits) if part.limit_lack else None,
    )


def group_keys(district: District, counted: Flags | None = None) -> tuple[tuple[str, ...], IntArray]:
    """Return the education groups of a district, and that of each site.

    Parameters
    ----------
    district
        Checked district.
    counted
        True for the sites that count, shape (F,); None counts all.

    Returns
    -------
    tuple
        Keys, the sites of no group last under an empty one; position of each site's group, -1 if the site
        does not count, shape (F,).
    """
    keys = district.tables["facilities"]["education_group"].fillna(NO_GROUP).astype(str)
    own = np.ones(len(keys), dtype=bool) if counted is None else counted
    groups = tuple(sorted(set(keys[own]), key=_natural)) or (NO_GROUP,)
    return groups, np.array([groups.index(key) if one else -1 for key, one in zip(keys, own, strict=True)])


def _natural(key: str) -> tuple[bool, list[tuple[str, int]]]:
    """Order G2 before G10, and the sites of no group last."""
    pieces = [*re.split(r"(\d+)", key), "0"]
    return key == NO_GROUP, [(a, int(b)) for a, b in zip(pieces[::2], pieces[1::2], strict=True)]


def _by_group(district: District, group: IntArray, count: int, column: str) -> FloatArray:
    """Return a column of the table of seats summed by group and band, shape (G, B)."""
    position = {key: f for f, key in enumerate(district.tables["facilities"]["facility_id"])}
    table = district.tables["seats"]
    own = group[table["facility_id"].map(position).to_numpy(int)]
    band = table["band"].map(district.bands.index).to_numpy(int)
    result = np.zeros((count, len(district.bands)))
    counted = own >= 0
    np.add.at(result, (own[counted], band[counted]), table[column].to_numpy(float)[counted])
    return result


def _norms(district: District, part: StaffBalancePart, group: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the posts for each pupil and each seat, shape (B,) each; one of them is 0."""
    seats, classes, posts = (
        _by_group(district, np.where(group >= 0, 0, -1), 1, column)[0]
        for column in ("seats", "classes", "staff_posts")
    )
    norm = np.array(
        [
            _norm(part, band, seats=seats[b], classes=classes[b], posts=posts[b])
            for b, band in enumerate(district.bands)
        ]
    )
    none = np.zeros_like(norm)
    return (norm, none) if part.count == "pupils" else (none, norm)


def _norm(part: StaffBalancePart, band: Band, *, seats: float, classes: float, posts: float) -> float:
    """Return the posts for each pupil: as the scenario states, or the band, or as they are today."""
    each = part.posts_per_class.get(band.id)
    if each is not None:
        size = seats / classes if classes > 0 and seats > 0 else band.class_size
        return 0.0 if not size else each / size
    norm = part.pupils_per_staff.get(band.id, band.pupils_per_staff)
    if norm is not None:
        return 1.0 / norm
    return posts / seats if seats > 0 else 0.0


def _there(
    district: District, part: StaffBalancePart, years: tuple[int, ...], posts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return staff there, shape (K, G, B), and the share who leave, shape (K, B, T)."""
    table, bands = district.tables["staff"], district.bands
    aged = table["age_from"].notna().any()
    leave = np.zeros((2 if aged else 1, len(bands), len(years)))
    there = np.zeros((len(leave), *posts.shape))
    shares = np.divide(posts, posts.sum(axis=0), out=np.zeros_like(posts), where=posts.sum(axis=0) > 0)
    shares[-1, posts.sum(axis=0) == 0] = 1.0
    for b, band in enumerate(bands.ids):
        own = table[table["band"] == band]
        there[0, :, b] = posts[:, b] if own.empty else float(own["staff"].sum()) * shares[:, b]
        leave[:, b] = _leavers_rate(own, part)
        if own["age_from"].notna().any():
            retire = _retire(own, district.base_year, years, part.retirement_age)
            leave[0, b] = 1.0 - (1.0 - leave[0, b]) * (1.0 - retire)
    return there, leave


def _leavers_rate(own: pd.DataFrame, part: StaffBalancePart) -> float:
    """Return the share of a band's staff who leave, weighted by the staff of each row."""
    rates = own["leavers_rate"].fillna(part.leavers_rate).to_numpy(float)
    staff = own["staff"].to_numpy(float)
    return float((rates * staff).sum() / staff.sum()) if staff.sum() > 0 else part.leavers_rate


def _retire(own: pd.DataFrame, base_year: int, years: tuple[int, ...], age: int) -> FloatArray:
    """Return the share of those still there who reach the age of retirement by each year, shape (T,)."""
    still = []
    for year in (years[0] - 1, *years):
        left = 0.0
        for row in own.to_dict("records"):
            ages = np.arange(int(row["age_from"]), int(row["age_to"]) + 1) + max(year - base_year, 0)
            left += float(row["staff"]) * float((ages < age).mean())
        still.append(left)
    before, after = np.array(still[:-1]), np.array(still[1:])
    gone = np.divide(before - after, before, out=np.zeros_like(before), where=before > 0)
    return np.asarray(gone, dtype=np.float64)


def _recruitment(part: StaffBalancePart, years: tuple[int, ...]) -> FloatArray:
    usual = np.inf if part.recruitment_per_year is None else float(part.recruitment_per_year)
    return np.array([float(part.recruitment.get(year, usual)) for year in years])


def _retraining(district: District, part: StaffBalancePart, years: int) -> Retraining:
    pairs, index = part.retrain, district.bands.index
    limit = [np.inf if pair.most_per_year is None else float(pair.most_per_year) for pair in pairs]
    return Retraining(
        giver=np.array([index(pair.band) for pair in pairs], dtype=np.int64),
        receiver=np.array([index(pair.to) for pair in pairs], dtype=np.int64),
        limit=np.repeat(np.array(limit).reshape(len(pairs), 1), years, axis=1),
        years=np.array([pair.years for pair in pairs], dtype=np.int64),
        cost_10k=np.array([pair.cost_10k for pair in pairs], dtype=np.float64),
    )
