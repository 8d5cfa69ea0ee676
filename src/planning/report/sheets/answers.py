"""The answers to repair, frontier, alternatives, prices and progress, as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Outcome
from planning.report.sheets.comparison import OUTCOME_NAMES, Labels
from planning.report.sheets.sheet import Answer, Sheet, fields_of, rows_of

ROLE_NAMES: Final = {
    "must": "必建 must", "could": "可建 could", "never": "不建 never", "unknown": "未定 unknown"
}  # fmt: skip
MOST_VALUED: Final = 20


def action_words(kind: str, where: str, amount: float) -> tuple[str, str]:
    """Return what a part of a repair asks for, in plain words."""
    n = f"{amount:,.0f}" if amount >= 10 or abs(amount - round(amount)) < 1e-6 else f"{amount:,.1f}"
    match kind:
        case "budget":
            return f"{where} 年增加 {n} 万元", f"add {n} (10,000 yuan) in {where}"
        case "window":
            return f"{where} 推迟 {n} 年启用", f"open {where} {n} year(s) later"
        case "committed":
            return f"不再要求实施 {where}", f"do not carry {where} out"
        case "order":
            return f"取消 {where} 的先后或互斥要求", f"set aside the order or exclusion of {where}"
        case "works":
            return f"{where} 年多 {n} 个项目同时施工", f"allow {n} more project(s) under works in {where}"
        case "share":
            return f"放宽份额 {where}（差 {n} 个加权学位）", f"relax share {where} by {n} weighted seats"
        case "staff":
            return f"{where} 年增加教职工 {n} 人", f"add {n} staff in {where}"
        case "changes":
            return f"多允许 {n} 项与原公布不同", f"allow {n} more change(s) against the announcement"
        case _:
            return f"{where} 增加临时学位 {n} 个", f"add {n} temporary seats at {where}"


def repair_answer(
    repairs: Sequence[tuple[float, bool, Sequence[tuple[str, str, float]]]], *, possible: bool
) -> Answer:
    """Return repairs (cost, proven, actions), the cheapest first."""
    rows = []
    for number, (cost, proven, actions) in enumerate(repairs, start=1):
        for kind, where, amount in actions:
            zh, en = action_words(kind, where, amount)
            rows.append((number, zh, en, kind, where, amount, cost, "yes" if proven else "no"))
    sheet = Sheet(
        name="repair",
        zh="最小改动",
        en="Smallest changes",
        fields=fields_of(
            ("repair", "方案", "Repair", "year"),
            ("action_zh", "改动", "Chinese"),
            ("action_en", "改动（英文）", "Change"),
            ("kind", "规则", "Kind"),
            ("where", "何处", "Where"),
            ("amount", "数量", "Amount", "number"),
            ("cost", "加权代价", "Weighted cost", "count"),
            ("proven", "已证明最小", "Proven smallest"),
        ),
        rows=rows_of(rows),
    )
    if possible:
        said = ("全部规则可以同时满足，不需要改动", "all rules can be kept together; nothing need be changed")
    elif not rows:
        said = ("在允许改动的规则内找不到出路", "nothing that may be changed makes it possible")
    else:
        words = [action_words(*action) for action in repairs[0][2]]
        said = (
            "规则不能同时满足。最小改动：" + "；".join(zh for zh, _ in words),
            "rules clash. Smallest change: " + "; ".join(en for _, en in words),
        )
    return Answer(name="repair", sheets=(sheet,), sentences=(said,), facts=(("possible", possible),))


def frontier_answer(
    points: Sequence[tuple[float, float, float, Sequence[int], bool]],
    labels: Labels,
    *,
    none_at_10k: float | None,
    step_10k: float,
) -> Answer:
    """Return the frontier from the lowest limit up: (limit, O1, pupil-years, openings, proven)."""
    rows = []
    before: Sequence[int] | None = None
    for limit, o1, pupil_years, openings, proven in reversed(points):
        rows.append((limit, pupil_years, _entering(before, openings, labels), o1, "yes" if proven else "no"))
        before = openings
    sheet = Sheet(
        name="frontier",
        zh="年度限额与缺学位",
        en="Yearly limit and shortage",
        fields=fields_of(
            ("budget_10k", "年度限额（万元）", "Yearly limit (10,000 yuan)", "count"),
            ("unhoused_pupil_years", "无学位人·年", "Unhoused pupil-years", "count"),
            ("entering", "新进入或变动的项目", "Projects that enter or move"),
            ("o1", "O1（加权）", "O1 (weighted)", "count"),
            ("proven", "已证明", "Proven"),
        ),
        rows=rows_of(rows),
    )
    said = [
        (
            f"每一行的限额起，直到下一行，缺学位人数不变；在各行之间以 {step_10k:,.2f} 万元为步长搜索",
            f"from each row's limit up to the next row's the shortage stays the same; searched in steps of "
            f"{step_10k:,.2f} (10,000 yuan)",
        )
    ]
    if none_at_10k is not None:
        said.append(
            (
                f"限额为 {none_at_10k:,.0f} 万元时已没有可行方案",
                f"at a limit of {none_at_10k:,.0f} (10,000 yuan) no plan is left",
            )
        )
    return Answer(
        name="frontier",
        sheets=(sheet,),
        sentences=tuple(said),
        facts=(("none_at_10k", none_at_10k), ("step_10k", step_10k)),
    )


def _entering(before: Sequence[int] | None, openings: Sequence[int], labels: Labels) -> str:
    if before is None:
        return "–"
    parts = []
    for p, (old, new) in enumerate(zip(before, openings, strict=True)):
        if old != new:
            name = labels.projects[p]
            parts.append(f"{name} {old or '–'}→{new or '–'}" if old else f"+{name} {new}")
    return ", ".join(parts)


def alternatives_answer(
    schedules: Sequence[tuple[Sequence[int], float, float, int]],
    roles: Sequence[str],
    labels: Labels,
    *,
    tolerance: float,
    complete: bool,
    outcome: Outcome,
) -> Answer:
    """Return schedules (openings, O1, O2, differs), the best first, and each project's role."""
    rows: list[tuple[Any, ...]] = []
    for p in range(len(labels.projects)):
        openings = [schedule[0][p] for schedule in schedules]
        rows.append((*labels.project(p), ROLE_NAMES[roles[p]], *openings))
    titles = [("best", "最优", "Best", "year")] + [
        (f"alternative_{i}", f"备选 {i}", f"No. {i}", "year") for i in range(1, len(schedules))
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
            ("o2", "O2 万元", "O2 10,000 yuan", "number"),
            ("differs", "不同的项目数", "Projects that differ", "count"),
        ),
        rows=rows_of(
            (title[2], o1, o2, differs) for title, (_, o1, o2, differs) in zip(titles, schedules, strict=True)
        ),
    )
    zh, en = OUTCOME_NAMES[outcome]
    late = ("；时间所限，部分角色未证明", "; some roles are not proven, time ran out")
    known = ("", "") if complete else late
    return Answer(
        name="alternatives",
        sheets=(openings_sheet, worth),
        sentences=(
            (
                f"O1、O2 各比最优差不超过 {tolerance:.1%} 的方案中差别最大者（在已找到的之中）；"
                f"最优方案{zh}{known[0]}",
                f"schedules no more than {tolerance:.1%} worse in O1 and in O2, those found that differ "
                f"most; the best is {en}{known[1]}",
            ),
        ),
        facts=(("tolerance", tolerance), ("roles_proven", complete)),
    )


