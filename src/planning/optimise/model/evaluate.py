"""What a plan is worth in the objectives, from its arrays."""

from __future__ import annotations

import numpy as np

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.optimise.model.objectives import cost_of_options, cost_of_rooms, o3_weights, price_of_placing


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
    return placing + temporary + options + rooms


def o3_of(problem: PlanningProblem, plan: Plan) -> float:
    """Compute O3 of a plan, the priced changes and the lateness of projects."""
    constant, weights = o3_weights(problem)
    reference = problem.rules.reference
    outside = 0.0 if reference is None else float(plan.place[reference.pair == 0].sum())
    price = 0.0 if reference is None else reference.pupil_price
    return constant + float(weights[plan.option[plan.option >= 0]].sum()) + price * outside
