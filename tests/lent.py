"""Every way to lend rooms, block by block, written apart from the model."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import Rooms

#: Years (begin, end) of one loan: works begin, and the receiving band gives the room up; None if it keeps it.
Loan = tuple[int, int | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lent:
    """What lending rooms does to seats (F, B, T), seats in their first autumn, temporary seats and money (T,)."""

    seats: FloatArray
    fresh: FloatArray
    temporary_limit: FloatArray
    money_10k: FloatArray


def loans(problem: PlanningProblem) -> list[Lent]:
    """List every way to lend the rooms of a problem that keeps the rules on rooms."""
    rooms = problem.rooms
    if rooms is None:
        return [_effect(problem, [])]
    choices = [
        list(itertools.combinations_with_replacement(_histories(problem, rooms, m), _blocks(rooms, m)))
        for m in range(rooms.count)
    ]
    found = []
    for chosen in itertools.product(*choices):
        histories = [(m, block) for m, blocks in enumerate(chosen) for block in blocks]
        if _keeps(problem, rooms, histories):
            found.append(_effect(problem, histories))
    return found


def _blocks(rooms: Rooms, m: int) -> int:
    return int(rooms.most[m] // rooms.block[m])


def _works(rooms: Rooms, m: int) -> int:
    """Two months are the summer; every twelve begun beyond cost a school year."""
    months, years = int(rooms.works_months[m]) - 2, 0
    while months > 0:
        months, years = months - 12, years + 1
    return years


def _histories(problem: PlanningProblem, rooms: Rooms, m: int) -> list[tuple[Loan, ...]]:
    """List what one block may do over the years, from never being lent to several loans."""
    found: list[tuple[Loan, ...]] = [()]
    found += [(loan, *later) for loan, later in _from(problem, rooms, m, 0)]
    return found


def _from(
    problem: PlanningProblem, rooms: Rooms, m: int, year: int
) -> Iterator[tuple[Loan, tuple[Loan, ...]]]:
    works, years = _works(rooms, m), len(problem.years)
    for begin in range(year, years - works):
        used = problem.years[0] + begin + works
        if not rooms.first_year[m] <= used <= rooms.last_year[m]:
            continue
        if rooms.last_year[m] >= problem.years[-1]:
            yield (begin, None), ()
        if not rooms.way_back[m]:
            continue
        for end in range(begin + works + max(int(rooms.least_stay_years[m]), 1), years):
            if problem.years[0] + end - 1 > rooms.last_year[m]:
                continue
            yield (begin, end), ()
            for loan, later in _from(problem, rooms, m, end + works):
                yield (begin, end), (loan, *later)


def _keeps(problem: PlanningProblem, rooms: Rooms, histories: list[tuple[int, tuple[Loan, ...]]]) -> bool:
    """Check what blocks share: one way in a year, the site's limit, and that a band holds the rooms that it gives."""
    for t in range(len(problem.years)):
        coming, going = set(), set()
        lent, held = np.zeros(len(problem.facilities)), np.array(rooms.rooms)
        for m, block in histories:
            away, serves, begins = _state(rooms, m, block, t)
            coming |= {m} if begins else set()
            going |= {m} if any(end == t for _, end in block) else set()
            lent[rooms.facility[m]] += rooms.block[m] * away
            held[rooms.facility[m], rooms.giver[m]] -= rooms.block[m] * away
            held[rooms.facility[m], rooms.receiver[m]] += rooms.block[m] * serves
        if coming & going or (lent > rooms.most_lent + 1e-9).any() or (held < -1e-9).any():
            return False
    return True


def _state(rooms: Rooms, m: int, block: tuple[Loan, ...], t: int) -> tuple[bool, bool, bool]:
    """Tell whether a block is away from its band in a year, serves the other, and begins to."""
    works = _works(rooms, m)
    away = any(begin <= t and (end is None or t < end + works) for begin, end in block)
    serves = any(begin + works <= t and (end is None or t < end) for begin, end in block)
    return away, serves, any(begin + works == t for begin, _ in block)


def _effect(problem: PlanningProblem, histories: list[tuple[int, tuple[Loan, ...]]]) -> Lent:
    rooms, shape = problem.rooms, problem.shape[1:]
    seats, fresh, money = np.zeros(shape), np.zeros(shape), np.zeros(shape[2])
    lends = np.zeros(shape, dtype=bool)
    for m, block in histories:
        assert rooms is not None
        site, giver, receiver, size = (
            int(part[m]) for part in (rooms.facility, rooms.giver, rooms.receiver, rooms.block)
        )
        for t in range(shape[2]):
            away, serves, begins = _state(rooms, m, block, t)
            seats[site, giver, t] -= size * rooms.seats_lost[m] * away
            seats[site, receiver, t] += size * rooms.seats_gained[m] * serves
            fresh[site, receiver, t] += size * rooms.seats_gained[m] * begins
            lends[site, giver, t] |= away
            money[t] += size * rooms.cost_10k[m] * sum(begin == t for begin, _ in block)
            money[t] += size * rooms.back_cost_10k[m] * sum(end == t for _, end in block)
    before = np.maximum(problem.enrolled_before - problem.seats_by_year, 0.0)
    limit = np.where(lends, np.minimum(before, problem.temporary_limit), problem.temporary_limit)
    return Lent(seats=seats, fresh=fresh, temporary_limit=limit, money_10k=money)
