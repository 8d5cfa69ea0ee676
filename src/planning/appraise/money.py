"""Money by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.appraise.purses import follow_purses
from planning.appraise.rooms import room_money
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.purses import NEVER, Purses, most_held_10k


@dataclass(frozen=True, kw_only=True, eq=False)
class Money:
    """Money of each year, 10,000 yuan.

    Parameters
    ----------
    limit_10k
        Spending limit of the year, shape (T,); infinity without a budget.
    carried_in_10k
        Rest of earlier years, negative if they overspent, shape (T,).
    spent_10k
        Spending on projects, shape (T,).
    carried_out_10k
        Rest handed to the next year, shape (T,).
    """

    limit_10k: FloatArray
    carried_in_10k: FloatArray
    spent_10k: FloatArray
    carried_out_10k: FloatArray


def spending(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the spending of the chosen options and on rooms lent, 10,000 yuan, shape (T,).

    Examples
    --------
    Of two schools the cheaper is built:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40, 40], unit_cost=[[1, 2]], fixed_cost=[500, 300])
    >>> plan = Plan(option=[-1, 1], place=[[0], [30]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> spending(town, plan)
    array([300.])
    """
    chosen = plan.option[plan.option >= 0]
    spent = np.asarray(problem.programme.option_spend_10k[chosen].sum(axis=0), dtype=np.float64)
    return spent if problem.rooms is None else spent + room_money(problem, plan)


def follow_money(problem: PlanningProblem, plan: Plan) -> Money:
    """Follow the money from year to year; carry overspending on as a debt, so that it shows.

    Examples
    --------
    A limit of 600, of which a school takes 500; what is left may be spent next year:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> follow_money(replace(town, budget_10k=[600], carry_over=True), plan).carried_out_10k
    array([100.])
    """
    spent = spending(problem, plan)
    if problem.purses is not None:
        return _money_of_purses(problem.purses, plan, spent)
    held = most_held_10k(problem.budget_10k, NEVER if problem.lapses_after is None else problem.lapses_after)
    carried_in, carried_out = np.zeros_like(spent), np.zeros_like(spent)
    rest = 0.0
    for t in range(len(spent)):
        carried_in[t] = rest
        left = problem.budget_10k[t] + rest - spent[t]
        rest = min(float(left), float(held[t])) if problem.carry_over else min(float(left), 0.0)
        carried_out[t] = rest
    return Money(
        limit_10k=problem.budget_10k,
        carried_in_10k=carried_in,
        spent_10k=spent,
        carried_out_10k=carried_out,
    )


def _money_of_purses(purses: Purses, plan: Plan, spent: FloatArray) -> Money:
    """Return the money of the purses that pay works, together; spent are the works, as in a budget."""
    works = np.flatnonzero(purses.capital.any(axis=1)).tolist()
    followed = follow_purses(purses, plan.payments)
    nothing = np.zeros_like(spent)
    return Money(
        limit_10k=purses.limits_10k[works].sum(axis=0),
        carried_in_10k=sum((followed[u].carried_in_10k for u in works), nothing),
        spent_10k=spent,
        carried_out_10k=sum((followed[u].carried_out_10k for u in works), nothing),
    )


def discounted_cost_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the spending discounted to the base year of the prices, 10,000 yuan.

    Examples
    --------
    500 paid a year after the base year at 25 %:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.prices import Prices
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> discounted_cost_10k(replace(town, prices=Prices(discount_rate=0.25, base_year=1999)), plan)
    400.0
    """
    years = np.array(problem.years) - problem.prices.base_year
    return float((spending(problem, plan) / (1.0 + problem.prices.discount_rate) ** years).sum())
