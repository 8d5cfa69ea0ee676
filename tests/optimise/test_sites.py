"""New schools against enumeration: a made town of 40 zones, one and two schools."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.domain.sites import SiteChoice
from planning.optimise import SolverSettings
from planning.optimise.model.objectives import price_of_sites
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.site_bounds import Anywhere, Group, SiteBounds
from planning.optimise.schedule.site_values import values_of_a_class
from planning.optimise.schedule.sites import find_sites
from planning.optimise.solver.deadline import Deadline
from tests.towns import school, town

ZONES, YEARS = 40, 3
REACH_M = 2_500.0
SETTINGS = SolverSettings(gap_o1=0.0, gap_o2=0.0)


class Town:
    """Forty zones on a field of five kilometres, two schools that are too small, and one that may be built."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        at = rng.uniform(0, 5_000, (ZONES, 2))
        self.zones = at[np.lexsort((at[:, 1], at[:, 0] // 1_000))]
        self.sites = np.concatenate([rng.uniform(0, 5_000, (3, 2)), self.zones])
        self.intakes = rng.integers(3, 20, (ZONES, 1, YEARS)).astype(float)
        self.seats = (80, 160)

    def metres(self, sites: np.ndarray) -> np.ndarray:
        return np.linalg.norm(self.zones[:, None] - sites[None], axis=2)

    def problem(self, sites: np.ndarray, seats: tuple[int, ...]) -> PlanningProblem:
        """Return the town with new schools at some places, which may open from the second year on."""
        there = np.concatenate([self.sites[:3], sites])
        metres = self.metres(there)
        projects = [school(2, 60, 50, 2023, 2024)]
        for i, number in enumerate(seats):
            made = school(3 + i, number, 0.5 * number, 2024)
            made["options"] = [(2023, 2024, {2023: 0.3 * number, 2024: 0.2 * number}),
                               (2024, 2025, {2024: 0.3 * number, 2025: 0.2 * number})]  # fmt: skip
            projects.append(made)
        whole = town(
            intakes=self.intakes, seats=[[100], [120], [0], *([0] for _ in seats)], distance_m=metres,
            projects=projects, budget_10k=[90.0, 60.0, 40.0], carry_over=True,
        )  # fmt: skip
        return replace(whole, pairs=_within(whole.pairs))

    def solve(self, points: tuple[int, ...], seats: tuple[int, ...]) -> SiteChoice:
        problem = self.problem(self.zones[list(points)], seats)
        plan = Workbench(problem, SETTINGS).plan(settle=False)
        values = {stage.name: stage.value for stage in plan.stages}
        return SiteChoice(
            points=points, seats=seats, openings=(0,) * len(points), starts=(0,) * len(points), cost_10k=0.0,
            o1=values["O1"], o2_10k=values["O2"], unplaced=(), proven=True,
        )  # fmt: skip

    def anywhere(self, count: int, seats: tuple[int, ...]) -> Anywhere:
        made = self.problem(np.repeat(self.zones[:1], count, axis=0), (seats[-1],) * count)
        pairs, distance_m = made.pairs, self.metres(self.zones).T
        distance_m = np.where(distance_m <= REACH_M, distance_m, np.inf)
        near, old = distance_m.min(axis=0), pairs.facility < 3
        problem = replace(
            made,
            pairs=Pairs(
                zone=np.concatenate([pairs.zone[old], np.tile(np.arange(ZONES), count)]),
                facility=np.concatenate([pairs.facility[old], np.repeat(3 + np.arange(count), ZONES)]),
                band=np.zeros(int(old.sum()) + count * ZONES, dtype=np.int64),
                distance_m=np.concatenate([pairs.distance_m[old], np.tile(near, count)]),
            ),
        )
        return Anywhere(
            problem=problem, band=0, facilities=tuple(3 + i for i in range(count)),
            projects=tuple(1 + i for i in range(count)), seats=seats,
            price_10k=price_of_sites(problem, 0, distance_m, facility=3),
        )  # fmt: skip


def _within(pairs: Pairs) -> Pairs:
    kept = pairs.distance_m <= REACH_M
    return Pairs(
        zone=pairs.zone[kept], facility=pairs.facility[kept], band=pairs.band[kept],
        distance_m=pairs.distance_m[kept],
    )  # fmt: skip


def least(choices: list[SiteChoice]) -> tuple[float, float]:
    """Return the least O1, and the least O2 of the choices with it."""
    o1 = min(choice.o1 for choice in choices)
    return o1, min(choice.o2_10k for choice in choices if choice.o1 <= o1 + 1e-4)


@pytest.mark.parametrize(("seed", "count"), [(1, 1), (2, 1), (4, 2)])
def test_the_best_sites_are_those_of_an_enumeration(seed: int, count: int) -> None:
    place = Town(seed)
    sizes = place.seats if count == 1 else place.seats[1:]
    every = [
        place.solve(points, seats)
        for points in combinations(range(ZONES), count)
        for seats in product(sizes, repeat=count)
    ]
    o1, o2 = least(every)
    solved: list[tuple[int, ...]] = []

    def solve(points: tuple[int, ...], seats: tuple[int, ...]) -> SiteChoice:
        solved.append(points)
        return place.solve(points, seats)

    found = find_sites(
        SiteBounds(place.anywhere(count, sizes), SETTINGS), solve,
        count_of_schools=count, sites=ZONES, within=0.01, most=0, deadline=Deadline.after(None),
    )  # fmt: skip
    best = found.choices[0]
    assert best.o1 == pytest.approx(o1, abs=1e-4)
    assert best.o2_10k == pytest.approx(o2, rel=2e-5)
    assert found.proven
    assert len(solved) < len(every), "bounds spare some of the choices"


def test_a_group_is_bounded_from_below() -> None:
    place = Town(5)
    bounds = SiteBounds(place.anywhere(1, place.seats), SETTINGS)
    for first, last in ((0, 40), (10, 20), (30, 31)):
        low = bounds.o1([Group(first, last, 0, 2)], Deadline.after(None)).stage
        assert low is not None
        exact = min(place.solve((p,), (s,)).o1 for p in range(first, last, 3) for s in place.seats)
        assert low.value <= exact + 1e-5


def test_a_class_seats_no_more_than_it_has_and_no_more_than_lack() -> None:
    place = Town(6)
    bounds = SiteBounds(place.anywhere(1, place.seats), SETTINGS)
    plan = Workbench(place.problem(place.zones[:0], ()), SETTINGS).plan(settle=False)
    starts = [float(o in plan.option.tolist()) for o in range(2)]
    values = values_of_a_class(bounds, starts, seats=10.0, sites=ZONES, deadline=Deadline.after(None))
    assert [value.point for value in values] == list(range(ZONES))
    # It opens in the second of three years; nobody stays beyond a year.
    assert max(value.entrants for value in values) <= 20 + 1e-6
    assert max(value.entrants for value in values) > 0
    assert all(value.o1 >= 0 for value in values)
