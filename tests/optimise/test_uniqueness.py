"""The proof that no other schedule is as good: what the search finds, and never more than enumeration allows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.marginal_values import marginal_values
from planning.optimise.schedule.question import Question
from planning.optimise.solver.highs import LiveModel
from tests.optimise.test_questions import best_with, schedules
from tests.towns import random_town, ruled_town, town

SEEDS = range(12)


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What every attempt at a proof came to."""
    found: list[bool] = []
    real = Workbench._is_only

    def is_only(self: Workbench, *given: Any) -> bool:
        found.append(real(self, *given))
        return found[-1]

    monkeypatch.setattr(Workbench, "_is_only", is_only)
    return found


def by_search(problem: PlanningProblem, settings: SolverSettings, question: Question | None = None) -> Any:
    """Solve with the search among equally good schedules instead of the proof."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveModel, "resumes", False)
        return Workbench(problem, settings).plan(question)


@pytest.mark.parametrize("make", [random_town, ruled_town])
@pytest.mark.parametrize("tolerance", [0.0, 0.03])
def test_the_plan_is_the_one_that_the_search_finds(make: Any, tolerance: float, proofs: list[bool]) -> None:
    """To the last digit: the schedule, every pupil, every objective, and whether it is proven."""
    settings = SolverSettings(gap_o2=0.0, tolerance_o2=tolerance)
    solved = 0
    for seed in SEEDS:
        problem = make(seed)
        try:
            wanted = by_search(problem, settings)
        except NoPlanError:
            continue
        found = Workbench(problem, settings).plan()
        solved += 1
        np.testing.assert_array_equal(found.option, wanted.option)
        np.testing.assert_array_equal(found.place, wanted.place)
        assert [(s.value, s.proven) for s in found.stages] == [(s.value, s.proven) for s in wanted.stages]
    assert solved >= len(SEEDS) / 2
    # The proof is worth having: it settles most towns.
    assert sum(proofs) >= 0.5 * solved


@pytest.mark.parametrize("seed", SEEDS)
def test_enumeration_finds_no_other_where_the_proof_says_so(seed: int, proofs: list[bool]) -> None:
    problem, tolerance = random_town(seed), 0.02
    try:
        plan = Workbench(problem, SolverSettings(gap_o2=0.0, tolerance_o2=tolerance)).plan()
    except NoPlanError:
        return
    o1, o2 = plan.stages[0].value, plan.stages[1].value
    near = [
        schedule
        for schedule in schedules(problem)
        if (worth := best_with(problem, schedule)) is not None
        and worth[0] <= o1 + 1e-5
        and worth[1] <= o2 * (1 + tolerance) - 1e-4
    ]
    if proofs[-1]:
        assert near in ([], [tuple(plan.option.tolist())])


@pytest.mark.parametrize("seed", range(6))
def test_forced_openings_and_other_money_are_part_of_the_proof(seed: int, proofs: list[bool]) -> None:
    problem = ruled_town(seed)
    settings = SolverSettings(gap_o2=0.0)
    own = problem.programme.options_of(0).tolist()
    for question in (
        Question(forced={own[0]: 0}),
        Question(required=(tuple(own),)),
        Question(any_of=(((own[0], 0), (own[-1], 1)), tuple((o, 0) for o in own))),
        Question(budget_10k=problem.budget_10k * 1.7),
    ):
        try:
            wanted = by_search(problem, settings, question)
        except NoPlanError:
            continue
        found = Workbench(problem, settings).plan(question)
        np.testing.assert_array_equal(found.option, wanted.option)
        assert [s.value for s in found.stages] == [s.value for s in wanted.stages]
        assert proofs


def test_the_proof_leaves_no_trace(proofs: list[bool]) -> None:
    """What is asked next has the same figures to the last digit."""
    asked = 0
    for seed in SEEDS:
        problem = random_town(seed)
        values = []
        for resumes in (True, False):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(LiveModel, "resumes", resumes)
                bench = Workbench(problem, SolverSettings(gap_o2=0.0))
                try:
                    found = marginal_values(
                        bench,
                        bench.plan(),
                        class_size=[40.0] * len(problem.bands),
                        step_10k=100.0,
                        count=4,
                    )
                    values.append(found)
                except NoPlanError:
                    break
        if len(values) == 2:
            asked += 1
            assert values[0] == values[1]
    assert asked >= len(SEEDS) / 2
    assert any(proofs)


def test_two_equal_schools_are_no_only_schedule(proofs: list[bool]) -> None:
    school = {"seats": [50], "options": [(2023, 2023, {2023: 10.0})]}
    problem = town(
        intakes=[[[50]]],
        seats=[[0], [0]],
        distance_m=[[5, 5]],
        projects=[{"facility": 1, **school}, {"facility": 0, **school}],
    )
    plan = optimise(problem)
    assert proofs == [False]
    assert plan.option.tolist() == [0, -1], "the first in the list"
    assert plan.stages[2].proven
    # A metre more, and the nearer school is the only one.
    nearer = replace(
        problem, pairs=replace(problem.pairs, distance_m=problem.pairs.distance_m + np.array([1.0, 0.0]))
    )
    assert optimise(nearer).option.tolist() == [0, -1]
    assert proofs == [False, True]


def test_the_base_plan_takes_two_searches(
    base_problem: PlanningProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O1 and O2; that nothing else is as good is proven by linear programmes."""
    searched: list[str] = []
    real = LiveModel.minimise

    def minimise(self: LiveModel, costs: Any, **how: Any) -> Any:
        if self._has_integers:
            searched.append(how["name"])
        return real(self, costs, **how)

    monkeypatch.setattr(LiveModel, "minimise", minimise)
    plan = Workbench(base_problem, SolverSettings(tolerance_o2=1e-4)).plan(listener=silent)
    assert searched == ["O1", "O2"]
    assert plan.stages[2].proven
    assert plan.stages[2].value == pytest.approx(31.105)
