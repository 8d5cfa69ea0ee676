"""Schedules nearly as good as the best, and what each project is to them."""

from __future__ import annotations

from typing import Any, Final

from planning.domain.alternatives import COULD, MUST, NEVER, ROLES, UNKNOWN, Alternatives
from planning.domain.proof import proof_of
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

ROLE_NAMES: Final = {
    "must": "必建 must", "could": "可建 could", "never": "不建 never", "unknown": "未定 unknown"
}  # fmt: skip


def alternatives_answer(found: Alternatives, labels: Labels) -> Answer:
    """Answer with schedules nearly as good as the best.

    Parameters
    ----------
    found
        Schedules, the best first, and the role of each project.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheet with a row for each project: its role, and its opening in each schedule.
    """
    rows: list[tuple[Any, ...]] = []
    for p in range(len(labels.projects)):
        openings = [schedule.openings[p] for schedule in found.schedules]
        rows.append((*labels.project(p), ROLE_NAMES[found.role[p]], *openings))
    titles = [("best", "最优", "Best", "year")] + [
        (f"alternative_{i}", f"备选 {i}", f"No. {i}", "year") for i in range(1, len(found.schedules))
    ]
    openings_sheet = Sheet(
        name="alternatives",
        zh="各备选方案的启用年份",
        en="Openings in each schedule",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("role", "角色", "Role"),
            *titles,
        ),
        rows=rows_of(rows),
    )
    worth = Sheet(
        name="objectives",
        zh="目标值",
        en="Objectives",
        fields=fields_of(
            ("schedule", "方案", "Schedule"),
            ("o1", "O1 加权人·年", "O1 weighted pupil-years", "number"),
            ("o2", f"O2 {labels.o2_unit.zh}", f"O2 {labels.o2_unit.en}", "number"),
            ("differs", "不同的项目数", "Projects that differ", "count"),
        ),
        rows=rows_of(
            (title[2], item.o1, item.o2, item.differs)
            for title, item in zip(titles, found.schedules, strict=True)
        ),
    )
    zh, en = proof_of(found.best.stages).words
    late = ("；时间所限，部分角色未证明", "; some roles are not proven, time ran out")
    known = ("", "") if found.complete else late
    return Answer(
        name="alternatives",
        sheets=(openings_sheet, worth),
        sentences=(
            _roles_sentence(found),
            (
                f"O1、O2 各比最优差不超过 {found.tolerance:.1%} 的方案中差别最大者（在已找到的之中）；"
                f"最优方案{zh}{known[0]}",
                f"schedules no more than {found.tolerance:.1%} worse in O1 and in O2, those found that "
                f"differ most; the best is {en}{known[1]}",
            ),
        ),
        result=found,
        facts=(("tolerance", found.tolerance), ("roles_proven", found.complete)),
    )


def _roles_sentence(found: Alternatives) -> tuple[str, str]:
    counts = {role: len(found.with_role(role)) for role in ROLES}
    unknown = counts[UNKNOWN]
    return (
        f"与最优相差不超过 {found.tolerance:.1%} 的方案中：{counts[MUST]} 个项目必建，"
        f"{counts[COULD]} 个可建可不建，{counts[NEVER]} 个都不建"
        + (f"，{unknown} 个未定" if unknown else ""),
        f"within {found.tolerance:.1%} of the best, {counts[MUST]} projects are built in every schedule, "
        f"{counts[COULD]} in some and {counts[NEVER]} in none" + (f"; {unknown} are open" if unknown else ""),
    )
