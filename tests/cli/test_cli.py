"""The command line: exit codes, messages without traceback, results untouched."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planning.cli import app as cli
from planning.cli.endings import INTERRUPTED
from planning.cli.show.progress import bar_share
from planning.optimise.solver.highs import SETTINGS
from planning.runs.run import Run
from tests.conftest import BASE, ROOT
from tests.small_district import write_scenario


def call(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["planning", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    text = BASE.read_text(encoding="utf-8").replace("../geodata", str(ROOT / "geodata"))
    path = tmp_path / "base.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the scenario of three zones, which is solved in no time."""
    return write_scenario(tmp_path)


def changed(scenario: Path, old: str, new: str) -> Path:
    text = scenario.read_text(encoding="utf-8")
    assert old in text
    scenario.write_text(text.replace(old, new, 1), encoding="utf-8")
    return scenario


def test_run_prints_the_closing_tables(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("run", str(small), monkeypatch=monkeypatch) == 0
    printed = capfd.readouterr()
    for words in (
        "项目安排 Projects",
        "Entrants without a place",
        "Money (10,000 yuan)",
        "现有数据与约束下的最优方案（经求解器验证） proven optimal",
        "P03",
        "符合 passed",
    ):
        assert words in printed.out
    assert "HiGHS" not in printed.out
    assert "求解 O1" in printed.err
    assert (tmp_path / "results" / "base" / "map.html").is_file()


def test_bad_input_ends_with_2_and_leaves_earlier_results(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "map.html").write_text("earlier")
    changed(small, "carry_over: true", "carry_over: maybe")
    assert call("run", str(small), "--out", str(out), monkeypatch=monkeypatch) == 2
    printed = capfd.readouterr().err
    assert "path budget.carry_over" in printed
    assert "1 fault(s) in the input; nothing was written" in printed
    assert "Traceback" not in printed
    assert [path.name for path in out.iterdir()] == ["map.html"]
    assert {path.name for path in tmp_path.iterdir()} == {"out", "base.yaml", "d"}


def test_no_plan_ends_with_1_and_says_why(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    changed(small, "default_limit_10k: 3000", "default_limit_10k: 100")
    assert call("run", str(small), "--out", str(tmp_path / "r"), monkeypatch=monkeypatch) == 1
    printed = capfd.readouterr().err
    assert "up to 2023 the committed projects need at least" in printed
    assert "预算不可行" in printed
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert record["outcome"] == "none"
    assert "committed projects" in record["reason"]["en"]
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["run.json"]


def test_no_plan_leaves_earlier_results(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "r"
    assert call("run", str(small), "--out", str(out), monkeypatch=monkeypatch) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    changed(small, "default_limit_10k: 3000", "default_limit_10k: 100")
    assert call("run", str(small), "--out", str(out), monkeypatch=monkeypatch) == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_of_somebody_else_is_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r"
    out.mkdir()
    (out / "map.html").write_text("his own")
    assert call("run", str(small), "--out", str(out), monkeypatch=monkeypatch) == 2
    assert (out / "map.html").read_text() == "his own"


def test_time_limit_is_no_proof(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    changed(scenario, "time_limit_s: 300.0", "time_limit_s: 0.001")
    assert call("run", str(scenario), "--out", str(tmp_path / "r"), monkeypatch=monkeypatch) == 1
    assert "does not say that there is none" in capfd.readouterr().err


def test_best_found_is_called_so_everywhere(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # The search ends at its first solution, on any machine.
    monkeypatch.setattr("planning.optimise.solver.highs.SETTINGS", {**SETTINGS, "mip_max_improving_sols": 1})
    assert call("run", str(scenario), "--out", str(tmp_path / "r"), monkeypatch=monkeypatch) == 0
    printed = capfd.readouterr().out
    assert "not proven optimal: within" in printed
    assert "proven optimal" not in printed.replace("not proven optimal", "")
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert record["outcome"] == "best found"
    assert 0.001 < record["proof"]["within"] < 1
    page = (tmp_path / "r" / "map.html").read_text(encoding="utf-8")
    assert '"outcome":{"key":"best found","zh":"未证明最优：与最优相差不超过' in page


def test_validate_only_checks(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("validate", str(scenario), monkeypatch=monkeypatch) == 0
    printed = capfd.readouterr().out
    assert "输入无误" in printed
    assert "43 zones, 176 facilities, 17 projects" in printed
    assert "数据提醒 1 条" in printed
    assert "above the size of the Chinese norm" in printed
    assert [path.name for path in tmp_path.iterdir()] == ["base.yaml"]


def test_show_names_the_origin_of_each_value(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    child = tmp_path / "child.yaml"
    child.write_text(
        "extends: base.yaml\nscenario: child\nbudget:\n  limits_10k: {2024: 5}\n"
        "overrides:\n  late: {horizon: {last_year: 2030}}\n",
        encoding="utf-8",
    )
    assert call("show", str(child), "--apply", "late", monkeypatch=monkeypatch) == 0
    printed = capfd.readouterr().out
    assert f"2024: 5.0  # {child}:4" in printed
    assert f"last_year: 2030  # {child}:6 [override late]" in printed
    assert f"first_year: 2023  # {scenario}:" in printed


def test_out_that_would_do_harm_is_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call("run", str(small), "--out", str(tmp_path), monkeypatch=monkeypatch) == 2
    assert "cannot be replaced by results" in capfd.readouterr().err
    assert small.is_file()


def test_a_folder_that_cannot_be_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert call("run", str(small), "--out", str(tmp_path / "file" / "r"), monkeypatch=monkeypatch) == 2
    assert "nothing can be written there" in capfd.readouterr().err


def test_interrupted_while_solving_writes_nothing(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "r"
    # A test runner's workers may ignore Ctrl-C, and their children with them; a terminal's do not.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from planning.cli.app import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "run", str(scenario), "--out", str(out)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if "O2" in line:
            process.send_signal(signal.SIGINT)
            break
    lines += process.stderr.readlines()
    process.stderr.close()
    assert process.wait(timeout=60) == INTERRUPTED
    assert lines[-2:] == ["已中断，未写入任何结果。\n", "Interrupted; nothing was written.\n"]
    assert "Traceback" not in "".join(lines)
    assert {path.name for path in tmp_path.iterdir()} == {"base.yaml"}


def test_schema_is_json(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("schema", monkeypatch=monkeypatch) == 0
    assert json.loads(capfd.readouterr().out)["title"] == "Scenario"


def test_console_script_is_installed() -> None:
    script = Path(sys.executable).parent / "planning"
    result = subprocess.run([str(script), "--help"], capture_output=True, text=True, check=True)
    assert "validate" in result.stdout


@pytest.mark.parametrize(("gap", "share"), [(5.0, 0.0), (1.0, 0.0), (0.01, 0.5), (1e-4, 1.0), (0.0, 1.0)])
def test_bar_moves_with_the_logarithm(gap: float, share: float) -> None:
    assert bar_share(gap) == pytest.approx(share)


def test_public_names(base_run: Run) -> None:
    import planning  # noqa: PLC0415

    for name in planning.__all__:
        assert getattr(planning, name) is not None
    assert planning.audit(base_run.problem, base_run.plan).passed
    with pytest.raises(AttributeError):
        _ = planning.nothing  # type: ignore[attr-defined]
