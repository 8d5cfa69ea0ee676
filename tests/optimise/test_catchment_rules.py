"""Whole zones and contiguous catchments: towns with a known answer, and enumeration as the oracle."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.appraise.audit import audit
from planning.appraise.catchment_cost import cost_of_catchments
from planning.domain.catchment_rules import LEAST_SHARE, CatchmentRules
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.errors import NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise
from planning.optimise.catchments import band_subproblem as alone_module
from planning.optimise.catchments import local_search as band_module
from planning.optimise.catchments import neighbourhoods as window_module
from planning.optimise.model.relax import free_catchments
from tests.towns import town

EXACT = SolverSettings(gap_o2=0.0)


def line(count: int) -> list[tuple[int, int]]:
    """Return the neighbours of zones that lie in a row."""
    return [(i, i + 1) for i in range(count - 1)]


def ruled(
    problem: PlanningProblem,
    *,
    whole: bool = False,
    contiguous: bool = False,
    neighbours: Any = None,
    home: Any = None,
) -> PlanningProblem:
    z, f, b, _ = problem.shape
    rules = CatchmentRules(
        whole=np.full(b, int(whole)),
        contiguous=np.full(b, int(contiguous)),
        neighbours=np.array(line(z) if neighbours is None else neighbours, dtype=np.int64).reshape(-1, 2),
        home=np.array(range(f) if home is None else home),
    )
    return replace(problem, rules=replace(problem.rules, catchments=rules))


def least(problem: PlanningProblem) -> tuple[float, float]:
    """Return O1 and O2 by trying every way in which zones may be served."""
    best = None
    for served in ways(problem):
        found = allocated(problem, served)
        if found is not None and (best is None or found < (best[0] - 1e-7, 0) or
                                  (abs(found[0] - best[0]) <= 1e-7 and found[1] < best[1])):  # fmt: skip
            best = found
    assert best is not None
    return best


def ways(problem: PlanningProblem) -> Any:
    """Yield every set of (zone, facility, year) that the rules allow."""
    z, f, _, t = problem.shape
    rules = problem.rules.catchments
    assert rules is not None
    sets = (
        [frozenset(), *({g} for g in range(f))]
        if rules.whole[0]
        else [frozenset(c) for k in range(f + 1) for c in itertools.combinations(range(f), k)]
    )
    for chosen in itertools.product(sets, repeat=z * t):
        served = {(i // t, g, i % t) for i, those in enumerate(chosen) for g in those}
        if not rules.contiguous[0] or all(leans(problem, served, key) for key in served):
            yield served


def leans(problem: PlanningProblem, served: Any, key: tuple[int, int, int]) -> bool:
    """Tell whether a zone is at a facility's own, beside it, or beside a served one nearer to it."""
    rules, (z, g, t) = problem.rules.catchments, key
    assert rules is not None
    home = int(rules.home[g])
    away = lambda zone: abs(zone - home)  # noqa: E731 - zones lie in a row
    return away(z) <= 1 or any((y, g, t) in served and away(y) < away(z) for y in (z - 1, z + 1))


