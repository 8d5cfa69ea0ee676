"""Whether the payments of a plan hold: by those who may pay, of money that is there (C18)."""

from __future__ import annotations

import numpy as np

from planning.appraise.money import spending
from planning.appraise.purses import follow_purse, follow_purses
from planning.appraise.running import running_by_year
from planning.appraise.worst import worst
from planning.domain.appraisal import Breach
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.purses import Payments


def purses_broken(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find what is wrong with the money of a plan by source, or with money that has lapsed (C18).

    Each purse is followed year by year with its oldest money spent first, and each project is asked whether
    what is paid for it is what it costs, by those who may pay.
    """
    unit = problem.prices.currency.words.text("en")
    purses = problem.purses
    if purses is None:
        if problem.lapses_after is None or not problem.has_budget or not problem.carry_over:
            return None
        found = follow_purse(problem.budget_10k, spending(problem, plan), problem.lapses_after)
        return worst("C18", found.lacking_10k, problem.budget_10k, (problem.years,), unit)
    works = np.zeros((len(problem.projects), len(problem.years)))
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            works[p] = problem.programme.option_spend_10k[o]
    running = running_by_year(problem, plan) * float(purses.covers_running)
    shape = (*purses.capital.shape, len(problem.years))
    payments = plan.payments or Payments(capital_10k=np.zeros(shape), running_10k=np.zeros(shape))
    at, who = (problem.projects, problem.years), (purses.names, problem.projects, problem.years)
    for due, paid, may in (
        (works, payments.capital_10k, purses.capital),
        (running, payments.running_10k, purses.running),
    ):
        breach = (
            worst("C18", np.abs(paid.sum(axis=0) - due), due, at, unit)
            or worst("C18", -paid, np.abs(paid), who, unit)
            or worst("C18", paid * (may == 0)[:, :, None], np.zeros(shape), who, unit)
        )
        if breach is not None:
            return breach
    most = purses.largest_share[:, None] * works.sum(axis=1)[None, :]
    over = payments.capital_10k.sum(axis=2) - most
    lacking = np.stack([found.lacking_10k for found in follow_purses(purses, payments)])
    return worst("C18", over, most, who[:2], unit) or worst(
        "C18", lacking, purses.limits_10k, (purses.names, problem.years), unit
    )
