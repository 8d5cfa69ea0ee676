"""C18: every bill is paid by purses that may pay it, out of money that has not lapsed."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.purses import most_held_10k
from planning.optimise.model.bills import Bills, bills_of
from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT

#: Kinds of rows: what is owed, with positions (group of bills, year); money of a purse (purse, year); the
#: largest share of a project (purse, group); what the plain budget may carry (year,).
OWED: Final = "owed"
PURSE: Final = "purse"
SHARE: Final = "share"
LAPSE: Final = "lapse"


def add_c18_purses(rows: Rows) -> None:
    """Add that purses pay what is owed, and that money carried over is young enough.

    ``sum_o due[w,o,t] x start[o] <= sum_u pay[u,w,t]`` for each group of bills and year;
    ``sum_w pay[u,w,t] + held[u,t] <= limit[u,t] + held[u,t-1]`` for each purse and year, where ``held[u,t]``
    is at most what the last years gave that have not lapsed; and ``sum_t pay[u,w,t] <= share[u] x
    sum_t sum_o due[w,o,t] x start[o]`` for each purse that may pay only a share of a project. For a plain
    budget whose money lapses, ``carry[t]`` is at most what those years gave.
    """
    problem = rows.problem
    if problem.purses is None:
        _add_lapse(rows)
        return
    bills = bills_of(problem)
    _add_owed(rows, bills)
    _add_shares(rows, bills)
    pay, held = rows.variables.pay, rows.variables.held
    for u in range(len(problem.purses.names)):
        for t in range(len(problem.years)):
            terms = {column: 1.0 for column in pay[u, :, t].tolist() if column != ABSENT}
            if held[u, t] != ABSENT:
                terms[int(held[u, t])] = 1.0
            if t and held[u, t - 1] != ABSENT:
                terms[int(held[u, t - 1])] = -1.0
            if terms:
                rows.at_most("C18", (u, t), terms, float(problem.purses.limits_10k[u, t]), part=PURSE)


def lapse_limits_10k(problem: PlanningProblem, budget_10k: FloatArray) -> FloatArray | None:
    """Return the most that a plain budget may carry out of each year, shape (T,); None without such a rule.

    Parameters
    ----------
    problem
        Planning problem.
    budget_10k
        Spending limits, 10,000 yuan, shape (T,).

    Returns
    -------
    numpy.ndarray or None
        Limits of ``carry``, 10,000 yuan.
    """
    if not problem.has_budget or not problem.carry_over or problem.lapses_after is None:
        return None
    return most_held_10k(budget_10k, problem.lapses_after)


def _add_lapse(rows: Rows) -> None:
    limits = lapse_limits_10k(rows.problem, rows.problem.budget_10k)
    if limits is None:
        return
    carry = rows.variables.carry.tolist()
    for t, limit in enumerate(limits.tolist()):
        rows.at_most("C18", (t,), {carry[t]: 1.0}, limit, part=LAPSE)


def _add_owed(rows: Rows, bills: Bills) -> None:
    start, pay = rows.variables.start, rows.variables.pay
    for w, t in np.argwhere(bills.asked).tolist():
        due = bills.due_10k[w, :, t]
        asking = np.flatnonzero(due > 0)
        terms = dict(zip(start[asking].tolist(), due[asking].tolist(), strict=True))
        terms |= {column: -1.0 for column in pay[:, w, t].tolist() if column != ABSENT}
        rows.at_most("C18", (w, t), terms, 0.0, part=OWED)


def _add_shares(rows: Rows, bills: Bills) -> None:
    start, pay, purses = rows.variables.start, rows.variables.pay, rows.problem.purses
    assert purses is not None
    for u, w in np.argwhere(bills.capped).tolist():
        due = bills.due_10k[w].sum(axis=1) * float(purses.largest_share[u])
        asking = np.flatnonzero(due > 0)
        terms = dict(zip(start[asking].tolist(), (-due[asking]).tolist(), strict=True))
        terms |= {column: 1.0 for column in pay[u, w].tolist() if column != ABSENT}
        rows.at_most("C18", (u, w), terms, 0.0, part=SHARE)
