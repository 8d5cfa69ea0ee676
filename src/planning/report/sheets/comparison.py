"""The answers to why, compare, repair, frontier, alternatives, warn, prices and progress, as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from planning.appraise.compare import Comparison
from planning.domain.plan import Outcome
from planning.report.sheets.labels import OUTCOME_NAMES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, message

#: Changes below this many pupil-years are none.
NOBODY: Final = 0.5
WORST_ZONES: Final = 15


def comparison_sheets(comparison: Comparison, labels: Labels) -> tuple[Sheet, ...]:
    """Make the sheets of a comparison: projects moved, bands, zones that gain and lose, money by year."""
    before, after = comparison.before, comparison.after
    moved = Sheet(
        name="moved",
        words=message("word.projects_that_move"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("opening_before", message("word.opened_before"), "year"),
            ("opening_after", message("word.opens_after"), "year"),
            ("years", message("sheets.comparison.years_later"), "change"),
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
        words=message("sheets.comparison.band"),
        fields=fields_of(
            ("band", message("word.band")),
            ("unhoused_before", message("sheets.comparison.unhoused_pupil_years_before"), "count"),
            ("unhoused_after", message("sheets.comparison.after"), "count"),
            ("unhoused_change", message("sheets.comparison.change"), "change"),
            ("distance_before_m", message("sheets.comparison.mean_distance_before_m"), "count"),
            ("distance_after_m", message("sheets.comparison.after_m"), "count"),
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
        words=message("sheets.comparison.zones_gain_lose_most_unhoused"),
        fields=fields_of(
            ("zone", message("word.zone")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("band", message("word.band")),
            ("before", message("word.before"), "count"),
            ("after", message("word.after"), "count"),
            ("change", message("word.change"), "change"),
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
        words=message("word.money_by_year", money=labels.money.words),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("spent_before_10k", message("word.before"), "count"),
            ("spent_after_10k", message("word.after"), "count"),
            ("change_10k", message("word.change"), "change"),
        ),
        rows=rows_of(
            (year, float(before[t]), float(after[t]), float(after[t] - before[t]))
            for t, year in enumerate(labels.years)
            if before[t] or after[t]
        ),
    )


def objective_sentence(comparison: Comparison, outcomes: Sequence[Outcome]) -> Words:
    """Write one sentence on the objectives and on whether both plans are proven."""
    one, two = comparison.before, comparison.after
    o1, o2 = two.o1 - one.o1, two.o2 - one.o2
    o1, o2 = (0.0 if abs(value) < 0.05 else value for value in (o1, o2))
    proven = all(outcome is Outcome.PROVEN for outcome in outcomes)
    values = {
        "o1_before": one.o1,
        "o1_after": two.o1,
        "o1": o1,
        "o2_before": one.o2,
        "o2_after": two.o2,
        "o2": o2,
        "unit": comparison.o2_unit.words,
        "outcome": OUTCOME_NAMES[Outcome.PROVEN if proven else Outcome.BEST_FOUND],
    }
    if comparison.o2_unit.money:
        return message("sheets.comparison.objectives_in_money", **values)
    return message("sheets.comparison.objectives", **values)
