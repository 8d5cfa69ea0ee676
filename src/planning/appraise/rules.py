"""Rules beyond seats and money, recomputed from problem and plan."""

from __future__ import annotations

import numpy as np

from planning.appraise.seats import entries, open_seats, opening_seats
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def years_of(problem: PlanningProblem, plan: Plan) -> tuple[IntArray, IntArray]:
    """Return start and opening year of each project, 0 if it is not started, shape (P,) each.

    Examples
    --------
    The first of two projects is carried out:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40, 40], unit_cost=[[1, 2]], fixed_cost=[500, 300])
    >>> plan = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> years_of(town, plan)
    (array([2000,    0]), array([2000,    0]))
    """
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
    """Return the number of projects under works in each year, shape (T,).

    Examples
    --------
    Works that begin in 2024 and open in 2026 are under way for two years:

    >>> from planning.domain.pairs import Pairs
    >>> from planning.domain.programme import Programme
    >>> problem = PlanningProblem.build(
    ...     zones=("Z",), facilities=("F",), bands=("primary",), years=(2024, 2025, 2026), projects=("P",),
    ...     intakes=[[[0, 0, 0]]], seats=[[0]],
    ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[500]),
    ...     programme=Programme(
    ...         facility=[0], seats=[[90]], committed=[0], cost_10k=[300], option_project=[0],
    ...         option_start_year=[2024], option_opening_year=[2026], option_spend_10k=[[100, 100, 100]],
    ...     ),
    ... )
    >>> plan = Plan(option=[0], place=[[0, 0, 0]], unplaced=[[[0, 0, 0]]], temporary=[[[0, 0, 0]]])
    >>> works_by_year(problem, plan)
    array([1., 1., 0.])
    """
    start, opening = years_of(problem, plan)
    years = np.array(problem.years)[None, :]
    busy = (start[:, None] > 0) & (start[:, None] <= years) & (years < opening[:, None])
    return np.asarray(busy.sum(axis=0), dtype=np.float64)


def seat_shares(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return each share of seats by year, shape (S, T); NaN where the band has no open seats.

    Examples
    --------
    30 of 40 seats are public:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.rules import Rules, SeatShare
    >>> town = facility_location(demand=[40], capacity=[30, 10], unit_cost=[[1, 1]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> public = SeatShare(name="public", band=0, member=[1, 0], floor=0.5)
    >>> seat_shares(replace(town, rules=Rules(shares=(public,))), plan)
    array([[0.75]])
    """
    seats = open_seats(problem, plan)
    rows = []
    for share in problem.rules.shares:
        band = seats[:, share.band]
        total = band.sum(axis=0)
        own = (band * share.member[:, None]).sum(axis=0)
        rows.append(np.divide(own, total, out=np.full_like(total, np.nan), where=total > 0))
    return np.array(rows).reshape(len(rows), len(problem.years))


def staff_needed(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the staff that openings need in each year, shape (T,); 0 without a norm.

    Examples
    --------
    A new school of 40 seats at one post for 20:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.rules import Rules, Staff
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> norm = Staff(per_seat=[0.05], recruitment=[np.inf], posts=[np.inf])
    >>> staff_needed(replace(town, rules=Rules(staff=norm)), plan)
    array([2.])
    """
    staff = problem.rules.staff
    if staff is None:
        return np.zeros(len(problem.years))
    return np.asarray(np.einsum("fbt,b->t", opening_seats(problem, plan), staff.per_seat), dtype=np.float64)


def projects_beyond(problem: PlanningProblem, plan: Plan) -> int:
    """Return by how many the number of projects carried out misses its limits; 0 within them.

    Examples
    --------
    Two sites open, and one is to:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(
    ...     demand=[30], capacity=[40, 40], unit_cost=[[1, 2]], fixed_cost=[500, 300], at_most=1
    ... )
    >>> plan = Plan(option=[0, 1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> projects_beyond(town, plan)
    1
    """
    rules, count = problem.rules, int((plan.option >= 0).sum())
    most = count if rules.most_projects is None else rules.most_projects
    return max(rules.fewest_projects - count, count - most, 0)


def lacking_intake(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the entrants that opened sites lack of their least intake, shape (P, B, T); below 0 if none.

    Examples
    --------
    Ten of 30 go to the second site, which is to open for 20 at least:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(
    ...     demand=[30], capacity=[40, 40], unit_cost=[[1, 2]], fixed_cost=[500, 300], least_load=[0, 20]
    ... )
    >>> plan = Plan(option=[0, 1], place=[[20], [10]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> lacking_intake(town, plan).ravel()
    array([-20.,  10.])
    """
    least = problem.rules.least_intake
    if least is None:
        return np.zeros((len(plan.option), *problem.shape[2:]))
    _, opening = years_of(problem, plan)
    opened = (opening[:, None] > 0) & (opening[:, None] <= np.array(problem.years)[None, :])
    taken = entries(problem, plan)[problem.programme.facility]
    return np.asarray(least[:, :, None] * opened[:, None, :] - taken, dtype=np.float64)


def changed_projects(problem: PlanningProblem, plan: Plan) -> IntArray:
    """Return 1 for each project whose opening differs from the announced one, else 0, shape (P,).

    Examples
    --------
    The second project was announced and the first is built:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.rules import Reference, Rules
    >>> town = facility_location(demand=[30], capacity=[40, 40], unit_cost=[[1, 2]], fixed_cost=[500, 300])
    >>> plan = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> last = Reference(opening_year=[0, 2000], pair=[[0], [1]])
    >>> changed_projects(replace(town, rules=Rules(reference=last)), plan)
    array([1, 1])
    """
    reference = problem.rules.reference
    if reference is None:
        return np.zeros(len(plan.option), dtype=np.int64)
    _, opening = years_of(problem, plan)
    return np.asarray(opening != reference.opening_year, dtype=np.int64)


def pupils_outside(problem: PlanningProblem, plan: Plan) -> float:
    """Return the pupils placed outside the announced catchments.

    Examples
    --------
    All 30 go to the first school; the second was announced:

    >>> from dataclasses import replace
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.rules import Reference, Rules
    >>> town = facility_location(demand=[30], capacity=[40, 40], unit_cost=[[1, 2]])
    >>> plan = Plan(option=[], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> last = Reference(opening_year=[], pair=[[0], [1]])
    >>> pupils_outside(replace(town, rules=Rules(reference=last)), plan)
    30.0
    """
    reference = problem.rules.reference
    return 0.0 if reference is None else float(plan.place[reference.pair == 0].sum())
