"""How commands end: every way to fail has a sentence and an exit code, and none a traceback."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest

from planning.cli.app import main
from planning.cli.endings import DEBUG, end_of
from planning.errors import AuditError, NoPlanError
from planning.words import name_in
from tests.conftest import BASE


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the program fail as nobody foresaw; return the folder that it runs in."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the pupils of \u202eZ07")

    monkeypatch.setattr("planning.scenario.load.load_scenario", fail)
    monkeypatch.setattr(sys, "argv", ["planning", "show", str(BASE)])
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(DEBUG, raising=False)
    return tmp_path


def test_an_unknown_failure_is_told_and_its_details_kept(
    broken: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    printed = capfd.readouterr().err
    assert "Traceback" not in printed
    assert "ZeroDivisionError" not in printed
    assert "程序出错" in printed
    assert "The program failed" in printed
    (report,) = broken.iterdir()
    assert re.fullmatch(r"planning-error-\d{8}-\d{6}\.txt", report.name)
    assert str(report) in printed
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: the pupils of" in text
    assert "HiGHS" in text
    assert "show" in text


@pytest.mark.usefixtures("broken")
def test_the_details_go_elsewhere_where_the_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    gone, elsewhere = tmp_path / "gone", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(Path, "cwd", lambda: gone)
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    with pytest.raises(SystemExit):
        main()
    (report,) = elsewhere.iterdir()
    assert str(report) in capfd.readouterr().err


@pytest.mark.usefixtures("broken")
def test_debugging_lets_the_traceback_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        main()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            NoPlanError(words=name_in(zh="资金不够", en="money lacks")),
            1,
            ("没有得到方案。资金不够。", "No plan. Money lacks."),
        ),
        (AuditError(("C7 in 2024: 3 10k yuan\x1b[2J",)), 1, ("failed its audit", "C7 in 2024: 3 10k yuan")),
        (PermissionError(13, "no"), 2, ("无法读写文件", "cannot be read or written")),
    ],
)
def test_exit_codes(
    error: Exception, code: int, words: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert end_of(error) == code
    printed = capfd.readouterr().err
    assert all(word in printed for word in words)
    assert "\x1b" not in printed


def test_ctrl_c_ends_any_command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planning.scenario.load.load_scenario", interrupted)
    monkeypatch.setattr(sys, "argv", ["planning", "show", str(BASE)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert "Interrupted; nothing was written." in capfd.readouterr().err
