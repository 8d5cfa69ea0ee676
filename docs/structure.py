"""Print the rooms of the package as the code has them: ``python docs/structure.py [FOLDER]``.

One line a room, from the lowest to the highest: files, lines, the longest file, the rooms that it imports and
the packages of others that it imports. Read from the source itself; nothing is imported or run.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "planning"


@dataclass
class Room:
    """What one room holds and asks of others."""

    files: int = 0
    lines: int = 0
    longest: int = 0
    rooms: set[str] = field(default_factory=set)
    packages: set[str] = field(default_factory=set)


def read_rooms(package: Path) -> dict[str, Room]:
    """Return the rooms of a package by name; the package's own module is ``__init__``."""
    found: dict[str, Room] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).parts[0].removesuffix(".py")
        room = found.setdefault(name, Room())
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        room.files, room.lines, room.longest = room.files + 1, room.lines + lines, max(room.longest, lines)
        for module in _imports(ast.parse(text)):
            top, *rest = module.split(".")
            if top == package.name:
                room.rooms |= {*rest[:1]} - {name}
            elif top not in sys.stdlib_module_names:
                room.packages.add(top)
    return found


def order(rooms: Mapping[str, Room]) -> list[list[str]]:
    """Return the rooms in steps: each imports only from steps before its own.

    Raises
    ------
    ValueError
        If rooms import each other in a circle.
    """
    steps: list[list[str]] = []
    placed: set[str] = set()
    while len(placed) < len(rooms):
        step = [name for name, room in rooms.items() if name not in placed and room.rooms <= placed]
        if not step:
            raise ValueError(f"a circle among {', '.join(sorted(set(rooms) - placed))}")
        steps.append(step)
        placed |= {*step}
    return steps


def _imports(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(str(node.module))
    return found


def main(package: Path = PACKAGE) -> None:
    """Print the table."""
    rooms = read_rooms(package)
    print(f"{'room':<12}{'files':>6}{'lines':>7}{'longest':>9}  imports; of others")
    for step in order(rooms):
        for name in step:
            room = rooms[name]
            asks = f"{', '.join(sorted(room.rooms)) or '-'}; {', '.join(sorted(room.packages)) or '-'}"
            print(f"{name:<12}{room.files:>6}{room.lines:>7}{room.longest:>9}  {asks}")
        print()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
