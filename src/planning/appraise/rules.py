"""Rules beyond seats and money, recomputed from problem and plan."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import open_seats, opening_seats
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def years_of(problem: PlanningProblem, plan: Plan) -> tuple[IntArray, IntArray]:
    """Return start and opening year of each project, 0 if it is not started, shape (P,) each."""
    chosen = np.maximum(plan.option, 0)
    started = plan.option >= 0
    programme = problem.programme
    if not programme.option_count:
        nothing = np.zeros(len(plan.option), dtype=np.int64)
        return nothing, nothing
    start = np.where(started, programme.option_start_year[chosen], 0)
    opening = np.where(started, programme.option_opening_year[chosen], 0)
    return start, opening


def works_by_year(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the number of projects under works in each year, shape (T,)."""
    start, opening = years_of(problem, plan)
    years = np.array(problem.years)[None, :]
    busy = (start[:, None] > 0) & (start[:, None] <= years) & (years < opening[:, None])
    return np.asarray(busy.sum(axis=0), dtype=np.float64)


def seat_shares(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return each share of seats by year, shape (S, T); NaN where the band has no open seats."""
    seats = open_seats(problem, plan)
    rows = []
    for share in problem.rules.shares:
        band = seats[:, share.band]
        total = band.sum(axis=0)
        own = (band * share.member[:, None]).sum(axis=0)
        rows.append(np.divide(own, total, out=np.full_like(total, np.nan), where=total > 0))
    return np.array(rows).reshape(len(rows), len(problem.years))


def staff_needed(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the staff that openings need in each year, shape (T,); 0 without a norm."""
    staff = problem.rules.staff
    if staff is None:
        return np.zeros(len(problem.years))
    return np.asarray(np.einsum("fbt,b->t", opening_seats(problem, plan), staff.per_seat), dtype=np.float64)


def changed_projects(problem: PlanningProblem, plan: Plan) -> IntArray:
    """Return 1 for each project whose opening differs from the announced one, else 0, shape (P,)."""
    reference = problem.rules.reference
    if reference is None:
        return np.zeros(len(plan.option), dtype=np.int64)
    _, opening = years_of(problem, plan)
    return np.asarray(opening != reference.opening_year, dtype=np.int64)


def pupils_outside(problem: PlanningProblem, plan: Plan) -> float:
    """Return the pupils placed outside the announced catchments."""
    reference = problem.rules.reference
    return 0.0 if reference is None else float(plan.place[reference.pair == 0].sum())