def prices_answer(
    o1: FloatArray, o2_10k: FloatArray, money: FloatArray, labels: Labels, *, facilities: Sequence[str],
    step_10k: float,
) -> Answer:  # fmt: skip
    """Return the worth of a permanent seat from a year on, by facility and band, and of money by year."""
    whole = o1.sum(axis=2)
    order = np.argsort(-(whole + o2_10k.sum(axis=2) / 1e6), axis=None)[:MOST_VALUED]
    places = [np.unravel_index(int(i), whole.shape) for i in order]
    seats = Sheet(
        name="seats",
        zh="自首年起每增一个学位的价值（前20处）",
        en="Worth of one more seat in every year (top 20)",
        fields=fields_of(
            ("facility", "学校", "Facility"),
            ("band", "学段", "Band"),
            ("unhoused", "减少的加权无学位人·年", "Weighted unhoused pupil-years saved", "number"),
            ("o2_10k", "节省 O2（万元）", "O2 saved (10,000 yuan)", "number"),
            ("best_year", "最值之年", "Year worth most", "year"),
        ),
        rows=rows_of(
            (
                facilities[int(f)],
                labels.bands[int(b)],
                float(whole[f, b]),
                float(o2_10k[f, b].sum()),
                labels.years[int((o1[f, b] + o2_10k[f, b] / 1e6).argmax())],
            )
            for f, b in places
            if whole[f, b] > 1e-6 or o2_10k[f, b].sum() > 1e-6
        ),
    )
    money_sheet = Sheet(
        name="money",
        zh="每增一万元的价值",
        en="Worth of 10,000 yuan more",
        fields=fields_of(
            ("year", "年", "Year", "year"),
            ("unhoused_per_10k", "减少的加权无学位人·年", "Weighted unhoused pupil-years saved", "number"),
        ),
        rows=rows_of((year, float(money[t])) for t, year in enumerate(labels.years)),
    )
    return Answer(
        name="prices",
        sheets=(seats, money_sheet),
        sentences=(
            (
                "学位价值为开工安排固定后分配线性规划的对偶值；资金价值为逐年增加后重新求解所得",
                "a seat's worth is the dual of the allocation with the schedule fixed; money's is found by "
                f"solving again with {step_10k:,.0f} (10,000 yuan) more in one year",
            ),
        ),
        facts=(("step_10k", step_10k),),
    )


def progress_answer(rows: Sequence[tuple[Any, ...]]) -> Answer:
    """Return progress: key, names, as of, planned, actual, planned and expected opening, indicator."""
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
