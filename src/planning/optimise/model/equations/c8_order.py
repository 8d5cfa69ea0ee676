"""C8: which project after which, which instead of which, and how many under works at once."""

from __future__ import annotations

import numpy as np
import pulp

from planning.optimise.model.rows import Model


def add_c8_order(model: Model) -> None:
    """Add precedence, exclusion, and a limit of works at once.

    ``start[o] <= sum_{o' of the earlier project, opening[o'] <= start_year[o]} start[o']``;
    ``sum_{p in group} sum_{o of p} start[o] <= 1``;
    ``sum_{o: start_year[o] <= t < opening_year[o]} start[o] <= works_at_once[t]``.
    """
    rules, programme, start = model.problem.rules, model.problem.programme, model.variables.start
    for project, earlier in rules.after:
        for o in programme.options_of(project).tolist():
            terms: dict[pulp.LpVariable, float] = {start[o]: 1.0}
            for other in programme.options_of(earlier).tolist():
                if programme.option_opening_year[other] <= programme.option_start_year[o]:
                    terms[start[other]] = -1.0
            model.at_most(f"C8_after_p{project:03d}_s{o:03d}_p{earlier:03d}", terms, 0.0)
    for g, group in enumerate(rules.exclusive):
        chosen = {start[o]: 1.0 for p in group for o in programme.options_of(p).tolist()}
        if chosen:
            model.at_most(f"C8_one_g{g:02d}", chosen, 1.0)
    if rules.works_at_once is None:
        return
    for t, year in enumerate(model.problem.years):
        busy = (programme.option_start_year <= year) & (programme.option_opening_year > year)
        terms = {start[o]: 1.0 for o in np.flatnonzero(busy).tolist()}
        limit = float(rules.works_at_once[t])
        if terms and np.isfinite(limit):
            model.at_most(f"C8_works_t{t:02d}", terms, limit)
