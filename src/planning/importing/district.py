"""From the planner's layers to the tables of a district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from planning.district import messages
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.cells import columns_of, points_of
from planning.importing.columns import Guess
from planning.importing.datum import metres_crs
from planning.importing.gather import gather
from planning.importing.layer import Layer
from planning.importing.likely import with_likely_crs
from planning.importing.mapping import Stated
from planning.importing.pupils import from_areas, from_table, into_zones, points_and_pupils, table_of
from planning.importing.request import Request
from planning.importing.roads import road_distances
from planning.importing.schools import Rows, make_catchments, make_distances, make_projects, make_schools
from planning.importing.shifted import look_for_shift
from planning.importing.zones import Notes, Zones, make_zones


@dataclass(frozen=True, kw_only=True, eq=False)
class Brought:
    """A district made of a planner's files.

    Parameters
    ----------
    tables
        Rows by table; ``zones`` stands apart.
    zones
        Demand zones.
    crs
        Working CRS in metres.
    ground
        True where the CRS is ours and not the files', so that its scale is taken out of distances.
    notes
        What was done and assumed, Chinese and English.
    confirmed
        True where the planner has confirmed the columns.
    files
        File by kind.
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
    """Make the tables of a district.

    Parameters
    ----------
    layers
        Files by kind: zones, schools, and what else there is.
    guesses
        Column of each field, by kind.
    stated
        What the planner says of the files.
    request
        Names, year, band, confidence.
    findings
        Receives every fault of every file.

    Returns
    -------
    Brought or None
        The district; None after a fault.
    """
    notes: Notes = [note for layer in layers.values() for note in layer.notes]
    stated = with_likely_crs(layers, guesses, stated, notes)
    metres = _metres(layers, guesses, stated)
    zones = _zones(layers, guesses, stated, metres, request, findings, notes)
    facilities: Rows = []
    tables: dict[str, Rows] = {}
    if "schools" in layers:
        made = make_schools(
            layers["schools"],
            columns_of(guesses["schools"]),
            crs=stated.of("schools").crs,
            request=request,
            findings=findings,
            notes=notes,
        )
        if made is not None:
            facilities, tables["seats"] = made
    else:
        messages.missing_file(findings, Where(file="--schools"))
    if "projects" in layers and facilities:
        projects, sites = make_projects(
            layers["projects"],
            columns_of(guesses["projects"]),
            facilities,
            crs=stated.of("projects").crs,
            request=request,
            findings=findings,
            notes=notes,
        )
        tables["projects"] = projects
        facilities = [*facilities, *sites]
    tables["facilities"] = facilities
    if zones is None or not facilities:
        return None
    look_for_shift(zones, facilities, layers, guesses, stated, metres, findings)
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items() if rows}
    years = _pupils(layers, guesses, stated, zones, metres, request, findings, notes)
    if "distances" in layers:
        columns = columns_of(guesses["distances"])
        rows = make_distances(
            layers["distances"], columns, zones, facilities, request=request, findings=findings
        )
        frames["distances"] = pd.DataFrame(rows)
    if "roads" in layers and "distances" not in layers:
        rows = road_distances(
            layers["roads"],
            columns_of(guesses["roads"]),
            zones,
            facilities,
            metres=metres,
            request=request,
            findings=findings,
            notes=notes,
        )
        frames["distances"] = pd.DataFrame(rows)
    if "catchments" in layers:
        columns = columns_of(guesses["catchments"])
        rows = make_catchments(
            layers["catchments"], columns, zones, facilities, request=request, findings=findings
        )
        frames["catchments"] = pd.DataFrame(rows).drop_duplicates(["zone_id", "facility_id", "band"])
    if years is None or len(findings):
        return None
    source = ", ".join(
        layers[kind].file for kind in ("population", "pupils", "grid", "census", "zones") if kind in layers
    )
    frames["pupils"] = table_of(years, zones, source=source, request=request)
    own = [layer.crs for layer in layers.values()] + [part.crs or "" for part in stated.files.values()]
    ground = metres not in own
    by_zh, by_en = ("地面", "on the ground") if ground else ("图上", "of the map")
    if "distances" not in frames:
        notes.append(
            (f"距离为直线，{metres}，{by_zh}米", f"distances are straight lines in {metres}, metres {by_en}")
        )
    return Brought(
        tables=frames,
        zones=zones,
        crs=metres,
        ground=ground,
        notes=notes,
        confirmed=stated.confirmed,
        files={kind: layer.file for kind, layer in layers.items()},
        backdrop=_backdrop(layers),
    )


