"""The frontier against enumeration of every schedule, and against a solve at each limit."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from planning.domain.frontier import Frontier
from planning.domain.problem import PlanningProblem
from planning.optimise import SolverSettings
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.known_curve import Found, KnownCurve
from planning.optimise.schedule.payable import least_limit_10k, with_limit
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from tests.oracle import best_with, schedules
from tests.towns import random_town, ruled_town, school, town, two_schools

EXACT = SolverSettings(gap_o2=0.0)
RICH = 1e6


def enumerated(problem: PlanningProblem) -> list[tuple[float, float]]:
    """Return the break points (limit, O1), the lowest limit first, from every schedule there is."""
    rich = replace(problem, budget_10k=np.full(len(problem.years), RICH))
    worth = [
        (least_limit_10k(problem, [o for o in s if o >= 0]), found[0])
        for s in schedules(problem)
        if (found := best_with(rich, s)) is not None
    ]
    steps: list[tuple[float, float]] = []
    for limit, o1 in sorted(worth):
        if not steps or o1 < steps[-1][1] - 1e-4:
            steps.append((limit, o1))
    return steps


def check_points(found: Frontier, expected: list[tuple[float, float]]) -> None:
    points = [(point.budget_10k, point.o1) for point in found.points]
    assert len(points) == len(expected)
    for (limit, o1), (wanted, value) in zip(points, expected, strict=True):
        assert limit == pytest.approx(wanted, rel=1e-9, abs=1e-9)
        assert o1 == pytest.approx(value, rel=1e-6, abs=1e-4)
    assert found.proven
    assert all(point.settled for point in found.points)


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_break_points_are_those_of_every_schedule(seed: int, *, ruled: bool) -> None:
    problem = ruled_town(seed) if ruled else random_town(seed)
    expected = enumerated(problem)
    found = trace(Workbench(problem, EXACT), low_10k=0.0, high_10k=1000.0)
    check_points(found, expected)
    lowest = expected[0][0] if expected else math.inf
    assert found.none_below_10k == (None if lowest <= 0 else pytest.approx(lowest))


@pytest.mark.parametrize("seed", [1, 4, 11])
def test_every_limit_is_what_a_solve_at_it_proves(seed: int) -> None:
    """Every limit from nothing to enough, one (10,000 yuan) after the other, each with a model of its own."""
    problem = random_town(seed)
    found = trace(Workbench(problem, EXACT), low_10k=0.0, high_10k=160.0)
    for limit in range(161):
        least, most = found.at(limit)
        solved = Workbench(with_limit(problem, limit), EXACT).fewest_unplaced(Question())
        if solved.stage is None:
            assert solved.infeasible
            assert least == most == math.inf
        else:
            assert solved.stage.proven
            assert least == most == pytest.approx(solved.stage.value, rel=1e-6, abs=1e-4)


def test_steps_nearer_than_any_step_of_a_search_are_told_apart() -> None:
    """Three schools of 60.00, 60.01 and 60.02: each more seats, at 100 yuan more."""
    problem = town(
        intakes=[[[150]]],
        seats=[[0], [0], [0]],
        distance_m=[[1, 1, 1]],
        projects=[school(f, 50 + 10 * f, 60 + f / 100, 2023) for f in range(3)],
        budget_10k=[60.0],
        carry_over=False,
    )
    found = trace(Workbench(problem, EXACT), low_10k=0, high_10k=200)
    check_points(
        found,
        [
            (0, 150),
            (60, 100),
            (60.01, 90),
            (60.02, 80),
            (120.01, 40),
            (120.02, 30),
            (120.03, 20),
            (180.03, 0),
        ],
    )


def test_the_edge_of_what_can_be_paid() -> None:
    """The large school is committed: 60 a year pay for it, and for the small one a year later."""
    problem = two_schools()
    committed = replace(problem, programme=replace(problem.programme, committed=np.array([1, 0])))
    found = trace(Workbench(committed, EXACT), low_10k=0, high_10k=200)
    check_points(found, [(60, 50), (100, 0)])
    assert found.none_below_10k == 60
    assert found.points[0].openings == (2023, 2024)
    assert found.at(59.999) == (math.inf, math.inf)
    above = trace(Workbench(committed, EXACT), low_10k=0, high_10k=59)
    assert above.points == ()
    assert above.none_below_10k == 60


def test_no_limit_pays_for_what_the_rules_forbid() -> None:
    """150 pupils must all be seated, and the only school has 100 seats."""
    problem = town(
        intakes=[[[150]]], seats=[[0]], distance_m=[[1]], projects=[school(0, 100, 60, 2023)],
        budget_10k=[60.0], unmet_forbidden=True,
    )  # fmt: skip
    found = trace(Workbench(problem, EXACT), low_10k=0, high_10k=99)
    assert found.points == ()
    assert found.none_below_10k == math.inf
    assert found.proven


def test_a_range_within_a_step() -> None:
    """Between 61 and 99 nothing changes: one point, which stands at the low end."""
    found = trace(Workbench(two_schools(), EXACT), low_10k=61, high_10k=99)
    check_points(found, [(61, 50)])
    single = trace(Workbench(two_schools(), EXACT), low_10k=100, high_10k=100)
    check_points(single, [(100, 0)])


def test_what_is_not_searched_is_an_open_strip(monkeypatch: pytest.MonkeyPatch) -> None:
    """After three searches time is over: both ends are proven, and bounds are stated in between."""
    bench = Workbench(two_schools(), EXACT)
    searches = 0
    minimise = bench.live.minimise

    def counted(*arguments: object, **named: object) -> object:
        nonlocal searches
        searches += 1
        return minimise(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.live, "minimise", counted)
    monkeypatch.setattr("planning.optimise.solver.deadline.Deadline.over", property(lambda _: searches >= 2))
    found = trace(bench, low_10k=0, high_10k=200, deadline=Deadline.after(1e6))
    assert not found.proven
    assert found.at(0) == (300, 300)
    (strip,) = found.open_strips
    assert (strip.o1_least, strip.o1_most) == (0, 300)
    assert strip.low_10k == 0
    for limit in range(201):
        least, most = found.at(limit)
        exact = 300 if limit < 40 else 200 if limit < 60 else 50 if limit < 100 else 0
        assert least <= exact <= most


def test_a_limit_that_is_not_settled_belongs_to_the_strip_below_it() -> None:
    """A search just below 60 ended without a proof: nothing is known of 60 that is not known of 59."""
    curve = KnownCurve(0.0, 100.0)
    for limit, o1 in ((0.0, 9.0), (60.0, 5.0), (90.0, 1.0)):
        curve.found(Found(limit_10k=limit, o1=o1, chosen=(), values=np.zeros(0)))
    curve.shown(100.0, 1.0)
    curve.shown(60.0 - curve.next_10k, 2.0)
    curve.shown(0.0, 9.0)
    first, second = curve.strips()
    assert (first.low_10k, first.high_10k, first.o1_least, first.o1_most) == (0, 60, 1, 9)
    assert (second.low_10k, second.high_10k, second.o1_least, second.o1_most) == (60, 90, 1, 5)


def test_no_time_at_all() -> None:
    found = trace(Workbench(random_town(1), EXACT), low_10k=0, high_10k=200, deadline=Deadline.after(1e-9))
    for limit, o1 in enumerated(random_town(1)):
        least, most = found.at(limit) if limit <= 200 else (0, math.inf)
        assert least <= o1 + 1e-4
        assert o1 - 1e-4 <= most


def test_a_problem_without_a_budget_and_one_without_projects() -> None:
    free = two_schools(budget_10k=[np.inf, np.inf])
    found = trace(Workbench(with_limit(free, 200.0), EXACT), low_10k=0, high_10k=200)
    held = trace(Workbench(two_schools(), EXACT), low_10k=0, high_10k=200)
    assert found == held
    plain = town(intakes=[[[30]]], seats=[[10]], distance_m=[[1]])
    check_points(trace(Workbench(with_limit(plain, 9.0), EXACT), low_10k=0, high_10k=9), [(0, 20)])


def test_the_embedded_district_agrees_with_direct_solves(base_problem: PlanningProblem) -> None:
    """At 38,500 an earlier version printed 78,123 as proven; benchmarks/frontier.py asks at 25 limits."""
    bench = Workbench(base_problem, SolverSettings())
    found = trace(bench, low_10k=30_000, high_10k=39_000)
    assert found.proven
    assert found.none_below_10k == pytest.approx(33_941.6)
    assert [point.budget_10k for point in found.points] == pytest.approx([33_941.6, 37_762.7, 38_547.6])
    limits = np.random.default_rng(13).uniform(33_942, 39_000, 4)
    for limit in (38_500.0, *limits.tolist()):
        stage = bench.fewest_unplaced(Question(budget_10k=np.full(13, limit))).stage
        assert stage is not None
        assert stage.proven
        assert found.at(limit) == pytest.approx((stage.value, stage.value), rel=1e-6)
    assert found.at(38_500)[0] == pytest.approx(68_217.67, abs=0.01)
