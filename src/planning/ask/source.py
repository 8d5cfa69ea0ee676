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
    """A scenario as it was named.

    Parameters
    ----------
    scenario
        Its file; or what such a file would say, whose paths are relative to the working folder.
    apply
        Names of the overrides applied beside those that the scenario applies.
    changes
        Entries laid over all that, as a scenario file would say them.
    kept
        What must last as long as the source is read, such as a folder made for it.
    """

    scenario: Path | Document
    apply: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    kept: object = None

    @classmethod
    def named(cls, source: str | Path | Mapping[str, Any], *, apply: tuple[str, ...]) -> Source:
        """Return the source that a planner names: a path or a dict."""
        if isinstance(source, Mapping):
            return cls(scenario=Document(path=IN_MEMORY, data=_copied(source)), apply=apply)
        return cls(scenario=Path(source), apply=apply)

    def changed(self, changes: Mapping[str, Any]) -> Source:
        """Return the source with further changes; the later ones win, entry by entry."""
        return replace(self, changes=_laid(self.changes, changes))

    def load(self) -> Inputs:
        """Read and check the scenario and its district.

        Raises
        ------
        InputError
            If an input is at fault.
        """
        patch = Document(path=CHANGES, data=_copied(self.changes)) if self.changes else None
        return load_inputs(self.scenario, apply=self.apply, patch=patch)

    def said(self) -> list[str]:
        """Return what was applied and changed, a line each."""
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
    """Return plain dicts and lists, which later edits of the planner's own do not reach."""
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
