"""Broken copies of the embedded district: a clear error, the same plan, or a warning; never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planning.domain.problem import PlanningProblem
from planning.errors import InputError
from planning.runs.inputs import load_inputs, make_problem
from tests.conftest import BASE, ROOT
from tests.mutator import WAYS, mutate
from tests.same import same_problem


@pytest.mark.parametrize("seed", range(2 * len(WAYS)))
def test_a_broken_copy_is_told(seed: int, base_problem: PlanningProblem, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", folder, ignore=shutil.ignore_patterns("source"))
    how = mutate(folder, seed=seed)
    scenario = tmp_path / "s.yaml"
    scenario.write_text(f"extends: {BASE}\nscenario: mutant\ndistrict: d\n", encoding="utf-8")
    try:
        inputs = load_inputs(scenario)
        problem = make_problem(inputs)
    except InputError as error:
        for finding in error.findings:
            assert finding.where.file, how
            assert finding.zh, how
            assert finding.fix_en, how
        return
    # The district as it is has a warning of its own, which is no answer to what was broken.
    usual = {warning.en for warning in load_inputs(BASE).district.warnings}
    fresh = {warning.en for warning in inputs.district.warnings} - usual
    assert same_problem(problem, base_problem) or fresh, how
