"""YAML with the place of every value, so that a fault can be named by line and path."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from planning.domain.safe_text import safe
from planning.door import is_small, through_door
from planning.errors import Findings, Where
from planning.scenario.yaml_bounds import MOST_BYTES, is_bounded
from planning.words import message

Path_ = tuple[str | int, ...]
#: No text at all: the end of a name to the system, and halves of characters.
NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
UNREADABLE: Final = object()


@dataclass(frozen=True, kw_only=True)
class Document:
    """Content of one YAML file.

    Parameters
    ----------
    path
        File that was read.
    data
        Mapping of plain Python values.
    lines
        Line of each value, by path, counted from 1.
    """

    path: Path
    data: dict[str, Any]
    lines: dict[Path_, int] = field(default_factory=dict)


def read_yaml(path: Path, *, findings: Findings) -> Document | None:
    """Read a YAML file that holds one mapping.

    Parameters
    ----------
    path
        File to read.
    findings
        Receives the faults: no file, wrong encoding, broken YAML, a repeated key.

    Returns
    -------
    Document or None
        Content of the file; None after a fault.
    """
    file = str(path)
    if not path.is_file():
        findings.add(
            Where(file=file),
            words=message("scenario.yaml_tree.no_file"),
            fix=message("scenario.yaml_tree.fix_no_file"),
        )
        return None
    where = Where(file=file)
    if not is_small(path, where=where, findings=findings, most=MOST_BYTES):
        return None
    return through_door(lambda: _read(path, file, findings), where=where, findings=findings)


def _read(path: Path, file: str, findings: Findings) -> Document | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if not is_bounded(text, file=file, findings=findings):
            return None
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        findings.add(
            Where(file=file),
            words=message("scenario.yaml_tree.not_utf_8"),
            fix=message("scenario.yaml_tree.fix_not_utf_8"),
        )
        return None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        problem = getattr(fault, "problem", None) or "YAML"
        findings.add(
            Where(file=file, line=None if mark is None else mark.line + 1),
            words=message("scenario.yaml_tree.broken", problem=problem),
            fix=message("scenario.yaml_tree.fix_broken"),
        )
        return None
    if not isinstance(node, yaml.MappingNode):
        findings.add(
            Where(file=file, line=1),
            words=message("scenario.yaml_tree.not_a_mapping"),
            fix=message("scenario.yaml_tree.fix_not_a_mapping"),
        )
        return None
    before = len(findings)
    lines: dict[Path_, int] = {}
    data = _plain(node, (), lines, file, findings)
    return Document(path=path, data=data, lines=lines) if len(findings) == before else None


def _plain(node: yaml.Node, path: Path_, lines: dict[Path_, int], file: str, findings: Findings) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node, file, path, findings)
            if type(key).__hash__ is None:
                _unreadable(findings, key_node, file, path)
                continue
            here = (*path, key)
            if key in result:
                findings.add(
                    Where(file=file, line=key_node.start_mark.line + 1, path=dotted(here)),
                    words=message("scenario.yaml_tree.key_twice"),
                    fix=message("scenario.yaml_tree.fix_key_twice"),
                )
            result[key] = _plain(value_node, here, lines, file, findings)
            lines[here] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, file, findings) for i, item in enumerate(node.value)]
    return _scalar(node, file, path, findings)


def _scalar(node: yaml.Node, file: str, path: Path_, findings: Findings) -> Any:
    loader = yaml.SafeLoader("")
    try:
        value = loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        value = UNREADABLE
    finally:
        loader.dispose()
    if value is UNREADABLE or (isinstance(value, str) and NO_TEXT.search(value)):
        _unreadable(findings, node, file, path)
        return None
    if isinstance(value, str):
        # A title is shown on pages and screens, which must not obey it.
        return "\t".join(safe(part) for part in value.split("\t"))
    return value


def _unreadable(findings: Findings, node: yaml.Node, file: str, path: Path_) -> None:
    findings.add(
        Where(file=file, line=node.start_mark.line + 1, path=dotted(path)),
        words=message("scenario.yaml_tree.unreadable"),
        fix=message("scenario.yaml_tree.fix_unreadable"),
    )


def dotted(path: Path_) -> str:
    """Return a path as planners write it: ``budget.limits_10k.2024``."""
    return ".".join(str(part) for part in path)
