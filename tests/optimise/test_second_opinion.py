"""CBC's second opinion on the base district's first objective."""

from __future__ import annotations

import pulp
import pytest

from planning.domain.problem import PlanningProblem
from planning.optimise import optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.export import to_pulp


def test_cbc_agrees_on_the_base_o1(base_problem: PlanningProblem) -> None:
    problem = to_pulp(build_model(base_problem))
    # CBC comes with PuLP 3; it is called by its path, as the class of that name is deprecated.
    cbc = pulp.COIN_CMD(
        path=pulp.apis.PULP_CBC_CMD.pulp_cbc_path, msg=False, gapRel=1e-6, threads=2, timeLimit=300
    )
    assert problem.solve(cbc) == pulp.LpStatusOptimal
    assert problem.sol_status == pulp.LpSolutionOptimal
    value = pulp.value(problem.objective)
    assert value == pytest.approx(optimise(base_problem).stages[0].value, rel=1e-5)
