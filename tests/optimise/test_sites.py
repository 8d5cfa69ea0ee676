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
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.site_model import Anywhere, SiteModel
from planning.optimise.schedule.site_values import values_of_a_class
from planning.optimise.schedule.sites import find_sites
from planning.optimise.solver.deadline import Deadline
from tests.towns import school, town

ZONES, YEARS = 40, 3
REACH_M = 2_000.0
SETTINGS = SolverSettings(gap_o1=0.0, gap_o2=0.0)


class Town:
    """Forty zones on a field of five kilometres, two schools that are too small, and one that may be built."""

    def __init__(self, seed: int, years: int = YEARS, money_10k: float = 90.0) -> None:
        self.money_10k = [money_10k, 60.0, 40.0][:years]
        rng = np.random.default_rng(seed)
        at = rng.uniform(0, 5_000, (ZONES, 2))
        self.zones = at[np.lexsort((at[:, 1], at[:, 0] // 1_000))]
        self.sites = np.concatenate([rng.uniform(0, 5_000, (3, 2)), self.zones])
        self.intakes = rng.integers(3, 20, (ZONES, 1, years)).astype(float)
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
            later = [(2024, 2025, {2024: 0.3 * number, 2025: 0.2 * number})][: len(self.money_10k) - 2]
            made["options"] = [(2023, 2024, {2023: 0.3 * number, 2024: 0.2 * number}), *later]
            projects.append(made)
        whole = town(
            intakes=self.intakes, seats=[[100], [120], [0], *([0] for _ in seats)], distance_m=metres,
            projects=projects, budget_10k=self.money_10k, carry_over=True,
        )  # fmt: skip
        return replace(whole, pairs=_within(whole.pairs))

    def left_out(self, points: tuple[int, ...], seats: tuple[int, ...]) -> float:
        """Return the least O1 with new schools at some places."""
        bench = Workbench(self.problem(self.zones[list(points)], seats), SETTINGS)
        stage = bench.fewest_unplaced(Question()).stage
        assert stage is not None
        return stage.value

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


@pytest.mark.parametrize(("seed", "count"), [(1, 1), (2, 1), (4, 2)])
def test_the_best_sites_are_those_of_an_enumeration(seed: int, count: int) -> None:
    # Money for both, and years enough to build in: two schools are enumerated in a town of two years.
    place = Town(seed) if count == 1 else Town(seed, years=2, money_10k=160.0)
    sizes = place.seats if count == 1 else place.seats[1:]
    choices = [
        (points, seats)
        for points in combinations(range(ZONES), count)
        for seats in product(sizes, repeat=count)
    ]
    left_out = [place.left_out(*choice) for choice in choices]
    o1 = min(left_out)
    tied = [choice for choice, own in zip(choices, left_out, strict=True) if own <= o1 + 1e-4]
    o2 = min(place.solve(*choice).o2_10k for choice in tied)
    found = find_sites(
        SiteModel(place.anywhere(count, sizes), SETTINGS), within=0.01, most=2, deadline=Deadline.after(None)
    )
    best = found.choices[0]
    assert best.o1 == pytest.approx(o1, abs=1e-4)
    assert best.o2_10k == pytest.approx(o2, rel=2e-5)
    assert found.proven
    for choice in found.choices:
        own = place.solve(choice.points, choice.seats)
        # A schedule that was kept is never better than the best of these sites, one that is proven is as good.
        assert (round(choice.o1, 4), choice.o2_10k) >= (round(own.o1, 4), own.o2_10k * (1 - 2e-5))
        if choice.proven:
            assert choice.o2_10k == pytest.approx(own.o2_10k, rel=2e-5)


def test_one_allocation_bounds_those_at_all_other_sites_from_below() -> None:
    place = Town(5)
    model = SiteModel(place.anywhere(1, place.seats), SETTINGS)
    rng, now = np.random.default_rng(1), Deadline.after(None)
    schedules = [np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.0, 1.0, 0.0, 0.5]), np.zeros(4)]
    for starts in schedules:
        priced = model.cheapest(np.array([int(rng.integers(ZONES))]), starts, price=50.0, deadline=now)
        assert priced is not None
        cut = model.cut(priced.duals, price=50.0)
        for other in schedules:
            for site in range(0, ZONES, 7):
                again = model.cheapest(np.array([site]), other, price=50.0, deadline=now)
                assert again is not None
                bound = cut.constant[0] + cut.slope[0] @ other + cut.sites[0, site]
                built = float(model.second[model.start] @ other)
                assert again.value >= bound + built - 1e-6 * abs(bound)


def test_a_class_seats_no_more_than_it_has_and_no_more_than_lack() -> None:
    place = Town(6)
    model = SiteModel(place.anywhere(1, place.seats), SETTINGS)
    plan = Workbench(place.problem(place.zones[:0], ()), SETTINGS).plan(settle=False)
    starts = [float(o in plan.option.tolist()) for o in range(2)]
    values = values_of_a_class(model, starts, seats=10.0, sites=ZONES, deadline=Deadline.after(None))
    assert [value.point for value in values] == list(range(ZONES))
    # It opens in the second of three years; nobody stays beyond a year.
    assert max(value.entrants for value in values) <= 20 + 1e-6
    assert max(value.entrants for value in values) > 0
    assert all(value.o1 >= 0 for value in values)
