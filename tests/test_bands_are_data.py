"""No code names a band: which there are is said by the table of the district."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from planning.district.bands import TABLES, names_of_tables, ready_made
from tests.test_architecture import SOURCE, modules

#: Keys and Chinese names of the bands of all ready-made tables, but for words that mean other things too.
NAMED = re.compile(
    r"\b(?:kindergarten|primary|junior|senior|nursery|vocational|elementary|sixth_form)s?\b|幼儿园|小学|初中|普通高中|普高|托育"
)

#: Where words of schooling are what is read, or an example to type.
WORDS = {"cli/explain.py", "cli/ask_levers.py"}


def named(path: Path) -> list[str]:
    """Return the strings and identifiers of a file that name a band, docstrings left aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        said = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            said = node.value
        elif isinstance(node, ast.Name):
            said = node.id
        elif isinstance(node, ast.arg | ast.keyword):
            said = node.arg or ""
        elif isinstance(node, ast.Attribute):
            said = node.attr
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            said = node.name
        if NAMED.search(said.lower().replace("_", " ")) or NAMED.search(said.lower()):
            found.append(f"{getattr(node, 'lineno', 0)}: {said[:60]}")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_code_names_a_band(path: Path) -> None:
    found = named(path)
    assert (found == []) != (path.relative_to(SOURCE).as_posix() in WORDS), found


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    path = tmp_path / "named.py"
    path.write_text(
        '"""Primary."""\n\n\ndef junior_of(senior_rate):\n    return f"{senior_rate} 小学"\n',
        encoding="utf-8",
    )
    assert len(named(path)) == 4


def test_a_new_system_is_one_table() -> None:
    """What a ready-made table needs is its file: nothing else lists the systems."""
    assert set(names_of_tables()) == {path.stem for path in TABLES.glob("*.csv")}
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules())
    for name in set(names_of_tables()) - {"cn-633", "cn-543"}:
        assert f'"{name}"' not in text, name
    assert len({ready_made(name).ids for name in names_of_tables()}) > 1
