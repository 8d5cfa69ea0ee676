"""Rooms lent: followed from year to year, room by room, from problem and plan alone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomsFollowed:
    """Where the rooms of each conversion are in each year.

    Parameters
    ----------
    away
        Rooms that the giving band lacks, lent or under works, shape (M, T).
    lent
        Rooms that serve the receiving band, shape (M, T).
    fresh
        Rooms that begin to serve the receiving band, shape (M, T).
    too_soon
        Rooms that return before their least stay, or that were never lent, shape (M, T).
    """

    away: FloatArray
    lent: FloatArray
    fresh: FloatArray
    too_soon: FloatArray


def follow_rooms(problem: PlanningProblem, plan: Plan) -> RoomsFollowed:
    """Follow the rooms of each conversion; those that came first go back first.

    Examples
    --------
    Three rooms taken in 2024 serve at once, and one returns in 2026:

    >>> from planning.domain.pairs import Pairs
    >>> from planning.domain.rooms import Rooms
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
    >>> follow_rooms(problem, plan).lent
    array([[3., 3., 2.]])
    """
    count, years = np.shape(plan.rooms_taken)
    away, lent, fresh, too_soon = (np.zeros((count, years)) for _ in range(4))
    if problem.rooms is None:
        return RoomsFollowed(away=away, lent=lent, fresh=fresh, too_soon=too_soon)
    for m, (works, stay) in enumerate(
        zip(problem.rooms.works_years.tolist(), problem.rooms.least_stay_years.tolist(), strict=True)
    ):
        serving: deque[list[float]] = deque()
        for t in range(years):
            away[m, t] = away[m, t - 1] + plan.rooms_taken[m, t] if t else plan.rooms_taken[m, t]
            if t >= works:
                fresh[m, t] = plan.rooms_taken[m, t - works]
                away[m, t] -= plan.rooms_back[m, t - works]
                serving.append([float(t), float(fresh[m, t])])
            left = float(plan.rooms_back[m, t])
            while left > 0 and serving and serving[0][0] + stay <= t:
                going = min(left, serving[0][1])
                left, serving[0][1] = left - going, serving[0][1] - going
                if serving[0][1] <= 0:
                    serving.popleft()
            too_soon[m, t] = max(left, 0.0)
            lent[m, t] = sum(number for _, number in serving)
    return RoomsFollowed(away=away, lent=lent, fresh=fresh, too_soon=too_soon)


def room_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the seats that rooms lent add to each band, below 0 where it gives them, shape (F, B, T).

    Examples
    --------
    A site without rooms to lend keeps its seats:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> plan = Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> room_seats(town, plan)
    array([[[0.]]])
    """
    _, f, b, t = problem.shape
    result, rooms = np.zeros((f, b, t)), problem.rooms
    if rooms is None:
        return result
    found = follow_rooms(problem, plan)
    for m in range(rooms.count):
        result[rooms.facility[m], rooms.giver[m]] -= rooms.seats_lost[m] * found.away[m]
        result[rooms.facility[m], rooms.receiver[m]] += rooms.seats_gained[m] * found.lent[m]
    return result


def fresh_room_seats(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the seats of rooms in their first autumn with the receiving band, shape (F, B, T).

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> plan = Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> fresh_room_seats(town, plan)
    array([[[0.]]])
    """
    _, f, b, t = problem.shape
    result, rooms = np.zeros((f, b, t)), problem.rooms
    if rooms is None:
        return result
    found = follow_rooms(problem, plan)
    for m in range(rooms.count):
        result[rooms.facility[m], rooms.receiver[m]] += rooms.seats_gained[m] * found.fresh[m]
    return result


def room_money(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the money for changes of rooms in each year, 10,000 yuan, shape (T,).

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> plan = Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]])
    >>> room_money(town, plan)
    array([0.])
    """
    rooms = problem.rooms
    if rooms is None:
        return np.zeros(len(problem.years))
    return np.asarray(rooms.cost_10k @ plan.rooms_taken + rooms.back_cost_10k @ plan.rooms_back)
