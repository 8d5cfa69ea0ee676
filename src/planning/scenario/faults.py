"""What pydantic finds, in planners' words, in both languages."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from planning.errors import Findings, Where
from planning.scenario.merge import Merged, Origin
from planning.scenario.yaml_tree import Path_, dotted
from planning.words import Words, message

#: Kind of fault to (Chinese, English), filled from the fault's context.
WORDS = {
    "missing": message("scenario.faults.entry_missing"),
    "extra_forbidden": message("scenario.faults.no_such_entry"),
    "int_type": message("scenario.faults.not_whole_number"),
    "int_parsing": message("scenario.faults.not_whole_number"),
    "int_from_float": message("scenario.faults.not_whole_number"),
    "float_type": message("scenario.faults.not_number"),
    "float_parsing": message("scenario.faults.not_number"),
    "finite_number": message("scenario.faults.not_finite_number"),
    "bool_type": message("scenario.faults.neither_true_nor_false"),
    "string_type": message("scenario.faults.not_text"),
    "string_too_short": message("scenario.faults.text_empty"),
    "string_pattern_mismatch": message("scenario.faults.not_written"),
    "literal_error": message("scenario.faults.not_one"),
    "greater_than": message("scenario.faults.must_above"),
    "greater_than_equal": message("scenario.faults.must_least"),
    "less_than": message("scenario.faults.must_below"),
    "less_than_equal": message("scenario.faults.must_most"),
    "model_type": message("scenario.faults.holds_key_value_lines"),
    "dict_type": message("scenario.faults.holds_key_value_lines"),
}
#: Rules of the schema that join several entries, by their English words.
JOINT = {
    "last_year is before first_year": "last_year 早于 first_year",
    "budget.limits_10k needs budget.default_limit_10k for the other years": (
        "有 budget.limits_10k 时，其余年份还需 budget.default_limit_10k"
    ),
    "compute needs one of processes and cluster": "compute 需写 processes 或 cluster 其中一项",
}
OUTSIDE = re.compile(r"budget\.limits_10k names (\d+), which is outside the horizon")


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
        zh, en = _words(fault)
        fix_zh, fix_en = _fix(str(fault["type"]))
        findings.add(
            Where(file=origin.file, line=origin.line, path=dotted(path) or None),
            zh=zh,
            en=en,
            fix_zh=fix_zh,
            fix_en=fix_en,
        )


def _nearest(merged: Merged, path: Path_, file: str) -> Origin:
    """Return the origin of the first value below a path, or the file itself if there is no such value."""
    for known, origin in merged.origins.items():
        if path and known[: len(path)] == path:
            return Origin(file=origin.file, line=None, override=origin.override)
    return Origin(file=file, line=None)


def _words(fault: Any) -> Words:
    kind = str(fault["type"])
    if kind == "value_error":
        en = str(fault["ctx"]["error"])
        outside = OUTSIDE.fullmatch(en)
        zh = f"budget.limits_10k 中的 {outside[1]} 年不在规划期内" if outside else JOINT.get(en, en)
        return zh, en
    context = {name: _short(value) for name, value in fault.get("ctx", {}).items()}
    context["input"] = _short(fault.get("input"))
    if kind in WORDS:
        zh, en = WORDS[kind]
        return zh.format(**context), en.format(**context)
    return f"取值有误（{fault['msg']}）", str(fault["msg"])


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _fix(kind: str) -> Words:
    if kind == "missing":
        return message("scenario.faults.add_scenarios_base_yaml")
    if kind == "extra_forbidden":
        return message("scenario.faults.check_spelling_indentation_delete")
    return message("scenario.faults.correct_value_scenarios_base_yaml")
