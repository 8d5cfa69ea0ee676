"""A question whose answer is on disk is not solved again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from planning.cli import app as cli
from planning.domain.plan import Plan
from planning.runs.finished import finished_warnings
from planning.runs.inputs import load_inputs
from planning.runs.record import make_digests
from planning.runs.run import Run
from tests.conftest import BASE


@pytest.fixture
def here(base_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the base run in its place."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(base_run.folder, tmp_path / "results" / "base")
    return tmp_path / "results" / "base"


def warn(monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    monkeypatch.setattr("sys.argv", ["planning", "warn", str(BASE), "--lang", "en", *more])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def no_solver(*_: object, **__: object) -> Plan:
    raise AssertionError("it was solved again")


def test_warnings_come_from_disk_without_a_solve(
    here: Path, base_run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("planning.ask.case.Case.warnings", no_solver)
    assert warn(monkeypatch, "--out", "o") == 0
    assert "swered from results/base, which this version wrote of the same inputs" in capfd.readouterr().out
    content = json.loads(Path("o", "warn.json").read_text(encoding="utf-8"))
    colours = [warning.colour for warning in base_run.subject.warnings]
    assert content["counts_amber"] == colours.count("amber")
    assert len(content["warn"]) == len(colours)
    # Written anew, the table on disk is the same to the last digit.
    assert Path("o", "warn.csv").read_bytes() == (here / "warnings.csv").read_bytes()


@pytest.mark.usefixtures("here")
def test_rows_are_those_of_a_solve(base_run: Run) -> None:
    answer = finished_warnings(load_inputs(BASE))
    assert answer is not None
    names = (base_run.problem.zones, base_run.problem.bands)
    found = {(row[1], row[4].key): (row[0].key, *row[5:]) for row in answer.sheets[0].rows}
    for one in base_run.subject.warnings:
        assert found[names[0][one.zone], names[1][one.band]] == (
            one.colour, one.first_year, one.last_year, one.worst_year, one.worst_pupils, one.last_round,
            one.surplus_year,
        )  # fmt: skip


@pytest.mark.parametrize("what", ["another version", "other inputs", "a changed table", "nothing"])
def test_other_results_are_not_taken(here: Path, what: str) -> None:
    record = json.loads((here / "run.json").read_text(encoding="utf-8"))
    match what:
        case "another version":
            record["versions"]["planning"] = "0.0.1"
        case "other inputs":
            record["digests"]["all"] = "0" * 64
        case "a changed table":
            record["files"]["warnings.csv"] = "0" * 64
    (here / "run.json").write_text(json.dumps(record), encoding="utf-8")
    if what == "nothing":
        shutil.rmtree(here)
    assert finished_warnings(load_inputs(BASE)) is None


def test_results_of_an_override_stand_under_its_own_name(here: Path) -> None:
    path = here.parent.parent / "base.yaml"
    path.write_text(
        f"extends: {BASE}\nscenario: base\noverrides: {{poor: {{budget: {{default_limit_10k: 30000}}}}}}\n",
        encoding="utf-8",
    )
    assert finished_warnings(load_inputs(path)) is not None
    poor = load_inputs(path, apply=["poor"])
    assert finished_warnings(poor) is None
    other = here.with_name("base+poor")
    shutil.copytree(here, other)
    assert finished_warnings(poor) is None
    record = json.loads((other / "run.json").read_text(encoding="utf-8"))
    record["digests"]["all"] = make_digests(poor.loaded, poor.district).all
    (other / "run.json").write_text(json.dumps(record), encoding="utf-8")
    assert finished_warnings(poor) is not None
