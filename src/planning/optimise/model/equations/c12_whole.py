"""C12: a zone sends pupils only where it is served, and a whole zone is served by one facility."""

from __future__ import annotations

from collections import defaultdict

import pulp

from planning.optimise.model.rows import Model


def add_c12_whole(model: Model) -> None:
    """Tie places to what serves a zone.

    ``place[z,f,b,t] <= intake[z,b,t] serve[z,f,b,t]`` where a band has a rule on catchments, and
    ``sum_f serve[z,f,b,t] <= 1`` where its zones are kept whole.
    """
    problem, variables = model.problem, model.variables
    rules = problem.rules.catchments
    if rules is None:
        return
    zone, band = problem.pairs.zone.tolist(), problem.pairs.band.tolist()
    serving: dict[tuple[int, int, int], dict[pulp.LpVariable, float]] = defaultdict(dict)
    for (n, t), serve in variables.serve.items():
        place = variables.place.get((n, t))
        if place is None:
            continue
        intake = float(problem.intakes[zone[n], band[n], t])
        model.at_most(f"C12_n{n:05d}_t{t:02d}", {place: 1.0, serve: -intake}, 0.0)
        if rules.whole[band[n]]:
            serving[zone[n], band[n], t][serve] = 1.0
    for (z, b, t), terms in serving.items():
        if len(terms) > 1:
            model.at_most(f"C12_z{z:03d}_b{b}_t{t:02d}", terms, 1.0)
