"""Write a district: its folder of tables, its first scenario, its mapping."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import shapely

from planning.district.contracts import MANIFEST, contracts
from planning.importing.district import Brought
from planning.importing.first_scenario import first_scenario
from planning.importing.request import Request
from planning.importing.zones import Zones
from planning.words import message
from planning.words.catalogue import BOTH, FIRST, SECOND

TITLES = {
    "district": message("importing.write.district"),
    "bands": message("importing.write.bands"),
    "zones": message("importing.write.demand_zones"),
    "facilities": message("importing.write.facilities"),
    "seats": message("word.seats"),
    "pupils": message("importing.write.pupils"),
    "projects": message("word.projects"),
    "distances": message("importing.write.distances"),
    "backdrop": message("importing.write.roads_water_map"),
    "catchments": message("word.today_s_catchments"),
}


def write_district(brought: Brought, folder: Path, *, request: Request) -> None:
    """Write tables, manifest and scenario into an existing folder.

    Parameters
    ----------
    brought
        District to write.
    folder
        Existing folder; tables go to ``data``.
    request
        Name of the district, year and confidence.
    """
    data = folder / "data"
    data.mkdir()
    district = {
        "name_zh": request.name_zh, "name_en": request.name_en, "base_year": request.year - 1,
        "currency": request.currency_code,
        "source": "planning import", "confidence": request.confidence,
    }  # fmt: skip
    tables = {"district": pd.DataFrame([district]), "bands": request.frame, **brought.tables}
    manifest, wanted = [], contracts(request.bands)
    for name in TITLES:
        if name == "zones":
            _write_zones(brought.zones, data / "zones.geojson", request, brought.files.get("zones", ""))
        elif name == "backdrop" and brought.backdrop:
            _write_backdrop(brought, data / "backdrop.geojson", request)
        elif name in tables:
            columns = [
                column.name
                for column in wanted[name].columns
                if column.name in tables[name] or not column.column_optional
            ]
            tables[name][columns].to_csv(data / f"{name}.csv", index=False, lineterminator="\n")
        else:
            continue
        manifest.append(_listed(name, brought, request))
    with (data / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [column.name for column in MANIFEST.columns], lineterminator="\n")
        writer.writeheader()
        writer.writerows(manifest)
    text = first_scenario(brought, request)
    (folder / "base.yaml").write_text(text, encoding="utf-8", newline="\n")


def _listed(name: str, brought: Brought, request: Request) -> dict[str, str]:
    kinds = {"facilities": "schools", "seats": "schools", "pupils": brought.counted, "backdrop": "roads"}
    kind = kinds.get(name, name)
    kind = kind if kind in brought.files else "zones"
    file = brought.files.get(kind, "planning import")
    guessed = message("list.semicolon").text(FIRST) + message("importing.write.columns_guessed").text(BOTH)
    sure = guessed if kind in brought.guessed else ""
    done = "; ".join(note.text(SECOND) for note in brought.notes)
    return {
        "table": name,
        "file": f"{name}.geojson" if name in ("zones", "backdrop") else f"{name}.csv",
        "encoding": "utf-8",
        "title_zh": TITLES[name].text(FIRST),
        "title_en": TITLES[name].text(SECOND),
        "source": f"{file}{sure}" + (f"; {done}" if name in ("zones", "pupils") and done else ""),
        "date": str(request.year),
        "datum": "WGS 84" if name in ("zones", "facilities", "backdrop") else "none",
        "licence": "as its source",
        "confidence": request.confidence,
    }


def _write_backdrop(brought: Brought, path: Path, request: Request) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {
                "feature_id": f"B{i}", "kind": kind, "source": file, "confidence": request.confidence,
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for i, (kind, file, shape) in enumerate(brought.backdrop)
    ]  # fmt: skip
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _write_zones(zones: Zones, path: Path, request: Request, file: str) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {
                "zone_id": key, "name_zh": zh, "name_en": en, "subdistrict_zh": ward,
                "lon": round(float(lon), 9), "lat": round(float(lat), 9),
                "source": file or "planning import", "confidence": request.confidence,
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for key, (zh, en), ward, (lon, lat), shape in zip(
            zones.keys, zones.names, zones.subdistricts, zones.at, zones.shapes, strict=True
        )
    ]  # fmt: skip
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
