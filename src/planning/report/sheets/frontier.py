"""The shortage against the yearly limit of money."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from planning.domain.frontier import Frontier, FrontierPoint
from planning.domain.prices import Unit
from planning.report.charts.frontier_chart import draw_frontier
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

#: Shown instead of projects where no plan keeps the rules, and where the search did not end.
NO_PLAN: Final = "无方案 no plan"
NOT_SETTLED: Final = "未定 not settled"
#: Open strips that the sentences list; the sheet has all.
LISTED: Final = 3
Said = tuple[str, str]


def frontier_answer(found: Frontier, labels: Labels) -> Answer:
    """Answer with a frontier, the lowest limit first.

    Parameters
    ----------
    found
        Break points, the least limit with a plan, and open strips.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheet whose rows cover the whole range: limits with the same proven shortage, without a plan, and not
        settled in time.
    """
    money = labels.money
    sheet = Sheet(
        name="frontier",
        zh="年度限额与缺学位",
        en="Yearly limit and shortage",
        fields=fields_of(
            ("budget_10k", f"年度限额自（{money.zh}）", f"Yearly limit from ({money.en})", "number"),
            ("until_10k", f"至（{money.zh}）", f"Up to ({money.en})", "number"),
            ("unhoused_pupil_years", "无学位人·年", "Pupil-years without a place", "count"),
            ("entering", "新进入或变动的项目", "Projects that enter or move"),
            ("o1", "O1（加权）", "O1 (weighted)", "count"),
            ("o1_least", "O1 下限", "O1 at least", "count"),
            ("proven", "已证明", "Proven"),
        ),
        rows=rows_of(_rows(found, labels)),
    )
    said = [
        _end_sentence(found, money),
        *_edge_sentence(found, money),
        *_reading(found),
        *_open_sentence(found, money),
    ]
    return Answer(
        name="frontier",
        sheets=(sheet,),
        sentences=tuple(said),
        result=found,
        draw=(lambda _: draw_frontier(found, money=money)) if found.points else None,
        facts=(("none_below_10k", found.none_below_10k), ("proven", found.proven)),
    )


def limit_text(limit_10k: float) -> str:
    """Format a limit without needless decimals, rounded up so that what it pays for can be paid.

    Examples
    --------
    >>> limit_text(33941.6), limit_text(48180.9081), limit_text(60.0)
    ('33,941.6', '48,180.91', '60')
    """
    text = f"{math.ceil(limit_10k * 100 - 1e-6) / 100:,.2f}"
    return text.rstrip("0").rstrip(".")


def _rows(found: Frontier, labels: Labels) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    before: FrontierPoint | None = None
    for part in found.segments():
        point, low, high = part.point, part.low_10k, part.high_10k
        if point is not None and point is not before and point.budget_10k == low and point.proven:
            entering = moves_text(before.openings if before else None, point.openings, labels)
            until = low if part.open else high
            rows.append((low, until, point.unplaced_pupil_years, entering, point.o1, point.o1, "yes"))
        elif not part.open:
            rows.append(_plain_row(low, high, point))
        if part.open:
            years = None if point is None else point.unplaced_pupil_years
            most = None if math.isinf(part.o1_most) else part.o1_most
            rows.append((low, high, years, NOT_SETTLED, most, part.o1_least, "no"))
        before = point or before
    return rows


def _plain_row(low: float, high: float, point: FrontierPoint | None) -> tuple[Any, ...]:
    """Return the row of a segment without a plan, or whose plan began in an earlier segment."""
    if point is None:
        return low, high, None, NO_PLAN, None, None, "yes"
    return low, high, point.unplaced_pupil_years, "–", point.o1, point.o1, "yes"


def moves_text(before: Sequence[int] | None, after: Sequence[int], labels: Labels) -> str:
    """List the projects that open otherwise in a second schedule.

    Parameters
    ----------
    before, after
        Opening year of each project, 0 if it is not started; ``before`` may be None if there is no earlier
        schedule.
    labels
        Keys of the projects.

    Returns
    -------
    str
        Projects with their years, or a dash.

    Examples
    --------
    >>> labels = Labels(
    ...     zones=(), bands=(), years=(), projects=("P1", "P2"), zone_names={}, project_names={}
    ... )
    >>> moves_text((2025, 0), (2024, 2026), labels), moves_text((2025, 0), (2025, 0), labels)
    ('P1 2025→2024, +P2 2026', '–')
    """
    if before is None:
        return "–"
    parts = []
    for p, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            name = labels.projects[p]
            parts.append(f"{name} {old or '–'}→{new or '–'}" if old else f"+{name} {new}")
    return ", ".join(parts) or "–"


def _end_sentence(found: Frontier, money: Unit) -> Said:
    """State the limit above which more money helps nobody, and the shortage at the lowest limit."""
    low, high = limit_text(found.low_10k), limit_text(found.high_10k)
    if not found.points:
        if found.none_below_10k is None:
            return (
                "在限定时间内没有任何结论，请延长 --seconds",
                "nothing was settled in time; raise --seconds",
            )
        return (
            f"年度限额在 {low} 至 {high} {money.zh}之间时，没有方案能满足全部规则",
            f"no plan keeps the rules with a yearly limit from {low} to {high} ({money.en})",
        )
    last, first = found.points[-1], found.points[0]
    top = limit_text(last.budget_10k)
    if found.at(found.high_10k)[0] < last.o1 or any(s.high_10k > last.budget_10k for s in found.open_strips):
        zh = f"已知最好的方案需年度限额 {top} {money.zh}；限额更高能否再减少缺学位，尚未查明"
        en = f"the best plan known needs {top} ({money.en}) a year; whether more money helps is not settled"
    elif last.budget_10k <= found.low_10k:
        zh = f"年度限额自 {low} 至 {high} {money.zh}，缺学位人数都一样"
        en = f"from {low} to {high} ({money.en}) a year the shortage is the same"
    else:
        zh = f"年度限额超过 {top} {money.zh}后，多给钱不再多解决学位"
        en = f"more than {top} ({money.en}) a year gives nobody more a place"
        if found.high_10k > last.budget_10k:
            zh, en = f"{zh}（查至 {high}）", f"{en} (asked up to {high})"
    if len(found.points) > 1:
        more = first.unplaced_pupil_years - last.unplaced_pupil_years
        bottom = limit_text(first.budget_10k)
        zh += f"；限额为 {bottom} {money.zh}时，多 {more:,.0f} 人·年没有学位"
        en += f"; at {bottom}, {more:,.0f} more pupil-years are without one"
    return zh, en


def _edge_sentence(found: Frontier, money: Unit) -> list[Said]:
    edge = found.none_below_10k
    if edge is None:
        return []
    if math.isinf(edge):
        return [
            ("限额再高也没有方案：症结不在钱", "no limit is high enough: it is not money that is lacking")
        ]
    text = limit_text(edge)
    if any(
        strip.low_10k <= edge <= strip.high_10k and math.isinf(strip.o1_most) for strip in found.open_strips
    ):
        return [
            (
                f"年度限额低于 {text} {money.zh}时已证明没有方案；其上多少才有，尚未查明",
                f"below {text} ({money.en}) a year no plan keeps the rules; from where on one does is not "
                "settled",
            )
        ]
    return [
        (
            f"年度限额低于 {text} {money.zh}时没有任何方案；这是能付清必须项目的最低限额",
            f"below {text} ({money.en}) a year no plan keeps the rules: it is the least that pays for one",
        )
    ]


def _reading(found: Frontier) -> list[Said]:
    if not found.points:
        return []
    said = [
        (
            "每一行已证明的限额之内，缺学位人数不变；其起点是恰好付得起该行方案的最低限额，与搜索方式无关",
            "over the limits of each proven row the shortage is the same; it begins at the least limit that "
            "pays for its plan, however that was searched",
        )
    ]
    loose = sum(not point.settled for point in found.points)
    if loose:
        said.append(
            (
                f"有 {loose} 行的项目在限定时间内未证明为最省，可能含有对谁都无益的项目",
                f"the projects of {loose} rows were not shown to be the cheapest in time, and may hold some "
                "that help nobody",
            )
        )
    return said


def _open_sentence(found: Frontier, money: Unit) -> list[Said]:
    strips = [strip for strip in found.open_strips if strip.low_10k < found.high_10k]
    if not strips or not found.points:
        return []
    zh, en = [], []
    for strip in strips[:LISTED]:
        low, high = limit_text(strip.low_10k), limit_text(strip.high_10k)
        if math.isinf(strip.o1_most):
            zh.append(f"{low} 至 {high} {money.zh}：是否有方案未知")
            en.append(f"from {low} to {high}, whether there is a plan")
        else:
            zh.append(f"{low} 至 {high} {money.zh}：O1 在 {strip.o1_least:,.0f} 与 {strip.o1_most:,.0f} 之间")
            en.append(f"from {low} to {high}, O1 between {strip.o1_least:,.0f} and {strip.o1_most:,.0f}")
    rest = len(strips) - LISTED
    if rest > 0:
        zh.append(f"另有 {rest} 段")
        en.append(f"{rest} more")
    return [
        (
            "限定时间内未查明：" + "；".join(zh) + "。延长 --seconds 可继续",
            "not settled in time: " + "; ".join(en) + "; raise --seconds to go on",
        )
    ]
