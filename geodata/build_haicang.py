"""Build the embedded district: ``python geodata/build_haicang.py [FOLDER]``.

Reads the figures in ``geodata/haicang/source`` and writes the tables beside them, or into FOLDER. The same
figures give the same bytes; a test holds the committed tables to that.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
from haicang_build.homes import build_border_flows, build_homes
from haicang_build.listing import build_district, build_manifest
from haicang_build.partition import communities, outline, partition
from haicang_build.people import build_people
from haicang_build.rolls import build_catchments, build_rolls
from haicang_build.rooms import build_rooms
from haicang_build.sites import build_sites
from haicang_build.works import build_projects

from planning.district.bands import DEFAULT, TABLES

SOURCE = Path(__file__).parent / "haicang" / "source"


def main(folder: Path) -> None:
    """Build every table into a folder."""
    border = outline(SOURCE)
    table = communities(SOURCE)
    zones = partition(table, border)
    people = build_people(table, SOURCE)
    children = people.population.query("year == 2022")
    participation = pd.read_csv(SOURCE / "participation.csv")
    sites = build_sites(zones, children, SOURCE)
    facilities = pd.DataFrame(sites.facilities)
    facilities["opened"] = facilities["opened"].astype("Int64")
    seats = pd.DataFrame(sites.seats)
    homes = build_homes(table, SOURCE)
    existing = facilities[facilities["status"] == "open"]
    tables = {
        "manifest": build_manifest(),
        "district": build_district(),
        "bands": pd.read_csv(TABLES / f"{DEFAULT}.csv", dtype=str, keep_default_na=False),
        "controls": pd.read_csv(SOURCE / "controls.csv"),
        "residents": people.residents,
        "population": people.population,
        "births": people.births,
        "rates_by_age": people.rates,
        "zone_growth": people.growth,
        "participation": participation,
        "facilities": facilities,
        "seats": seats,
        "enrolment": build_rolls(existing, seats, children, participation, SOURCE),
        "catchments": build_catchments(zones, existing, seats),
        "projects": build_projects(SOURCE, facilities),
        "homes": homes.homes,
        "pupil_yield": homes.pupil_yield,
        "occupancy": homes.occupancy,
        "rooms": build_rooms(seats),
        "border_flows": build_border_flows(SOURCE),
    }
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    _write_geojson(_zone_layer(zones), folder / "zones.geojson")
    border["name_zh"], border["name_en"] = "海沧区（示意轮廓）", "Haicang District (illustrative outline)"
    border["source"] = "about 25 points rounded to 0.005 degrees; not the legal boundary; includes some sea"
    border["confidence"] = "estimated"
    _write_geojson(border, folder / "outline.geojson")
    manifest = tables["manifest"]
    manifest["sha256"] = [
        hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in manifest["file"]
    ]
    manifest.to_csv(folder / "manifest.csv", index=False, lineterminator="\n")


def _zone_layer(zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    layer = zones[
        ["zone_id", "code", "name_zh", "name_en", "subdistrict_zh", "kind", "settlement", "geometry"]
    ].copy()
    layer.insert(7, "lon", zones["lon_approx"])
    layer.insert(8, "lat", zones["lat_approx"])
    layer["source"] = (
        "名称与代码为官方；点位手工标注；边界为最近点划分｜"
        "name and code official; point placed by hand; polygon drawn as the nearest cell"
    )
    layer["confidence"] = "estimated"
    return layer


def _write_geojson(layer: gpd.GeoDataFrame, path: Path) -> None:
    """Write one feature a line, so that a change shows as one line."""
    features = layer.to_geo_dict()["features"]
    lines = ",\n".join(_one_line(feature) for feature in features)
    path.write_text('{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n", encoding="utf-8")


def _one_line(feature: dict[str, object]) -> str:

    kept = {key: feature[key] for key in ("type", "properties", "geometry")}
    return json.dumps(kept, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE.parent)
