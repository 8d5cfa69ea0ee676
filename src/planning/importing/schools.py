"""Schools and their seats, and distances measured elsewhere, as the tables of a district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import shapely

from planning.district import messages
from planning.errors import Findings
from planning.importing.cells import (
    Columns,
    amounts,
    by_band,
    points_of,
    texts,
)
from planning.importing.faults import listed, no_column
from planning.importing.files import Files
from planning.importing.keys import keys_of
from planning.importing.layer import Layer, Notes
from planning.importing.matched import words_by_meaning
from planning.importing.names import directory_of_schools, directory_of_zones, positions
from planning.importing.request import Request
from planning.importing.zones import Zones, names_of
from planning.words import Words, message

Rows = list[dict[str, object]]


def make_schools(
    layer: Layer, columns: Columns, *, crs: str | None, request: Request, findings: Findings, notes: Notes
) -> tuple[Rows, Rows] | None:
    """Build the rows of facilities and of seats.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    crs
        CRS of coordinates in columns; None for degrees.
    request
        Band of seats without one, and confidence.
    findings, notes
        Receive the faults, and notes on what was assumed.

    Returns
    -------
    tuple or None
        Rows of facilities and of seats; None after a fault.
    """
    before = len(findings)
    shapes = points_of(layer, columns, crs=crs, findings=findings)
    if shapes is None and len(findings) == before:
        no_column(findings, layer, "schools", "lon, lat")
    keys = keys_of(layer, columns, "facility_id", letter="F", findings=findings, notes=notes)
    seats = by_band(layer, columns, "seats", bands=request.bands, band=request.band, findings=findings)
    if seats is None:
        no_column(findings, layer, "schools", "seats")
    temporary = amounts(layer, columns, "temporary_limit", findings)
    if shapes is None or seats is None or len(findings) > before:
        return None
    points = shapely.centroid(shapes)
    operators = words_of(layer, columns, "operator", words_by_meaning("operator"), "public", notes)
    if "operator" not in columns:
        notes.append(message("importing.schools.every_school_taken_public_file"))
    said = {"source": layer.file, "confidence": request.confidence}
    facilities: Rows = [
        {
            "facility_id": key, "name_zh": zh, "name_en": en, "lon": degrees(x), "lat": degrees(y),
            "operator": operator, "education_group": "", "status": "open", "opened": "", **said,
        }
        for key, (zh, en), x, y, operator in zip(
            keys, names_of(layer, columns, keys), shapely.get_x(points), shapely.get_y(points), operators,
            strict=True,
        )
    ]  # fmt: skip
    rows: Rows = [
        {
            "facility_id": key, "band": request.bands[b].id, "classes": 0, "seats": f"{seats[i, b]:g}",
            "temporary_limit": round(temporary[i]), "campus_limit": int(np.ceil(seats[i, b] + temporary[i])),
            "staff_posts": 0, **said,
        }
        for i, key in enumerate(keys)
        for b in np.flatnonzero(seats[i]).tolist()
    ]  # fmt: skip
    return facilities, rows


def make_distances(files: Files, zones: Zones, facilities: Rows) -> Rows:
    """Build the rows of distances or times measured elsewhere.

    Parameters
    ----------
    files
        Planner's files, with ``distances``; :class:`planning.importing.request.Request` says whether time
        counts. Receives the faults, and a note on minutes.
    zones, facilities
        Zones and schools that the file names by key or name.

    Returns
    -------
    list of dict
        Rows of ``distances``, metres.
    """
    layer, columns, request = files.layers["distances"], files.columns("distances"), files.request
    by_time = "minutes" in columns and (request.by == "time" or "distance_m" not in columns)
    field = "minutes" if by_time else "distance_m"
    if field not in columns:
        no_column(files.findings, layer, "distances", "distance_m")
        return []
    metres = amounts(layer, columns, field, files.findings)
    if by_time:
        metres = metres * request.walk_m_per_min
        files.notes.append(time_note(request))
    rows = pairs_of(files, "distances", zones, facilities)
    first: dict[tuple[str, str], int] = {}
    for i, zone, site in rows:
        before = first.setdefault((zone, site), i)
        if before != i:
            where = layer.where(i, f"{columns['zone_id']}, {columns['facility_id']}")
            messages.duplicate_key(files.findings, where, f"{zone} / {site}", layer.rows[before])
    said = {"source": layer.file, "confidence": request.confidence}
    return [
        {"zone_id": zone, "facility_id": site, "distance_m": f"{metres[i]:.12g}", **said}
        for i, zone, site in rows
    ]


def time_note(request: Request) -> Words:
    """Return a note on the conversion of minutes to metres."""
    return message(
        "importing.schools.measured_time_minute_counts_m",
        walk_m_per_min=request.walk_m_per_min,
        walk_km_h=request.walk_km_h,
    )


def pairs_of(files: Files, kind: str, zones: Zones, facilities: Rows) -> list[tuple[int, str, str]]:
    """Return the zone and the facility of each record of a file, named by key or by name.

    Parameters
    ----------
    files, kind
        Planner's files, and the kind to read. Receives unknown zones and schools.
    zones, facilities
        Zones and schools of the district.

    Returns
    -------
    list of tuple
        Position of the record, key of the zone and key of the facility.
    """
    layer, columns, findings = files.layers[kind], files.columns(kind), files.findings
    lacking = [field for field in ("zone_id", "facility_id") if field not in columns]
    for field in lacking:
        no_column(findings, layer, kind, field)
    if lacking:
        return []
    at = positions(layer, columns, "zone_id", directory_of_zones(zones), findings)
    sites = positions(layer, columns, "facility_id", directory_of_schools(facilities), findings)
    return [
        (i, zones.keys[zone], str(facilities[site]["facility_id"]))
        for i, (zone, site) in enumerate(zip(at, sites, strict=True))
        if zone is not None and site is not None
    ]


def words_of(
    layer: Layer, columns: Columns, field: str, words: Mapping[str, tuple[str, ...]], usual: str, notes: Notes
) -> list[str]:
    """Return the word of the district for each record of a field of words.

    Parameters
    ----------
    layer, columns, field
        File, its columns by field, and the field.
    words
        Parts of the words that files use, by word of the district.
    usual
        Word of records without one, and of those whose word is not known.
    notes
        Receives a note on words that are not known.

    Returns
    -------
    list of str
        One word for each record.
    """
    result, unknown = [], Counter[str]()
    for cell in texts(layer, columns, field):
        text = cell.strip().lower()
        found = next((name for name, known in words.items() if text and any(w in text for w in known)), None)
        if text and found is None:
            unknown[cell.strip()] += 1
        result.append(found or usual)
    if unknown:
        items = listed([f"{word} ({count})" for word, count in unknown.most_common()])
        notes.append(
            message(
                "importing.schools.column_not_known_taken",
                file=layer.file,
                column=columns[field],
                usual=usual,
                unknown=items,
            )
        )
    return result


def degrees(value: float) -> str:
    """Return longitude or latitude as it is written, to a tenth of a millimetre."""
    return f"{value:.9f}"
