"""The merged scenario with the origin of each value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from planning.scenario.load import LoadedScenario
from planning.scenario.merge import Origin
from planning.scenario.yaml_tree import Path_
from planning.words import message
from planning.words.catalogue import default_language


def merged_lines(loaded: LoadedScenario) -> Iterator[str]:
    """Yield YAML lines, each value followed by a comment that names its file, line and override."""
    data = loaded.scenario.model_dump(mode="json")
    yield f"# {loaded.scenario.scenario} · sha256 {loaded.digest[:12]}"
    yield from _lines(data, (), loaded)


def _lines(value: dict[str, Any], path: Path_, loaded: LoadedScenario) -> Iterator[str]:
    indent = "  " * len(path)
    for key, below in value.items():
        here = (*path, key)
        if isinstance(below, dict) and below:
            yield f"{indent}{key}:"
            yield from _lines(below, here, loaded)
        else:
            text = json.dumps(below, ensure_ascii=False)
            yield f"{indent}{key}: {text}  # {_origin(loaded, here)}"


def _origin(loaded: LoadedScenario, path: Path_) -> str:
    found = loaded.origins.get(path) or loaded.origins.get(_with_numbers(path))
    if found is None:
        return message("show.merged.default").text(default_language())
    return _words(found)


def _with_numbers(path: Path_) -> Path_:
    """Return a path with years as numbers, as YAML reads them."""
    return tuple(int(part) if isinstance(part, str) and part.isdigit() else part for part in path)


def _words(origin: Origin) -> str:
    line = "" if origin.line is None else f":{origin.line}"
    override = f" [override {origin.override}]" if origin.override else ""
    return f"{origin.file}{line}{override}"
