"""Today's catchments as positions on the axes of a plan."""

from __future__ import annotations

from collections import defaultdict

from planning.domain.appraisal import Catchment
from planning.report.subject import Subject


def todays_catchments(subject: Subject) -> list[Catchment]:
    """Return today's catchments as positions on the axes."""
    problem = subject.problem
    at = {name: {key: i for i, key in enumerate(getattr(problem, name))} for name in ("zones", "facilities")}
    today = subject.today
    own: dict[tuple[str, str], list[int]] = defaultdict(list)
    for band, facility, zone in zip(today["band"], today["facility_id"], today["zone_id"], strict=True):
        if band in problem.bands:
            own[band, facility].append(at["zones"][zone])
    result = []
    for (band, facility), zones in sorted(own.items()):
        b, f = problem.bands.index(band), at["facilities"][facility]
        result.append(Catchment(facility=f, band=b, year=-1, zones=tuple(sorted(zones)), pupils=0.0))
    return result
