"""A budget round: side by side, a failure that stops nobody, nothing run twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from planning.cli import app as cli
from planning.errors import InputError
from planning.runs.compute.settings import Compute
from planning.runs.inputs import load_inputs
from planning.runs.round import DONE, FAILED, KEPT, run_round
from tests.conftest import ROOT
from tests.small_district import write_scenario

SHORT = "horizon: {first_year: 2023, last_year: 2026}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return three scenarios of four years: one that goes, one with too little money, one that is no YAML."""
    made, base = tmp_path / "2099", write_scenario(tmp_path / "small")
    made.mkdir()
    (made / "1-ask.yaml").write_text(f"extends: {base}\nscenario: ask\n{SHORT}", encoding="utf-8")
    (made / "2-cut.yaml").write_text(
        "extends: 1-ask.yaml\nscenario: cut\nbudget: {default_limit_10k: 700}\n", encoding="utf-8"
    )
    (made / "3-none.yaml").write_text(
        "extends: 1-ask.yaml\nscenario: none\nbudget: {default_limit_10k: 100}\n", encoding="utf-8"
    )
    (made / "4-broken.yaml").write_text("extends: 1-ask.yaml\nbudgett: 3\n", encoding="utf-8")
    return made


def test_a_round_runs_compares_and_is_not_run_again(folder: Path, tmp_path: Path) -> None:
    told: list[str] = []
    answer, finished = run_round(
        folder,
        out=tmp_path / "r",
        compute=Compute(processes=2),
        told=lambda path, state, *_: told.append(f"{path.stem} {state}"),
    )
    assert [member.state for member in finished] == [DONE, DONE, FAILED, FAILED]
    assert "add " in finished[2].reason.text("en")
    assert "budgett" in finished[3].reason.text("en")
    assert len(told) == 4
    scenarios, projects, changes = answer.sheets
    assert [row[0] for row in scenarios.rows] == ["ask", "cut"]
    assert "proven optimal" in scenarios.rows[0][1]
    assert len(projects.rows) == 3
    assert changes.rows[0][0] == "ask → cut"
    assert (tmp_path / "r" / "1-ask" / "map.html").exists()
    stamp = (tmp_path / "r" / "1-ask" / "run.json").stat().st_mtime_ns
    _, again = run_round(folder, out=tmp_path / "r", compute=Compute())
    assert [member.state for member in again] == [KEPT, KEPT, FAILED, FAILED]
    assert (tmp_path / "r" / "1-ask" / "run.json").stat().st_mtime_ns == stamp
    (folder / "2-cut.yaml").write_text(
        "extends: 1-ask.yaml\nscenario: cut\nbudget: {default_limit_10k: 750}\n", encoding="utf-8"
    )
    _, third = run_round(folder, out=tmp_path / "r", compute=Compute())
    assert [member.state for member in third][:2] == [KEPT, DONE]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the scenarios of a round of a district of three zones; one has too little money, one is broken."""
    base = write_scenario(tmp_path / "district")
    made = tmp_path / "small"
    made.mkdir()
    for name, more in {
        "1-ask": "", "2-cut": "budget: {default_limit_10k: 9000}", "3-none": "budget: {default_limit_10k: 1}",
        "4-broken": "budgett: 3",
    }.items():  # fmt: skip
        text = f"extends: {base}\nscenario: {name}\n{more}\n"
        (made / f"{name}.yaml").write_text(text, encoding="utf-8")
    return made


def test_results_are_the_same_each_way(small: Path, tmp_path: Path, scheduler: str) -> None:
    """Kept or not, failed or not: what is written is written alike in process, in processes, on a cluster."""
    ways = {"one": Compute(), "two": Compute(processes=2), "many": Compute(cluster=scheduler)}
    found = {}
    for name, compute in ways.items():
        answer, finished = run_round(small, out=tmp_path / name, compute=compute)
        found[name] = (answer.content(), [(member.state, member.reason) for member in finished])
    assert found["one"] == found["two"] == found["many"]
    assert [state for state, _ in found["one"][1]] == [DONE, DONE, FAILED, FAILED]
    for name in ("two", "many"):
        command = [sys.executable, ROOT / "benchmarks" / "same_results.py", tmp_path / "one", tmp_path / name]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout
    again = run_round(small, out=tmp_path / "one", compute=ways["many"])[1]
    assert [member.state for member in again] == [KEPT, KEPT, FAILED, FAILED]


def test_a_scenario_says_where(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Compute] = []

    def note(*_: object, compute: Compute, **__: object) -> list[object]:
        asked.append(compute)
        return []

    monkeypatch.setattr("planning.runs.round.spread", note)
    with (folder / "1-ask.yaml").open("a", encoding="utf-8") as handle:
        handle.write("compute: {processes: 3}\n")
    run_round(folder, out=tmp_path / "r")
    run_round(folder, out=tmp_path / "r", compute=Compute(processes=5))
    assert [compute.processes for compute in asked] == [3, 5]
    assert asked[0].stated.path == "compute.processes"


def test_command(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["planning", "round", str(folder), "--out", str(tmp_path / "r")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1  # two scenarios failed, and are named
    printed = capfd.readouterr()
    assert "3-none.yaml 失败 failed" in printed.err
    assert "2 run, 0 kept, 2 failed" in printed.out
    comparison = tmp_path / "r" / "comparison"
    assert json.loads((comparison / "round.json").read_text(encoding="utf-8"))["failed"] == [
        "none",
        "4-broken",
    ]
    assert list(pd.read_csv(comparison / "scenarios.csv")["scenario"]) == ["ask", "cut"]


def test_a_folder_without_scenarios(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        run_round(tmp_path)
    assert "the folder holds no scenario" in caught.value.findings[0].words.text("en")


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "2023").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_round_of_2023_reads(path: Path) -> None:
    inputs = load_inputs(path)
    assert inputs.loaded.scenario.scenario == f"2023-{path.stem.removeprefix('0')}"


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "2023").glob("*.py")), ids=lambda p: p.stem)
def test_a_planners_script_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 30
    ruled = path.stem.replace("_", "-")
    assert path.with_name(f"{ruled}.yaml").exists(), "one script for each round"


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "2023").glob("*.py")), ids=lambda p: p.stem)
def test_a_planners_script_runs(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert "entrants" in done.stdout or "unhoused" in done.stdout


def test_results_of_another_version_are_not_kept(small: Path, tmp_path: Path) -> None:
    for path in small.glob("[2-4]*.yaml"):
        path.unlink()
    run_round(small, out=tmp_path / "r")
    record = tmp_path / "r" / "1-ask" / "run.json"
    content = json.loads(record.read_text(encoding="utf-8"))
    content["versions"]["planning"] = "0.0.1"
    record.write_text(json.dumps(content), encoding="utf-8")
    _, again = run_round(small, out=tmp_path / "r")
    assert [member.state for member in again] == [DONE]
    assert json.loads(record.read_text(encoding="utf-8"))["versions"]["planning"] != "0.0.1"


@pytest.mark.parametrize("name", ["schedule.csv", "bands.csv", "plan.gpkg"])
def test_results_that_are_not_whole_are_not_kept(small: Path, tmp_path: Path, name: str) -> None:
    for path in small.glob("[2-4]*.yaml"):
        path.unlink()
    run_round(small, out=tmp_path / "r")
    path = tmp_path / "r" / "1-ask" / name
    if path.suffix == ".csv":
        path.write_bytes(path.read_bytes() + b"\n")
    else:
        path.unlink()
    _, again = run_round(small, out=tmp_path / "r")
    assert [member.state for member in again] == [DONE]
