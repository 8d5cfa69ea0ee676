"""Every example in a docstring runs and shows what it says; each room has its share of them."""

from __future__ import annotations

import ast
import doctest
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
#: Fewest docstrings with examples in the rooms whose nouns and figures a planner or an engineer looks up.
LEAST = {"domain": 20, "appraise": 20, "forecast": 20, "travel": 4, "report": 4, "errors": 3}


@cache
def written() -> dict[str, list[str]]:
    """Return the names with an example in their docstring by module; nothing is imported for it."""
    found = {}
    for path in sorted((SOURCE / "planning").rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if names := [name for name, text in docstrings(tree, module) if ">>>" in text]:
            found[module] = names
    return found


def docstrings(node: ast.Module | ast.ClassDef | ast.FunctionDef, name: str) -> Iterator[tuple[str, str]]:
    yield name, ast.get_docstring(node) or ""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            yield from docstrings(child, f"{name}.{child.name}")


@pytest.mark.parametrize("module", written())
def test_examples_show_what_they_say(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNING_LANG", "en")  # the language of the examples
    tests = [test for test in doctest.DocTestFinder().find(importlib.import_module(module)) if test.examples]
    assert sorted(test.name for test in tests) == sorted(written()[module]), "an example that nobody runs"
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    for test in tests:
        runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_there_are_enough_examples() -> None:
    assert sum(map(len, written().values())) >= 100
    rooms = [name.split(".")[1] for name, names in written().items() for _ in names]
    assert {room: rooms.count(room) for room in LEAST if rooms.count(room) < LEAST[room]} == {}
