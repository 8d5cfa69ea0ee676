"""Broken copies of a district: a clear error, the same plan, or a warning; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from planning.domain.problem import PlanningProblem
from planning.errors import InputError
from planning.runs.inputs import load_inputs, make_problem
from tests.mutator import WAYS, mutate
from tests.same import same_problem
from tests.small_district import write_scenario


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> PlanningProblem:
    """Return the problem of the district as it is; it has no warning that could pass for an answer."""
    inputs = load_inputs(write_scenario(tmp_path_factory.mktemp("sound"), listed=True))
    assert inputs.district.warnings == ()
    return make_problem(inputs)


@pytest.mark.parametrize("seed", range(4 * len(WAYS)))
def test_a_broken_copy_is_told(seed: int, sound: PlanningProblem, tmp_path: Path) -> None:
    scenario = write_scenario(tmp_path, listed=True)
    how = mutate(tmp_path / "d", seed=seed)
    try:
        inputs = load_inputs(scenario)
        problem = make_problem(inputs)
    except InputError as error:
        for finding in error.findings:
            assert finding.where.file, how
            assert finding.words.text("zh"), how
            assert finding.fix.text("en"), how
        return
    assert same_problem(problem, sound) or inputs.district.warnings, how
