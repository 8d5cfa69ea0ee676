"""C17 in a plan: the posts of open seats are filled but for what may lack."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import open_seats
from planning.appraise.staff import audit_staff, follow_staff
from planning.appraise.worst import worst
from planning.domain.appraisal import Breach
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def staff_lacks(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find recruits or retraining beyond their limits, and bands in which more posts lack than may.

    Parameters
    ----------
    problem, plan
        Planning problem and its plan.

    Returns
    -------
    Breach or None
        Worst breach of C17; None without one, or without such a limit.
    """
    supply = problem.rules.staff_supply
    if supply is None or supply.lack_limit is None:
        return None
    if plan.staff is None or plan.staff.recruited.shape != supply.shape[1:]:
        return Breach(rule="C17", where="staff", amount=1, unit="plan without staff")
    seats = open_seats(problem, plan)
    needed = supply.needed(seats=seats, pupils=np.zeros_like(seats))
    balance = follow_staff(supply, needed, plan.staff)
    found = audit_staff(supply, needed, balance).breaches
    if found:
        one = found[0]
        return Breach(rule="C17", where=f"{one.rule}, {one.where}", amount=one.amount, unit=one.unit)
    over = (needed - balance.there)[0] - supply.lack_limit[:, None]
    return worst("C17", over, needed[0], (problem.bands, problem.years), "staff")
