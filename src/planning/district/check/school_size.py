"""Schools that are larger than norms allow, or stand in the table twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.oddity import Oddity
from planning.domain.bands import BandSystem
from planning.words import message

Tables = Mapping[str, pd.DataFrame]
#: A school with all compulsory bands on one site may be larger than a school of one of them: 2,500 against
#: 2,000 (the Ministry of Education's method of 2017 for good and balanced compulsory education in counties).
TOGETHER: Final = 1.25


def large_schools(tables: Tables) -> list[Oddity]:
    """Return schools whose seats, including their projects, exceed the cap of their kind."""
    bands = bands_from(tables["bands"])
    total: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(bands.ids, 0.0))
    seats, projects, sites = tables["seats"], tables["projects"], tables["facilities"]
    for school, band, number in zip(seats["facility_id"], seats["band"], seats["seats"], strict=True):
        total[school][band] += float(number)
    for band in bands.ids:
        for school, number in zip(projects["facility_id"], projects[f"seats_{band}"], strict=True):
            total[school][band] += float(number)
    row = dict(zip(sites["facility_id"], sites["row"], strict=True))
    result = []
    for school, own in total.items():
        result += [
            Oddity(
                size=number / cap,
                row=int(row.get(school, 0)),
                words=message("check.school_size.size", school=school, bands=kind, seats=number, most=cap),
            )
            for kind, number, cap in _kinds(own, bands)
            if number > cap
        ]
    return result


def _kinds(own: Mapping[str, float], bands: BandSystem) -> list[tuple[str, float, float]]:
    """Return name, seats and cap of each kind of school that stands on a site."""
    caps = {band.id: band.most_seats for band in bands if band.most_seats is not None}
    together = [band for band in bands.compulsory if band in caps]
    joined = len(together) > 1 and min(own[band] for band in together) > 0
    kinds = [(band, own[band], cap) for band, cap in caps.items() if not (joined and band in together)]
    if joined:
        cap = TOGETHER * max(caps[band] for band in together)
        kinds.append((" + ".join(together), sum(own[band] for band in together), cap))
    return kinds


def alike(tables: Tables) -> list[Oddity]:
    """Return schools that share a name or identical coordinates."""
    sites = tables["facilities"]
    named = sites[sites["name_zh"] != ""].groupby("name_zh")
    placed = sites.groupby(["lon", "lat"])
    result = []
    for told, groups in (("check.school_size.one_name", named), ("check.school_size.one_place", placed)):
        for _, own in groups:
            if len(own) > 1:
                words = message(told, schools=", ".join(own["facility_id"]))
                result.append(Oddity(size=float(len(own)), row=int(own["row"].iloc[1]), words=words))
    return result
