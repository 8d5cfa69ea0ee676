"""One band of a problem by itself, with the pairs that a search need look at."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frozen import IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.optimise.model.objectives import price_of_placing

#: Pairs and years of a band from which on only the likeliest pairs of each zone are looked at.
MANY: Final = 50_000
#: Pairs of each zone that are, beside those that free catchments use.
LIKELY: Final = 5


def band_subproblem(problem: PlanningProblem, band: int, free: Plan) -> tuple[PlanningProblem, IntArray]:
    """Build the problem of one band with the pairs worth searching.

    The other bands have no intake; money and all rules except those on catchments and on the least intake are
    left out, since the schedule is fixed. If there are very many pairs, a zone keeps its cheapest ones and
    those that free catchments use: a plan found that way keeps every rule, and bounds come from elsewhere.

    Parameters
    ----------
    problem
        Problem of all bands.
    band
        Position of the band.
    free
        Plan with free catchments.

    Returns
    -------
    tuple
        Problem of the band, and positions of its pairs among all pairs, shape (n,).
    """
    pairs = problem.pairs
    kept = np.flatnonzero(pairs.band == band)
    if len(kept) * len(problem.years) > MANY:
        order = kept[np.lexsort((price_of_placing(problem)[kept], pairs.zone[kept]))]
        zone = pairs.zone[order]
        first = np.r_[0, np.flatnonzero(np.diff(zone)) + 1]
        rank = np.arange(len(zone)) - np.repeat(first, np.diff(np.r_[first, len(zone)]))
        used = free.place[order].sum(axis=1) > 0
        kept = np.sort(order[(rank < LIKELY) | used])
    intakes = np.zeros_like(problem.intakes)
    intakes[:, band] = problem.intakes[:, band]
    smaller = replace(
        pairs,
        zone=pairs.zone[kept],
        facility=pairs.facility[kept],
        band=pairs.band[kept],
        distance_m=pairs.distance_m[kept],
        outside=None if pairs.outside is None else pairs.outside[kept],
    )
    least = problem.rules.least_intake
    if least is not None:
        least = np.where(np.arange(len(problem.bands)) == band, least, 0.0)
    return replace(
        problem,
        intakes=intakes,
        pairs=smaller,
        budget_10k=np.full(len(problem.years), np.inf),
        purses=None,
        rules=Rules(catchments=problem.rules.catchments, least_intake=least),
    ), kept
