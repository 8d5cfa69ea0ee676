"""Notebooks and a planner's scripts use public names only."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import planning
from tests.conftest import ROOT

PLACES = sorted([*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "scenarios").rglob("*.py")])


def code_of(path: Path) -> str:
    if path.suffix == ".py":
        return path.read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def imported(code: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.name)
def test_public_names_only(path: Path) -> None:
    code = code_of(path)
    ours = [(module, name) for module, name in imported(code) if module.split(".")[0] == "planning"]
    assert ours, "it uses the package"
    for module, name in ours:
        assert module == "planning", f"{module} is no public place"
        assert not name or name in planning.__all__
    private = [
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
    ]
    assert private == []
