"""The answers to why, compare, repair, frontier, alternatives, warn, prices and progress, as sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.appraise.compare import Comparison
from planning.appraise.warn import AMBER, GREEN, RED, Warning
from planning.domain.bands import BAND_NAMES
from planning.domain.plan import Outcome
from planning.report.sheets.sheet import Answer, Sheet, fields_of, rows_of

OUTCOME_NAMES: Final = {
    Outcome.PROVEN: ("已证明最优", "proven optimal"),
    Outcome.BEST_FOUND: ("目前最优，未经证明", "best found, not proven"),
    Outcome.NONE: ("没有方案", "no plan"),
}
#: Changes below this many pupil-years are none.
NOBODY: Final = 0.5
WORST_ZONES: Final = 15


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Keys and names of the axes.

    Parameters
    ----------
    zones, bands, years, projects
        Labels of the axes.
    zone_names, project_names
        Chinese and English names by key.
    """

    zones: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    projects: tuple[str, ...]
    zone_names: Mapping[str, tuple[str, str]]
    project_names: Mapping[str, tuple[str, str]]

    def project(self, position: int) -> tuple[str, str, str]:
        """Return key, Chinese and English name of a project."""
        key = self.projects[position]
        return (key, *self.project_names.get(key, ("", "")))

    def zone(self, position: int) -> tuple[str, str, str]:
        """Return key, Chinese and English name of a zone."""
        key = self.zones[position]
        return (key, *self.zone_names.get(key, ("", "")))


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
                " ".join(BAND_NAMES.get(band, (band, ""))),
                float(one[b]),
                float(two[b]),
                float(two[b] - one[b]),
                float(before.mean_distance_m[b]),
                float(after.mean_distance_m[b]),
            )
            for b, band in enumerate(labels.bands)
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
                " ".join(BAND_NAMES.get(labels.bands[b], (labels.bands[b], ""))),
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
        zh="各年支出（万元）",
        en="Money by year (10,000 yuan)",
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
    proven = all(outcome is Outcome.PROVEN for outcome in outcomes)
    zh, en = OUTCOME_NAMES[Outcome.PROVEN if proven else Outcome.BEST_FOUND]
    return (
        f"O1 {one.o1:,.1f} → {two.o1:,.1f}（{o1:+,.1f} 加权人·年），"
        f"O2 {one.o2:,.1f} → {two.o2:,.1f}（{o2:+,.1f} 万元）；{zh}",
        f"O1 {one.o1:,.1f} to {two.o1:,.1f} ({o1:+,.1f} weighted pupil-years), "
        f"O2 {one.o2:,.1f} to {two.o2:,.1f} ({o2:+,.1f} of 10,000 yuan); {en}",
    )


def warn_answer(warnings: Sequence[Warning], labels: Labels, *, this_round: int, outcome: Outcome) -> Answer:
    """Answer with the warnings of seats, the worst first.

    Parameters
    ----------
    warnings
        Warnings of every zone and band.
    labels
        Keys and names of the axes.
    this_round
        Year of the budget round under decision.
    outcome
        Outcome of the plan behind the warnings.

    Returns
    -------
    Answer
        Sheet with one row for each zone and band.
    """
    rank = {RED: 0, AMBER: 1, GREEN: 2}
    ordered = sorted(warnings, key=lambda w: (rank[w.colour], not w.first_year, -w.worst_pupils))
    sheet = Sheet(
        name="warn",
        zh="学位预警",
        en="Warnings of seats",
        fields=fields_of(
            ("colour", "预警", "Colour"),
            ("zone", "区", "Zone"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("band", "学段", "Band"),
            ("first_year", "首次缺学位", "First shortage", "year"),
            ("last_year", "末次", "Last", "year"),
            ("worst_year", "最缺之年", "Worst year", "year"),
            ("worst_pupils", "缺学位人数", "Pupils", "count"),
            ("last_round", "最晚决策轮次", "Last round to decide", "year"),
            ("surplus_year", "学位过剩始于", "Surplus from", "year"),
        ),
        rows=rows_of(
            (
                w.colour,
                *labels.zone(w.zone),
                labels.bands[w.band],
                w.first_year,
                w.last_year,
                w.worst_year,
                w.worst_pupils,
                w.last_round,
                w.surplus_year,
            )
            for w in ordered
        ),
        shown=max(sum(w.first_year > 0 for w in ordered), 1),
    )
    counts = {colour: sum(w.colour == colour for w in warnings) for colour in (RED, AMBER, GREEN)}
    zh, en = OUTCOME_NAMES[outcome]
    return Answer(
        name="warn",
        sheets=(sheet,),
        sentences=(
            (
                f"{this_round} 年预算轮次：红 {counts[RED]}，黄 {counts[AMBER]}，绿 {counts[GREEN]}"
                f"（区 × 学段）；方案{zh}",
                f"budget round of {this_round}: red {counts[RED]}, amber {counts[AMBER]}, green "
                f"{counts[GREEN]} (zones times bands); the plan is {en}",
            ),
            (
                "红：能补救的最后一轮已过；黄：就是本轮；绿：以后仍来得及，或不缺。缺口落在哪个区由距离决定",
                "red: the last round that could cure it has passed; amber: it is this one; green: a later "
                "one can, or nothing lacks. In which zones a shortage lands follows from distance",
            ),
        ),
        facts=(("counts_red", counts[RED]), ("counts_amber", counts[AMBER]), ("counts_green", counts[GREEN])),
    )
