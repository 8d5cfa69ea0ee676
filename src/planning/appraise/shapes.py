"""The rules on the shape of catchments, recomputed."""

from __future__ import annotations

import numpy as np

from planning.appraise.pieces import scattered
from planning.appraise.worst import TOLERANCE, worst
from planning.domain.appraisal import Breach
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def split_zones(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find zones kept whole that send an intake to several facilities."""
    rules = problem.rules.catchments
    if rules is None or not rules.whole.any():
        return None
    served = np.zeros(plan.unplaced.shape)
    np.add.at(served, (problem.pairs.zone, problem.pairs.band), plan.place > TOLERANCE)
    over = (served - 1.0) * rules.whole[None, :, None]
    return worst("C12", over, np.ones_like(over), (problem.zones, problem.bands, problem.years), "facilities")


def catchments_apart(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find catchments in several pieces; a zone without an intake may connect any catchment."""
    largest = max(scattered(problem, plan, least=TOLERANCE), default=None)
    if largest is None:
        return None
    pupils, f, b, t = largest
    where = f"{problem.facilities[f]}, {problem.bands[b]}, {problem.years[t]}"
    return Breach(rule="C13", where=where, amount=pupils, unit="pupils in pieces apart")
