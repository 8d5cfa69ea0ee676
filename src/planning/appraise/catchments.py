"""Catchments that result from a plan: which zones send their entrants to a facility."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from planning.domain.appraisal import Catchment
from planning.domain.catchment_rules import LEAST_SHARE
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def make_catchments(problem: PlanningProblem, plan: Plan) -> tuple[Catchment, ...]:
    """List the catchments of every facility that takes an intake, by band, year and facility.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> make_catchments(town, plan)
    (Catchment(facility=0, band=0, year=0, zones=(0, 1), pupils=40.0),)
    """
    place = plan.place
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
    return tuple(result)
