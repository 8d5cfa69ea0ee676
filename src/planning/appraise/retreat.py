"""Sites that close, recomputed from problem and plan (C15)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning.appraise.seats import enrolled, entries
from planning.appraise.worst import TOLERANCE, worst
from planning.domain.appraisal import Breach
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

Flags = NDArray[np.bool_]


def closed_sites(problem: PlanningProblem, plan: Plan) -> Flags:
    """Return True where and when a plan closes a site, shape (F, B, T).

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> closed_sites(town, Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]]))
    array([[[False]]])
    """
    if plan.closed is None:
        return np.zeros(problem.shape[1:], dtype=bool)
    return np.asarray(plan.closed == 1)


def may_be_closed(problem: PlanningProblem) -> Flags:
    """Return True where the rule lets a site with seats close, shape (F, B, T)."""
    rule = problem.retreat
    if rule is None:
        return np.zeros(problem.shape[1:], dtype=bool)
    seats = problem.seats_by_year
    steady: Flags = np.all(~((seats[:, :, 1:] > 0) & (seats[:, :, :-1] <= 0)), axis=2)
    first = rule.first_close[:, :, None]
    return np.asarray(steady[:, :, None] & (first >= 0) & (np.arange(seats.shape[2]) >= first) & (seats > 0))


def below_least(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the pupils whom open sites lack to their smallest viable roll, shape (F, B, T)."""
    rule = problem.retreat
    if rule is None:
        return np.zeros(problem.shape[1:])
    open_ = may_be_closed(problem) & ~closed_sites(problem, plan)
    return np.asarray(np.clip(rule.least_roll[:, :, None] - enrolled(problem, plan), 0.0, None) * open_)


def retreat_cost_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the part of O2 of sites that may close, 10,000 yuan."""
    rule, prices = problem.retreat, problem.prices
    if rule is None:
        return 0.0
    shut = closed_sites(problem, plan)
    years_on = np.array(problem.years) - prices.base_year
    discount = prices.cost_weight * (1.0 + prices.discount_rate) ** -years_on.astype(float)
    running = np.einsum("fb,fbt,t->", rule.running_10k, may_be_closed(problem) & ~shut, discount)
    closes = first_closed(shut)
    closing = np.einsum("fb,fbt,t->", rule.closing_10k, closes, discount)
    moved = 0.0 if plan.moved is None else float(np.einsum("mkt,m->", plan.moved, rule.move_10k))
    return float(running + closing) + moved + rule.short_10k * float(below_least(problem, plan).sum())


def first_closed(shut: Flags) -> Flags:
    """Return True in the year from which a site is closed.

    Examples
    --------
    >>> first_closed(np.array([[[False, True, True]]]))
    array([[[False,  True, False]]])
    """
    before = np.concatenate([np.zeros_like(shut[:, :, :1]), shut[:, :, :-1]], axis=2)
    return np.asarray(shut & ~before)


def closings_break_rule(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find a site closed that may not be, one opened again, and pupils who move as they may not."""
    rule, axes = problem.retreat, (problem.facilities, problem.bands, problem.years)
    shut = closed_sites(problem, plan)
    if rule is None:
        return worst("C15", shut.astype(float), np.ones(shut.shape), axes, "sites closed")
    seats = np.ones(shut.shape)
    allowed = np.maximum.accumulate(may_be_closed(problem), axis=2)
    closes = first_closed(shut)
    reopened = np.zeros(shut.shape)
    reopened[:, :, 1:] = shut[:, :, :-1] & ~shut[:, :, 1:]
    for over, unit in (
        ((shut & ~allowed).astype(float), "sites closed"),
        (reopened, "sites opened again"),
        (np.where(shut, np.abs(enrolled(problem, plan)), 0.0), "pupils in a closed site"),
        (np.where(shut, entries(problem, plan) + plan.temporary, 0.0), "entrants of a closed site"),
    ):
        scale = np.maximum(seats, problem.seats_by_year)
        breach = worst("C15", over, scale, axes, unit)
        if breach is not None:
            return breach
    if rule.most_a_year is not None:
        over = closes.sum(axis=(0, 1)) - float(rule.most_a_year)
        breach = worst("C15", over, np.ones(len(over)), (problem.years,), "sites closed in a year")
        if breach is not None:
            return breach
    return _moves_break_rule(problem, plan, closes)


def _moves_break_rule(problem: PlanningProblem, plan: Plan, closes: Flags) -> Breach | None:
    """Find pupils who move although their site does not close, or more than were there."""
    rule = problem.retreat
    if rule is None or plan.moved is None or not plan.moved.size:
        return None
    sites = (problem.facilities, problem.bands, problem.years)
    if plan.moved.min() < -TOLERANCE:
        return Breach(rule="C15", where="moved", amount=-float(plan.moved.min()), unit="pupils")
    leaving = np.zeros(closes.shape)
    np.add.at(leaving, (rule.move_from, rule.move_band), plan.moved.sum(axis=1))
    breach = worst("C15", np.where(closes, 0.0, leaving), np.ones(leaving.shape), sites, "pupils moved")
    if breach is not None:
        return breach
    cohorts, years = plan.moved.shape[1:]
    taken = entries(problem, plan)
    over = np.zeros((*closes.shape, cohorts))
    for k in range(cohorts):
        gone = np.zeros(closes.shape)
        np.add.at(gone, (rule.move_from, rule.move_band), plan.moved[:, k])
        here = np.zeros(closes.shape)
        if k == 0:
            here = problem.enrolled_before
        elif k < years:
            here[:, :, k:] = problem.retention[None, :, k, None] * taken[:, :, : years - k]
        over[..., k] = gone - here
    most = over.max(axis=3)
    return worst(
        "C15", most, np.maximum(1.0, problem.seats_by_year), sites, "pupils moved who were not there"
    )
