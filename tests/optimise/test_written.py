"""What is stated of a plan is what the plan that is written has; and "optimal" only within a small gap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning.appraise.audit import audit
from planning.appraise.objectives import o1_value, o2_value, o3_value
from planning.domain.plan import PROVEN_GAP, Outcome, Plan, Stage, outcome_of
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.proof import proof_of
from planning.domain.rules import Reference, Rules
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced
from planning.optimise.solver.highs import LiveModel
from tests.towns import random_town, town


def full_town() -> PlanningProblem:
    """Return a town of 120 pupils and 50 seats; 50 more cost more than they are worth in O2."""
    return town(
        intakes=[[[120]]],
        seats=[[50], [0]],
        distance_m=[[100, 900]],
        projects=[{"facility": 1, "seats": [50], "options": [(2023, 2023, {2023: 1000.0})]}],
    )


def agrees(problem: PlanningProblem, plan: Plan) -> bool:
    said = {stage.name: stage.value for stage in plan.stages}
    found = {"O1": o1_value(problem, plan), "O2": o2_value(problem, plan), "O3": o3_value(problem, plan)}
    return said == pytest.approx(found, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("tolerance", [0.0, 0.5, 3.0])
def test_stages_state_the_plan_that_is_written(tolerance: float) -> None:
    """Given room in O1, the plan uses it: 20 pupils lack a seat at best, and up to 80 are let go for money."""
    problem = full_town()
    plan = optimise(problem, SolverSettings(tolerance_o1=tolerance))
    assert plan.stages[0].value == pytest.approx(plan.unplaced.sum())
    assert plan.stages[0].value == pytest.approx(20 * (1 + tolerance))
    assert plan.stages[0].bound == pytest.approx(20)
    assert agrees(problem, plan)
    assert audit(problem, plan).passed
    assert plan.outcome is (Outcome.PROVEN if tolerance == 0 else Outcome.BEST_FOUND)
    assert plan.stages[0].proven is (tolerance == 0)


@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("tolerances", [(0.2, 0.0), (0.0, 0.2), (0.05, 0.05)])
def test_stages_of_random_towns_state_the_plan(seed: int, tolerances: tuple[float, float]) -> None:
    problem = random_town(seed)
    settings = SolverSettings(gap_o2=0.0, tolerance_o1=tolerances[0], tolerance_o2=tolerances[1])
    plan = optimise(problem, settings)
    assert agrees(problem, plan)
    assert audit(problem, plan).passed
    for stage in plan.stages[:2]:
        assert stage.bound <= stage.value + 1e-9
        assert not stage.proven or stage.gap <= PROVEN_GAP + 1e-4


def test_o2_is_that_of_the_pupils_kept_in_announced_catchments() -> None:
    """O3 moves pupils within the tolerance of O2; O2 is then what the moved pupils cost."""
    problem = town(intakes=[[[10]]], seats=[[10], [10]], distance_m=[[1000, 1100]])
    announced = Reference(opening_year=[], pair=[[0], [1]])
    problem = replace(problem, rules=Rules(reference=announced), entry_factor=[1e6])
    plan = optimise(problem, SolverSettings(gap_o2=0.0, tolerance_o2=0.5))
    assert plan.place[1, 0] == pytest.approx(10)
    assert agrees(problem, plan)
    assert audit(problem, plan).passed
    assert plan.outcome is Outcome.BEST_FOUND
    assert plan.stages[1].gap == pytest.approx(0.1 / 1.1)


def test_the_audit_finds_a_value_that_is_not_the_plans_whatever_tolerance_was_given() -> None:
    problem = full_town()
    plan = optimise(problem, SolverSettings(tolerance_o1=3.0))
    first = replace(plan.stages[0], value=20.0, tolerance=3.0)
    found = audit(problem, replace(plan, stages=(first, *plan.stages[1:])))
    assert {breach.rule for breach in found.breaches} == {"O1"}


def test_a_wide_gap_asked_for_is_no_proof(base_problem: PlanningProblem) -> None:
    model = build_model(base_problem)
    live = LiveModel(model, threads=2)
    stage = live.minimise(o1_unplaced(model), name="O1", gap=0.99, listener=silent).stage
    assert stage is not None
    assert stage.gap > PROVEN_GAP, "the search ends far from the best, as it was told"
    assert not stage.proven


def test_the_audit_refuses_a_proof_over_a_wide_gap() -> None:
    problem = full_town()
    plan = optimise(problem)
    wide = replace(plan.stages[0], bound=plan.stages[0].value / 2, gap=0.5)
    found = audit(problem, replace(plan, stages=(wide, *plan.stages[1:])))
    assert {breach.rule for breach in found.breaches} == {"outcome"}


def stage(name: str, *, gap: float = 0.0, proven: bool = True, ties: int = 1) -> Stage:
    return Stage(
        name=name, value=100.0, bound=100.0 * (1 - gap), gap=gap, seconds=0.0, proven=proven, ties=ties
    )


def test_an_unsettled_tie_takes_nothing_from_the_proof() -> None:
    best = (stage("O1"), stage("O2"))
    assert outcome_of(best) is Outcome.PROVEN
    assert outcome_of((*best, stage("O3", gap=1.0, proven=False))) is Outcome.PROVEN
    assert outcome_of((stage("O1"), stage("O2", gap=0.01, proven=False), stage("O3"))) is Outcome.BEST_FOUND
    assert outcome_of(()) is Outcome.BEST_FOUND
    assert outcome_of((stage("O1"),)) is Outcome.BEST_FOUND


def test_the_words_say_how_far_the_plan_may_be_from_the_best() -> None:
    best = (stage("O1"), stage("O2"))
    open_tie = stage("O3", gap=1.0, proven=False)
    assert tuple(proof_of((*best, stage("O3"))).words) == (
        "现有数据与约束下的最优方案（经求解器验证）",
        "proven optimal",
    )
    assert tuple(proof_of((*best, replace(open_tie, ties=13))).words) == (
        "现有数据与约束下的最优方案（经求解器验证）；有几个方案同样好",
        "proven optimal; several plans are equally good",
    )
    assert tuple(proof_of((*best, open_tie)).words) == (
        "现有数据与约束下的最优方案（经求解器验证）；可能有几个方案同样好",
        "proven optimal; several plans may be equally good",
    )
    wide = proof_of((stage("O1", gap=1 / 3, proven=False), *best[1:]))
    assert wide.within == pytest.approx(1 / 3)
    assert tuple(wide.words) == (
        "未证明最优：与最优相差不超过 33.33%（O1 至多还可降低 33.33%）",
        "not proven optimal: within 33.33% (O1 may be up to 33.33% lower)",
    )
    near = proof_of((stage("O1"), stage("O2", gap=2e-5, proven=False)))
    assert "less than 0.01%" in near.words[1]
    unknown = proof_of((stage("O1", gap=float("inf"), proven=False), *best[1:]))
    assert unknown.within is None
    assert unknown.words[1] == "the best found, not proven: how far it is from the best is not known"
