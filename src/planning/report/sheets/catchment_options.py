"""The ways of drawing catchments side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planning.domain.catchment_cost import CatchmentCost
from planning.domain.frozen import FloatArray
from planning.domain.plan import Outcome, Stage
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

WAYS: Final = {
    "free": ("自由划片", "free"),
    "prefer_today": ("尽量沿用现有学区", "prefer today's"),
    "whole_zones": ("整区入一校", "whole zones"),
    "contiguous": ("学区连片", "contiguous"),
    "whole_and_contiguous": ("整区且连片", "whole and contiguous"),
}
PROOF: Final = {Outcome.PROVEN: "是 yes", Outcome.BEST_FOUND: "否 no", Outcome.NONE: "否 no"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Way:
    """One way of drawing catchments.

    Parameters
    ----------
    name
        One of ``WAYS``.
    numbers
        Cost of its catchments.
    outcome, stages
        Outcome and stages of its plan.
    """

    name: str
    numbers: CatchmentCost
    outcome: Outcome
    stages: tuple[Stage, ...]


def catchments_answer(ways: Sequence[Way], labels: Labels, entrants: FloatArray) -> Answer:
    """Answer with the ways of drawing catchments side by side; the first is the reference.

    Parameters
    ----------
    ways
        Ways to compare, free catchments first.
    labels
        Keys and names of the axes.
    entrants
        Entrants of each band over all years, shape (B,).

    Returns
    -------
    Answer
        Sheet with one row for each band and way.
    """
    free = ways[0].numbers
    rows = []
    for b in range(len(labels.bands)):
        if not entrants[b]:
            continue
        for way in ways:
            n = way.numbers
            rows.append(
                (
                    labels.band(b), " ".join(WAYS[way.name]), float(n.unplaced[b]),
                    float(n.unplaced[b] - free.unplaced[b]), float(n.worst_year_unplaced[b]),
                    float(n.mean_distance_m[b]), float(n.mean_distance_m[b] - free.mean_distance_m[b]),
                    int(n.split[b]), float(n.outside[b]), PROOF[way.outcome],
                )
            )  # fmt: skip
    sheet = Sheet(
        name="catchment_options",
        zh="划片方式的代价",
        en="What each way of drawing catchments costs",
        fields=fields_of(
            ("band", "学段", "Band"),
            ("way", "划片方式", "Way"),
            ("unhoused", "无学位", "No seat", "count"),
            ("unhoused_change", "比自由划片", "Against free", "change"),
            ("worst_year_unhoused", "最多一年", "Worst year", "count"),
            ("mean_distance_m", "平均路程（米）", "Mean distance, m", "count"),
            ("distance_change_m", "比自由划片（米）", "Against free, m", "change"),
            ("split_zone_years", "拆分的区·年", "Zone-years split", "count"),
            ("outside_today", "离开现学区", "Outside today's", "count"),
            ("proven", "已证明", "Proven"),
        ),
        rows=rows_of(rows),
    )
    return Answer(
        name="catchments",
        sheets=(sheet,),
        sentences=(
            (
                "各方式采用同一建设安排（自由划片下最优），只有划片不同",
                "every way keeps the schedule that is best with free catchments; only the drawing differs",
            ),
            (
                "未证明的行是目前找到的最好方案，可能高估代价：给更多时间（--seconds）或会更低",
                "rows that are not proven are the best found and may overstate the cost; "
                "more time (--seconds) may lower it",
            ),
        ),
    )