def allocated(problem: PlanningProblem, served: Any) -> tuple[float, float] | None:
    """Solve the allocation for what is served: fewest unhoused, then least metres."""
    z, f, _, t = problem.shape
    keys, count = sorted(served), len(served)
    rules = problem.rules.catchments
    assert rules is not None
    unplaced = count
    equal, equal_to, below, below_to = [], [], [], []
    for zone, year in itertools.product(range(z), range(t)):
        row = np.zeros(count + z * t)
        row[[i for i, key in enumerate(keys) if key[0] == zone and key[2] == year]] = 1
        row[unplaced + zone * t + year] = 1
        equal.append(row)
        equal_to.append(problem.intakes[zone, 0, year])
    for site, year in itertools.product(range(f), range(t)):
        row = np.zeros(count + z * t)
        for i, key in enumerate(keys):
            if key[1] == site and 0 <= year - key[2] < problem.retention.shape[1]:
                row[i] = problem.retention[0, year - key[2]]
        below.append(row)
        below_to.append(problem.seats[site, 0])
    share = LEAST_SHARE if rules.contiguous[0] else 0.0
    bounds = [(share * problem.intakes[key[0], 0, key[2]], None) for key in keys] + [(0, None)] * (z * t)
    first = np.r_[np.zeros(count), np.full(z * t, problem.retention.sum())]
    metres = {(int(a), int(b)): d for a, b, d in zip(problem.pairs.zone, problem.pairs.facility,
                                                     problem.pairs.distance_m, strict=True)}  # fmt: skip
    second = np.r_[[metres[k[0], k[1]] / 1000 * problem.retention.sum() for k in keys], np.zeros(z * t)]
    common: dict[str, Any] = {"A_eq": np.array(equal), "b_eq": equal_to, "bounds": bounds}
    one = linprog(first, A_ub=np.array(below), b_ub=below_to, **common)
    if one.status != 0:
        return None
    held = [*below, first]
    two = linprog(second, A_ub=np.array(held), b_ub=[*below_to, one.fun + 1e-9], **common)
    return float(one.fun), float(two.fun) if two.status == 0 else float("inf")


def test_a_whole_zone_goes_to_one_school_even_where_splitting_would_seat_more() -> None:
    """Two zones of 60 and 40 before two schools of 50: whole, 10 pupils lack a seat."""
    problem = town(intakes=[[[60]], [[40]]], seats=[[50], [50]], distance_m=[[100, 900], [900, 100]])
    assert optimise(problem).unplaced.sum() == pytest.approx(0)
    whole = ruled(problem, whole=True)
    plan = optimise(whole, EXACT)
    assert plan.unplaced.sum() == pytest.approx(10)
    assert plan.outcome is Outcome.PROVEN
    assert audit(whole, plan).passed
    assert cost_of_catchments(whole, plan).split.tolist() == [0]


def test_a_catchment_does_not_jump_over_a_zone() -> None:
    """School 0 stands in zone 0 and has room; the zone between is full of its own school's pupils."""
    problem = town(
        intakes=[[[10]], [[50]], [[50]], [[30]]],
        seats=[[45], [50], [50], [0]],
        distance_m=[[0, 1000, 2000, 9], [1000, 0, 1000, 9], [2000, 1000, 0, 9], [3000, 2000, 1000, 9]],
    )
    free = optimise(problem, EXACT)
    joined = ruled(problem, contiguous=True)
    plan = optimise(joined, EXACT)
    assert audit(joined, plan).passed
    # Every zone on the way gives school 0 at least a twentieth of its intake.
    assert plan.unplaced.sum() == pytest.approx(free.unplaced.sum())
    assert plan.stages[1].value >= free.stages[1].value
    used = {(int(n), 0) for n in np.flatnonzero(plan.place[:, 0] > 1e-6)}
    pairs = problem.pairs
    zones_of_0 = {int(pairs.zone[n]) for n, _ in used if pairs.facility[n] == 0}
    assert zones_of_0 == set(range(max(zones_of_0) + 1)) - ({0} if 0 not in zones_of_0 else set())


