"""The shortage against the yearly limit of money."""

from __future__ import annotations

from collections.abc import Sequence

from planning.domain.frontier import Frontier
from planning.report.charts.frontier_chart import draw_frontier
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of


def frontier_answer(found: Frontier, labels: Labels) -> Answer:
    """Answer with a frontier, the lowest limit first.

    Parameters
    ----------
    found
        Points of the frontier, from the highest limit down.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheet with a row for each limit at which the shortage falls.
    """
    rows = []
    before: Sequence[int] | None = None
    for point in reversed(found.points):
        entering = _entering(before, point.openings, labels)
        proven = "yes" if point.proven else "no"
        rows.append((point.budget_10k, point.unplaced_pupil_years, entering, point.o1, proven))
        before = point.openings
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
        _end_sentence(found),
        (
            f"每一行的限额起，直到下一行，缺学位人数不变；在各行之间以 {found.step_10k:,.2f} 万元为步长搜索",
            f"from each row's limit up to the next row's the shortage stays the same; searched in steps of "
            f"{found.step_10k:,.2f} (10,000 yuan)",
        ),
    ]
    if found.none_at_10k is not None:
        said.append(
            (
                f"限额为 {found.none_at_10k:,.0f} 万元时已没有可行方案",
                f"at a limit of {found.none_at_10k:,.0f} (10,000 yuan) no plan is left",
            )
        )
    return Answer(
        name="frontier",
        sheets=(sheet,),
        sentences=tuple(said),
        result=found,
        draw=(lambda _: draw_frontier(found)) if found.points else None,
        facts=(("none_at_10k", found.none_at_10k), ("step_10k", found.step_10k)),
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


def _end_sentence(found: Frontier) -> tuple[str, str]:
    """State the limit above which more money helps nobody, and the shortage at the lowest limit."""
    if not found.points:
        return "所问范围内没有可行方案", "no plan keeps the rules in this range"
    top, low = found.points[0], found.points[-1]
    more = low.unplaced_pupil_years - top.unplaced_pupil_years
    zh = f"年度限额超过 {top.budget_10k:,.0f} 万元后，多给钱不再多解决学位"
    en = f"more than {top.budget_10k:,.0f} (10,000 yuan) a year gives nobody more a place"
    if len(found.points) > 1:
        zh += f"；降到 {low.budget_10k:,.0f} 万元，多 {more:,.0f} 人·年没有学位"
        en += f"; at {low.budget_10k:,.0f}, {more:,.0f} more pupil-years are without one"
    return zh, en
