"""What schedules pay, and the yearly limits of money that pay for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question


def limited(problem: PlanningProblem, limit_10k: float) -> Question:
    """Return the question with the same limit in every year."""
    return Question(budget_10k=np.full(len(problem.years), limit_10k))


def with_limit(problem: PlanningProblem, limit_10k: float) -> PlanningProblem:
    """Return the problem with the same limit in every year, which adds rows to one without a budget."""
    return replace(problem, budget_10k=np.full(len(problem.years), limit_10k))


def least_limit_10k(problem: PlanningProblem, chosen: list[int]) -> float:
    """Return the smallest limit, equal in every year, that pays for a schedule."""
    spent: FloatArray = problem.programme.option_spend_10k[chosen].sum(axis=0)
    if problem.carry_over and problem.lapses_after is not None:
        # What some years pay together comes from their own limits and those kept from just before them.
        total, count = np.concatenate([[0.0], np.cumsum(spent)]), len(spent)
        return max(
            float(total[b] - total[a]) / (b - a + min(problem.lapses_after, a))
            for a in range(count)
            for b in range(a + 1, count + 1)
        )
    if problem.carry_over:
        spent = np.cumsum(spent) / np.arange(1, len(spent) + 1)
    return float(spent.max(initial=0.0))


def openings_of(problem: PlanningProblem, chosen: list[int]) -> tuple[int, ...]:
    """Return the opening year of each project, 0 if none of its options is chosen."""
    opening = [0] * len(problem.projects)
    for o in chosen:
        opening[int(problem.programme.option_project[o])] = int(problem.programme.option_opening_year[o])
    return tuple(opening)


def payments(bench: Workbench) -> Terms:
    """Return what the starts pay, as shares of the yearly limits that they need."""
    problem = bench.problem
    spend = problem.programme.option_spend_10k
    if problem.carry_over:
        spend = np.cumsum(spend, axis=1) / np.arange(1, spend.shape[1] + 1)
    return Terms.joined((bench.model.variables.start, np.asarray(spend.sum(axis=1), dtype=np.float64)))
