"""From a planner's own files to a plan, by commands alone, on a terminal of 80 columns."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from planning.cli.app import main
from tests.importing.files import write_plain


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_plain(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def said(*words: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["planning", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capfd.readouterr()
    assert not ended.value.code, printed.err
    assert all(cell_len(line) <= 80 for line in printed.out.splitlines())
    return printed.out


def test_from_files_to_a_plan(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    files = ["--zones", "zones.geojson", "--schools", "schools.csv"]
    made = said("import", "d", *files, monkeypatch=monkeypatch, capfd=capfd)
    assert "小学：6 个规划单元，学生 210 名，学位 220 个。" in made
    assert "Primary: 6 zones, 210 pupils, 220 seats." in made
    assert "小学学生数" in made
    assert made.rstrip().endswith("planning run d/base.yaml")
    english = said("import", "d", *files, "--lang", "en", monkeypatch=monkeypatch, capfd=capfd)
    assert "Columns, as in mapping.yaml" in english
    assert not any(word in english for word in ("列的对应", "列名", "学位 220", "下一步"))
    checked = said("validate", "d", "--lang", "zh", monkeypatch=monkeypatch, capfd=capfd)
    assert checked.startswith("输入无误：")
    assert "zones" not in checked.splitlines()[0]
    run = said("run", "d/base.yaml", "--lang", "en", monkeypatch=monkeypatch, capfd=capfd)
    assert run.startswith("Every entrant of every band has a place in every year.\n")
    assert "There is no project to decide on." in run
    assert "The plan is proven optimal." in run
    assert (place / "results").is_dir()
