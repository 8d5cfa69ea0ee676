"""CBC's second opinion on the base district's first objective."""

from __future__ import annotations

import pytest

from planning.domain.problem import PlanningProblem
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.engine import Question, Workbench


def test_cbc_agrees_on_the_base_o1(base_problem: PlanningProblem) -> None:
    settings = SolverSettings(gap_o1=1e-6, time_limit_s=300.0, name="pulp:CBC")
    found = Workbench(base_problem, settings).fewest_unplaced(Question())
    assert found.stage is not None
    assert found.stage.proven
    assert found.stage.value == pytest.approx(optimise(base_problem).stages[0].value, rel=1e-5)
