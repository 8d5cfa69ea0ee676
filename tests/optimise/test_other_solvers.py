"""Solvers that PuLP calls give what HiGHS gives, and nothing is called proven on their word alone."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pulp
import pytest

from planning.appraise.audit import audit
from planning.domain.plan import Outcome
from planning.domain.progress import Progress, silent
from planning.errors import InputError, NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise, pulp_problem, write_model
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.schedule.engine import Question, Workbench
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.marginal_values import marginal_values
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.pulp_solvers import Found, find_solver, solvers_here
from planning.optimise.solver.through_pulp import PulpModel
from tests.optimise.test_catchment_rules import ruled
from tests.towns import random_town, ruled_town, town

HIGHS = SolverSettings(gap_o2=0.0)
CBC = SolverSettings(gap_o2=0.0, name="pulp:CBC")


@pytest.mark.parametrize("make", [random_town, ruled_town])
@pytest.mark.parametrize("seed", range(8))
def test_cbc_gives_the_objectives_of_highs(make: Any, seed: int) -> None:
    problem = make(seed)
    try:
        wanted = optimise(problem, HIGHS)
    except NoPlanError:
        with pytest.raises(NoPlanError):
            optimise(problem, CBC)
        return
    found = optimise(problem, CBC)
    assert found.outcome is Outcome.PROVEN
    assert audit(problem, found).passed
    assert found.option.tolist() == wanted.option.tolist()
    for one, other in zip(found.stages, wanted.stages, strict=True):
        assert one.value == pytest.approx(other.value, rel=1e-5, abs=1e-4)


def test_the_same_bench_goes_on_after_other_questions() -> None:
    """Limits, bounds and held rows are taken back as HiGHS' are."""
    problem = random_town(3)
    bench = Workbench(problem, CBC)
    first = bench.plan()
    rich = bench.fewest_unplaced(Question(budget_10k=np.full(len(problem.years), 1e6)))
    assert rich.stage is not None
    assert rich.stage.value <= first.stages[0].value + 1e-6
    again = bench.plan()
    assert again.option.tolist() == first.option.tolist()
    assert [stage.value for stage in again.stages] == pytest.approx([stage.value for stage in first.stages])


def test_whole_zones_by_cbc() -> None:
    problem = ruled(
        town(intakes=[[[60]], [[40]]], seats=[[50], [50]], distance_m=[[100, 900], [900, 100]]), whole=True
    )
    plan = optimise(problem, CBC)
    assert plan.unplaced.sum() == pytest.approx(10)
    assert audit(problem, plan).passed


def test_a_repair_and_marginal_values_by_cbc() -> None:
    option = [(2023, 2023, {2023: 60.0})]
    school = {"facility": 0, "seats": [50], "committed": True, "options": option}
    problem = town(
        intakes=[[[80]]], seats=[[20]], distance_m=[[500]], projects=[school], budget_10k=[50.0],
        band_weight=[2.0],
    )  # fmt: skip
    (repair,) = find_repairs(problem, count=1, settings=CBC).repairs
    assert [(action.kind, action.where) for action in repair.actions] == [("budget", "2023")]
    assert repair.actions[0].amount == pytest.approx(10)
    affordable = town(intakes=[[[80]]], seats=[[20]], distance_m=[[500]], band_weight=[2.0])
    bench = Workbench(affordable, CBC)
    found = marginal_values(bench, bench.plan(), class_size=[40.0], step_10k=10.0, count=1)
    assert found is not None
    # 60 lack a seat, each weighs 2.
    assert found.seats[0].gain.o1 == pytest.approx(2)
    assert found.classes[0].gain.o1 == pytest.approx(80)


@pytest.mark.parametrize("seed", [1, 4, 11])
def test_a_frontier_by_cbc_is_that_of_highs(seed: int) -> None:
    problem = random_town(seed)
    wanted = trace(Workbench(problem, HIGHS), low_10k=0, high_10k=400)
    found = trace(Workbench(problem, CBC), low_10k=0, high_10k=400)
    assert found.proven
    assert found.none_below_10k == pytest.approx(wanted.none_below_10k)
    assert [point.budget_10k for point in found.points] == pytest.approx(
        [point.budget_10k for point in wanted.points]
    )
    assert [point.o1 for point in found.points] == pytest.approx([point.o1 for point in wanted.points])


def test_no_plan_is_said_by_cbc_too() -> None:
    short = town(intakes=[[[50]]], seats=[[30]], distance_m=[[1]], unmet_forbidden=True)
    with pytest.raises(NoPlanError):
        optimise(short, CBC)


def test_progress_is_told() -> None:
    heard: list[Progress] = []
    optimise(random_town(3), CBC, listener=heard.append)
    assert {report.stage for report in heard} == {"O1", "O2", "O3"}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    optimise(random_town(3), CBC)
    printed = capfd.readouterr()
    assert printed.out == printed.err == ""


# --- what is believed


def solved_by(monkeypatch: pytest.MonkeyPatch, change: Any) -> Any:
    """Return O2 of a town by CBC whose answer is changed before it is read."""
    model = build_model(random_town(1))
    live = PulpModel(model, name="CBC", threads=1)
    real = Found.solve

    def solve(self: Found, problem: pulp.LpProblem, solver: Any) -> int:
        status = real(self, problem, solver)
        return int(change(live, problem) or status)

    monkeypatch.setattr(Found, "solve", solve)
    return live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent)


