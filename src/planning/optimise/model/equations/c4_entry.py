"""C4: a year's entry is limited by the classrooms that the entry grade can have."""

from __future__ import annotations

import math

import pulp

from planning.optimise.model.equations.c3_open_seats import open_seat_terms, opening_seat_terms
from planning.optimise.model.rows import Model


def add_c4_entry(model: Model) -> None:
    """Limit the intake that a site takes in one year.

    ``placed[f,b,t] <= (entry_factor[b] x open[f,b,t] + (entry_factor_opening[b] - entry_factor[b])
    x opening[f,b,t] + temporary[f,b,t]) / band_years[b]``

    ``opening`` are seats in their first autumn: a new school fills its entry grade beyond the steady share,
    since its upper grades stand empty. Temporary seats add their steady share, as classes are enlarged in
    every grade alike. The opening factor is never below the ordinary one.
    """
    problem = model.problem
    for (f, b, t), placed in model.entries.items():
        factor = float(problem.entry_factor[b])
        opening = max(factor, float(problem.entry_factor_opening[b]))
        if math.isinf(factor):
            continue
        length = float(problem.band_years[b])
        terms: dict[pulp.LpVariable, float] = dict.fromkeys(placed, length)
        constant, seats = open_seat_terms(model, f, b, t)
        for variable, gain in seats.items():
            terms[variable] = -factor * gain
        if math.isfinite(opening):
            for variable, gain in opening_seat_terms(model, f, b, t).items():
                terms[variable] = terms.get(variable, 0.0) - (opening - factor) * gain
        temporary = model.variables.temporary.get((f, b, t))
        if temporary is not None:
            terms[temporary] = -1.0
        model.at_most(f"C4_f{f:03d}_b{b}_t{t:02d}", terms, factor * constant)
