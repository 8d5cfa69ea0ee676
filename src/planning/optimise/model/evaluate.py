"""What a plan is worth in the objectives, from its arrays."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.optimise.model.objectives import (
    cost_of_options,
    cost_of_rooms,
    o3_weights,
    price_of_placing,
    price_of_sites_kept,
)
from planning.optimise.model.variables import may_close


def o1_of(problem: PlanningProblem, plan: Plan) -> float:
    """Compute O1 of a plan, weighted pupil-years without a seat."""
    weight = problem.band_weight * problem.pupil_years
    return float(np.einsum("zbt,b->", plan.unplaced, weight))


def o2_of(problem: PlanningProblem, plan: Plan) -> float:
    """Compute O2 of a plan, 10,000 yuan."""
    placing = float((plan.place.sum(axis=1) * price_of_placing(problem)).sum())
    temporary = problem.prices.temporary_10k_per_seat_year * float(plan.temporary.sum())
    taken, back = cost_of_rooms(problem)
    rooms = float((taken * plan.rooms_taken).sum() + (back * plan.rooms_back).sum()) if taken.size else 0.0
    options = float(cost_of_options(problem)[plan.option[plan.option >= 0]].sum())
    return placing + temporary + options + rooms + _retreat_of(problem, plan)


def _retreat_of(problem: PlanningProblem, plan: Plan) -> float:
    """Compute what sites that may close cost, 10,000 yuan; without a decision all are kept."""
    rule = problem.retreat
    if rule is None:
        return 0.0
    running, closing = price_of_sites_kept(problem)
    may = may_close(problem)
    shut = np.zeros(may.shape) if plan.closed is None else np.asarray(plan.closed, dtype=np.float64)
    closes = np.diff(shut, axis=2, prepend=0.0) > 0
    lacks = np.maximum(rule.least_roll[:, :, None] - rolls(problem, plan), 0.0) * (may & (shut == 0))
    moves = 0.0 if plan.moved is None else float((plan.moved.sum(axis=(1, 2)) * rule.move_10k).sum())
    return (
        float((running * (may & (shut == 0))).sum() + (closing * closes).sum())
        + rule.short_10k * float(lacks.sum())
        + moves
    )


def rolls(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Compute the pupils enrolled by site, with those who moved where they moved to, shape (F, B, T)."""
    result, years = np.array(problem.enrolled_before), len(problem.years)
    taken = np.zeros(result.shape)
    np.add.at(taken, (problem.pairs.facility, problem.pairs.band), plan.place)
    for k in range(min(problem.retention.shape[1], years)):
        result[:, :, k:] += problem.retention[None, :, k, None] * taken[:, :, : years - k]
    rule = problem.retreat
    if rule is None or plan.moved is None:
        return result
    for i, k, t in np.argwhere(plan.moved > 0).tolist():
        f, g, b = int(rule.move_from[i]), int(rule.move_to[i]), int(rule.move_band[i])
        if k:
            lasting = problem.retention[b, k : k + years - t] / problem.retention[b, k]
        else:
            lasting = problem.enrolled_before[f, b, t:] / problem.enrolled_before[f, b, t]
        sits = plan.moved[i, k, t] * lasting
        result[f, b, t : t + len(sits)] -= sits
        result[g, b, t : t + len(sits)] += sits
    return result


def o3_of(problem: PlanningProblem, plan: Plan) -> float:
    """Compute O3 of a plan, the priced changes and the lateness of projects."""
    constant, weights = o3_weights(problem)
    reference = problem.rules.reference
    outside = 0.0 if reference is None else float(plan.place[reference.pair == 0].sum())
    price = 0.0 if reference is None else reference.pupil_price
    return constant + float(weights[plan.option[plan.option >= 0]].sum()) + price * outside
