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
from planning.words import message

WAYS: Final = {
    "free": message("sheets.catchment_options.free"),
    "prefer_today": message("sheets.catchment_options.prefer_today_s"),
    "whole_zones": message("sheets.catchment_options.whole_zones"),
    "contiguous": message("sheets.catchment_options.contiguous"),
    "whole_and_contiguous": message("sheets.catchment_options.whole_contiguous"),
}
PROOF: Final = {
    Outcome.PROVEN: message("word.yes"),
    Outcome.BEST_FOUND: message("word.no"),
    Outcome.NONE: message("word.no"),
}


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
                    labels.band(b), WAYS[way.name], float(n.unplaced[b]),
                    float(n.unplaced[b] - free.unplaced[b]), float(n.worst_year_unplaced[b]),
                    float(n.mean_distance_m[b]), float(n.mean_distance_m[b] - free.mean_distance_m[b]),
                    int(n.split[b]), float(n.outside[b]), PROOF[way.outcome],
                )
            )  # fmt: skip
    sheet = Sheet(
        name="catchment_options",
        words=message("sheets.catchment_options.what_each_way_drawing_catchments"),
        fields=fields_of(
            ("band", message("word.band")),
            ("way", message("sheets.catchment_options.way")),
            ("unhoused", message("word.no_seat"), "count"),
            ("unhoused_change", message("sheets.catchment_options.against_free"), "change"),
            ("worst_year_unhoused", message("sheets.catchment_options.worst_year"), "count"),
            ("mean_distance_m", message("sheets.catchment_options.mean_distance_m"), "count"),
            ("distance_change_m", message("sheets.catchment_options.against_free_m"), "change"),
            ("split_zone_years", message("sheets.catchment_options.zone_years_split"), "count"),
            ("outside_today", message("sheets.catchment_options.outside_today_s"), "count"),
            ("proven", message("word.proven")),
        ),
        rows=rows_of(rows),
    )
    return Answer(
        name="catchments",
        sheets=(sheet,),
        sentences=(
            message("sheets.catchment_options.every_way_keeps_schedule_best"),
            message("sheets.catchment_options.rows_not_proven_best_found"),
        ),
    )
