"""Why there is no plan, as far as totals tell it."""

from __future__ import annotations

import numpy as np

from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise.schedule.presolve_checks import impossible


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
        return NoPlanError(
            zh="在限定时间内没有找到任何方案；这不说明方案不存在。请放宽 solver.time_limit_s",
            en="no plan was found within the time limit, which does not say that there is none; "
            "raise solver.time_limit_s",
        )
    said = impossible(problem)
    if said:
        return NoPlanError(
            zh="规则不可行：" + "；".join(zh for zh, _ in said) + "。planning repair 给出最小改动",
            en="the rules cannot be kept: "
            + "; ".join(en for _, en in said)
            + "; planning repair shows the smallest change",
            proven=True,
        )
    short = first_overspent_year(problem)
    if short is None:
        return NoPlanError(
            zh="没有任何方案能同时满足全部规则。请检查必须实施的项目、预算与现有在校生",
            en="no plan keeps all rules at once; look at the committed projects, the budget and the pupils "
            "already placed",
            proven=True,
        )
    year, needed, available = short
    zh, en = problem.prices.currency.words
    return NoPlanError(
        zh=f"预算不可行：到 {year} 年，竣工与续建项目至少需要 {needed:,.0f} {zh}，"
        f"可用资金只有 {available:,.0f} {zh}。请在 {year} 年或之前增加 {needed - available:,.0f} {zh}",
        en=f"the budget cannot be kept: up to {year} the committed projects need at least {needed:,.0f} "
        f"({en}) and only {available:,.0f} are available; add {needed - available:,.0f} in {year} "
        "or before",
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
    tried = "one schedule was" if schedules == 1 else f"{schedules} schedules were"
    return NoPlanError(
        zh=f"试了 {schedules} 个建设时序，没有找到既满足整区入学或学区连片、又使人人有学位的方案；"
        "这不说明方案不存在。请放宽 solver.time_limit_s，或允许有学生无学位",
        en=f"{tried} tried, and none was found that places every pupil under the rules on catchments, which "
        "does not say that there is none; raise solver.time_limit_s, or allow pupils without a seat",
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
