"""Help on a terminal of 80 columns: panels, every option described, nothing cut."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer.main
from rich.cells import cell_len

from planning.cli.app import app, main

WIDTH = 80
PANELS = {
    "开始 Start": {"init", "import", "bands", "validate", "show", "schema"},
    "编制 Plan": {"run", "round", "export-inputs", "export-model"},
    "提问 Ask": {
        "why", "repair", "frontier", "alternatives", "catchments", "prices", "warn", "stability", "progress",
        "explain", "site", "cure", "fair",
    },
    "预测 Forecast": {"forecast", "backtest"},
    "结果 Results": {"brief", "compare"},
}  # fmt: skip


@cache
def commands() -> dict[tuple[str, ...], Any]:
    """Return every command and group by its words."""

    def walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield words, command
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*words, name))

    return dict(walk(typer.main.get_command(app), ()))


def called(
    *words: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["planning", *words])
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capfd.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def panels_of(text: str) -> dict[str, str]:
    """Return the lines of each panel without its border."""
    found = re.findall(r"^╭─ (.*?) ─*╮\n(.*?)^╰", text, flags=re.MULTILINE | re.DOTALL)
    return {title: "\n".join(line.strip("│ ") for line in body.splitlines()) for title, body in found}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\s│]+", text))


@pytest.mark.parametrize("words", commands(), ids=lambda words: " ".join(words) or "planning")
def test_help_is_whole_at_80_columns(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, text, _ = called(*words, "--help", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    assert "…" not in text
    assert all(cell_len(line) <= WIDTH for line in text.splitlines())
    command = commands()[words]
    context = command.make_context("planning", [], resilient_parsing=True)
    printed = words_of(text)
    named = set()
    for param in command.get_params(context):
        named |= {option for option in param.opts if option.startswith("--")}
        assert re.search(r"[\u4e00-\u9fff]", param.help), param.name
        assert re.search(r"[a-z]{2}", param.help), param.name
        assert words_of(param.help) <= printed, (param.name, words_of(param.help) - printed)
    # In both directions: what the command takes is printed, and what is printed it takes.
    listed = "\n".join(panels_of(text).values())
    assert set(re.findall(r"^(?:\* +)?(--[a-z-]+)", listed, re.M)) == named
    assert words_of(command.help) <= printed
    for name, below in getattr(command, "commands", {}).items():
        assert name in printed
        assert words_of(below.help) <= printed, name


def test_commands_stand_in_panels(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called("--help", monkeypatch=monkeypatch, capfd=capfd)
    panels = panels_of(text)
    for title, names in PANELS.items():
        assert set(re.findall(r"^([a-z][a-z-]+)  ", panels[title], re.M)) == names
    assert {*panels} == {*PANELS, "选项 Options"}


def test_examples_in_help_are_commands() -> None:
    for words, command in commands().items():
        if words and not getattr(command, "commands", None):
            assert command.epilog.startswith(f"例：planning {' '.join(words)}")


def test_version(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    code, text, _ = called("--version", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    assert re.fullmatch(r"planning \d[\w.]* · Python 3\.\d+\.\d+\S* · HiGHS \d[\d.]*\n", text)


def test_nothing_asked_shows_the_help(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = called(monkeypatch=monkeypatch, capfd=capfd)
    assert code == 2
    assert "提问 Ask" in out + err
    assert "The command is not right" not in err


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("why", "P12"), "缺少参数", "Missing argument 'SCENARIO'"),
        (("warn", "x.yaml", "--colour"), "没有这个选项", "No such option: --colour"),
        (("repair", "x.yaml", "--count", "99"), "参数取值不对", "--count"),
        (("weather",), "写法不对", "No such command 'weather'"),
    ],
)
def test_a_wrong_command_is_told_in_both_languages(
    words: tuple[str, ...],
    zh: str,
    en: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    code, _, err = called(*words, monkeypatch=monkeypatch, capfd=capfd)
    assert code == 2
    assert zh in err
    assert en in err
    assert "--help" in err


def test_python_m_planning() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "planning", "explain", "--help"], capture_output=True, text=True, check=True
    )
    assert "Usage: planning explain" in result.stdout
    assert "intake" in result.stdout


def test_completion_knows_the_commands() -> None:
    environment = {
        **os.environ, "_PLANNING_COMPLETE": "complete_bash", "COMP_WORDS": "planning fo", "COMP_CWORD": "1",
    }  # fmt: skip
    result = subprocess.run(
        [sys.executable, "-m", "planning"], capture_output=True, text=True, check=False, env=environment
    )
    assert result.stdout.split() == ["forecast"]
