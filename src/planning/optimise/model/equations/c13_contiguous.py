"""C13: a catchment is one piece with the zone in which its facility stands."""

from __future__ import annotations

import pulp

from planning.domain.catchment_rules import LEAST_SHARE
from planning.optimise.model.rows import Model


def add_c13_contiguous(model: Model) -> None:
    """Let every zone of a catchment lean on one that is a step nearer to the facility.

    ``serve[z,f,b,t] <= sum_{y beside z, a step nearer to f} serve[y,f,b,t]`` for zones two steps or more from
    the one of the facility, steps counted over borders; and ``place[z,f,b,t] >= 0.05 intake[z,b,t]
    serve[z,f,b,t]``, so that what holds a catchment together belongs to it.

    Notes
    -----
    The tree of adjacency of Zoltners and Sinha (1983), "Sales territory alignment", *Management Science* 29.
    It asks a little more than one piece: no way to the facility that leads away from it first. In return it
    is a short list of rows.
    """
    problem, variables = model.problem, model.variables
    rules = problem.rules.catchments
    if rules is None:
        return
    pairs = problem.pairs
    zone, facility, band = pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist()
    steps = {f: rules.steps(f) for f in set(facility)} if rules.contiguous.any() else {}
    for (n, t), serve in variables.serve.items():
        z, f, b = zone[n], facility[n], band[n]
        if not rules.contiguous[b]:
            continue
        place = variables.place.get((n, t))
        if place is not None:
            least = LEAST_SHARE * float(problem.intakes[z, b, t])
            model.at_most(f"C13_n{n:05d}_t{t:02d}", {place: -1.0, serve: least}, 0.0)
        away = steps[f].get(z)
        if away is not None and away <= 1:
            continue
        terms: dict[pulp.LpVariable, float] = {serve: 1.0}
        for y in rules.beside.get(z, frozenset()):
            other = model.pair_at.get((y, f, b))
            if away is not None and other is not None and steps[f].get(y, away) < away:
                leaned = variables.serve.get((other, t))
                if leaned is not None:
                    terms[leaned] = -1.0
        model.at_most(f"C13_z{z:03d}_n{n:05d}_t{t:02d}", terms, 0.0)
