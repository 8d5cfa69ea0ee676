"""The problem with a limit eased: catchments of any shape, more temporary seats, no limit of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planning.domain.problem import PlanningProblem


def free_catchments(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem without rules on the shape of catchments."""
    return replace(problem, rules=replace(problem.rules, catchments=None))


def without_budget(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem without a limit of money: neither a budget nor purses."""
    free = np.full(len(problem.years), np.inf)
    return replace(problem, budget_10k=free, carry_over=False, purses=None)


def more_temporary(
    problem: PlanningProblem, *, bands: Sequence[int], share: float, last_year: int | None
) -> PlanningProblem:
    """Return the problem with temporary seats allowed at every school of some bands.

    Parameters
    ----------
    problem
        Planning problem.
    bands
        Positions of the bands.
    share
        Temporary seats allowed, as a share of the permanent ones; a higher limit stays.
    last_year
        Last year in which they are allowed; None for no end.

    Returns
    -------
    PlanningProblem
        Problem with higher limits.
    """
    limit = np.array(problem.temporary_limit)
    open_ = np.array([last_year is None or year <= last_year for year in problem.years])
    for b in bands:
        limit[:, b] = np.maximum(limit[:, b], share * problem.seats_by_year[:, b] * open_)
    return replace(problem, temporary_limit=limit)
