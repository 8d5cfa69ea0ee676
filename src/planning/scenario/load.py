"""Read a scenario: merge, check, digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from planning.errors import Findings
from planning.scenario.faults import tell
from planning.scenario.merge import Merged, Origin, merge_file
from planning.scenario.schema import Scenario
from planning.scenario.strict import Strict
from planning.scenario.yaml_tree import Document, Path_, read_yaml

#: Settings that came after digests were first written, by their path.
ADDED_LATER: Final = (
    ("solver", "name"),
    ("pupils_variant",),
    ("add",),
    ("openings",),
    ("rooms",),
    ("class_size",),
    ("rules", "staff_balance"),
    ("rules", "retreat"),
    ("budget", "lapses_after_years"),
    ("purses",),
    ("running",),
)
#: The same of every band.
ADDED_LATER_OF_BANDS: Final = ("class_size", "planned_class_size")


@dataclass(frozen=True, kw_only=True)
class LoadedScenario:
    """Checked scenario with the provenance of its values.

    Parameters
    ----------
    scenario
        Merged and checked scenario.
    path
        File of the scenario.
    district_folder
        Folder of the district, resolved from the file that named it.
    origins
        File, line and override from which each value came.
    digest
        SHA-256 of the merged values; files with equal values have equal digests.
    """

    scenario: Scenario
    path: Path
    district_folder: Path
    origins: Mapping[Path_, Origin]
    digest: str


def parent_of(path: Path) -> Path | None:
    """Return the file that a scenario extends, resolved; None if it extends none or cannot be read.

    Parameters
    ----------
    path
        Scenario file.

    Returns
    -------
    pathlib.Path or None
        Path of the parent, not checked; :func:`load_scenario` checks it.
    """
    document = read_yaml(path, findings=Findings())
    parent = None if document is None else document.data.get("extends")
    return (path.parent / parent).resolve() if isinstance(parent, str) else None


def load_scenario(
    source: Path | Document, *, apply: Sequence[str] = (), patch: Document | None = None
) -> LoadedScenario:
    """Read, merge and check a scenario.

    Parameters
    ----------
    source
        The scenario file, or what such a file would say; a document's path tells what its own paths are
        relative to.
    apply
        Names of overrides to apply after those that the file applies.
    patch
        Values that replace those of the merged scenario, with the place of each.

    Returns
    -------
    LoadedScenario
        Checked scenario.

    Raises
    ------
    InputError
        If the scenario has faults; carries all of them, each named by file, line and path.
    """
    findings = Findings()
    path = source.path if isinstance(source, Document) else source
    merged = merge_file(source, apply=apply, patch=patch, findings=findings)
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
    for *path, name in ADDED_LATER:
        part: Any = scenario
        its_values = values
        for step in path:
            part, its_values = getattr(part, step), its_values[step]
        # Results that were kept before there was a choice stand on its default.
        usual = type(part).model_fields[name].get_default(call_default_factory=True)
        if its_values[name] == (usual.model_dump(mode="json") if isinstance(usual, Strict) else usual):
            del its_values[name]
    for rules in values["bands"].values():
        for name in ADDED_LATER_OF_BANDS:
            if rules[name] is None:
                del rules[name]
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, for editors.

    A file may omit what its parent sets, so no key is required before merging.
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
