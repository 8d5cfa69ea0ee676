"""Running cost: of what a plan opens, and of all schools for information."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import enrolled, open_seats
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def running_by_year(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the running cost of what the plan opens, by project and school year, shape (P, T).

    A seat counts as a pupil, whether somebody sits there or not; see
    :func:`planning.domain.purses.running_of_options`.

    Examples
    --------
    A new school of 40 seats, at 10 for the site and half a unit for a seat:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.purses import RunningCost
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> cost = RunningCost(per_site_10k=[10], per_pupil_10k=[0.5])
    >>> running_by_year(replace(town, running=cost), plan)
    array([[30.]])
    """
    result = np.zeros((len(problem.projects), len(problem.years)))
    for p, o in enumerate(plan.option.tolist()):
        if o >= 0:
            result[p] = problem.option_running_10k[o]
    return result


def running_of_all(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the running cost of every open site with its pupils, by school year, shape (T,).

    Examples
    --------
    30 pupils sit in the school of 40 seats:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.purses import RunningCost
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> cost = RunningCost(per_site_10k=[10], per_pupil_10k=[0.5])
    >>> running_of_all(replace(town, running=cost), plan)
    array([25.])
    """
    cost = problem.running
    if cost is None:
        return np.zeros(len(problem.years))
    sites = (open_seats(problem, plan) > 0).astype(np.float64)
    return np.asarray(
        np.einsum("fbt,b->t", sites, cost.per_site_10k)
        + np.einsum("fbt,b->t", enrolled(problem, plan), cost.per_pupil_10k)
    )
