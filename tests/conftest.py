"""What many tests share: the base problem, and one base run of the embedded district."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planning.domain.problem import PlanningProblem
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import Run, run_scenario
from tests.shared import made_once

# What is said in either language is looked for; tests of one language ask for it. Commands make their help as
# they are imported, and the processes of a round inherit this.
os.environ["PLANNING_LANG"] = "both"

ROOT = Path(__file__).parent.parent
BASE = ROOT / "scenarios" / "base.yaml"


@pytest.fixture(autouse=True)
def no_stated_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test runner's workers state a width of terminal; a command would break its lines at it."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="session")
def base_problem() -> PlanningProblem:
    return make_problem(load_inputs(BASE))


@pytest.fixture(scope="session")
def base_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return one base run; its folder is shared by all workers, to be read and never written to."""
    return made_once(tmp_path_factory, "base_run", lambda folder: run_scenario(BASE, out=folder / "base"))
