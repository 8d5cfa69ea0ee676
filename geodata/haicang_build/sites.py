"""Facilities: the schools that are known by name, and as many assumed ones as the rolls imply."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from haicang_build.partition import WORKING_CRS, inside

CLASS_SIZE = {"kindergarten": 30, "primary": 45, "junior": 50, "senior": 50}
BANDS = tuple(CLASS_SIZE)
#: Assumed sites: operator, how many, classes in turn.
ASSUMED = (
    ("primary", "public", 13, (36,)),
    ("kindergarten", "public", 27, (12,)),
    ("kindergarten", "inclusive_private", 81, (4, 5)),
    ("kindergarten", "private", 2, (4,)),
)
ASSUMED_NAMES = {
    ("primary", "public"): ("小学", "primary school"),
    ("kindergarten", "public"): ("公办幼儿园", "public kindergarten"),
    ("kindergarten", "inclusive_private"): ("普惠性民办幼儿园", "inclusive private kindergarten"),
    ("kindergarten", "private"): ("民办幼儿园", "private kindergarten"),
}
SCHOOL_LIMIT = {"kindergarten": 360, "primary": 2000, "junior": 2000, "senior": 3000}
STAFF_PER_SEAT = {"primary": 1 / 19, "junior": 1 / 13.5, "senior": 1 / 12.5}
GROUPS = 8


@dataclass
class Sites:
    """Rows of facilities and of their seats, how many stand in each zone, and the zone of each."""

    facilities: list[dict[str, object]]
    seats: list[dict[str, object]]
    count: dict[str, int]
    home: dict[str, str]


def build_sites(zones: gpd.GeoDataFrame, children: pd.DataFrame, source: Path) -> Sites:
    """Build existing and planned sites.

    Parameters
    ----------
    zones
        Zones with polygons, their community's point and ``code``.
    children
        Persons of 2022 with ``zone_id``, ``age`` and ``persons``.
    source
        Folder of the source figures.

    Returns
    -------
    Sites
        Facilities F001 on, seats by facility and band.
    """
    sites = Sites(facilities=[], seats=[], count=defaultdict(int), home={})
    _add_known(sites, zones, source)
    _add_assumed(sites, zones, children)
    _add_planned(sites, source)
    return sites


def _add_known(sites: Sites, zones: gpd.GeoDataFrame, source: Path) -> None:
    known = pd.read_csv(source / "schools_known.csv").set_index("name_zh")
    table = pd.read_csv(source / "school_assumptions.csv", dtype={"zone_code": str})
    zone_of = zones.set_index("code")["zone_id"]
    for row in table.to_dict("records"):
        fact = known.loc[row["name_zh"]]
        operator = str(fact["operator"])
        kind = "public_type" if "state-owned" in operator else "public"
        schools = [band for band in BANDS if row[band]]
        lon, lat = _next_place(sites, zones, zone_of[row["zone_code"]])
        _add(
            sites,
            name=(row["name_zh"], row["name_en"]),
            at=(lon, lat),
            operator=kind,
            status="open",
            opened=int(row["opened"]),
            source=f"校名见于资料（{fact['basis']}），位置在{fact['near']}附近手工标注｜"
            f"named ({fact['basis']}); place near {fact['near']}, drawn by hand",
            confidence="estimated",
        )
        sites.home[str(sites.facilities[-1]["facility_id"])] = str(zone_of[row["zone_code"]])
        for band in schools:
            stated = f"{row['seats_confidence']}: {fact['basis']}"
            _add_seats(sites, band, int(row[band]), str(row["seats_confidence"]), stated, int(row["opened"]))


def _add_assumed(sites: Sites, zones: gpd.GeoDataFrame, children: pd.DataFrame) -> None:
    ages = {"kindergarten": range(3, 6), "primary": range(6, 12)}
    for band, operator, number, classes in ASSUMED:
        counted = children[children["age"].isin(ages[band])].groupby("zone_id")["persons"].sum()
        want = {str(zone): int(persons) for zone, persons in counted.items()}
        for row in sites.seats:
            if row["band"] == band:
                want[sites.home[str(row["facility_id"])]] -= int(str(row["seats"]))
        zh, en = ASSUMED_NAMES[band, operator]
        for i in range(number):
            zone = max(want, key=lambda key: (want[key], key))
            lon, lat = _next_place(sites, zones, zone)
            _add(
                sites,
                name=(f"{zh}{i + 1:02d}（假定）", f"Assumed {en} {i + 1:02d}"),
                at=(lon, lat),
                operator=operator,
                status="open",
                opened=2010,
                source="为使每千人在校生与全市一致而假定｜"
                "assumed so that rolls per 1,000 residents agree with the city's",
                confidence="assumed",
            )
            _add_seats(sites, band, classes[i % len(classes)], "assumed", "assumed size", 2010)
            want[zone] -= int(str(sites.seats[-1]["seats"]))
            sites.home[str(sites.facilities[-1]["facility_id"])] = zone


def _add_planned(sites: Sites, source: Path) -> None:
    names = pd.read_csv(source / "project_assumptions.csv").set_index("project_id")
    for row in pd.read_csv(source / "programme_2023.csv").to_dict("records"):
        assumed = "place assumed" in str(row["notes"])
        _add(
            sites,
            name=(str(row["name_zh"]), str(names.loc[row["project_id"], "name_en"])),
            at=(float(row["lon_approx"]), float(row["lat_approx"])),
            operator="public",
            status="planned",
            opened=None,
            source=f"项目 {row['project_id']}，位置在{row['area_zh']}附近（{row['name_basis']}）｜"
            f"project {row['project_id']}: {row['name_basis']}; place near {row['area_zh']}",
            confidence="assumed" if assumed else "estimated",
        )


def _next_place(sites: Sites, zones: gpd.GeoDataFrame, zone_id: str) -> tuple[float, float]:
    """Return the next point on a spiral round the community's point, inside the zone."""
    zone = zones.set_index("zone_id").loc[zone_id]
    number = sites.count[zone_id]
    sites.count[zone_id] += 1
    centre = gpd.GeoSeries.from_xy([zone["lon_approx"]], [zone["lat_approx"]], crs="EPSG:4326")
    middle = centre.to_crs(WORKING_CRS).iloc[0]
    radius = 130.0 * math.sqrt(number + 1)
    angle = 2.399963 * (number + int(zone_id[1:]))
    for shrink in (1.0, 0.7, 0.5, 0.3, 0.15, 0.0):
        moved = shapely.Point(
            middle.x + shrink * radius * math.cos(angle), middle.y + shrink * radius * math.sin(angle)
        )
        back = gpd.GeoSeries([moved], crs=WORKING_CRS).to_crs("EPSG:4326").iloc[0]
        lon, lat = round(back.x, 5), round(back.y, 5)
        if inside(zone.geometry, lon, lat):
            break
    return lon, lat


