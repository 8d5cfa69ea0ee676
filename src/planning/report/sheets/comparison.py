"""The answers to why, compare, repair, frontier, alternatives, warn, prices and progress, as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from planning.appraise.compare import Comparison
from planning.domain.plan import Outcome
from planning.report.sheets.labels import OUTCOME_NAMES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

#: Changes below this many pupil-years are none.
NOBODY: Final = 0.5
WORST_ZONES: Final = 15


def comparison_sheets(comparison: Comparison, labels: Labels) -> tuple[Sheet, ...]:
    """Make the sheets of a comparison: projects moved, bands, zones that gain and lose, money by year."""
    before, after = comparison.before, comparison.after
    moved = Sheet(
        name="moved",
        zh="变动的项目",
        en="Projects that move",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("opening_before", "原启用", "Opened before", "year"),
            ("opening_after", "现启用", "Opens after", "year"),
            ("years", "推迟年数", "Years later", "change"),
        ),
        rows=rows_of(
            (
                *labels.project(p),
                int(before.opening_year[p]),
                int(after.opening_year[p]),
                float(after.opening_year[p] - before.opening_year[p])
                if before.opening_year[p] and after.opening_year[p]
                else None,
            )
            for p in comparison.moved
        ),
    )
    one, two = before.unplaced_pupil_years.sum(axis=0), after.unplaced_pupil_years.sum(axis=0)
    bands = Sheet(
        name="bands",
        zh="各学段",
        en="By band",
        fields=fields_of(
            ("band", "学段", "Band"),
            ("unhoused_before", "原无学位人·年", "Unhoused pupil-years before", "count"),
            ("unhoused_after", "现无学位人·年", "after", "count"),
            ("unhoused_change", "变化", "change", "change"),
            ("distance_before_m", "原平均距离（米）", "Mean distance before (m)", "count"),
            ("distance_after_m", "现平均距离（米）", "after (m)", "count"),
        ),
        rows=rows_of(
            (
                labels.band(b),
                float(one[b]),
                float(two[b]),
                float(two[b] - one[b]),
                float(before.mean_distance_m[b]),
                float(after.mean_distance_m[b]),
            )
            for b in range(len(labels.bands))
        ),
    )
    return moved, bands, _zones_sheet(comparison, labels), _money_sheet(comparison, labels)


def _zones_sheet(comparison: Comparison, labels: Labels) -> Sheet:
    change = comparison.unplaced_change
    order = np.argsort(-np.abs(change), axis=None)[: WORST_ZONES * 4]
    places = [np.unravel_index(int(i), change.shape) for i in order]
    kept = [(int(z), int(b)) for z, b in places if abs(change[z, b]) >= NOBODY]
    return Sheet(
        name="zones",
        zh="得失最大的需求区（无学位人·年）",
        en="Zones that gain and lose most (unhoused pupil-years)",
        fields=fields_of(
            ("zone", "区", "Zone"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("band", "学段", "Band"),
            ("before", "原", "Before", "count"),
            ("after", "现", "After", "count"),
            ("change", "变化", "Change", "change"),
        ),
        rows=rows_of(
            (
                *labels.zone(z),
                labels.band(b),
                float(comparison.before.unplaced_pupil_years[z, b]),
                float(comparison.after.unplaced_pupil_years[z, b]),
                float(change[z, b]),
            )
            for z, b in kept[:WORST_ZONES]
        ),
    )


def _money_sheet(comparison: Comparison, labels: Labels) -> Sheet:
    before, after = comparison.before.spent_10k, comparison.after.spent_10k
    return Sheet(
        name="money",
        zh=f"各年支出（{labels.money.zh}）",
        en=f"Money by year ({labels.money.en})",
        fields=fields_of(
            ("year", "年", "Year", "year"),
            ("spent_before_10k", "原", "Before", "count"),
            ("spent_after_10k", "现", "After", "count"),
            ("change_10k", "变化", "Change", "change"),
        ),
        rows=rows_of(
            (year, float(before[t]), float(after[t]), float(after[t] - before[t]))
            for t, year in enumerate(labels.years)
            if before[t] or after[t]
        ),
    )


def objective_sentence(comparison: Comparison, outcomes: Sequence[Outcome]) -> tuple[str, str]:
    """Write one sentence on the objectives and on whether both plans are proven."""
    one, two = comparison.before, comparison.after
    o1, o2 = two.o1 - one.o1, two.o2 - one.o2
    o1, o2 = (0.0 if abs(value) < 0.05 else value for value in (o1, o2))
    unit = comparison.o2_unit
    proven = all(outcome is Outcome.PROVEN for outcome in outcomes)
    zh, en = OUTCOME_NAMES[Outcome.PROVEN if proven else Outcome.BEST_FOUND]
    return (
        f"O1 {one.o1:,.1f} → {two.o1:,.1f}（{o1:+,.1f} 加权人·年），"
        f"O2 {one.o2:,.1f} → {two.o2:,.1f}（{o2:+,.1f} {unit.zh}）；{zh}",
        f"O1 {one.o1:,.1f} to {two.o1:,.1f} ({o1:+,.1f} weighted pupil-years), "
        f"O2 {one.o2:,.1f} to {two.o2:,.1f} ({o2:+,.1f} {'of ' * unit.money}{unit.en}); {en}",
    )
