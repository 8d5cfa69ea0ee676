"""What must hold of rooms lent, whatever the town."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.optimise import SolverSettings, optimise
from tests.room_towns import random_room_town, with_rooms

SEEDS = range(40)


def best(problem: PlanningProblem) -> tuple[float, float]:
    first, second, _ = optimise(problem, SolverSettings(gap_o2=0.0)).stages
    assert first.proven
    assert second.proven
    return first.value, second.value


def not_worse(after: tuple[float, float], before: tuple[float, float]) -> bool:
    if abs(after[0] - before[0]) > 1e-5:
        return after[0] < before[0]
    return after[1] <= before[1] + 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_lending_and_more_of_it_never_hurts(seed: int) -> None:
    problem = random_room_town(seed)
    rooms = problem.rooms
    assert rooms is not None
    more = with_rooms(problem, most=rooms.most + rooms.block, most_lent=rooms.most_lent + rooms.block.max())
    found = best(problem)
    assert not_worse(found, best(replace(problem, rooms=None)))
    assert not_worse(best(more), found)
    assert not_worse(best(replace(problem, budget_10k=problem.budget_10k + 40)), found)


@pytest.mark.parametrize("seed", SEEDS)
def test_relabelling_changes_nothing(seed: int) -> None:
    problem, rng = random_room_town(seed), np.random.default_rng(seed)
    rooms, pairs = problem.rooms, problem.pairs
    assert rooms is not None
    order = rng.permutation(len(problem.facilities))
    back = np.argsort(order)
    shares = tuple(replace(share, member=share.member[order]) for share in problem.rules.shares)
    relabelled = replace(
        problem,
        facilities=tuple(problem.facilities[f] for f in order),
        enrolled_before=problem.enrolled_before[order],
        seats=problem.seats[order],
        temporary_limit=problem.temporary_limit[order],
        pairs=Pairs(
            zone=pairs.zone, facility=back[pairs.facility], band=pairs.band, distance_m=pairs.distance_m
        ),
        programme=replace(problem.programme, facility=back[problem.programme.facility]),
        rules=replace(problem.rules, shares=shares),
        rooms=replace(
            rooms,
            rooms=rooms.rooms[order],
            most_lent=rooms.most_lent[order],
            facility=back[rooms.facility],
        ),
    )
    assert best(relabelled) == pytest.approx(best(problem), rel=1e-6, abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_pupils_and_class_sizes_scale_together(seed: int) -> None:
    """Twice the pupils in rooms of twice the size: O1 doubles, O2 at half the prices of pupils stays."""
    problem = random_room_town(seed)
    rooms, programme, prices = problem.rooms, problem.programme, problem.prices
    assert rooms is not None
    doubled = replace(
        problem,
        intakes=2 * problem.intakes,
        enrolled_before=2 * problem.enrolled_before,
        seats=2 * problem.seats,
        temporary_limit=2 * problem.temporary_limit,
        programme=replace(programme, seats=2 * programme.seats),
        rooms=replace(rooms, seats_lost=2 * rooms.seats_lost, seats_gained=2 * rooms.seats_gained),
        prices=replace(
            prices,
            distance_10k_per_pupil_km=prices.distance_10k_per_pupil_km / 2,
            beyond_norm_10k_per_pupil_km=prices.beyond_norm_10k_per_pupil_km / 2,
            temporary_10k_per_seat_year=prices.temporary_10k_per_seat_year / 2,
        ),
    )
    first, second = best(problem)
    assert best(doubled) == pytest.approx((2 * first, second), rel=1e-6, abs=1e-4)
