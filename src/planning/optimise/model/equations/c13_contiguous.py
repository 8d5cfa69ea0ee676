"""C13: a catchment is one piece with the zone in which its facility stands."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.catchment_rules import LEAST_SHARE
from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT

#: Kinds of rows, both with positions (pair, year).
LEAST: Final = "least"
LEANS: Final = "leans"


def add_c13_contiguous(rows: Rows) -> None:
    """Require for every zone of a catchment an adjacent one that is a step nearer to the facility.

    ``serve[z,f,b,t] <= sum_{y beside z, a step nearer to f} serve[y,f,b,t]`` for zones two steps or more from
    the zone of the facility, counting borders as steps; and ``place[z,f,b,t] >= 0.05 intake[z,b,t]
    serve[z,f,b,t]``, so that the zones that connect a catchment belong to it.

    Notes
    -----
    The rows are the tree of adjacency of Zoltners and Sinha (1983), "Sales territory alignment", *Management
    Science* 29. They require slightly more than one piece: no way to the facility may first lead away from
    it. In return they are few.
    """
    problem = rows.problem
    rules = problem.rules.catchments
    if rules is None or not rules.contiguous.any():
        return
    pairs = problem.pairs
    zone, facility, band = pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist()
    steps = {f: rules.steps(f) for f in set(facility)}
    served = (rows.variables.serve != ABSENT) & (rules.contiguous == 1)[pairs.band][:, None]
    serves, places = rows.variables.serve.tolist(), rows.variables.place.tolist()
    for n, t in np.argwhere(served).tolist():
        z, f, b = zone[n], facility[n], band[n]
        serve, place = serves[n][t], places[n][t]
        if place != ABSENT:
            least = LEAST_SHARE * float(problem.intakes[z, b, t])
            rows.at_most("C13", (n, t), {place: -1.0, serve: least}, 0.0, part=LEAST)
        away = steps[f].get(z)
        if away is not None and away <= 1:
            continue
        terms = {serve: 1.0}
        for y in rules.beside.get(z, frozenset()):
            other = rows.pair_at.get((y, f, b))
            if away is not None and other is not None and steps[f].get(y, away) < away:
                leaned = serves[other][t]
                if leaned != ABSENT:
                    terms[leaned] = -1.0
        rows.at_most("C13", (n, t), terms, 0.0, part=LEANS)