def as_it_is(*_: Any) -> None:
    """Change nothing."""


def test_an_honest_optimum_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = solved_by(monkeypatch, as_it_is)
    assert solved.stage.proven
    assert solved.stage.gap < 1e-7


def test_a_search_cut_short_is_best_found_without_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(_: PulpModel, problem: pulp.LpProblem) -> None:
        problem.sol_status = pulp.LpSolutionIntegerFeasible

    stage = solved_by(monkeypatch, cut).stage
    assert not stage.proven
    assert stage.bound == -math.inf
    assert stage.gap == math.inf


def test_figures_that_break_a_row_are_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(live: PulpModel, _: pulp.LpProblem) -> None:
        live._variables[0].varValue += 1.0

    solved = solved_by(monkeypatch, spoil)
    assert solved.stage is None
    assert not solved.infeasible


def test_a_solver_without_figures_gives_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(live: PulpModel, _: pulp.LpProblem) -> int:
        for variable in live._variables:
            variable.varValue = None
        return int(pulp.LpStatusUndefined)

    solved = solved_by(monkeypatch, empty)
    assert solved.stage is None
    assert not solved.infeasible


def test_an_optimum_at_a_gap_of_the_solvers_own_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that PuLP cannot tell the gap may stop at one of its own."""
    monkeypatch.setattr(Found, "keeps_gap", False)
    stage = solved_by(monkeypatch, as_it_is).stage
    assert not stage.proven
    assert stage.bound == -math.inf


def test_a_bound_that_the_solver_states_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Found, "best_bound", lambda *_: 1.0)
    stage = solved_by(monkeypatch, as_it_is).stage
    assert stage.bound == 1.0
    assert not stage.proven


def test_a_gap_of_nought_is_told_as_a_very_small_one() -> None:
    """Some interfaces take 0 for "not given" and keep 1e-4."""
    found = find_solver("CBC")
    assert found is not None
    solver = found.make(gap=0.0, time_limit_s=7.0, threads=2)
    assert 0 < solver.optionsDict["gapRel"] < 1e-8
    assert solver.timeLimit == 7.0
    assert solver.optionsDict["threads"] == 2


def test_highs_through_pulp_states_its_bound() -> None:
    problem = random_town(1)
    model = build_model(problem)
    solver = open_solver(model, SolverSettings(name="pulp:HiGHS"))
    stage = solver.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent).stage
    assert stage is not None
    assert stage.proven
    assert stage.value == pytest.approx(optimise(problem, HIGHS).stages[0].value)


# --- which solver


@pytest.mark.parametrize("name", ["NOPE", "GUROBI_CMD", "cbc"])
def test_a_solver_that_is_not_here_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(InputError) as caught:
        optimise(random_town(3), SolverSettings(name=f"pulp:{name}"))
    (finding,) = caught.value.findings
    assert finding.where.path == "solver.name"
    assert name in finding.en
    assert "highs, pulp:CBC" in finding.fix_en
    assert "pulp:CBC" in finding.fix_zh


@pytest.mark.parametrize("name", ["", "HIGHS", "pulp", "pulp:", "pulp:A B", "glpk"])
def test_a_name_must_say_through_what_a_solver_is_called(name: str) -> None:
    with pytest.raises(ProblemError, match="solver name"):
        SolverSettings(name=name)


def test_names_of_solvers() -> None:
    assert solvers_here()[0] == "CBC"
    assert "HiGHS" in solvers_here()
    assert find_solver("CBC") == find_solver("PULP_CBC_CMD")
    assert find_solver("HiGHS") == Found(name="HiGHS")
    assert find_solver("NOPE") is None


# --- files


@pytest.mark.parametrize("form", ["lp", "mps"])
@pytest.mark.parametrize("objective", ["O1", "O2"])
def test_another_program_reads_the_file_and_finds_the_same(tmp_path: Path, form: str, objective: str) -> None:
    problem = ruled_town(13)
    path = tmp_path / f"model.{form}"
    write_model(problem, path, form=form, objective=objective, settings=HIGHS)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(path)) == highspy.HighsStatus.kOk
    highs.run()
    stages = {stage.name: stage.value for stage in optimise(problem, HIGHS).stages}
    assert highs.getInfo().objective_function_value == pytest.approx(stages[objective], rel=1e-6)


def test_the_pulp_problem_solves_to_the_same() -> None:
    problem = random_town(1)
    made = pulp_problem(problem, objective="O2", settings=HIGHS)
    solver = find_solver("CBC")
    assert solver is not None
    assert made.solve(solver.make(gap=0.0, time_limit_s=None, threads=1)) == pulp.LpStatusOptimal
    assert pulp.value(made.objective) == pytest.approx(optimise(problem, HIGHS).stages[1].value, rel=1e-5)
    # O2 alone places nobody.
    model = build_model(problem)
    alone = open_solver(model, HIGHS).minimise(
        o2_cost_and_distance(model), name="O2", gap=0.0, listener=silent
    )
    assert alone.stage is not None
    assert alone.stage.value < pulp.value(made.objective) - 1
    with pytest.raises(ProblemError, match="none of"):
        pulp_problem(problem, objective="O4")
