"""``mapping.yaml``: which file and which column holds what, for the planner to read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from planning.errors import Findings, Where
from planning.importing.columns import Guess
from planning.importing.fields import FIELDS
from planning.importing.layer import Layer

NAME: Final = "mapping.yaml"
HEAD: Final = """\
# 各文件的列对应关系。请核对，改正后把 confirmed 改为 yes，再运行同一条 planning import 命令。
# Which column holds what. Check it, correct it, set confirmed to yes, and run the same planning import again.
"""
SETTINGS: Final = ("file", "sheet", "crs", "columns")


@dataclass(frozen=True, kw_only=True)
class FileMap:
    """Planner's statements on one file.

    Parameters
    ----------
    crs
        CRS or datum of its coordinates; None accepts what the file states.
    sheet
        Sheet of a workbook or layer of a GeoPackage; None takes the first.
    columns
        Columns by field.
    """

    crs: str | None = None
    sheet: str | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """Planner's statements on all files, and whether they are confirmed."""

    confirmed: bool = False
    files: dict[str, FileMap] = field(default_factory=dict)

    def of(self, kind: str) -> FileMap:
        """Return the statements on one kind of file."""
        return self.files.get(kind, FileMap())


def read_mapping(path: Path, findings: Findings) -> Stated:
    """Read a mapping; a missing file states nothing."""
    if not path.is_file():
        return Stated()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        _complain(findings, path, line, "", f"YAML: {getattr(fault, 'problem', type(fault).__name__)}")
        return Stated()
    if not isinstance(data, dict):
        _complain(findings, path, 1, "", "key: value")
        return Stated()
    files = {}
    for kind, part in data.items():
        if kind == "confirmed":
            continue
        columns = part.get("columns") if isinstance(part, dict) else None
        known = {wanted.name for wanted in FIELDS.get(kind, ())}
        if kind not in FIELDS or not isinstance(part, dict) or not set(part) <= set(SETTINGS):
            _complain(findings, path, None, str(kind), f"{', '.join(FIELDS)}; {', '.join(SETTINGS)}")
        elif not isinstance(columns or {}, dict) or not set(columns or {}) <= known:
            _complain(findings, path, None, f"{kind}.columns", ", ".join(sorted(known)))
        else:
            files[kind] = FileMap(
                crs=_word(part.get("crs")),
                sheet=_word(part.get("sheet")),
                columns={name: str(column) for name, column in (columns or {}).items() if column},
            )
    return Stated(confirmed=data.get("confirmed") is True, files=files)


def write_mapping(
    path: Path, *, stated: Stated, layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]]
) -> None:
    """Write the mapping that was used, for the planner to check.

    Parameters
    ----------
    path
        File to write.
    stated
        Planner's statements.
    layers
        Files by kind.
    guesses
        Columns of the fields, by kind.
    """
    data: dict[str, Any] = {"confirmed": stated.confirmed}
    lines = [HEAD, yaml.safe_dump(data)]
    for kind, layer in layers.items():
        used = {guess.field: guess for guess in guesses[kind]}
        part: dict[str, Any] = {
            "file": layer.file,
            "sheet": stated.of(kind).sheet,
            "crs": stated.of(kind).crs,
            "columns": {name: guess.column for name, guess in used.items()},
        }
        lines.append(f"# {kind}: {', '.join(layer.columns)}\n".replace("\r", " "))
        lines.append(yaml.safe_dump({kind: part}, allow_unicode=True, sort_keys=False))
    path.write_text("\n".join(lines), encoding="utf-8")


def _word(value: object) -> str | None:
    return str(value) if value else None


def _complain(findings: Findings, path: Path, line: int | None, at: str, allowed: str) -> None:
    findings.add(
        Where(file=path.name, line=line, path=at or None),
        zh=f"对应关系无法读取；可用：{allowed}",
        en=f"the mapping cannot be read; there are: {allowed}",
        fix_zh="请改正，或删去此文件重新生成",
        fix_en="Correct it, or delete the file to have it made anew",
    )
