"""Warnings of seats that will lack."""

from __future__ import annotations

from collections.abc import Sequence

from planning.appraise.warn import AMBER, GREEN, RED, Warning
from planning.domain.plan import Outcome
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import OUTCOME_NAMES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of


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
