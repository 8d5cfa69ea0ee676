"""Why there is no plan, as far as totals tell it."""

from __future__ import annotations

import numpy as np

from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise.schedule.presolve_checks import impossible
from planning.words import listed, message


def no_plan(problem: PlanningProblem, *, infeasible: bool) -> NoPlanError:
    """Make the error for a problem without a plan.

    Parameters
    ----------
    problem
        Planning problem.
    infeasible
        True if the solver has shown that there is no plan; False if time ran out first.

    Returns
    -------
    NoPlanError
        Error that names the first year in which committed projects alone overspend, if that is the reason.
    """
    if not infeasible:
        return NoPlanError(words=message("schedule.infeasibility.out_of_time"))
    said = impossible(problem)
    if said:
        reasons = listed(said, "list.semicolon")
        return NoPlanError(words=message("schedule.infeasibility.rules_broken", reasons=reasons), proven=True)
    short = first_overspent_year(problem)
    if short is None:
        return NoPlanError(words=message("schedule.infeasibility.no_plan"), proven=True)
    year, needed, available = short
    return NoPlanError(
        words=message(
            "schedule.infeasibility.overspent",
            year=year,
            needed_10k=needed,
            available_10k=available,
            lacking_10k=needed - available,
            money=problem.prices.currency.words,
        ),
        proven=True,
    )


def no_allocation(problem: PlanningProblem, *, schedules: int, proven: bool) -> NoPlanError:
    """Make the error for a problem whose catchments could not be allocated.

    Parameters
    ----------
    problem
        Planning problem.
    schedules
        Number of schedules that were tried.
    proven
        True if it is shown that no schedule can be allocated.

    Returns
    -------
    NoPlanError
        Error that says whether there is no plan, or none was found.
    """
    if proven:
        return no_plan(problem, infeasible=True)
    return NoPlanError(
        words=message("schedule.infeasibility.no_allocation", n=schedules),
    )


def first_overspent_year(problem: PlanningProblem) -> tuple[int, float, float] | None:
    """Find the first year in which committed projects overspend in every schedule.

    Returns
    -------
    tuple or None
        Year, money needed and money available, 10,000 yuan, cumulated if money carries over, else of the year
        alone. None if committed projects alone fit the limits.
    """
    if not problem.has_budget:
        return None
    programme = problem.programme
    spend = programme.option_spend_10k
    limit = problem.budget_10k
    if problem.carry_over:
        spend, limit = np.cumsum(spend, axis=1), np.cumsum(limit)
    least = np.zeros(len(problem.years))
    for p in np.flatnonzero(programme.committed):
        own = programme.options_of(int(p))
        if len(own):
            least += spend[own].min(axis=0)
    over = np.flatnonzero(least > limit + 1e-6)
    if not len(over):
        return None
    t = int(over[0])
    return problem.years[t], float(least[t]), float(limit[t])
