"""How a case's scenario was named: its file or dict, the overrides applied, the changes laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from planning.runs.inputs import Inputs, load_inputs
from planning.scenario.yaml_tree import Document

#: What messages call a scenario that stands in no file.
IN_MEMORY: Final = Path("(dict)")
CHANGES: Final = Path("(changes)")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Source of a case's scenario: file or dict, overrides and changes.

    Parameters
    ----------
    scenario
        Scenario file, or a document with the content of one, whose paths are relative to the working folder.
    apply
        Names of the overrides applied in addition to those that the scenario applies.
    changes
        Entries that replace those of the scenario, as in a scenario file.
    kept
        Object kept alive with the source, such as a temporary folder that it reads.
    """

    scenario: Path | Document
    apply: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    kept: object = None

    @classmethod
    def named(cls, source: str | Path | Mapping[str, Any], *, apply: tuple[str, ...]) -> Source:
        """Make the source of a scenario given as a path or a dict."""
        if isinstance(source, Mapping):
            return cls(scenario=Document(path=IN_MEMORY, data=_copied(source)), apply=apply)
        return cls(scenario=Path(source), apply=apply)

    def changed(self, changes: Mapping[str, Any]) -> Source:
        """Return the source with further changes; later changes win, entry by entry."""
        return replace(self, changes=_laid(self.changes, changes))

    def load(self) -> Inputs:
        """Read and check the scenario and its district.

        Raises
        ------
        InputError
            If the inputs have faults; carries all of them.
        """
        patch = Document(path=CHANGES, data=_copied(self.changes)) if self.changes else None
        return load_inputs(self.scenario, apply=self.apply, patch=patch)

    def said(self) -> list[str]:
        """Describe each override and change in one line."""
        lines = [f"overrides: {', '.join(self.apply)}"] if self.apply else []
        if self.changes:
            lines.append("changed: " + ", ".join(_leaves(self.changes)))
        return lines


def _laid(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        both = isinstance(value, Mapping) and isinstance(under, Mapping)
        result[key] = _laid(under, value) if both else value  # type: ignore[arg-type]
    return result


def _copied(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Copy to plain dicts and lists, out of reach of later edits of the original."""
    return {key: _plain(value) for key, value in entries.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _copied(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _leaves(entries: Mapping[str, Any], before: str = "") -> list[str]:
    found: list[str] = []
    for key, value in entries.items():
        at = f"{before}{key}"
        found += _leaves(value, f"{at}.") if isinstance(value, Mapping) and value else [f"{at}={value}"]
    return found
