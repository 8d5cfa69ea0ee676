"""A bureau's own solver from the command line, and the model as a file for it."""

from __future__ import annotations

import json
from pathlib import Path

import highspy
import pytest

from planning.scenario.load import load_scenario
from tests.cli.test_cli import call, changed
from tests.conftest import BASE, ROOT


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE.read_text(encoding="utf-8").replace("../geodata", str(ROOT / "geodata")))
    return path


def asked_for(scenario: Path, name: str) -> Path:
    return changed(scenario, "  threads: 2", f"  threads: 2\n  name: {name}")


@pytest.mark.parametrize("name", ["pulp:NOPE", "pulp:GUROBI_CMD"])
def test_a_solver_that_is_not_here_is_named_with_those_that_are(
    scenario: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call("run", str(asked_for(scenario, name)), monkeypatch=monkeypatch) == 2
    printed = capfd.readouterr().err
    assert "base, path solver.name: the solver" in printed
    assert name in printed
    assert "highs, pulp:CBC" in printed
    assert "请改用" in printed
    assert "Traceback" not in printed


def test_a_name_that_is_no_solvers_name_is_refused_by_the_schema(
    scenario: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call("validate", str(asked_for(scenario, "gurobi")), monkeypatch=monkeypatch) == 2
    assert "path solver.name" in capfd.readouterr().err


def test_the_usual_solver_by_name_is_the_same_scenario(scenario: Path) -> None:
    plain = load_scenario(scenario).digest
    assert load_scenario(asked_for(scenario, "highs")).digest == plain
    assert load_scenario(changed(scenario, "name: highs", "name: pulp:CBC")).digest != plain


def test_the_model_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("export-model", str(BASE), monkeypatch=monkeypatch) == 0
    assert "base-O1.lp" in capfd.readouterr().out
    text = (tmp_path / "base-O1.lp").read_text()
    assert "unplaced_Z07_primary_2027" in text
    assert "\nC7_2024: " in text
    out = tmp_path / "second.mps"
    asked = ("export-model", str(BASE), "--mps", "--objective", "O2", "--out", str(out))
    assert call(*asked, monkeypatch=monkeypatch) == 0
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(out)) == highspy.HighsStatus.kOk
    rows, columns = highs.getNumRow(), highs.getNumCol()
    assert (rows, columns) == (7520, 23550), "the base model, and the row that holds O1"


def test_the_schema_knows_the_name() -> None:
    schema = json.loads((ROOT / "scenarios" / "schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["Solver"]["properties"]["name"]["default"] == "highs"
