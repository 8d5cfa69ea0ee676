"""The data of the map page as one JSON document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planning.appraise.closures import find_closures
from planning.appraise.warn import AMBER, GREEN, RED
from planning.domain.proof import proof_of
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.files.catchments import dissolve
from planning.report.map.backdrop import backdrop_lines
from planning.report.map.few import hidden_by_year, hidden_said, hidden_words
from planning.report.map.numbers import number, row
from planning.report.map.rooms import lent_rooms
from planning.report.map.said import in_each, page_words
from planning.report.map.simplify import ShapeArray, simple_shapes
from planning.report.map.today import todays_catchments
from planning.report.subject import Imprint, Subject
from planning.words import message, name_in
from planning.words.catalogue import language_names

#: About one metre; the page draws no finer.
DEGREES = 5
#: Shares are rounded once, where they are shown: rounded here to what is shown, 7.651 % became 7.6.
SHARE_DECIMALS = 6
#: Pupils below which a flow would be shown as none.
LEAST_FLOW = 0.05
#: How a zone stands in the shading of warnings; 0 where nothing lacks.
WARN_RANKS = {GREEN: 1, AMBER: 2, RED: 3}


@dataclass(frozen=True, kw_only=True)
class View:
    """First view of a map page; None leaves the choice to the page.

    Parameters
    ----------
    band, year
        Positions of band and year on the axes.
    lang
        Language, ``zh`` or ``en``.
    """

    band: int | None = None
    year: int | None = None
    lang: str | None = None


def make_payload(subject: Subject, imprint: Imprint, *, view: View | None = None) -> str:
    """Build the JSON that the page's script reads.

    Parameters
    ----------
    subject
        Plan to draw, with its problem, appraisal and names.
    imprint
        Title, digest and sources of the run.
    view
        First view; None leaves it to the page.

    Returns
    -------
    str
        JSON in which ``<``, ``>``, ``&`` and ``%`` are escaped, so that no text from a file can end the
        script element that carries it or reach the template engine.
    """
    shapes = simple_shapes(subject.zones.geometry.to_numpy())
    document = {
        "words": page_words(),
        "names": language_names(),
        "meta": _meta(subject, imprint),
        "bands": _bands(subject),
        "years": list(subject.problem.years),
        "zones": _zones(subject, shapes),
        "facilities": _facilities(subject),
        "projects": _projects(subject),
        "rooms": lent_rooms(subject),
        "flows": _flows(subject),
        "backdrop": backdrop_lines(subject.backdrop, shapes),
        **_catchment_parts(subject, shapes),
    }
    if view is not None:
        document["view"] = {key: value for key, value in vars(view).items() if value is not None}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "&<>%":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _meta(subject: Subject, imprint: Imprint) -> dict[str, Any]:
    plan = subject.plan
    proof = proof_of(plan.stages)
    return {
        "scenario": imprint.scenario,
        "title": in_each(imprint.title),
        "district": in_each(imprint.district),
        "digest": imprint.digest[:12],
        "outcome": {"key": plan.outcome.value, **in_each(proof.words)},
        "gap": proof.within,
        "sources": [
            {"key": key, **in_each(CONFIDENCE_NAMES[key]), "share": round(share, SHARE_DECIMALS)}
            for key, share in imprint.sources.items()
        ],
        "confidences": {key: in_each(names) for key, names in CONFIDENCE_NAMES.items()},
        "distance": in_each(imprint.distance_note),
        "budget": in_each(imprint.budget_note),
        "lacks": [in_each(words) for words in imprint.lacks],
        "tiles": imprint.tile_url is not None,
        "money": in_each(message("page.map.money_unit", money=subject.money.words)),
        "least": subject.least_count,
        "hidden": hidden_words(subject),
    }


def _bands(subject: Subject) -> list[dict[str, Any]]:
    problem, appraisal = subject.problem, subject.appraisal
    return [
        {
            "key": band,
            **in_each(subject.bands[band].words),
            "norm": number(problem.norm_m[b], 0),
            "unhoused": row(appraisal.unplaced_by_band[b], 1),
            "intake": row(appraisal.intake_by_band[b], 0),
            "share": row(appraisal.unplaced_share_by_band[b], SHARE_DECIMALS),
            "hidden": hidden_by_year(subject, b),
            "hiddenSaid": hidden_said(subject, b),
        }
        for b, band in enumerate(problem.bands)
    ]


def _zones(subject: Subject, shapes: ShapeArray) -> list[dict[str, Any]]:
    appraisal, warned = subject.appraisal, _warnings(subject)
    return [
        {
            "id": record["zone_id"],
            **in_each(name_in(zh=record["name_zh"], en=record["name_en"])),
            "confidence": record["confidence"],
            "source": record["source"],
            "shape": _rings(shape),
            "intake": [row(subject.shown(values), 1) for values in appraisal.intake[z]],
            "unhoused": [row(subject.shown(values), 1) for values in appraisal.unplaced[z]],
            "share": [row(values, SHARE_DECIMALS) for values in appraisal.unplaced_share[z]],
            "seats": [row(values, 3) for values in appraisal.seats_per_child[z]],
            "balance": [row(values, 1) for values in appraisal.seat_balance[z]],
            "distance": [row(values, 0) for values in appraisal.zone_distance_m[z]],
            "warn": warned[z],
            "at": _point(shape),
        }
        for z, (record, shape) in enumerate(
            zip(subject.zones.drop(columns="geometry").to_dict("records"), shapes, strict=True)
        )
    ]


def _warnings(subject: Subject) -> list[list[list[float | int | None]]]:
    """Return rank, first, last and worst year, pupils in it and last round to decide, by zone and band."""
    result: list[list[list[float | int | None]]] = [[] for _ in subject.problem.zones]
    for w in subject.warnings:
        rank = WARN_RANKS[w.colour] if w.first_year else 0
        row = [rank, w.first_year, w.last_year, w.worst_year, number(w.worst_pupils, 1), w.last_round]
        result[w.zone].append(row)
    return result


def _point(shape: BaseGeometry) -> list[float]:
    inside = shapely.point_on_surface(shape)
    return [round(inside.y, DEGREES), round(inside.x, DEGREES)]


def _facilities(subject: Subject) -> list[dict[str, Any]]:
    appraisal, problem = subject.appraisal, subject.problem
    result = []
    closes = {(one.facility, one.band): one.last_year for one in find_closures(problem, subject.plan)}
    for f, record in enumerate(subject.facilities.to_dict("records")):
        bands: dict[int, dict[str, Any]] = {}
        for b in range(len(problem.bands)):
            if (appraisal.open_seats[f, b] > 0).any() or (appraisal.enrolled[f, b] > 0.05).any():
                bands[b] = {
                    "open": row(appraisal.open_seats[f, b], 0),
                    "enrolled": row(appraisal.enrolled[f, b], 1),
                    "temporary": row(appraisal.temporary[f, b], 1),
                    "use": row(appraisal.utilisation[f, b], 3),
                }
                if (f, b) in closes:
                    bands[b]["last"] = closes[f, b]
        result.append(
            {
                "id": record["facility_id"],
                **in_each(name_in(zh=record["name_zh"], en=record["name_en"])),
                "at": [round(record["lat"], DEGREES), round(record["lon"], DEGREES)],
                "operator": record["operator"],
                "confidence": record["confidence"],
                "source": record["source"],
                "bands": bands,
            }
        )
    return result


def _projects(subject: Subject) -> list[dict[str, Any]]:
    problem, appraisal = subject.problem, subject.appraisal
    places = subject.facilities[["lat", "lon"]].to_numpy(float)
    return [
        {
            "id": record["project_id"],
            **in_each(name_in(zh=record["name_zh"], en=record["name_en"])),
            "at": np.round(places[problem.programme.facility[p]], DEGREES).tolist(),
            "facility": int(problem.programme.facility[p]),
            "status": record["status"],
            "start": appraisal.start_year[p] or None,
            "opening": appraisal.opening_year[p] or None,
            "cost": round(float(problem.programme.cost_10k[p])),
            "seats": [round(float(seats)) for seats in problem.programme.seats[p]],
            "confidence": {
                "status": record["status_confidence"],
                "seats": record["seats_confidence"],
                "cost": record["cost_confidence"],
                "place": subject.facilities["confidence"].iloc[int(problem.programme.facility[p])],
            },
            "source": record["source"],
        }
        for p, record in enumerate(subject.projects.to_dict("records"))
    ]


def _flows(subject: Subject) -> list[list[list[list[float | int | None]]]]:
    """Return zone, facility and pupils of each placement, by band and year."""
    problem, place = subject.problem, subject.plan.place
    pairs = problem.pairs
    result: list[list[list[list[float | int | None]]]] = [[[] for _ in problem.years] for _ in problem.bands]
    shown = subject.shown(place)
    for n, t in np.argwhere(place > LEAST_FLOW).tolist():
        flow = [int(pairs.zone[n]), int(pairs.facility[n]), number(float(shown[n, t]), 1)]
        result[int(pairs.band[n])][t].append(flow)
    return result


def _catchment_parts(subject: Subject, zones: ShapeArray) -> dict[str, Any]:
    """Return the sets of zones with their outlines, and the set of each facility by band and year."""
    catchments = subject.appraisal.catchments
    today = todays_catchments(subject)
    shapes = dissolve([*catchments, *today], zones)
    numbered = {zones: i for i, zones in enumerate(shapes)}
    years = len(subject.problem.years)
    by_band: list[list[list[list[float | int | None]]]] = [
        [[] for _ in range(years)] for _ in subject.problem.bands
    ]
    pupils = subject.shown(np.array([catchment.pupils for catchment in catchments], dtype=np.float64))
    for catchment, number_of in zip(catchments, pupils.tolist(), strict=True):
        by_band[catchment.band][catchment.year].append(
            [catchment.facility, numbered[catchment.zones], number(number_of, 1)]
        )
    areas = [{"zones": list(zones), "shape": _rings(shape)} for zones, shape in shapes.items()]
    before: list[list[list[int]]] = [[] for _ in subject.problem.bands]
    for catchment in today:
        before[catchment.band].append([catchment.facility, numbered[catchment.zones]])
    return {"areas": areas, "catchments": by_band, "today": before}


def _rings(shape: BaseGeometry) -> list[list[list[list[float]]]]:
    """Return polygons in Leaflet's form: rings of latitude and longitude."""
    polygons = []
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon):
            rings = [part.exterior, *part.interiors]
            polygons.append(
                [
                    [[round(y, DEGREES), round(x, DEGREES)] for x, y in list(ring.coords)[:-1]]
                    for ring in rings
                ]
            )
    return polygons
