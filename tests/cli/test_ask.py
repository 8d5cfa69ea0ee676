"""The commands that ask a scenario: files, languages, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from planning.cli import app as cli
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of
from planning.runs.answers import write_answer
from planning.runs.run import Run
from planning.words import name_in
from tests.conftest import BASE, ROOT
from tests.small_district import write_scenario

Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["planning", *map(str, arguments)])
        monkeypatch.chdir(ROOT)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capfd.readouterr()
        return int(ended.value.code or 0), captured.out + captured.err

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the scenario of three zones, which is solved in no time; P02 opens in 2026 there."""
    return write_scenario(tmp_path)


def test_why(ask: Ask, small: Path, tmp_path: Path) -> None:
    code, printed = ask("why", "P02", "--open", 2024, small, "--out", tmp_path / "o")
    assert code == 0
    for words in ("If P02 must open in 2024", "如果要求 P02 在 2024年秋季投用", "proven", "普通高中"):
        assert words in printed
    content = json.loads((tmp_path / "o" / "why.json").read_text(encoding="utf-8"))
    assert content["project"] == "P02"
    assert content["possible"] is True
    assert content["moved"][0]["opening_after"] == 2024
    money = pd.read_csv(tmp_path / "o" / "money.csv")
    assert list(money.columns) == ["year", "spent_before_10k", "spent_after_10k", "change_10k"]


def test_why_in_one_language(ask: Ask, small: Path) -> None:
    code, printed = ask("why", "P02", "--open", 2023, small, "--lang", "en")
    assert code == 0
    assert "let P02 open in" in printed
    assert "如果" not in printed


def test_why_of_nothing(ask: Ask, small: Path) -> None:
    code, printed = ask("why", "P99", "--open", 2026, small)
    assert code == 2
    assert "there is no project 'P99'" in printed
    assert ask("why", "P02", "--open", 2026, "--never", small)[0] == 2


def test_repair(ask: Ask, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "tight.yaml"
    path.write_text(f"extends: {ROOT / 'scenarios' / 'tight.yaml'}\nscenario: made\n", encoding="utf-8")
    code, printed = ask("repair", path, "--out", tmp_path / "o")
    assert code == 0
    assert "2023 年增加 8,942" in printed
    content = json.loads((tmp_path / "o" / "repair.json").read_text(encoding="utf-8"))
    assert content["possible"] is False
    assert {row["repair"] for row in content["repair"]} == {1, 2, 3}
    costs = pd.read_csv(tmp_path / "o" / "repair.csv").groupby("repair")["cost"].first()
    assert costs.is_monotonic_increasing
    assert "need be changed" in ask("repair", small)[1]
    assert ask("repair", path, "--keep", "weather")[0] == 2


def test_frontier(ask: Ask, small: Path, tmp_path: Path) -> None:
    code, printed = ask("frontier", small, "--budget", "0:6000", "--seconds", 60, "--out", tmp_path / "o")
    assert code == 0
    assert "(10,000 yuan) a year no plan keeps the rules" in printed
    table = pd.read_csv(tmp_path / "o" / "frontier.csv")
    assert list(table.columns) == [
        "budget_10k", "until_10k", "unhoused_pupil_years", "entering", "o1", "o1_least", "proven",
    ]  # fmt: skip
    # The rows cover the range, the first of them without a plan.
    assert table["budget_10k"].tolist() == [0, *table["until_10k"].tolist()[:-1]]
    assert table["until_10k"].iloc[-1] == 6000
    assert table["o1"].isna().tolist() == [True, *[False] * (len(table) - 1)]
    assert table["o1"].dropna().is_monotonic_decreasing
    assert table["o1"].nunique() > 1
    assert table["proven"].eq("yes").all()
    content = json.loads((tmp_path / "o" / "frontier.json").read_text(encoding="utf-8"))
    assert content["none_below_10k"] == table["until_10k"].iloc[0]
    assert content["proven"] is True
    assert ask("frontier", small, "--budget", "9:1")[0] == 2
    assert ask("alternatives", small, "--within", "many")[0] == 2


def test_prices(ask: Ask, small: Path, tmp_path: Path) -> None:
    code, printed = ask("prices", small, "--count", 3, "--seconds", 60, "--out", tmp_path / "o")
    assert code == 0
    assert "the 3 likeliest of 6 schools and bands were asked about" in " ".join(printed.split())
    classes = pd.read_csv(tmp_path / "o" / "classes.csv")
    assert list(classes.columns)[3:] == [
        "band", "more_seats", "entrants", "unhoused", "o2_10k", "moves", "proven",
    ]  # fmt: skip
    assert 1 <= len(classes) <= 3
    assert classes["proven"].eq("yes").all()
    assert (classes[["unhoused", "o2_10k"]] != 0).any(axis=1).all()
    assert list(pd.read_csv(tmp_path / "o" / "money.csv").columns)[:2] == ["year", "more_10k"]


def test_warn(ask: Ask, tmp_path: Path) -> None:
    code, printed = ask("warn", BASE, "--out", tmp_path / "o", "--lang", "zh")
    assert code == 0
    assert "学位预警" in printed
    assert "另有" in printed
    table = pd.read_csv(tmp_path / "o" / "warn.csv")
    assert len(table) == 43 * 4
    assert set(table["colour"]) <= {"red", "amber", "green"}
    assert table.loc[table["colour"] == "amber", "last_round"].eq(2023).all()


def test_compare(ask: Ask, tmp_path: Path, base_run: Run) -> None:
    code, printed = ask("compare", base_run.folder, base_run.folder, "--out", tmp_path / "o")
    assert code == 0
    assert "proven optimal" in printed
    content = json.loads((tmp_path / "o" / "compare.json").read_text(encoding="utf-8"))
    assert content["moved"] == []
    assert all(row["unhoused_change"] == 0 for row in content["bands"])
    assert ask("compare", base_run.folder, tmp_path)[0] == 2


def test_text_of_files_is_escaped() -> None:
    sheet = Sheet(
        name="zones",
        words=name_in(zh="区", en="zones"),
        fields=fields_of(("a", name_in(zh="甲", en="A"))),
        rows=(("<script>x</script>",),),
    )
    shown = Answer(name="why", sheets=(sheet,), sentences=(name_in(zh="<b>", en="<i>"),))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;b&gt;" in shown


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    sheet = Sheet(
        name="zones",
        words=name_in(zh="区", en="zones"),
        fields=fields_of(("a", name_in(zh="甲", en="A"))),
        rows=(("=1+1",),),
    )
    write_answer(Answer(name="why", sheets=(sheet,)), tmp_path / "o")
    assert (tmp_path / "o" / "zones.csv").read_text(encoding="utf-8").splitlines()[1] == "'=1+1"
