"""Schools and their seats, projects, catchments and distances as the tables of a district."""

from __future__ import annotations

import numpy as np
import shapely

from planning.district import messages
from planning.domain.bands import BANDS
from planning.errors import Findings
from planning.importing.cells import (
    Columns,
    amounts,
    by_band,
    keys_of,
    numbers,
    points_of,
    texts,
)
from planning.importing.faults import no_column
from planning.importing.files import Files
from planning.importing.layer import Layer
from planning.importing.names import directory_of_schools, directory_of_zones, positions
from planning.importing.request import Request
from planning.importing.zones import Notes, Zones, names_of

Rows = list[dict[str, object]]
OPERATORS = {
    "public_type": ("公办性质", "public_type"),
    "inclusive_private": ("普惠", "inclusive"),
    "private": ("民办", "private", "independent"),
    "public": ("公办", "public", "state", "community", "government"),
}
STATUSES = {
    "completing": ("竣工", "completing"),
    "continuing": ("续建", "在建", "continuing"),
    "starting": ("新开工", "开工", "新建", "starting", "new"),
    "reserve": ("储备", "reserve"),
}
#: What is assumed of a project that does not say it.
WORKS_MONTHS, WINDOW_YEARS, SEPTEMBER = 24, 5, 9


def make_schools(
    layer: Layer, columns: Columns, *, crs: str | None, request: Request, findings: Findings, notes: Notes
) -> tuple[Rows, Rows] | None:
    """Return the rows of facilities and of seats.

    Parameters
    ----------
    layer, columns
        The file, and its columns by field.
    crs
        CRS of coordinates that stand in columns.
    request
        Band and confidence.
    findings, notes
        Receive faults, and what was assumed.

    Returns
    -------
    tuple or None
        Facilities and seats; None after a fault.
    """
    before = len(findings)
    shapes = points_of(layer, columns, crs=crs, findings=findings)
    if shapes is None and len(findings) == before:
        no_column(findings, layer, "schools", "lon, lat")
    keys = keys_of(layer, columns, "facility_id", letter="F", findings=findings, notes=notes)
    seats = by_band(layer, columns, "seats", band=request.band, findings=findings)
    if seats is None:
        no_column(findings, layer, "schools", "seats")
    temporary = amounts(layer, columns, "temporary_limit", findings)
    if shapes is None or seats is None or len(findings) > before:
        return None
    points = shapely.centroid(shapes)
    operators = [_word(cell, OPERATORS, "public") for cell in texts(layer, columns, "operator")]
    if "operator" not in columns:
        notes.append(
            ("学校均按公办计（文件未写举办者）", "every school is taken as public: the file does not say")
        )
    said = {"source": layer.file, "confidence": request.confidence}
    facilities: Rows = [
        {
            "facility_id": key, "name_zh": zh, "name_en": en, "lon": _degrees(x), "lat": _degrees(y),
            "operator": operator, "education_group": "", "status": "open", "opened": "", **said,
        }
        for key, (zh, en), x, y, operator in zip(
            keys, names_of(layer, columns, keys), shapely.get_x(points), shapely.get_y(points), operators,
            strict=True,
        )
    ]  # fmt: skip
    rows: Rows = [
        {
            "facility_id": key, "band": BANDS[b], "classes": 0, "seats": f"{seats[i, b]:g}",
            "temporary_limit": round(temporary[i]), "campus_limit": int(np.ceil(seats[i, b] + temporary[i])),
            "staff_posts": 0, **said,
        }
        for i, key in enumerate(keys)
        for b in np.flatnonzero(seats[i]).tolist()
    ]  # fmt: skip
    return facilities, rows


