"""Catchments that result from a plan: zones by facility, dissolved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planning.report.names import Subject

#: A zone belongs to a catchment where at least this share of its intake goes there. Where a zone has several
#: schools, it belongs to several catchments, as joint catchments do.
LEAST_SHARE = 0.05


@dataclass(frozen=True, kw_only=True)
class Catchment:
    """One facility's catchment in a band and year, positions on the axes.

    Parameters
    ----------
    facility, band, year
        Positions.
    zones
        Zones that belong to it.
    pupils
        Pupils of the year's intake placed there, from all zones.
    """

    facility: int
    band: int
    year: int
    zones: tuple[int, ...]
    pupils: float


def make_catchments(subject: Subject) -> list[Catchment]:
    """List the catchments of every facility that takes an intake, by band, year and facility."""
    problem, place = subject.problem, subject.plan.place
    members: dict[tuple[int, int, int], list[tuple[float, int, float]]] = defaultdict(list)
    zone, facility = problem.pairs.zone.tolist(), problem.pairs.facility.tolist()
    band = problem.pairs.band.tolist()
    for n, t in np.argwhere(place > 1e-6).tolist():
        pupils = float(place[n, t])
        share = pupils / float(problem.intakes[zone[n], band[n], t])
        members[band[n], t, facility[n]].append((share, zone[n], pupils))
    result = []
    for (b, t, f), senders in sorted(members.items()):
        largest = max(senders)
        zones = sorted({z for share, z, _ in senders if share >= LEAST_SHARE} | {largest[1]})
        pupils = sum(number for _, _, number in senders)
        result.append(Catchment(facility=f, band=b, year=t, zones=tuple(zones), pupils=pupils))
    return result


def dissolve(subject: Subject, catchments: list[Catchment]) -> dict[tuple[int, ...], BaseGeometry]:
    """Return the polygon of each set of zones, WGS 84; the same set is dissolved once."""
    shapes = subject.zones.geometry.to_numpy()
    sets = {catchment.zones for catchment in catchments}
    return {zones: shapely.coverage_union_all(shapes[list(zones)]) for zones in sorted(sets)}
