"""What the code asks of the catalogue, found by reading the code."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import planning

SOURCE = Path(planning.__file__).parent
#: Chinese characters; punctuation alone is typography, not words.
CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(r"\{(@?[a-z_0-9]+)")


@dataclass(frozen=True)
class Use:
    """One call of ``message``: its id, or the beginning of it, and the names of its values."""

    place: str
    id: str
    whole: bool
    values: frozenset[str] | None


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(SOURCE.rglob("*.py"))


def uses() -> list[Use]:
    """Return every call of ``message`` in the package."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message":
                found += _uses(node, f"{path.relative_to(SOURCE)}:{node.lineno}")
    return found


def _uses(call: ast.Call, place: str) -> list[Use]:
    values = frozenset(str(k.arg) for k in call.keywords)
    known = None if any(k.arg is None for k in call.keywords) else values
    return [Use(place, id, whole, known) for id, whole in _ids(call.args[0])]


def _ids(node: ast.expr) -> list[tuple[str, bool]]:
    if isinstance(node, ast.Constant):
        return [(str(node.value), True)]
    if isinstance(node, ast.IfExp):
        return [*_ids(node.body), *_ids(node.orelse)]
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return [(str(node.values[0].value), False)]
    return []


def chinese_literals() -> list[str]:
    """Return every literal with Chinese in it outside of docstrings."""
    found = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        notes = {
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{path.relative_to(SOURCE)}:{node.lineno} {node.value[:40]}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and CHINESE.search(node.value)
            and node not in notes
        ]
    return found
