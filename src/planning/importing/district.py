"""From the planner's layers to the tables of a district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd
import shapely

from planning.district import messages
from planning.errors import Findings, Where
from planning.importing.catchments import find_catchments
from planning.importing.cells import points_of
from planning.importing.columns import Guess
from planning.importing.datum import metres_crs
from planning.importing.demand import find_pupils, find_zones
from planning.importing.files import Files
from planning.importing.layer import Layer
from planning.importing.likely import with_likely_crs
from planning.importing.mapping import Stated
from planning.importing.pupils import table_of
from planning.importing.request import Request
from planning.importing.roads import road_distances
from planning.importing.rolls import pupils_from_rolls
from planning.importing.schools import Rows, make_distances, make_projects, make_schools
from planning.importing.shifted import look_for_shift
from planning.importing.zones import Notes, Zones

#: Files that count pupils, the surest first.
COUNTED: Final = ("population", "pupils", "grid", "census", "rolls")


@dataclass(frozen=True, kw_only=True, eq=False)
class Brought:
    """District made from a planner's files.

    Parameters
    ----------
    tables
        Rows by table, without ``zones``.
    zones
        Demand zones.
    crs
        Working CRS in metres.
    ground
        True if the CRS is not that of the files, so that distances are corrected for its scale.
    notes
        Notes on what was done and assumed, Chinese and English.
    confirmed
        True if the planner has confirmed the columns.
    files
        Name of the file of each kind.
    backdrop
        Kind, file and shape of roads and water, for the map.
    """

    tables: dict[str, pd.DataFrame]
    zones: Zones
    crs: str
    ground: bool
    notes: Notes
    confirmed: bool = False
    files: dict[str, str] = field(default_factory=dict)
    backdrop: tuple[tuple[str, str, shapely.Geometry], ...] = ()


def bring(
    layers: Mapping[str, Layer],
    guesses: Mapping[str, list[Guess]],
    stated: Stated,
    *,
    request: Request,
    findings: Findings,
) -> Brought | None:
    """Build the tables of a district from a planner's files.

    Parameters
    ----------
    layers
        Files by kind: zones, schools and others.
    guesses
        Columns of the fields, by kind.
    stated
        Planner's statements on the files.
    request
        Name of the district, year, band and confidence.
    findings
        Receives every fault of every file.

    Returns
    -------
    Brought or None
        District; None after a fault.
    """
    files = Files(
        layers=layers, guesses=guesses, stated=stated, request=request, findings=findings,
        notes=[note for layer in layers.values() for note in layer.notes],
    )  # fmt: skip
    files = replace(files, stated=with_likely_crs(layers, guesses, stated, files.notes))
    files = replace(files, metres=_metres(files))
    zones = find_zones(files)
    facilities, frames = _schools(files)
    if zones is None or not facilities:
        return None
    look_for_shift(zones, facilities, files)
    catchments = find_catchments(files, zones, facilities)
    if catchments:
        frames["catchments"] = pd.DataFrame(catchments).drop_duplicates(["zone_id", "facility_id", "band"])
    years = find_pupils(files, zones, lambda: pupils_from_rolls(files, zones, facilities, catchments))
    _distances(files, zones, facilities, frames)
    if years is None or len(findings):
        return None
    counted = _counted(files, zones)
    sure = replace(request, confidence="assumed") if counted == "rolls" else request
    frames["pupils"] = table_of(years, zones, source=layers[counted].file, request=sure)
    own = [layer.crs for layer in layers.values()] + [part.crs or "" for part in files.stated.files.values()]
    ground = files.metres not in own
    if "distances" not in frames:
        by_zh, by_en = ("地面", "on the ground") if ground else ("图上", "of the map")
        files.notes.append(
            (
                f"距离为直线，{files.metres}，{by_zh}米",
                f"distances are straight lines in {files.metres}, metres {by_en}",
            )
        )
    return Brought(
        tables=frames,
        zones=zones,
        crs=files.metres,
        ground=ground,
        notes=files.notes,
        confirmed=files.stated.confirmed,
        files={kind: layer.file for kind, layer in layers.items()},
        backdrop=_backdrop(layers),
    )


def _counted(files: Files, zones: Zones) -> str:
    """Return the file that pupils came from, and note the files with pupils that were not used."""
    own = ["zones"] if zones.pupils is not None and "zones" in files else []
    able = [kind for kind in COUNTED if kind in files]
    able = [kind for kind in able if kind != "rolls"] + own + [kind for kind in able if kind == "rolls"]
    used, *left = able
    if left:
        listed, file = ", ".join(dict.fromkeys(files.layers[k].file for k in left)), files.layers[used].file
        files.notes.append(
            (f"学生数取自 {file}，未用 {listed}", f"pupils come from {file}; {listed} was not used for them")
        )
    return used


def _schools(files: Files) -> tuple[Rows, dict[str, pd.DataFrame]]:
    """Build the rows of facilities, and the tables of schools and projects."""
    tables: dict[str, Rows] = {}
    facilities: Rows = []
    if "schools" not in files:
        messages.missing_file(files.findings, Where(file="--schools"))
        return [], {}
    made = make_schools(
        files.layers["schools"],
        files.columns("schools"),
        crs=files.crs("schools"),
        request=files.request,
        findings=files.findings,
        notes=files.notes,
    )
    if made is not None:
        facilities, tables["seats"] = made
    if "projects" in files and facilities:
        tables["projects"], sites = make_projects(
            files.layers["projects"],
            files.columns("projects"),
            facilities,
            crs=files.crs("projects"),
            request=files.request,
            findings=files.findings,
            notes=files.notes,
        )
        facilities = [*facilities, *sites]
    tables["facilities"] = facilities
    return facilities, {name: pd.DataFrame(rows) for name, rows in tables.items() if rows}


def _distances(files: Files, zones: Zones, facilities: Rows, frames: dict[str, pd.DataFrame]) -> None:
    """Add the table of distances, as given or along roads."""
    if "distances" in files:
        frames["distances"] = pd.DataFrame(make_distances(files, zones, facilities))
    elif "roads" in files:
        frames["distances"] = pd.DataFrame(road_distances(files, zones, facilities))
        return
    for asked, zh, en in (
        ("barriers" in files, "阻隔", "barriers"),
        (files.request.by == "time" and "distances" not in files, "时间", "minutes"),
    ):
        if asked:
            files.notes.append((f"没有道路，未用{zh}", f"{en} were not used, as there are no roads"))


def _backdrop(layers: Mapping[str, Layer]) -> tuple[tuple[str, str, shapely.Geometry], ...]:
    """Return kind, file and shape of each layer of roads and water."""
    result = []
    for kind in ("roads", "water"):
        layer = layers.get(kind)
        if layer is not None and layer.shapes is not None:
            name = kind.removesuffix("s")
            result += [(name, layer.file, shape) for shape in layer.shapes if shape is not None]
    return tuple(part for part in result if not part[2].is_empty)


def _metres(files: Files) -> str:
    """Return the working CRS: that of the zones if it measures metres, else one chosen by their place."""
    for kind in ("zones", "pupils", "grid", "catchments", "schools"):
        if kind not in files:
            continue
        layer, said = files.layers[kind], files.crs(kind)
        shapes = points_of(layer, files.columns(kind), crs=said, findings=Findings())
        if shapes is not None and len(shapes):
            west, south, east, north = shapely.total_bounds(shapes)
            if np.isfinite([west, south, east, north]).all():
                return metres_crs(said or layer.crs, (west + east) / 2, (south + north) / 2)
    return "EPSG:32650"
