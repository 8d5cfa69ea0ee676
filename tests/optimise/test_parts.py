"""A model in parts: groups of bands that nothing joins, solved apart and added up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.domain.alternatives import UNKNOWN
from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.rooms import Rooms
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.model.parts import band_groups, split
from planning.optimise.schedule import lend_rooms
from planning.optimise.schedule.alternatives import find_alternatives
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.what_if import Wish, fulfil
from planning.optimise.solver.highs import LiveModel
from tests.room_towns import random_room_town
from tests.towns import town

EXACT = SolverSettings(gap_o2=0.0)


def with_third_band(problem: PlanningProblem, seed: int) -> PlanningProblem:
    """Return a town with a third band that no project and no room joins to the others."""
    rng = np.random.default_rng(seed)
    z, f, b, t = problem.shape
    third = np.full(z * f, b)
    zone, site = np.repeat(np.arange(z), f), np.tile(np.arange(f), z)
    pairs, rooms, programme = problem.pairs, problem.rooms, problem.programme
    assert rooms is not None

    def more(array: np.ndarray, own: np.ndarray, axis: int) -> np.ndarray:
        return np.concatenate([array, own], axis=axis)

    return replace(
        problem,
        bands=(*problem.bands, "senior"),
        intakes=more(problem.intakes, rng.integers(5, 60, (z, 1, t)).astype(float), 1),
        retention=more(problem.retention, problem.retention[:1], 0),
        enrolled_before=more(problem.enrolled_before, np.zeros((f, 1, t)), 1),
        band_weight=np.append(problem.band_weight, 2.0),
        band_years=np.append(problem.band_years, 2.0),
        seats=more(problem.seats, rng.integers(20, 90, (f, 1)).astype(float), 1),
        temporary_limit=more(problem.temporary_limit, np.zeros((f, 1, t)), 1),
        entry_factor=np.append(problem.entry_factor, 1.5),
        entry_factor_opening=np.append(problem.entry_factor_opening, 2.0),
        norm_m=np.append(problem.norm_m, 1000.0),
        pairs=Pairs(
            zone=np.append(pairs.zone, zone),
            facility=np.append(pairs.facility, site),
            band=np.append(pairs.band, third),
            distance_m=np.append(pairs.distance_m, rng.uniform(200, 4000, z * f)),
        ),
        programme=replace(programme, seats=more(programme.seats, np.zeros((programme.project_count, 1)), 1)),
        rooms=replace(rooms, rooms=more(rooms.rooms, np.zeros((f, 1)), 1)),
    )


def least(model_of: LiveModel, terms: object) -> float:
    stage = model_of.minimise(terms, name="O1", gap=0.0, listener=silent).stage  # type: ignore[arg-type]
    assert stage is not None
    return stage.value


@pytest.mark.parametrize("seed", range(40))
def test_parts_add_up_to_the_whole(seed: int) -> None:
    problem = replace(with_third_band(random_room_town(seed), seed), budget_10k=np.full(3, np.inf))
    model = build_model(problem)
    parts = split(model)
    assert [part.bands for part in parts] == [(0, 1), (2,)]
    for whole in (o1_unplaced(model), o2_cost_and_distance(model)):
        apart = [least(LiveModel(part.model, threads=1), part.terms(whole, model.shape[1])) for part in parts]
        assert sum(apart) == pytest.approx(least(LiveModel(model, threads=1), whole), rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_parts_bound_the_whole_where_money_joins_them(seed: int) -> None:
    model = build_model(with_third_band(random_room_town(seed), seed))
    whole = o1_unplaced(model)
    apart = [
        least(LiveModel(part.model, threads=1), part.terms(whole, model.shape[1])) for part in split(model)
    ]
    assert sum(apart) <= least(LiveModel(model, threads=1), whole) + 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_many_rooms_in_parts_keep_the_rules(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = with_third_band(random_room_town(seed), seed)
    exact = optimise(problem, EXACT)
    monkeypatch.setattr(lend_rooms, "FEW", -1)
    plan = optimise(problem, EXACT)
    assert audit(problem, plan).breaches == ()
    for stage, best in zip(plan.stages[:2], exact.stages, strict=False):
        assert stage.bound <= best.value + 1e-6 * max(1.0, abs(best.value))
    assert plan.lending is not None
    assert plan.lending.whole_10k == plan.stages[1].value


def two_groups(*, budget_10k: float) -> PlanningProblem:
    """Return a town where rooms for junior and a school for senior share the money of one year."""
    rooms = Rooms.build(
        rooms=[[2, 0, 0]], class_size=[45, 50, 50], facility=[0], giver=[0], receiver=[1], cost_10k=[60]
    )
    return town(
        intakes=[[[0], [100], [100]]],
        seats=[[90, 0, 0]],
        distance_m=[[500]],
        bands=("primary", "junior", "senior"),
        projects=[{"facility": 0, "seats": [0, 0, 100], "options": [(2023, 2023, {2023: 120.0})]}],
        budget_10k=[budget_10k],
        rooms=rooms,
    )


@pytest.mark.parametrize(("budget_10k", "left"), [(240.0, 0.0), (239.0, 50.0), (120.0, 100.0)])
def test_groups_that_overspend_together_are_solved_together(
    budget_10k: float, left: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = two_groups(budget_10k=budget_10k)
    assert band_groups(problem) == [(0, 1), (2,)]
    monkeypatch.setattr(lend_rooms, "FEW", -1)
    plan = optimise(problem, EXACT)
    assert audit(problem, plan).breaches == ()
    assert plan.stages[0].value == pytest.approx(left)
    assert plan.stages[0].proven or left


@pytest.mark.parametrize("seed", range(25))
def test_alternatives_with_many_rooms_never_contradict(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = with_third_band(random_room_town(seed), seed)
    exact = find_alternatives(Workbench(problem, EXACT), tolerance=0.05, count=2)
    monkeypatch.setattr(lend_rooms, "FEW", -1)
    found = find_alternatives(Workbench(problem, EXACT), tolerance=0.05, count=2)
    best, also = exact.best.stages[1], found.best.stages[1]
    if (best.value, exact.best.stages[0].value) == pytest.approx((also.value, found.best.stages[0].value)):
        for one, other in zip(exact.role, found.role, strict=True):
            assert UNKNOWN in (one, other) or one == other


@pytest.mark.parametrize("seed", range(25))
def test_a_wish_with_many_rooms_is_answered(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = with_third_band(random_room_town(seed), seed)
    if not problem.projects:
        return
    wish = Wish(project=0, opening_year=None, forbidden=True)
    exact = fulfil(Workbench(problem, EXACT), wish).plan
    monkeypatch.setattr(lend_rooms, "FEW", -1)
    bench = Workbench(problem, EXACT)
    bench.plan()
    plan = fulfil(bench, wish).plan
    assert exact is not None
    assert plan is not None
    assert audit(problem, plan).breaches == ()
    assert plan.option.tolist() == [-1]
    assert plan.stages[0].bound <= exact.stages[0].value + 1e-6
