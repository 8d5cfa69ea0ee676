"""All numbers of a plan together."""

from __future__ import annotations

import numpy as np

from planning.appraise.access import (
    beyond_norm_share,
    mean_distance_m,
    placed_km,
    ratio,
    seats_per_child,
    zone_distance_m,
)
from planning.appraise.catchments import make_catchments
from planning.appraise.money import follow_money
from planning.appraise.objectives import o1_value, o2_value, o3_value
from planning.appraise.purses import follow_purses
from planning.appraise.rooms import follow_rooms
from planning.appraise.running import running_by_year, running_of_all
from planning.appraise.seats import enrolled, open_seats
from planning.domain.appraisal import Appraisal
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def summarise(problem: PlanningProblem, plan: Plan) -> Appraisal:
    """Appraise a plan: recompute its figures from problem and plan alone.

    Parameters
    ----------
    problem
        Planning problem of the plan.
    plan
        Plan to appraise.

    Returns
    -------
    Appraisal
        Seats, pupils, distances, money and objectives of the plan.

    Raises
    ------
    ProblemError
        If the plan does not fit the problem.

    Examples
    --------
    A school of 40 seats for 50 entrants:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> numbers = summarise(town, plan)
    >>> numbers.unplaced_by_band, numbers.unplaced_share_by_band, numbers.utilisation[0]
    (array([[10.]]), array([[0.2]]), array([[1.]]))
    >>> numbers.objectives["O1"]
    10.0
    """
    plan.check_fits(problem)
    seats, pupils = open_seats(problem, plan), enrolled(problem, plan)
    money = follow_money(problem, plan)
    intakes, unplaced = problem.intakes.sum(axis=0), plan.unplaced.sum(axis=0)
    programme = problem.programme
    chosen = plan.option.tolist()
    within_reach = seats_per_child(problem, seats)
    return Appraisal(
        open_seats=seats,
        enrolled=pupils,
        temporary=plan.temporary,
        surplus=np.clip(seats - pupils, 0.0, None),
        intake=problem.intakes,
        unplaced=plan.unplaced,
        unplaced_share=ratio(plan.unplaced, problem.intakes),
        utilisation=ratio(pupils, seats),
        seats_per_child=within_reach,
        seat_balance=(within_reach - 1.0) * problem.intakes,
        zone_distance_m=zone_distance_m(problem, plan),
        unplaced_pupil_years=plan.unplaced.sum(axis=(0, 2)) * problem.retention.sum(axis=1),
        intake_by_band=intakes,
        unplaced_by_band=unplaced,
        unplaced_share_by_band=ratio(unplaced, intakes),
        mean_distance_m=mean_distance_m(problem, plan),
        placed_km=placed_km(problem, plan),
        beyond_norm_share=beyond_norm_share(problem, plan),
        limit_10k=money.limit_10k,
        carried_in_10k=money.carried_in_10k,
        spent_10k=money.spent_10k,
        carried_out_10k=money.carried_out_10k,
        start_year=tuple(int(programme.option_start_year[o]) if o >= 0 else 0 for o in chosen),
        opening_year=tuple(int(programme.option_opening_year[o]) if o >= 0 else 0 for o in chosen),
        catchments=make_catchments(problem, plan),
        rooms_lent=follow_rooms(problem, plan).lent,
        objectives={
            "O1": o1_value(problem, plan),
            "O2": o2_value(problem, plan),
            "O3": o3_value(problem, plan),
        },
        purses=() if problem.purses is None else follow_purses(problem.purses, plan.payments),
        running_opened_10k=running_by_year(problem, plan).sum(axis=0) if problem.running else None,
        running_all_10k=running_of_all(problem, plan) if problem.running else None,
    )
