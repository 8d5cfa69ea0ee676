"""C7: each year's spending stays within its budget and what was carried over."""

from __future__ import annotations

import pulp

from planning.optimise.model.rows import Model


def add_c7_budget(model: Model) -> None:
    """Add ``sum_o spend[o,t] x start[o] + carry[t] <= budget[t] + carry[t-1]`` for each year.

    Without carry-over the two ``carry`` terms are absent, and money not spent in a year lapses.
    """
    problem = model.problem
    if not problem.has_budget:
        return
    carry = model.variables.carry
    for t in range(len(problem.years)):
        spend = problem.programme.option_spend_10k[:, t]
        terms: dict[pulp.LpVariable, float] = {
            variable: float(spend[o]) for o, variable in model.variables.start.items() if spend[o] > 0
        }
        if t in carry:
            terms[carry[t]] = 1.0
            if t > 0:
                terms[carry[t - 1]] = -1.0
        if terms:
            model.at_most(f"C7_t{t:02d}", terms, float(problem.budget_10k[t]))
