"""Read a scenario: merge, check, digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from planning.errors import Findings
from planning.scenario.faults import tell
from planning.scenario.merge import Merged, Origin, merge_file
from planning.scenario.schema import Scenario
from planning.scenario.yaml_tree import Document, Path_

#: Settings that came after digests were first written.
ADDED_LATER: Final = (("solver", "name"),)


@dataclass(frozen=True, kw_only=True)
class LoadedScenario:
    """A checked scenario and its trail.

    Parameters
    ----------
    scenario
        The scenario.
    path
        Its file.
    district_folder
        Folder of the district, resolved from the file that named it.
    origins
        Where each value came from.
    digest
        SHA-256 of the merged values: two files that say the same have the same digest.
    """

    scenario: Scenario
    path: Path
    district_folder: Path
    origins: Mapping[Path_, Origin]
    digest: str


def parent_of(path: Path) -> Path | None:
    """Return the file that a scenario extends, resolved; None where it extends none or cannot be read.

    Parameters
    ----------
    path
        The scenario file.

    Returns
    -------
    pathlib.Path or None
        The parent; whether it is sound is for :func:`load_scenario` to tell.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return None
    parent = data.get("extends") if isinstance(data, dict) else None
    return (path.parent / parent).resolve() if isinstance(parent, str) else None


def load_scenario(path: Path, *, apply: Sequence[str] = (), patch: Document | None = None) -> LoadedScenario:
    """Read, merge and check a scenario.

    Parameters
    ----------
    path
        The scenario file.
    apply
        Names of overrides to apply beside those that the file applies.
    patch
        Values laid over the merged whole, with the place of each.

    Returns
    -------
    LoadedScenario
        The checked scenario.

    Raises
    ------
    InputError
        With every fault, named by file, line and path.
    """
    findings = Findings()
    merged = merge_file(path, apply=apply, patch=patch, findings=findings)
    findings.raise_if_any()
    assert merged is not None
    try:
        scenario = Scenario.model_validate(merged.data)
    except ValidationError as error:
        tell(error, merged=merged, file=str(path), findings=findings)
    findings.raise_if_any()
    return LoadedScenario(
        scenario=scenario,
        path=path,
        district_folder=_district_folder(scenario, merged),
        origins=merged.origins,
        digest=digest_of(scenario),
    )


def _district_folder(scenario: Scenario, merged: Merged) -> Path:
    origin = merged.origins["district",]
    return Path(origin.file).parent / scenario.district


def digest_of(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario's values."""
    values = scenario.model_dump(mode="json")
    for part, name in ADDED_LATER:
        # Results that were kept before there was a choice stand on its default.
        if values[part][name] == type(getattr(scenario, part)).model_fields[name].default:
            del values[part][name]
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, for editors.

    A file may leave out what its parent says, so nothing is required but in the merged whole.
    """
    schema = Scenario.model_json_schema()
    schema["properties"] |= {
        "extends": {"type": "string", "description": "Parent file, relative to this one"},
        "overrides": {"type": "object", "description": "Named patches on this scenario"},
        "apply": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Overrides to apply, in order",
        },
    }
    for part in (schema, *schema["$defs"].values()):
        part.pop("required", None)
    return schema