def _backdrop(layers: Mapping[str, Layer]) -> tuple[tuple[str, str, shapely.Geometry], ...]:
    """Return kind, file and shape of roads and water."""
    result = []
    for kind in ("roads", "water"):
        layer = layers.get(kind)
        if layer is not None and layer.shapes is not None:
            name = kind.removesuffix("s")
            result += [(name, layer.file, shape) for shape in layer.shapes if shape is not None]
    return tuple(part for part in result if not part[2].is_empty)


def _metres(layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]], stated: Stated) -> str:
    """Return the working CRS: that of the zones where it measures metres, else UTM where they lie."""
    for kind in ("zones", "pupils", "grid", "schools"):
        if kind not in layers:
            continue
        layer, said = layers[kind], stated.of(kind).crs
        shapes = points_of(layer, columns_of(guesses[kind]), crs=said, findings=Findings())
        if shapes is not None and len(shapes):
            west, south, east, north = shapely.total_bounds(shapes)
            if np.isfinite([west, south, east, north]).all():
                return metres_crs(said or layer.crs, (west + east) / 2, (south + north) / 2)
    return "EPSG:32650"


def _zones(
    layers: Mapping[str, Layer],
    guesses: Mapping[str, list[Guess]],
    stated: Stated,
    metres: str,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> Zones | None:
    if "zones" in layers:
        return make_zones(
            layers["zones"],
            columns_of(guesses["zones"]),
            crs=stated.of("zones").crs,
            metres=metres,
            request=request,
            findings=findings,
            notes=notes,
        )
    kind = "pupils" if "pupils" in layers else "grid" if "grid" in layers else None
    if kind is None:
        messages.missing_file(findings, Where(file="--zones"))
        return None
    found = points_and_pupils(
        layers[kind],
        columns_of(guesses[kind]),
        crs=stated.of(kind).crs,
        request=request,
        findings=findings,
    )
    return None if found is None else gather(*found, metres=metres, request=request, notes=notes)


def _pupils(
    layers: Mapping[str, Layer],
    guesses: Mapping[str, list[Guess]],
    stated: Stated,
    zones: Zones,
    metres: str,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> dict[int, FloatArray] | None:
    """Return pupils by year from the file that counts them best; None after a fault."""
    if "population" in layers:
        columns = columns_of(guesses["population"])
        return from_table(
            layers["population"], columns, zones, request=request, findings=findings, notes=notes
        )
    for kind in ("pupils", "grid"):
        if kind in layers and "zones" in layers:
            found = points_and_pupils(
                layers[kind],
                columns_of(guesses[kind]),
                crs=stated.of(kind).crs,
                request=request,
                findings=findings,
            )
            if found is None:
                return None
            return {request.year: into_zones(*found, zones, metres=metres, notes=notes)}
    if "census" in layers:
        total = from_areas(
            layers["census"],
            columns_of(guesses["census"]),
            zones,
            zones.dwellings,
            metres=metres,
            request=request,
            findings=findings,
            notes=notes,
        )
        return None if total is None else {request.year: total}
    if zones.pupils is None:
        messages.missing_column(
            findings, Where(file=layers["zones"].file, column="pupils"), layers["zones"].columns
        )
        return None
    return {request.year: zones.pupils}