def test_a_free_plan_that_jumps_fails_the_audit() -> None:
    problem = town(
        intakes=[[[10]], [[10]], [[10]]], seats=[[20], [10]], distance_m=[[0, 500], [500, 0], [100, 500]]
    )
    plan = optimise(problem, EXACT)
    joined = ruled(problem, contiguous=True)
    assert {breach.rule for breach in audit(joined, plan).breaches} == {"C13"}
    assert audit(joined, optimise(joined, EXACT)).passed


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.booleans(), st.integers(1, 2))
def test_equals_enumeration(seed: int, whole: bool, contiguous: bool, years: int) -> None:
    if not whole and not contiguous:
        whole = True
    rng = np.random.default_rng(seed)
    zones = 3 if years == 2 else 4
    retention = np.ones((1, years)) if years == 2 and contiguous is False else np.ones((1, 1))
    if not whole and years == 2:
        zones = 2
    problem = town(
        intakes=rng.integers(5, 60, (zones, 1, years)),
        seats=rng.integers(20, 90, (2, 1)),
        distance_m=rng.uniform(100, 5000, (zones, 2)),
        retention=retention,
    )
    asked = ruled(problem, whole=whole, contiguous=contiguous, home=rng.integers(0, zones, 2))
    plan = optimise(asked, EXACT)
    assert audit(asked, plan).passed
    assert plan.outcome is Outcome.PROVEN
    o1, o2 = least(asked)
    assert plan.stages[0].value == pytest.approx(o1, abs=1e-5)
    assert plan.stages[1].value == pytest.approx(o2, abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_in_windows_it_keeps_the_rules_and_stays_between_its_bounds(seed: int, contiguous: bool) -> None:
    """The way of large districts on a small one: never better than the optimum, never said proven wrongly."""
    rng = np.random.default_rng(seed)
    problem = town(
        intakes=rng.integers(5, 60, (4, 1, 3)),
        seats=rng.integers(20, 120, (3, 1)),
        distance_m=rng.uniform(100, 5000, (4, 3)),
        retention=np.ones((1, 2)),
    )
    asked = ruled(problem, whole=True, contiguous=contiguous, home=rng.integers(0, 4, 3))
    best = optimise(asked, EXACT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(band_module, "AT_ONCE", 0)
        patch.setattr(window_module, "TOGETHER", 1)
        found = optimise(asked, EXACT)
    assert audit(asked, found).passed
    assert found.stages[0].value >= best.stages[0].value - 1e-5
    for stage in found.stages:
        assert stage.bound <= stage.value + 1e-6
    if found.outcome is Outcome.PROVEN:
        assert found.stages[0].value == pytest.approx(best.stages[0].value, abs=1e-5)
        assert found.stages[1].value == pytest.approx(best.stages[1].value, rel=1e-5)


def test_the_schedule_of_free_catchments_is_proven_where_none_has_more_seats() -> None:
    build = {"facility": 1, "seats": [50], "options": [(2023, 2023, {2023: 10.0})]}
    problem = town(
        intakes=[[[60]], [[40]]],
        seats=[[50], [0]],
        distance_m=[[100, 900], [900, 100]],
        projects=[build],
        budget_10k=[10.0],
    )
    whole = ruled(problem, whole=True)
    plan = optimise(whole, EXACT)
    assert plan.option.tolist() == optimise(problem, EXACT).option.tolist() == [0]
    assert plan.unplaced.sum() == pytest.approx(10)
    # Free catchments leave nobody without a place; that no schedule has more seats shows that ten must be.
    assert plan.stages[0].bound == pytest.approx(10)
    assert plan.outcome is Outcome.PROVEN
    assert audit(whole, plan).passed


def test_a_shape_that_costs_nothing_is_proven_although_there_are_projects() -> None:
    build = {"facility": 1, "seats": [50], "options": [(2023, 2023, {2023: 10.0})]}
    problem = town(
        intakes=[[[50]], [[40]]],
        seats=[[50], [0]],
        distance_m=[[100, 900], [900, 100]],
        projects=[build],
        budget_10k=[10.0],
    )
    plan = optimise(ruled(problem, whole=True, contiguous=True), EXACT)
    assert plan.unplaced.sum() == pytest.approx(0)
    assert plan.outcome is Outcome.PROVEN


def test_nobody_may_lack_a_seat_and_whole_zones_leave_some() -> None:
    problem = town(
        intakes=[[[60]], [[40]]],
        seats=[[50], [50]],
        distance_m=[[100, 900], [900, 100]],
        unmet_forbidden=True,
    )
    assert optimise(problem).unplaced.sum() == pytest.approx(0)
    with pytest.raises(NoPlanError):
        optimise(ruled(problem, whole=True), EXACT)


def test_only_the_bands_that_ask_for_it_are_shaped() -> None:
    problem = town(
        intakes=[[[60], [60]], [[40], [40]]],
        seats=[[50, 50], [50, 50]],
        distance_m=[[100, 900], [900, 100]],
        bands=("primary", "junior"),
    )
    rules = CatchmentRules(
        whole=np.array([0, 1]),
        contiguous=np.zeros(2, dtype=np.int64),
        neighbours=np.array([[0, 1]]),
        home=np.array([0, 1]),
    )
    plan = optimise(replace(problem, rules=Rules(catchments=rules)), EXACT)
    assert plan.unplaced.sum(axis=(0, 2)).tolist() == pytest.approx([0, 10])


def test_rules_that_do_not_fit_are_refused() -> None:
    problem = town(intakes=[[[60]]], seats=[[50]], distance_m=[[100]])
    with pytest.raises(ProblemError, match="outside the axis"):
        ruled(problem, whole=True, home=[4])
    with pytest.raises(ProblemError, match="do not fit the axes"):
        ruled(problem, whole=True, home=[0, 0])
    assert free_catchments(ruled(problem, whole=True)).rules.nothing


def test_a_zone_without_pupils_may_hold_a_catchment_together() -> None:
    """Zone 1 is a park: the school in zone 0 still reaches zone 2 behind it."""
    problem = town(intakes=[[[10]], [[0]], [[10]]], seats=[[20]], distance_m=[[0], [500], [900]])
    joined = ruled(problem, contiguous=True)
    plan = optimise(joined, EXACT)
    assert plan.unplaced.sum() == pytest.approx(0)
    assert audit(joined, plan).passed


def test_audit_tells_a_split_zone() -> None:
    problem = town(intakes=[[[60]]], seats=[[50], [50]], distance_m=[[100, 900]])
    split: Plan = optimise(problem, EXACT)
    assert {breach.rule for breach in audit(ruled(problem, whole=True, home=[0, 0]), split).breaches} == {
        "C12"
    }


def test_windows_open_every_decision_of_a_sweep() -> None:
    problem = ruled(
        town(intakes=np.full((5, 1, 4), 10.0), seats=[[30], [30]], distance_m=np.ones((5, 2))),
        whole=True,
        home=[0, 4],
    )
    serve = {(n, t): 4 * n + t for n in range(10) for t in range(4)}
    neighbourhoods = window_module.Neighbourhoods(problem=problem, serve=serve)
    every = set(serve.values())
    for sweep in range(6):
        opened = [column for window in neighbourhoods.of(sweep, {}) for column in window]
        assert set(opened) == every
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window_module, "TOGETHER", 20)
        assert [len(window) for window in neighbourhoods.years(0)] == [20, 20]
        assert [len(window) for window in neighbourhoods.years(1)] == [10, 20, 10]


@pytest.mark.parametrize("contiguous", [False, True])
def test_with_the_likeliest_pairs_alone_the_rules_and_the_bounds_still_hold(contiguous: bool) -> None:
    """The way of very many pairs on a small town; free catchments give the bounds."""
    rng = np.random.default_rng(3)
    problem = town(
        intakes=rng.integers(5, 60, (6, 1, 2)),
        seats=rng.integers(40, 120, (4, 1)),
        distance_m=rng.uniform(100, 5000, (6, 4)),
    )
    asked = ruled(problem, whole=True, contiguous=contiguous, home=[0, 2, 4, 5])
    best = optimise(asked, EXACT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alone_module, "MANY", 0)
        patch.setattr(alone_module, "LIKELY", 2)
        patch.setattr(band_module, "AT_ONCE", 0)
        found = optimise(asked, replace(EXACT, time_limit_s=5.0))
    assert audit(asked, found).passed
    assert found.stages[0].value >= best.stages[0].value - 1e-5
    assert all(stage.bound <= stage.value + 1e-6 for stage in found.stages)
    assert found.outcome is Outcome.BEST_FOUND or found.stages[0].value == pytest.approx(best.stages[0].value)
