"""What may be said of a plan: proven only where it is."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.domain.plan import Outcome, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Progress, silent
from planning.errors import NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.solver.highs import SETTINGS, LiveModel
from planning.optimise.solver.interface import relative_gap
from tests.towns import random_town

#: The search ends at its first solution: an unproven plan on any machine, without a clock.
CUT = {**SETTINGS, "mip_max_improving_sols": 1}


def test_no_time_at_all_gives_no_plan_and_says_so(base_problem: PlanningProblem) -> None:
    with pytest.raises(NoPlanError) as caught:
        optimise(base_problem, SolverSettings(time_limit_s=1e-6))
    assert "within the time limit, which does not say that there is none" in caught.value.words.text("en")


def test_a_stage_cut_short_is_not_proven(base_problem: PlanningProblem) -> None:
    model = build_model(base_problem)
    first, second = o1_unplaced(model), o2_cost_and_distance(model)
    live = LiveModel(model, threads=2)
    found = live.minimise(first, name="O1", gap=0.0, listener=silent)
    assert found.stage is not None
    assert found.stage.proven
    live.hold(first, value=found.stage.value, tolerance=0.0)
    # HiGHS looks at the clock only now and then, so the search is cut by a count, which is the same anywhere.
    live._highs.setOptionValue("mip_max_improving_sols", 1)
    cut = live.minimise(second, name="O2", gap=0.0, listener=silent)
    assert cut.stage is not None
    assert cut.stage.gap > 0
    assert not cut.stage.proven


@pytest.mark.parametrize("ended", ["kTimeLimit", "kInterrupt", "kObjectiveTarget", "kSolutionLimit"])
def test_only_an_end_by_itself_is_a_proof(base_problem: PlanningProblem, ended: str) -> None:
    """A search may be cut short when its gap happens to be closed; what HiGHS calls its end decides."""
    model = build_model(base_problem)
    live = LiveModel(model, threads=2)
    stage = live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent).stage
    assert stage is not None
    assert stage.proven
    real = live._highs

    class Cut:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def getModelStatus(self) -> object:  # noqa: N802 - HiGHS' name
            return getattr(highspy.HighsModelStatus, ended)

    live._highs = Cut()
    again = live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent).stage
    assert again is not None
    assert again.gap == 0
    assert not again.proven


def test_time_spent_in_one_stage_is_not_charged_to_the_next(base_problem: PlanningProblem) -> None:
    model = build_model(base_problem)
    live = LiveModel(model, threads=2)
    live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent)
    again = live.minimise(o1_unplaced(model), name="O1", gap=0.0, time_limit_s=60.0, listener=silent)
    assert again.stage is not None
    assert again.stage.proven
    # HiGHS counts a search from its own beginning: the limit is not moved by what was spent before.
    assert live._highs.getOptionValue("time_limit")[1] == 60.0
    live.fix(model.variables.start, np.zeros(len(model.variables.start)))
    live.minimise(o1_unplaced(model), name="O1", gap=0.0, time_limit_s=60.0, listener=silent)
    assert live._highs.getOptionValue("time_limit")[1] > 60.0


def test_plan_cut_short_is_best_found(base_problem: PlanningProblem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planning.optimise.solver.highs.SETTINGS", CUT)
    plan = optimise(base_problem)
    assert plan.outcome is Outcome.BEST_FOUND
    assert not any(stage.proven for stage in plan.stages)
    assert plan.stages[0].gap > 0
    assert audit(base_problem, plan).passed


def test_progress_is_told_while_the_solver_works(base_problem: PlanningProblem) -> None:
    heard: list[Progress] = []
    optimise(base_problem, listener=heard.append)
    assert {report.stage for report in heard} == {"O1", "O2", "O3"}
    assert any(report.gap is not None and report.gap > 0 for report in heard)


def test_base_is_proven_at_the_gaps_asked_for(base_problem: PlanningProblem) -> None:
    plan = optimise(base_problem)
    first, second, _ = plan.stages
    assert first.gap == 0
    assert second.gap <= 1e-4
    assert plan.outcome is Outcome.PROVEN


def test_same_plan_twice() -> None:
    problem = random_town(3)
    one, two = optimise(problem), optimise(problem)
    np.testing.assert_array_equal(one.option, two.option)
    np.testing.assert_array_equal(one.place, two.place)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    optimise(random_town(3))
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("value", "bound", "gap"), [(0.0, 0.0, 0.0), (10.0, 9.0, 0.1), (10.0, 10.0, 0.0), (10.0, -np.inf, np.inf)]
)
def test_relative_gap(value: float, bound: float, gap: float) -> None:
    assert relative_gap(value, bound) == pytest.approx(gap)


def test_a_plan_cannot_be_made_proven_over_an_open_stage() -> None:
    from planning.domain.plan import Plan  # noqa: PLC0415

    stage = Stage(name="O1", value=2.0, bound=1.0, gap=0.5, seconds=0.0, proven=False)
    with pytest.raises(ProblemError):
        Plan(
            option=np.zeros(0, dtype=np.int64),
            place=np.zeros((0, 1)),
            unplaced=np.zeros((1, 1, 1)),
            temporary=np.zeros((1, 1, 1)),
            stages=(stage,),
            outcome=Outcome.PROVEN,
        )


@pytest.mark.parametrize(
    "wrong", [{"gap_o1": -1.0}, {"gap_o2": float("nan")}, {"time_limit_s": 0.0}, {"threads": 0}]
)
def test_options_out_of_range(wrong: dict[str, float]) -> None:
    with pytest.raises(ProblemError):
        SolverSettings(**wrong)  # type: ignore[arg-type]
