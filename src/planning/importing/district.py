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
from planning.importing.cells import Columns, points_of
from planning.importing.columns import Guess
from planning.importing.datum import metres_crs
from planning.importing.demand import find_pupils, find_zones
from planning.importing.faults import no_pupils
from planning.importing.files import Files
from planning.importing.layer import Layer, Notes
from planning.importing.levels import with_bands
from planning.importing.likely import with_likely_crs
from planning.importing.mapping import Stated
from planning.importing.projects import cost_note, make_projects
from planning.importing.pupils import table_of
from planning.importing.request import Request
from planning.importing.roads import road_distances
from planning.importing.rolls import pupils_from_rolls
from planning.importing.schools import Rows, make_distances, make_schools
from planning.importing.shifted import look_for_shift
from planning.importing.unread import check_read
from planning.importing.years import Counts
from planning.importing.zones import Zones
from planning.words import Words, message

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
        What was done and assumed.
    guessed
        Files, by kind, of which some column was guessed and nobody has confirmed it.
    counted
        Kind of the file that pupils come from.
    counts
        Pupils by variant and year.
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
    counted: str
    counts: Counts
    guessed: frozenset[str] = frozenset()
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
    notes = [note for layer in layers.values() for note in layer.notes]
    files = Files(
        layers=with_bands(layers, guesses, stated, bands=request.bands, findings=findings, notes=notes),
        fields={kind: Columns(own) for kind, own in guesses.items()},
        stated=with_likely_crs(layers, guesses, stated, notes),
        request=request,
        findings=findings,
        notes=notes,
    )
    files = replace(files, metres=_metres(files))
    zones = find_zones(files)
    facilities, frames = _schools(files)
    if zones is None or not facilities:
        return None
    look_for_shift(zones, facilities, files)
    catchments = find_catchments(files, zones, facilities)
    if catchments:
        frames["catchments"] = pd.DataFrame(catchments).drop_duplicates(["zone_id", "facility_id", "band"])
    counts = find_pupils(files, zones, lambda: pupils_from_rolls(files, zones, facilities, catchments))
    _distances(files, zones, facilities, frames)
    if counts is None:
        return None
    counted, left = _counted(files, zones)
    if not len(findings):
        check_read(files, layers, set(left))
    if len(findings):
        return None
    sure = replace(request, confidence="assumed") if counted == "rolls" else request
    frames["pupils"] = table_of(counts, zones, source=layers[counted].file, request=sure)
    if frames["pupils"].empty:
        no_pupils(findings, layers[counted], request.bands)
        return None
    own = [layer.crs for layer in layers.values()] + [part.crs or "" for part in files.stated.files.values()]
    ground = files.metres not in own
    if "distances" not in frames:
        files.notes.append(_straight(files.metres, ground=ground))
    return Brought(
        tables=frames,
        zones=zones,
        crs=files.metres,
        ground=ground,
        notes=files.notes,
        guessed=frozenset(kind for kind, own in guesses.items() if not all(guess.confirmed for guess in own)),
        counted=counted,
        counts=counts,
        files={kind: layer.file for kind, layer in layers.items()},
        backdrop=_backdrop(layers),
    )


def _straight(metres: str, *, ground: bool) -> Words:
    """Return how distances are measured without a table or roads."""
    if ground:
        return message("importing.district.straight_lines_on_the_ground", crs=metres)
    return message("importing.district.straight_lines_of_the_map", crs=metres)


def _counted(files: Files, zones: Zones) -> tuple[str, list[str]]:
    """Return the file that pupils came from, and those that could have told them and were not asked."""
    own = ["zones"] if zones.pupils is not None and "zones" in files else []
    able = [kind for kind in COUNTED if kind in files]
    able = [kind for kind in able if kind != "rolls"] + own + [kind for kind in able if kind == "rolls"]
    used, *left = able
    if left:
        listed, file = ", ".join(dict.fromkeys(files.layers[k].file for k in left)), files.layers[used].file
        files.notes.append(message("importing.district.pupils_come_not_used_them", file=file, others=listed))
    return used, left


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
        tables["projects"], sites = make_projects(files, facilities)
        files.notes.append(cost_note(files.request.currency))
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
    if "barriers" in files:
        files.notes.append(message("importing.district.barriers_not_used"))
    if files.request.by == "time" and "distances" not in files:
        files.notes.append(message("importing.district.minutes_not_used"))


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
