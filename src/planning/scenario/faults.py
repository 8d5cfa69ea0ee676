"""What pydantic finds, in planners' words, in both languages."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from planning.errors import Findings, Where
from planning.scenario.merge import Merged, Origin
from planning.scenario.yaml_tree import Path_, dotted

#: Kind of fault to (Chinese, English), filled from the fault's context.
WORDS = {
    "missing": ("缺少该项", "this entry is missing"),
    "extra_forbidden": ("没有这个配置项", "there is no such entry"),
    "int_type": ("“{input}”不是整数", "'{input}' is not a whole number"),
    "int_parsing": ("“{input}”不是整数", "'{input}' is not a whole number"),
    "int_from_float": ("“{input}”不是整数", "'{input}' is not a whole number"),
    "float_type": ("“{input}”不是数字", "'{input}' is not a number"),
    "float_parsing": ("“{input}”不是数字", "'{input}' is not a number"),
    "finite_number": ("“{input}”不是有限的数字", "'{input}' is not a finite number"),
    "bool_type": ("“{input}”应为 true 或 false", "'{input}' is neither true nor false"),
    "string_type": ("“{input}”应为文字", "'{input}' is not text"),
    "string_too_short": ("文字不能为空", "the text is empty"),
    "string_pattern_mismatch": ("“{input}”的写法不对（{pattern}）", "'{input}' is not written as {pattern}"),
    "literal_error": ("“{input}”不在允许的取值之中（{expected}）", "'{input}' is not one of {expected}"),
    "greater_than": ("{input} 应大于 {gt}", "{input} must be above {gt}"),
    "greater_than_equal": ("{input} 不得小于 {ge}", "{input} must be at least {ge}"),
    "less_than": ("{input} 应小于 {lt}", "{input} must be below {lt}"),
    "less_than_equal": ("{input} 不得大于 {le}", "{input} must be at most {le}"),
    "model_type": ("此处应为“键: 值”的列表", "this holds 'key: value' lines"),
    "dict_type": ("此处应为“键: 值”的列表", "this holds 'key: value' lines"),
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


def _words(fault: Any) -> tuple[str, str]:
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


def _fix(kind: str) -> tuple[str, str]:
    if kind == "missing":
        return "请补上，写法见 scenarios/base.yaml", "Add it as in scenarios/base.yaml"
    if kind == "extra_forbidden":
        return "请核对拼写与缩进，或删去", "Check spelling and indentation, or delete it"
    return "请改正该值，写法见 scenarios/base.yaml", "Correct the value; scenarios/base.yaml shows how"
