"""A made-up third language: every letter that a person reads comes from the catalogue or from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from planning.ask.case import open_case
from planning.cli.show.answer import print_answer
from planning.cli.show.inputs import print_inputs
from planning.cli.show.run import print_run
from planning.runs.brief import brief
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import Run, run_scenario
from planning.words.catalogue import reading
from tests.small_district import write_scenario
from tests.words.scan import SOURCE

OPEN, CLOSE = "\u27e6", "\u27e7"
#: Runs of letters that are no words: objectives, rules, commands with their paths, codes of colours and units.
NO_WORDS = re.compile(
    r"\b(O[123]|C\d+|planning \S+ \S+|[\w./-]*[/.]\w[\w./-]*|P\d+|F\d+|Z\d+|sha256|[0-9a-f]{8,}|sign|unmet|outcome)\b"
)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Write a language whose texts are the English ones in double brackets."""
    folder = tmp_path_factory.mktemp("words")
    ours = Catalog(locale="en")
    with (SOURCE / "words" / "en.po").open("rb") as file:
        for entry in read_po(file):
            if entry.id:
                forms = (entry.string,) if isinstance(entry.string, str) else entry.string
                said = tuple(f"{OPEN}{text}{CLOSE}" for text in forms)
                ours.add(entry.id, said if len(said) > 1 else said[0])
    with (folder / "xx.po").open("wb") as file:
        write_po(file, ours)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNING_WORDS", str(folder))
        with reading("xx"):
            yield "xx"


@pytest.fixture(scope="module")
def run(made_up: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    assert made_up
    folder = tmp_path_factory.mktemp("run")
    return run_scenario(write_scenario(folder), out=folder / "results")


def outside(text: str) -> str:
    """Return what stands outside of all brackets."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 and letter != CLOSE else " ")
    assert depth == 0
    return "".join(kept)


def names_of(run: Run) -> set[str]:
    """Return every word that the data itself holds."""
    held: set[str] = set()
    for table in run.inputs.district.tables.values():
        for column in table.columns:
            if table[column].dtype == object or str(table[column].dtype) in ("str", "string"):
                held |= {str(value) for value in table[column]}
    scenario = run.inputs.loaded.scenario
    return {
        word
        for text in (*held, str(scenario.title), *map(str, run.inputs.district.name))
        for word in words(text)
    }


def words(text: str) -> list[str]:
    """Return the words of a text, of two letters or more."""
    return re.findall(r"[^\W\d_]{2,}", NO_WORDS.sub(" ", text))


def left(text: str, run: Run) -> list[str]:
    """Return the words of a text that are neither of the catalogue nor of the data."""
    known = names_of(run)
    return [word for word in words(outside(text)) if word not in known]


def test_the_screen_of_a_run(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    print_run(run, language="xx")
    print_inputs(run.inputs, make_problem(run.inputs), language="xx")
    printed = capsys.readouterr().out
    assert OPEN in printed
    assert left(printed, run) == []


@pytest.mark.parametrize("question", ["warnings", "alternatives", "repair", "prices", "frontier"])
def test_the_screen_of_an_answer(
    run: Run, question: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    case = open_case(run.inputs.loaded.path)
    ask = {
        "warnings": case.warnings,
        "alternatives": lambda: case.alternatives(count=1),
        "repair": case.repair,
        "prices": lambda: case.prices(count=1),
        "frontier": lambda: case.frontier(0, 50_000),
    }[question]
    print_answer(ask(), language="xx")
    printed = capsys.readouterr().out
    assert OPEN in printed
    assert left(printed, run) == []


def test_the_workbook(run: Run) -> None:
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    cells = [
        str(cell.value)
        for sheet in book.worksheets[:-1]  # the last lists the scenario's own keys and values
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and not cell.value.startswith("=")
    ]
    assert any(OPEN in cell for cell in cells)
    assert [cell for cell in cells if left(cell, run)] == []


def test_the_briefing_says_it_too(run: Run) -> None:
    page = brief(run.folder).read_text(encoding="utf-8")
    assert f"{OPEN}" in page


def test_a_mistake_is_told_in_it(made_up: str, tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("horizon:", "horizont:"), encoding="utf-8")
    with pytest.raises(Exception, match="horizont") as raised:
        load_inputs(path)
    (finding, *_) = raised.value.findings  # type: ignore[attr-defined]
    said = outside(finding.text(made_up))
    assert words(said) == []
