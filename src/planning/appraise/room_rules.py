"""C14 recomputed: rooms lent in blocks, within limits and years, returned after their stay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planning.appraise.rooms import RoomsFollowed, follow_rooms
from planning.appraise.worst import TOLERANCE, worst
from planning.domain.appraisal import Breach
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import Rooms


def broken_room_rule(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find the first rule on rooms that a plan breaks, with its worst place; None if it keeps them all."""
    rooms = problem.rooms
    if rooms is None:
        return None
    found = follow_rooms(problem, plan)
    checks = (_changes(problem, rooms, plan, found), _levels(problem, rooms, found))
    for over in (breach for check in checks for breach in check):
        if over is not None:
            return over
    return _temporary(problem, rooms, plan, found)


def _changes(
    problem: PlanningProblem, rooms: Rooms, plan: Plan, found: RoomsFollowed
) -> Iterator[Breach | None]:
    """Check each change: whole blocks, in its years, after its stay, with a way back."""
    axes = (_labels(problem, rooms), problem.years)
    years, block = np.array(problem.years)[None, :], rooms.block[:, None].astype(np.float64)
    for moved in (plan.rooms_taken, plan.rooms_back):
        yield worst("C14", -moved, np.ones_like(moved), axes, "rooms below 0")
        yield worst(
            "C14", np.abs(moved - block * np.round(moved / block)), block, axes, "rooms beside blocks"
        )
    serves_from = years + rooms.works_years[:, None]
    outside = (serves_from < rooms.first_year[:, None]) | (serves_from > rooms.last_year[:, None])
    yield worst("C14", plan.rooms_taken * outside, block, axes, "rooms outside their years")
    yield worst("C14", found.too_soon, block, axes, "rooms returned too soon")
    late = found.lent * (years > rooms.last_year[:, None])
    yield worst("C14", late, block, axes, "rooms not returned")
    stuck = plan.rooms_back * (rooms.way_back == 0)[:, None]
    yield worst("C14", stuck, block, axes, "rooms without a way back")
    turned = np.minimum(found.fresh, plan.rooms_back)
    yield worst("C14", turned, block, axes, "rooms that come and go")


def _levels(problem: PlanningProblem, rooms: Rooms, found: RoomsFollowed) -> Iterator[Breach | None]:
    """Check the rooms away: limits of conversion and site, and rooms that the band holds."""
    _, f, b, t = problem.shape
    over = found.away - rooms.most[:, None]
    yield worst("C14", over, found.away, (_labels(problem, rooms), problem.years), "rooms")
    at_site, held = np.zeros((f, t)), np.repeat(rooms.rooms[:, :, None], t, axis=2)
    for m in range(rooms.count):
        at_site[rooms.facility[m]] += found.away[m]
        held[rooms.facility[m], rooms.giver[m]] -= found.away[m]
        held[rooms.facility[m], rooms.receiver[m]] += found.lent[m]
    over = at_site - rooms.most_lent[:, None]
    yield worst("C14", over, at_site, (problem.facilities, problem.years), "rooms")
    axes = (problem.facilities, problem.bands, problem.years)
    gives = np.zeros((f, b), dtype=bool)
    gives[rooms.facility, rooms.giver] = True
    yield worst("C14", -held * gives[:, :, None], np.ones_like(held), axes, "rooms that are not there")


def _temporary(problem: PlanningProblem, rooms: Rooms, plan: Plan, found: RoomsFollowed) -> Breach | None:
    """Find temporary seats where rooms are lent, beyond those that pupils from before the horizon need."""
    _, f, b, t = problem.shape
    given = np.zeros((f, b, t))
    for m in range(rooms.count):
        given[rooms.facility[m], rooms.giver[m]] += found.away[m]
    needed = np.clip(problem.enrolled_before - problem.seats_by_year, 0.0, None)
    over = np.where(given > TOLERANCE, plan.temporary - needed, 0.0)
    return worst("C14", over, needed, (problem.facilities, problem.bands, problem.years), "temporary seats")


def _labels(problem: PlanningProblem, rooms: Rooms) -> tuple[str, ...]:
    return tuple(
        f"{problem.facilities[f]} {problem.bands[g]} to {problem.bands[r]}"
        for f, g, r in zip(
            rooms.facility.tolist(), rooms.giver.tolist(), rooms.receiver.tolist(), strict=True
        )
    )
