"""C1: every pupil of an intake is placed or counted as unplaced."""

from __future__ import annotations

from collections import defaultdict

import pulp

from planning.optimise.model.rows import Model


def add_c1_placement(model: Model) -> None:
    """Add ``sum_f place[z,f,b,t] + unplaced[z,b,t] = intake[z,b,t]`` for each zone, band and year."""
    problem, variables = model.problem, model.variables
    zone, band = problem.pairs.zone.tolist(), problem.pairs.band.tolist()
    terms: dict[tuple[int, int, int], dict[pulp.LpVariable, float]] = defaultdict(dict)
    for (n, t), variable in variables.place.items():
        terms[zone[n], band[n], t][variable] = 1.0
    for (z, b, t), variable in variables.unplaced.items():
        row = terms[z, b, t]
        row[variable] = 1.0
        model.equal(f"C1_z{z:03d}_b{b}_t{t:02d}", row, float(problem.intakes[z, b, t]))