def _add(
    sites: Sites,
    *,
    name: tuple[str, str],
    at: tuple[float, float],
    operator: str,
    status: str,
    opened: int | None,
    source: str,
    confidence: str,
) -> None:
    number = len(sites.facilities) + 1
    group = f"G{(number - 1) % GROUPS + 1}" if operator == "public" else ""
    sites.facilities.append(
        {
            "facility_id": f"F{number:03d}",
            "name_zh": name[0],
            "name_en": name[1],
            "lon": at[0],
            "lat": at[1],
            "operator": operator,
            "education_group": group,
            "status": status,
            "opened": opened,
            "source": source,
            "confidence": confidence,
        }
    )


def _add_seats(sites: Sites, band: str, classes: int, confidence: str, source: str, opened: int) -> None:
    seats = classes * CLASS_SIZE[band]
    staff = classes * 3 if band == "kindergarten" else round(seats * STAFF_PER_SEAT[band])
    large = band in ("primary", "junior") and opened < 2019
    sites.seats.append(
        {
            "facility_id": sites.facilities[-1]["facility_id"],
            "band": band,
            "classes": classes,
            "seats": seats,
            "temporary_limit": classes * 5 if large else 0,
            "campus_limit": max(seats, SCHOOL_LIMIT[band]),
            "staff_posts": staff,
            "source": source,
            "confidence": confidence,
        }
    )
