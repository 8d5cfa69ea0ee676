"""One scenario on its parent: patches in order, and where each value came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.scenario.yaml_tree import Document, Path_, dotted, read_yaml
from planning.words import Words, message

STEERING = ("extends", "overrides", "apply")
#: Scenarios that may stand on one another; a longer chain is taken for a circle.
LONGEST_CHAIN = 10


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Place from which a value came.

    Parameters
    ----------
    file
        File that sets the value.
    line
        Line in the file.
    override
        Name of the override that sets the value; empty without one.
    """

    file: str
    line: int | None
    override: str = ""


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Merged mapping and the origin of each of its leaves."""

    data: dict[str, Any]
    origins: dict[Path_, Origin]


def merge_file(
    source: Path | Document, *, apply: Sequence[str], findings: Findings, patch: Document | None = None
) -> Merged | None:
    """Read a scenario with its parents and merge the patches in order.

    Later patches win, in this order: the oldest parent, its applied overrides, its child, ..., the file
    itself, the overrides that it applies, the overrides named by the caller, ``patch``.

    Parameters
    ----------
    source
        The scenario file, or what such a file would say.
    apply
        Names of further overrides to apply.
    findings
        Receives the faults.
    patch
        Values merged last, over everything.

    Returns
    -------
    Merged or None
        Merged values and their origins; None after a fault.
    """
    chain = _chain(source, findings)
    if chain is None:
        return None
    data: dict[str, Any] = {}
    origins: dict[Path_, Origin] = {}
    patches: dict[str, tuple[Document, Any]] = {}
    for document in chain:
        own = {key: value for key, value in document.data.items() if key not in STEERING}
        _lay(own, (), (), data, origins, document, "")
        overrides = document.data.get("overrides") or {}
        if not _is_mapping(overrides, document, "overrides", findings):
            return None
        for name in (name for name in overrides if name in Scenario.model_fields):
            _complain(
                document,
                ("overrides", name),
                findings,
                words=message("scenario.merge.entry_among_patches", entry=name),
            )
        patches.update({str(name): (document, patch) for name, patch in overrides.items()})
        named = document.data.get("apply") or []
        if not isinstance(named, list):
            _complain(document, ("apply",), findings, words=message("scenario.merge.not_a_list_of_names"))
            return None
        _apply([str(name) for name in named], patches, data, origins, document, findings)
    _apply(list(apply), patches, data, origins, chain[-1], findings)
    if patch is not None:
        _lay(patch.data, (), (), data, origins, patch, "")
    if len(findings):
        return None
    if apply:
        data["scenario"] = "+".join([str(data.get("scenario", "")), *apply])
    return Merged(data=data, origins=origins)


def _chain(source: Path | Document, findings: Findings) -> list[Document] | None:
    """Return the documents of the file and its parents, oldest first."""
    chain: list[Document] = []
    seen: set[Path] = set()
    here: Path | Document = source
    while True:
        document = here if isinstance(here, Document) else read_yaml(here, findings=findings)
        if document is None:
            return None
        chain.insert(0, document)
        seen.add(document.path.resolve())
        parent = document.data.get("extends")
        if parent is None:
            break
        if not isinstance(parent, str):
            _complain(document, ("extends",), findings, words=message("scenario.merge.not_one_file"))
            return None
        here = document.path.parent / parent
        if here.resolve() in seen or len(chain) >= LONGEST_CHAIN:
            _complain(
                document,
                ("extends",),
                findings,
                words=message("scenario.merge.circle"),
            )
            return None
    return chain


def _apply(
    names: Sequence[str],
    patches: dict[str, tuple[Document, Any]],
    data: dict[str, Any],
    origins: dict[Path_, Origin],
    caller: Document,
    findings: Findings,
) -> None:
    for name in names:
        if name not in patches:
            known = ", ".join(sorted(patches)) or "-"
            _complain(
                caller,
                ("apply",),
                findings,
                words=message("scenario.merge.no_such_override", override=name, known=known),
            )
            continue
        document, patch = patches[name]
        if _is_mapping(patch, document, f"overrides.{name}", findings):
            _lay(patch, (), ("overrides", name), data, origins, document, name)


def _lay(
    patch: dict[str, Any],
    at: Path_,
    within: Path_,
    data: dict[str, Any],
    origins: dict[Path_, Origin],
    document: Document,
    override: str,
) -> None:
    """Merge a patch into the data: mappings key by key, anything else by replacement."""
    for key, value in patch.items():
        here = (*at, key)
        if isinstance(value, dict) and value:
            below = data.get(key)
            if not isinstance(below, dict):
                below = data[key] = {}
            _lay(value, here, within, below, origins, document, override)
            continue
        for known in [known for known in origins if known[: len(here)] == here]:
            del origins[known]
        data[key] = value
        line = document.lines.get((*within, *here))
        origins[here] = Origin(file=str(document.path), line=line, override=override)


def _is_mapping(value: object, document: Document, path: str, findings: Findings) -> bool:
    if isinstance(value, dict):
        return True
    _complain(
        document,
        tuple(path.split(".")),
        findings,
        words=message("scenario.merge.not_a_mapping"),
    )
    return False


def _complain(document: Document, path: Path_, findings: Findings, *, words: Words) -> None:
    findings.add(
        Where(file=str(document.path), line=document.lines.get(path), path=dotted(path)),
        words=words,
        fix=message("scenario.merge.see_readme"),
    )