def make_projects(
    layer: Layer,
    columns: Columns,
    facilities: Rows,
    *,
    crs: str | None,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> tuple[Rows, Rows]:
    """Return the rows of projects, and of the sites that they need beside the schools.

    A project stands at the school that it names by key or name; else it has a site of its own where its
    coordinates are.
    """
    before = len(findings)
    keys = keys_of(layer, columns, "project_id", letter="P", findings=findings, notes=notes)
    names = names_of(layer, columns, keys)
    seats = by_band(layer, columns, "seats", band=request.band, findings=findings, signed=True)
    if seats is None:
        no_column(findings, layer, "projects", "seats")
    cost = amounts(layer, columns, "cost_10k", findings)
    start = numbers(layer, columns, "start_earliest", findings)
    latest = numbers(layer, columns, "start_latest", findings)
    months = numbers(layer, columns, "works_months", findings)
    located = layer.shapes is not None or ("lon" in columns and "lat" in columns)
    shapes = points_of(layer, columns, crs=crs, findings=findings) if located else None
    if len(findings) > before or seats is None:
        return [], []
    known = {str(row[field]): str(row["facility_id"]) for row in facilities
             for field in ("name_zh", "name_en", "facility_id")}  # fmt: skip
    said = {"source": layer.file, "confidence": request.confidence}
    projects: Rows = []
    sites: Rows = []
    for i, key in enumerate(keys):
        named = texts(layer, columns, "facility_id")[i]
        site = known.get(named) or known.get(names[i][0])
        if site is None:
            if shapes is None:
                messages.unknown_key(findings, layer.where(i), named or names[i][0], "schools")
                continue
            site = f"N_{key}"
            point = shapely.centroid(shapes[i])
            sites.append(
                {
                    "facility_id": site, "name_zh": names[i][0], "name_en": names[i][1],
                    "lon": _degrees(point.x), "lat": _degrees(point.y), "operator": "public",
                    "education_group": "", "status": "planned", "opened": "", **said,
                }
            )  # fmt: skip
        first = int(start[i]) if not np.isnan(start[i]) else request.year
        last = int(latest[i]) if not np.isnan(latest[i]) else first + WINDOW_YEARS
        status = _word(texts(layer, columns, "status")[i], STATUSES, "starting")
        projects.append(
            {
                "project_id": key, "facility_id": site, "name_zh": names[i][0], "name_en": names[i][1],
                "status": status,
                **{f"seats_{band}": round(seats[i, b]) for b, band in enumerate(BANDS)},
                "cost_10k": f"{cost[i]:g}", "start_earliest": first,
                "start_latest": first if status in ("completing", "continuing") else last,
                "start_month": SEPTEMBER,
                "works_months": round(months[i]) if not np.isnan(months[i]) else WORKS_MONTHS,
                "delay_years_max": 0, "spend_share_1": 0.5, "spend_share_2": 0.5, "spend_share_3": 0,
                "spend_share_4": 0, "status_confidence": request.confidence,
                "seats_confidence": request.confidence,
                "cost_confidence": request.confidence if "cost_10k" in columns else "assumed",
                "window_confidence": "assumed", **said,
            }
        )  # fmt: skip
    notes.append(
        (
            f"项目未写明的：开工窗口 {WINDOW_YEARS} 年、工期 {WORKS_MONTHS} 个月、9 月开工、"
            "两年各付一半，均为假定",
            f"assumed of projects where not stated: a window of {WINDOW_YEARS} years, works of "
            f"{WORKS_MONTHS} months from September, paid by halves in two years",
        )
    )
    return projects, sites


def make_distances(files: Files, zones: Zones, facilities: Rows) -> Rows:
    """Return the rows of distances, or times, that were measured elsewhere.

    Parameters
    ----------
    files
        The planner's files, ``distances`` among them. Receives faults, and how minutes became metres.
    zones, facilities
        Between which was measured.

    Returns
    -------
    list of dict
        One for each pair; see :class:`planning.importing.request.Request` for what minutes count as.
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


def time_note(request: Request) -> tuple[str, str]:
    """Return how minutes became metres."""
    return (
        f"按时间计：每分钟折合 {request.walk_m_per_min:.1f} 米（步行 {request.walk_km_h:g} 公里/小时），"
        "半径与上限也按此理解",
        f"measured in time: a minute counts as {request.walk_m_per_min:.1f} m ({request.walk_km_h:g} km/h on "
        "foot), and so do radius and reach",
    )


def pairs_of(files: Files, kind: str, zones: Zones, facilities: Rows) -> list[tuple[int, str, str]]:
    """Return record, zone and facility of each record of a file; either may be told by key or by name.

    Parameters
    ----------
    files, kind
        The planner's files, and the one that is read; receives what is not there.
    zones, facilities
        What the file may name.

    Returns
    -------
    list of tuple
        Records of which both are there.
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


def _word(cell: str, words: dict[str, tuple[str, ...]], usual: str) -> str:
    text = cell.strip().lower()
    return next((name for name, known in words.items() if text and any(w in text for w in known)), usual)


def _degrees(value: float) -> str:
    return f"{value:.9f}"
