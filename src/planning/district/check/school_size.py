"""Schools that are larger than norms allow, or stand in the table twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pandas as pd

from planning.district.check.oddity import Oddity
from planning.domain.bands import BANDS
from planning.words import message

Tables = Mapping[str, pd.DataFrame]
#: Most pupils of a school: primary and junior 2,000, nine years together 2,500 (the Ministry of Education's
#: method of 2017 for good and balanced compulsory education in counties); kindergartens 360 (their regulation
#: of 2016). Senior schools have no such limit.
SIZE_CAP: Final = {"kindergarten": 360.0, "primary": 2000.0, "junior": 2000.0}
NINE_YEARS: Final = 2500.0


def large_schools(tables: Tables) -> list[Oddity]:
    """Return schools whose seats, including their projects, exceed the cap of their kind."""
    total: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(BANDS, 0.0))
    seats, projects, sites = tables["seats"], tables["projects"], tables["facilities"]
    for school, band, number in zip(seats["facility_id"], seats["band"], seats["seats"], strict=True):
        total[school][band] += float(number)
    for band in BANDS:
        for school, number in zip(projects["facility_id"], projects[f"seats_{band}"], strict=True):
            total[school][band] += float(number)
    row = dict(zip(sites["facility_id"], sites["row"], strict=True))
    result = []
    for school, own in total.items():
        kinds = [("kindergarten", own["kindergarten"], SIZE_CAP["kindergarten"])]
        if min(own["primary"], own["junior"]) > 0:
            kinds.append(("primary + junior", own["primary"] + own["junior"], NINE_YEARS))
        else:
            kinds += [(band, own[band], SIZE_CAP[band]) for band in ("primary", "junior")]
        result += [
            Oddity(
                size=number / cap,
                row=int(row.get(school, 0)),
                words=message("check.school_size.size", school=school, bands=kind, seats=number, most=cap),
            )
            for kind, number, cap in kinds
            if number > cap
        ]
    return result


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
