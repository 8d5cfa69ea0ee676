"""A merged scenario as rows of path and value, and edited rows as a patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.scenario.yaml_bounds import is_bounded
from planning.scenario.yaml_tree import Document, Path_, dotted
from planning.words import message

#: What says where a scenario lives; it is edited in the file, not in a table.
FIXED: Final = ("scenario", "district")
NULL: Final = "null"


def entries(scenario: Scenario) -> list[tuple[str, str]]:
    """List path and value of every entry, with values as one line of YAML."""
    values = scenario.model_dump(mode="json")
    return [(dotted(path), _written(value)) for path, value in _leaves(values, ()) if path[0] not in FIXED]


def patch_of(
    rows: Iterable[tuple[int, str, str]], *, before: Iterable[tuple[str, str]], file: str, findings: Findings
) -> Document:
    """Return the rows that differ from the export, as a patch.

    Parameters
    ----------
    rows
        Row number, path and value of each edited row.
    before
        Path and value of every entry of the scenario.
    file
        Table as messages name it.
    findings
        Receives values that are not YAML, and repeated paths.

    Returns
    -------
    Document
        Patch whose values keep their row.
    """
    known = dict(before)
    data: dict[str, Any] = {}
    lines: dict[Path_, int] = {}
    for row, name, text in rows:
        if not name or known.get(name) == text:
            continue
        where = Where(file=file, row=row, path=name)
        try:
            path = tuple(int(part) if part.isdecimal() else part for part in name.split("."))
            if not is_bounded(text, file=file, findings=findings):
                continue
            value = yaml.safe_load(text) if text else None
        except (yaml.YAMLError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
            findings.add(
                where,
                words=message("scenario.entries.unreadable", text=text),
                fix=message("scenario.entries.fix_unreadable"),
            )
            continue
        if path in lines or path[0] in FIXED or not _put(data, path, value):
            findings.add(
                where,
                words=message("scenario.entries.path_not_usable"),
                fix=message("scenario.entries.fix_path"),
            )
            continue
        lines[path] = row
    return Document(path=Path(file), data=data, lines=lines)


def _put(data: dict[str, Any], path: Path_, value: Any) -> bool:
    here: Any = data
    for part in path[:-1]:
        here = here.setdefault(part, {})
        if not isinstance(here, dict):
            return False
    here[path[-1]] = value
    return True


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, Mapping) and value:
        for key, below in value.items():
            yield from _leaves(below, (*path, key))
    else:
        yield path, value


def _written(value: Any) -> str:
    if value is None:
        return NULL
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
    return text.removesuffix("\n").removesuffix("\n...").strip()
