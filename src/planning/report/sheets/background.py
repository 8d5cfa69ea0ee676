"""Sheets of what stands behind a plan: its rules and its assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from planning.domain.appraisal import Audit
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

RULE_NAMES: Final = {
    "sign": ("没有负数", "no figure is negative"),
    "C1": ("每名新生或有学位，或计为缺口", "each entrant is placed or counted as unhoused"),
    "C2": ("在校生不超过学位", "pupils do not exceed seats"),
    "C3": ("学位按启用与停用计算", "seats follow openings and closures"),
    "C4": ("起始年级不超过教室", "entry grades do not exceed their classrooms"),
    "C5": ("临时学位不超过上限", "temporary seats stay within their limit"),
    "C6": ("必须实施的项目均实施", "committed projects are carried out"),
    "C7": ("支出不超过限额与结转", "spending stays within limit and carry-over"),
    "C8": ("先后、互斥与同时施工数", "order, exclusion, works at once"),
    "C9": ("学位份额不低于下限", "shares of seats hold their floors"),
    "C10": ("教职工招聘与编制", "staff: recruitment and posts"),
    "C11": ("与原公布不同者不超过上限", "changes against the announcement"),
    "C12": ("整区入一校（如有要求）", "whole zones, where that is asked"),
    "C13": ("学区连片（如有要求）", "catchments in one piece, where that is asked"),
    "C14": (
        "启用的校点入学不低于下限（如有要求）",
        "opened sites have their least intake, where that is asked",
    ),
    "unmet": ("全部入学（如有要求）", "all are placed, where that is asked"),
    "O1": ("目标一与重算一致", "O1 is what is recomputed"),
    "O2": ("目标二与重算一致", "O2 is what is recomputed"),
    "O3": ("目标三与重算一致", "O3 is what is recomputed"),
    "outcome": ("结论与证明一致", "the outcome is what was proven"),
}


def rules_sheet(audit: Audit) -> Sheet:
    """Make the sheet of the rules recomputed by the audit, and whether each holds."""
    broken = {breach.rule: str(breach) for breach in audit.breaches}
    rows = [
        (rule, *RULE_NAMES.get(rule, (rule, rule)), broken.get(rule, "成立 holds")) for rule in audit.checked
    ]
    return Sheet(
        name="rules",
        zh="规则（审核重算）",
        en="Rules, recomputed by the audit",
        fields=fields_of(
            ("rule", "编号", "Number"),
            ("name_zh", "规则", "Chinese"),
            ("name_en", "规则（英文）", "Rule"),
            ("holds", "结果", "Result"),
        ),
        rows=rows_of(rows),
    )


def assumptions_sheet(scenario: Mapping[str, Any]) -> Sheet:
    """Make the sheet of a merged scenario, one row for each entry."""
    return Sheet(
        name="assumptions",
        zh="情景中的全部设定",
        en="Every entry of the scenario",
        fields=fields_of(("path", "路径", "Path"), ("value", "取值", "Value")),
        rows=rows_of((path, value) for path, value in _entries(scenario, "")),
    )


def _entries(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(part, Mapping) and part:
        for key, below in part.items():
            yield from _entries(below, f"{path}.{key}" if path else str(key))
    else:
        number = isinstance(part, int | float) and not isinstance(part, bool)
        yield path, "–" if part is None else part if number else str(part)
