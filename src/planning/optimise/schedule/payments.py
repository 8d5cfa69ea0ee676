"""Who pays what and when under a schedule, chosen by a rule that does not hang on the search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.purses import Payments, Purses
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import ABSENT, Columns
from planning.optimise.solver.small import SmallProgramme

#: Money below this is rounding of floating point, 10,000 yuan.
NOTHING = 1e-6


def with_payments(problem: PlanningProblem, plan: Plan) -> Plan:
    """Return a plan that states who pays what and when, if its problem has purses.

    Many ways of paying are as good. This one draws as much as it can on money that lapses soonest, then on
    the next, whatever the search has found.

    Parameters
    ----------
    problem
        Planning problem of the plan.
    plan
        Plan whose schedule is decided.

    Returns
    -------
    Plan
        The plan with its payments; without them if there are no purses, or the purses cannot pay.
    """
    purses = problem.purses
    if purses is None:
        return plan
    paid = _least_lasting(purses, _due(problem, purses, plan))
    if paid is None or paid[1] > NOTHING:
        return plan
    return replace(plan, payments=Payments(capital_10k=paid[0][0], running_10k=paid[0][1]))


def lacking_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the least money by which the purses are too small for a schedule, 10,000 yuan.

    Parameters
    ----------
    problem
        Planning problem of the plan.
    plan
        Plan with the schedule.

    Returns
    -------
    float
        Money that would have to be added to purses, all together; 0 if they can pay, or there are none.
        Infinity if nobody may pay for some project.
    """
    purses = problem.purses
    if purses is None:
        return 0.0
    found = _least_lasting(purses, _due(problem, purses, plan), lacking=True)
    return np.inf if found is None else found[1]


def _due(problem: PlanningProblem, purses: Purses, plan: Plan) -> FloatArray:
    """Return what a schedule owes, works and running cost, shape (2, P, T)."""
    chosen, programme = plan.option[plan.option >= 0], problem.programme
    due = np.zeros((2, programme.project_count, len(problem.years)))
    due[0, programme.option_project[chosen]] = programme.option_spend_10k[chosen]
    if purses.covers_running:
        due[1, programme.option_project[chosen]] = problem.option_running_10k[chosen]
    return due


def _least_lasting(
    purses: Purses, due_10k: FloatArray, *, lacking: bool = False
) -> tuple[FloatArray, float] | None:
    """Return the payments by kind, purse, project and year, shape (2, U, P, T), and what is lacking.

    With ``lacking``, purses may be short, and are as little as can be; else there may be no payments: None.
    """
    may = np.stack([purses.capital, purses.running])
    there = (may[:, :, :, None] == 1) & (due_10k[:, None] > 0)
    pay = np.full(there.shape, ABSENT, dtype=np.int32)
    pay[there] = np.arange(int(there.sum()))
    held = np.full(purses.held_10k.shape, ABSENT, dtype=np.int32)
    keeps = purses.held_10k > 0
    held[keeps] = int(there.sum()) + np.arange(int(keeps.sum()))
    rank = np.argsort(np.array(purses.in_order)).astype(np.float64)
    costs = np.concatenate(
        [np.broadcast_to(rank[None, :, None, None], there.shape)[there], np.zeros(int(keeps.sum()))]
    )
    short = len(costs) + np.arange(held.size if lacking else 0, dtype=np.int32)
    costs = np.concatenate([np.zeros(len(costs)) if lacking else costs, np.ones(len(short))])
    count = len(costs)
    upper = np.concatenate(
        [np.full(int(there.sum()), np.inf), purses.held_10k[keeps], np.full(len(short), np.inf)]
    )
    columns = Columns(lower=np.zeros(count), upper=upper, integer=np.zeros(count, dtype=bool))
    small = SmallProgramme(costs, columns)
    if not _add_owed(small, pay, due_10k):
        return None
    _add_purses(small, purses, pay, held, short)
    _add_shares(small, purses, pay, due_10k)
    values = small.least(None)[1] if count else np.zeros(0)
    if values is None:
        return None
    result = np.zeros(there.shape)
    result[there] = values[: int(there.sum())]
    result[np.abs(result) < NOTHING] = 0.0
    return result, float(values[short].sum())


def _add_owed(small: SmallProgramme, pay: Index, due_10k: FloatArray) -> bool:
    """Add that each bill is paid; return False if nobody may pay one."""
    for kind, p, t in np.argwhere(due_10k > 0).tolist():
        terms = _ones(pay[kind, :, p, t])
        if not len(terms.column):
            return False
        small.add(terms, low=float(due_10k[kind, p, t]), high=float(due_10k[kind, p, t]))
    return True


def _add_purses(small: SmallProgramme, purses: Purses, pay: Index, held: Index, short: Index) -> None:
    lent = short.reshape(held.shape) if len(short) else np.full(held.shape, ABSENT, dtype=np.int32)
    for u, t in np.argwhere(np.ones(held.shape, dtype=bool)).tolist():
        brought = np.concatenate([held[u, [t - 1]] if t else held[u, :0], lent[u, [t]]])
        own = np.concatenate([pay[:, u, :, t].ravel(), held[u, [t]]])
        terms = Terms.joined((own, np.ones(len(own))), (brought, np.full(len(brought), -1.0)))
        if len(terms.column):
            small.add(terms, high=float(purses.limits_10k[u, t]))


def _add_shares(small: SmallProgramme, purses: Purses, pay: Index, due_10k: FloatArray) -> None:
    whole = due_10k[0].sum(axis=1)
    for u, p in np.argwhere((purses.capital == 1) & (purses.largest_share < 1.0)[:, None]).tolist():
        terms = _ones(pay[0, u, p])
        if len(terms.column):
            small.add(terms, high=float(purses.largest_share[u] * whole[p]))


def _ones(columns: Index) -> Terms:
    return Terms.joined((columns, np.ones(len(columns))))
