"""The loans of rooms that a plan makes, told apart by when rooms come and go."""

from __future__ import annotations

from collections import Counter, deque

import numpy as np

from planning.appraise.rooms import room_seats
from planning.appraise.seats import enrolled, open_seats
from planning.domain.frozen import FloatArray
from planning.domain.loans import Loan
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import Rooms


def loans_of(problem: PlanningProblem, plan: Plan) -> tuple[Loan, ...]:
    """Return the loans of a plan by first year and site; rooms that came first go back first.

    Examples
    --------
    Three rooms are lent from 2024 on, and one returns in 2026:

    >>> from planning.domain.pairs import Pairs
    >>> problem = PlanningProblem.build(
    ...     zones=("Z",), facilities=("F",), bands=("primary", "junior"), years=(2024, 2025, 2026),
    ...     intakes=[[[0, 0, 0], [0, 0, 0]]], seats=[[270, 0]],
    ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[500]),
    ...     rooms=Rooms.build(
    ...         rooms=[[6, 0]], class_size=[45, 50], facility=[0], giver=[0], receiver=[1],
    ...         least_stay_years=[2],
    ...     ),
    ... )
    >>> plan = Plan(
    ...     option=[], place=[[0, 0, 0]], unplaced=np.zeros((1, 2, 3)), temporary=np.zeros((1, 2, 3)),
    ...     rooms_taken=[[3, 0, 0]], rooms_back=[[0, 0, 1]],
    ... )
    >>> [(loan.rooms, loan.first_year, loan.return_year) for loan in loans_of(problem, plan)]
    [(1, 2024, 2026), (2, 2024, None)]
    """
    if problem.rooms is None:
        return ()
    found = [
        loan for m in range(problem.rooms.count) for loan in _of_conversion(problem.rooms, m, problem, plan)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.first_year, one.facility, one.receiver, one.return_year or np.inf))
    )


def _of_conversion(rooms: Rooms, m: int, problem: PlanningProblem, plan: Plan) -> list[Loan]:
    works, waiting = int(rooms.works_years[m]), deque[list[float]]()
    spans: Counter[tuple[int, int | None]] = Counter()
    for t, year in enumerate(problem.years):
        if t >= works and plan.rooms_taken[m, t - works] > 0.5:
            waiting.append([year, round(float(plan.rooms_taken[m, t - works]))])
        left = round(float(plan.rooms_back[m, t]))
        while left > 0 and waiting:
            going = min(left, int(waiting[0][1]))
            spans[int(waiting[0][0]), year] += going
            left, waiting[0][1] = left - going, waiting[0][1] - going
            if not waiting[0][1]:
                waiting.popleft()
    for first, number in waiting:
        spans[int(first), None] += int(number)
    return [
        Loan(
            facility=int(rooms.facility[m]),
            giver=int(rooms.giver[m]),
            receiver=int(rooms.receiver[m]),
            rooms=number,
            works_year=first - works,
            first_year=first,
            return_year=until,
            works_years=works,
            seats_lost=float(rooms.seats_lost[m]),
            seats_gained=float(rooms.seats_gained[m]),
            cost_10k=float(rooms.cost_10k[m]),
            back_cost_10k=float(rooms.back_cost_10k[m]),
        )
        for (first, until), number in spans.items()
    ]


def rooms_needed(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return how many of the rooms lent the receiving bands need at least to seat their pupils, shape (T,).

    What the pupils of a band in the whole district exceed its other seats, permanent and temporary, sits in
    rooms lent, wherever those are. The other rooms shorten ways or follow from reach and entry classrooms.

    Examples
    --------
    A site without rooms to lend needs none:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> rooms_needed(town, Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]]))
    array([0.])
    """
    needed = np.zeros(len(problem.years))
    rooms = problem.rooms
    if rooms is None:
        return needed
    lent = room_seats(problem, plan)
    own = np.maximum(open_seats(problem, plan) - np.maximum(lent, 0.0), 0.0) + problem.temporary_limit
    sitting = enrolled(problem, plan)
    for b in np.unique(rooms.receiver).tolist():
        size = rooms.seats_gained[rooms.receiver == b].max()
        over = sitting[:, b].sum(axis=0) - own[:, b].sum(axis=0)
        # As many as are lent, if temporary seats that are counted here may not be put up there.
        there = np.maximum(lent[:, b], 0.0).sum(axis=0) / size
        needed += np.minimum(np.ceil(np.maximum(over, 0.0) / size - 1e-9), np.ceil(there))
    return needed
