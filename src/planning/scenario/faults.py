"""What pydantic finds, in planners' words."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ValidationError

from planning.errors import Findings, Where
from planning.scenario.merge import Merged, Origin
from planning.scenario.strict import ContradictionError
from planning.scenario.yaml_tree import Path_, dotted
from planning.words import Words, message

#: Id of the text of each kind of fault; its values are the fault's context.
TEXTS: Final = {
    "missing": "scenario.faults.missing",
    "extra_forbidden": "scenario.faults.no_such_entry",
    "int_type": "scenario.faults.not_whole",
    "int_parsing": "scenario.faults.not_whole",
    "int_from_float": "scenario.faults.not_whole",
    "float_type": "scenario.faults.not_a_number",
    "float_parsing": "scenario.faults.not_a_number",
    "finite_number": "scenario.faults.not_finite",
    "bool_type": "scenario.faults.not_true_or_false",
    "string_type": "scenario.faults.not_text",
    "string_too_short": "scenario.faults.text_empty",
    "string_pattern_mismatch": "scenario.faults.not_as_pattern",
    "literal_error": "scenario.faults.not_one_of",
    "greater_than": "scenario.faults.above",
    "greater_than_equal": "scenario.faults.at_least",
    "less_than": "scenario.faults.below",
    "less_than_equal": "scenario.faults.at_most",
    "model_type": "scenario.faults.not_a_mapping",
    "dict_type": "scenario.faults.not_a_mapping",
}


def tell(error: ValidationError, *, merged: Merged, file: str, findings: Findings) -> None:
    """Add one finding for each fault that pydantic found.

    Parameters
    ----------
    error
        Error that pydantic raised.
    merged
        Merged scenario, for the origin of each value.
    file
        Scenario file, named for values without an origin.
    findings
        Receives the faults.
    """
    for fault in error.errors(include_url=False):
        path: Path_ = tuple(part for part in fault["loc"] if part != "[key]")
        origin = merged.origins.get(path) or _nearest(merged, path, file)
        findings.add(
            Where(file=origin.file, line=origin.line, path=dotted(path) or None),
            words=_words(fault),
            fix=_fix(str(fault["type"])),
        )


def _nearest(merged: Merged, path: Path_, file: str) -> Origin:
    """Return the origin of the first value below a path, of the list around it, or else the file itself."""
    for known, origin in merged.origins.items():
        if path and known[: len(path)] == path:
            return Origin(file=origin.file, line=None, override=origin.override)
    for end in range(len(path) - 1, 0, -1):
        # What stands in a list has the place of the list.
        if path[:end] in merged.origins:
            return merged.origins[path[:end]]
    return Origin(file=file, line=None)


def _words(fault: Any) -> Words:
    kind = str(fault["type"])
    error = fault.get("ctx", {}).get("error")
    if isinstance(error, ContradictionError):
        return error.words
    if kind not in TEXTS:
        return message("scenario.faults.wrong_value", reason=str(fault["msg"]))
    context = {name: _short(value) for name, value in fault.get("ctx", {}).items()}
    return message(TEXTS[kind], **{**context, "input": _short(fault.get("input"))})


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _fix(kind: str) -> Words:
    if kind == "missing":
        return message("scenario.faults.fix_missing")
    if kind == "extra_forbidden":
        return message("scenario.faults.fix_no_such_entry")
    return message("scenario.faults.fix_wrong_value")
