"""Building projects of a planner's file as the table of a district, and the sites that they need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from planning.domain.currency import YUAN, Currency
from planning.domain.frozen import FloatArray
from planning.importing.cells import Columns, amounts, by_band, numbers, points_of, texts
from planning.importing.columns import Guess
from planning.importing.faults import listed, listed_words, no_column
from planning.importing.files import Files
from planning.importing.keys import keys_of
from planning.importing.layer import Layer
from planning.importing.matched import words_by_meaning
from planning.importing.names import Directory, directory_of_schools, positions
from planning.importing.schools import Rows, degrees, words_of
from planning.importing.zones import names_of
from planning.words import Words, message

#: What is assumed of a project that does not say it.
WORKS_MONTHS, WINDOW_YEARS, SEPTEMBER = 24, 5, 9


def make_projects(files: Files, facilities: Rows) -> tuple[Rows, Rows]:
    """Build the rows of projects, and of the new sites that they need.

    Parameters
    ----------
    files
        Planner's files, with ``projects``. Receives the faults, and notes on what was assumed.
    facilities
        Schools. A project belongs to the school that it names by key or name, or else to a new site at its
        coordinates.

    Returns
    -------
    tuple of list
        Rows of projects and of new sites; empty after a fault.
    """
    layer, columns = files.layers["projects"], files.columns("projects")
    findings, notes, request = files.findings, files.notes, files.request
    before = len(findings)
    keys = keys_of(layer, columns, "project_id", letter="P", findings=findings, notes=notes)
    names = names_of(layer, columns, keys)
    seats = by_band(
        layer,
        columns,
        "seats",
        bands=request.bands,
        band=request.band,
        findings=findings,
        signed=True,
    )
    if seats is None:
        no_column(findings, layer, "projects", "seats")
    cost = _cost(files, keys)
    start = numbers(layer, columns, "start_earliest", findings)
    latest = numbers(layer, columns, "start_latest", findings)
    months = numbers(layer, columns, "works_months", findings)
    located = layer.shapes is not None or ("lon" in columns and "lat" in columns)
    shapes = points_of(layer, columns, crs=files.crs("projects"), findings=findings) if located else None
    if len(findings) > before or seats is None:
        return [], []
    sites, new = _sites(files, facilities, keys, names, shapes)
    statuses = words_of(layer, columns, "status", words_by_meaning("status"), "starting", notes)
    if len(findings) > before:
        return [], []
    said = {"source": layer.file, "confidence": request.confidence}
    projects: Rows = []
    for i, key in enumerate(keys):
        first = int(start[i]) if not np.isnan(start[i]) else request.year
        last = int(latest[i]) if not np.isnan(latest[i]) else first + WINDOW_YEARS
        projects.append(
            {
                "project_id": key, "facility_id": sites[i], "name_zh": names[i][0], "name_en": names[i][1],
                "status": statuses[i],
                **{f"seats_{band.id}": round(seats[i, b]) for b, band in enumerate(request.bands)},
                "cost_10k": f"{cost[i]:g}", "start_earliest": first,
                "start_latest": first if statuses[i] in ("completing", "continuing") else last,
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
        message(
            "importing.projects.assumed_projects_where_not_stated",
            window_years=WINDOW_YEARS,
            works_months=WORKS_MONTHS,
        )
    )
    return projects, new


def cost_note(currency: Currency) -> Words:
    """Return a note on the weight of the cost of projects in the first scenario."""
    return message("importing.projects.projects_o2_pupil_kilometres_discounted", money=currency.words)


def _cost(files: Files, keys: Sequence[str]) -> FloatArray:
    """Return the cost of each project; note projects without one, which cost nothing."""
    layer, columns = files.layers["projects"], files.columns("projects")
    cost = amounts(layer, columns, "cost_10k", files.findings)
    if "cost_10k" not in columns:
        files.notes.append(message("importing.projects.no_cost_recognised_projects_cost", file=layer.file))
        return cost
    if files.request.currency != YUAN:
        files.notes.append(
            message(
                "importing.projects.cost_read_in_money",
                file=layer.file,
                column=columns["cost_10k"],
                money=files.request.currency.words,
                total=float(cost.sum()),
            )
        )
    blank = [key for key, cell in zip(keys, texts(layer, columns, "cost_10k"), strict=True) if not cell]
    if blank:
        projects = listed(blank)
        files.notes.append(
            message("importing.projects.no_cost", file=layer.file, n=len(blank), projects=projects)
        )
    return cost


def _sites(
    files: Files,
    facilities: Rows,
    keys: Sequence[str],
    names: Sequence[tuple[str, str]],
    shapes: NDArray[np.object_] | None,
) -> tuple[list[str], Rows]:
    """Return the site of each project, and the rows of new sites."""
    layer, columns = files.layers["projects"], files.columns("projects")
    schools = directory_of_schools(facilities)
    named = texts(layer, columns, "facility_id")
    at = [_school(schools, cell, name[0]) for cell, name in zip(named, names, strict=True)]
    lost = [i for i, site in enumerate(at) if site is None]
    if shapes is None and lost:
        _tell_lost(files, schools, lost, names)
        return [], []
    sites: list[str] = []
    new: Rows = []
    for i, position in enumerate(at):
        if position is not None:
            sites.append(str(facilities[position]["facility_id"]))
            continue
        assert shapes is not None
        point = shapely.centroid(shapes[i])
        sites.append(f"N_{keys[i]}")
        new.append(
            {
                "facility_id": sites[-1], "name_zh": names[i][0], "name_en": names[i][1],
                "lon": degrees(point.x), "lat": degrees(point.y), "operator": "public",
                "education_group": "", "status": "planned", "opened": "", "source": layer.file,
                "confidence": files.request.confidence,
            }
        )  # fmt: skip
    _note_named(files, schools, {keys[i]: named[i] for i in lost if named[i]})
    return sites, new


def _school(schools: Directory, named: str, name: str) -> int | None:
    """Return the school that a project names, or else has the name of."""
    found = schools.get(named) if named else None
    return schools.get(name) if found is None else found


def _tell_lost(
    files: Files, schools: Directory, lost: Sequence[int], names: Sequence[tuple[str, str]]
) -> None:
    """Report projects without a place: they name no known school and have no coordinates."""
    layer, columns = files.layers["projects"], files.columns("projects")
    field = "facility_id" if "facility_id" in columns else "name_zh"
    if field not in columns:
        no_column(files.findings, layer, "projects", "facility_id")
        return
    part = layer.part(lost)
    cells = [cell or names[i][0] for i, cell in zip(lost, texts(part, columns, field), strict=True)]
    filled = Layer(file=layer.file, columns={columns[field]: cells}, rows=part.rows)
    own = Columns([Guess(field=field, column=columns[field], how="stated")])
    positions(filled, own, field, schools, files.findings)


def _note_named(files: Files, schools: Directory, named: dict[str, str]) -> None:
    """Note projects that name an unknown school and so have a new site."""
    if not named:
        return
    near = {key: schools.near(name) for key, name in named.items()}
    projects = [
        message("importing.projects.project_and_nearest", key=key, school=name, near=near[key])
        if near[key]
        else message("importing.projects.project_and_school", key=key, school=name)
        for key, name in named.items()
    ]
    few = listed_words(projects, "list.comma")
    files.notes.append(message("importing.projects.sites_of_their_own", n=len(named), projects=few))
