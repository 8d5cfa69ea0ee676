"""C14: a site that opens is used."""

from __future__ import annotations

import numpy as np

from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c14_least_intake(rows: Rows) -> None:
    """Add ``least_intake[p,b] sum_{o of p, opening[o] <= t} start[o] <= sum_z place[z,f,b,t]``."""
    problem, variables = rows.problem, rows.variables
    least, programme, pairs = problem.rules.least_intake, problem.programme, problem.pairs
    if least is None:
        return
    for p, b in np.argwhere(least > 0).tolist():
        options = programme.options_of(p)
        own = np.flatnonzero((pairs.facility == programme.facility[p]) & (pairs.band == b))
        for t, year in enumerate(problem.years):
            opened = options[programme.option_opening_year[options] <= year]
            terms = dict.fromkeys(variables.start[opened].tolist(), float(least[p, b]))
            place = variables.place[own, t]
            terms |= dict.fromkeys(place[place != ABSENT].tolist(), -1.0)
            if len(opened):
                rows.at_most("C14", (p, b, t), terms, 0.0)
