"""No code names a band: a second country is a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planning.district.bands import names_of_tables, ready_made

SOURCE = Path(__file__).parents[1] / "src" / "planning"
#: Keys of the bands of the default table, as words of their own: in a text, in a key, in a name.
WORD = re.compile(r"(?:^|[^a-z])(kindergarten|primary|junior|senior)(?:[^a-z]|$)", re.IGNORECASE)
#: The example of a command on the district that comes with the program.
EXAMPLES = {"planning explain intake scenarios/base.yaml --zone Z07 --band primary --year 2027"}


def docstrings(tree: ast.AST) -> set[int]:
    """Return the nodes that are docstrings, whose examples may name a band."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def named_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of each string and name that holds the key of a band."""
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        texts: list[str] = []
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            texts = [node.value]
        elif isinstance(node, ast.Name):
            texts = [node.id]
        elif isinstance(node, ast.Attribute):
            texts = [node.attr]
        elif isinstance(node, (ast.arg, ast.keyword)) and node.arg:
            texts = [node.arg]
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            texts = [node.name]
        yield from ((getattr(node, "lineno", 0), text) for text in texts if WORD.search(text))


def test_no_code_names_a_band() -> None:
    found = [
        f"{path.relative_to(SOURCE).as_posix()}:{line}: {text[:60]}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, text in named_in(ast.parse(path.read_text(encoding="utf-8")))
        if text not in EXAMPLES
    ]
    assert found == []


@pytest.mark.parametrize("ending", ["*.js", "*.css", "*.html", "*.yaml"])
def test_no_page_and_no_template_names_a_band(ending: str) -> None:
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in sorted(SOURCE.rglob(ending))
        if WORD.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'x = {"primary": 1}',
        "junior = 3",
        "f(senior=2)",
        "a.primary",
        "def kindergarten(): ...",
        'f"seats_{x}_primary"',
    ],
)
def test_the_test_sees_a_band_that_is_named(code: str) -> None:
    assert list(named_in(ast.parse(code)))


def test_ready_made_tables_are_whole() -> None:
    for name in names_of_tables():
        bands = ready_made(name)
        assert bands.compulsory, name
        assert all(band.short_zh and band.short_en and band.colour for band in bands), name
        assert len({band.colour for band in bands}) == len(bands), name
