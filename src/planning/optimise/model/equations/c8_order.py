"""C8: which project after which, which instead of which, how many under works at once and how many in all."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.optimise.model.rows import Rows

#: Kinds of rows: positions (project, option, earlier project), (group,), (year,), and none.
AFTER: Final = "after"
ONE: Final = "one"
WORKS: Final = "works"
FEWEST: Final = "fewest"
MOST: Final = "most"


def add_c8_order(rows: Rows) -> None:
    """Add precedence, exclusion, a limit on simultaneous works, and limits on the number of projects.

    ``start[o] <= sum_{o' of the earlier project, opening[o'] <= start_year[o]} start[o']``;
    ``sum_{p in group} sum_{o of p} start[o] <= 1``;
    ``sum_{o: start_year[o] <= t < opening_year[o]} start[o] <= works_at_once[t]``;
    ``fewest_projects <= sum_o start[o] <= most_projects``.
    """
    rules, programme = rows.problem.rules, rows.problem.programme
    start = rows.variables.start.tolist()
    for project, earlier in rules.after:
        for o in programme.options_of(project).tolist():
            terms = {start[o]: 1.0}
            for other in programme.options_of(earlier).tolist():
                if programme.option_opening_year[other] <= programme.option_start_year[o]:
                    terms[start[other]] = -1.0
            rows.at_most("C8", (project, o, earlier), terms, 0.0, part=AFTER)
    for g, group in enumerate(rules.exclusive):
        chosen = {start[o]: 1.0 for p in group for o in programme.options_of(p).tolist()}
        if chosen:
            rows.at_most("C8", (g,), chosen, 1.0, part=ONE)
    if start and rules.most_projects is not None:
        rows.at_most("C8", (), dict.fromkeys(start, 1.0), float(rules.most_projects), part=MOST)
    if start and rules.fewest_projects:
        rows.at_most("C8", (), dict.fromkeys(start, -1.0), -float(rules.fewest_projects), part=FEWEST)
    if rules.works_at_once is None:
        return
    for t, year in enumerate(rows.problem.years):
        busy = (programme.option_start_year <= year) & (programme.option_opening_year > year)
        terms = {start[o]: 1.0 for o in np.flatnonzero(busy).tolist()}
        limit = float(rules.works_at_once[t])
        if terms and np.isfinite(limit):
            rows.at_most("C8", (t,), terms, limit, part=WORKS)
