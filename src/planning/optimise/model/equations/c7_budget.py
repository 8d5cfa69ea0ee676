"""C7: each year's spending stays within its budget and what was carried over."""

from __future__ import annotations

import numpy as np

from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c7_budget(rows: Rows) -> None:
    """Add ``sum_o spend[o,t] x start[o] + rooms + carry[t] <= budget[t] + carry[t-1]`` for each year.

    ``rooms = sum_m block[m] x (cost[m] x taken[m,t] + back_cost[m] x back[m,t])``, paid when works begin.
    Without carry-over the two ``carry`` terms are absent, and money not spent in a year lapses.
    """
    problem = rows.problem
    if not problem.has_budget:
        return
    carry, start = rows.variables.carry.tolist(), rows.variables.start
    for t in range(len(problem.years)):
        spend = problem.programme.option_spend_10k[:, t]
        paying = np.flatnonzero(spend > 0)
        terms = dict(zip(start[paying].tolist(), spend[paying].tolist(), strict=True))
        terms |= _of_rooms(rows, t)
        if carry[t] != ABSENT:
            terms[carry[t]] = 1.0
            if t > 0:
                terms[carry[t - 1]] = -1.0
        if terms:
            rows.at_most("C7", (t,), terms, float(problem.budget_10k[t]))


def _of_rooms(rows: Rows, t: int) -> dict[int, float]:
    rooms, variables = rows.problem.rooms, rows.variables
    if rooms is None:
        return {}
    return {
        int(block[m, t]): cost
        for block, costs in ((variables.taken, rooms.cost_10k), (variables.back, rooms.back_cost_10k))
        for m, cost in enumerate((rooms.block * costs).tolist())
        if block[m, t] != ABSENT and cost
    }
