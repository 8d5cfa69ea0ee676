"""How far works have got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of, rows_of


def progress_answer(rows: Sequence[tuple[Any, ...]]) -> Answer:
    """Answer with progress: key, names, date, shares planned and done, openings, and indicator."""
    sheet = Sheet(
        name="progress",
        zh="项目进度",
        en="Progress of projects",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("as_of", "截至", "As of"),
            ("planned_share", "计划完成", "Planned", "share"),
            ("actual_share", "实际完成", "Done", "share"),
            ("planned_opening", "计划启用", "Planned opening", "year"),
            ("expected_opening", "预计启用", "Expected opening", "year"),
            ("ahead_share", "年度计划完成率减时间进度", "Year's plan done less year gone", "share"),
        ),
        rows=rows_of(rows),
    )
    late = [row[0] for row in rows if row[7] > row[6]]
    said = (
        ("没有项目报告进度", "no project reports progress")
        if not rows
        else (
            f"预计推迟启用：{', '.join(late) or '无'}；方案按预计启用年份重新求解",
            f"expected to open late: {', '.join(late) or 'none'}; the plan is solved from what is expected",
        )
    )
    return Answer(name="progress", sheets=(sheet,), sentences=(said,))
