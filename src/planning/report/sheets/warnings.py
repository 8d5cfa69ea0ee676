"""Warnings of seats that will lack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planning.appraise.warn import AMBER, GREEN, RED, Warning
from planning.domain.plan import Outcome
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import OUTCOME_NAMES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.words import message

#: Colours in words.
COLOURS: Final = {
    RED: message("sheets.warnings.red"),
    AMBER: message("sheets.warnings.amber"),
    GREEN: message("sheets.warnings.green"),
}


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
        words=message("sheets.warnings.warnings_seats"),
        fields=fields_of(
            ("colour", message("sheets.warnings.colour")),
            ("zone", message("word.zone")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("band", message("word.band")),
            ("first_year", message("sheets.warnings.first_shortage"), "year"),
            ("last_year", message("sheets.warnings.last"), "year"),
            ("worst_year", message("sheets.warnings.worst_year"), "year"),
            ("worst_pupils", message("sheets.warnings.pupils"), "count"),
            ("last_round", message("sheets.warnings.last_round_decide"), "year"),
            ("surplus_year", message("sheets.warnings.surplus"), "year"),
        ),
        rows=rows_of(
            (
                coded(w.colour, COLOURS[w.colour]),
                *labels.zone(w.zone),
                coded(labels.bands[w.band], labels.band(w.band)),
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

    return Answer(
        name="warn",
        sheets=(sheet,),
        sentences=(
            message(
                "sheets.warnings.counts_by_colour",
                this_round=this_round,
                red=counts[RED],
                amber=counts[AMBER],
                green=counts[GREEN],
                outcome=OUTCOME_NAMES[outcome],
            ),
            message("sheets.warnings.red_last_round_could_cure"),
        ),
        facts=(("counts_red", counts[RED]), ("counts_amber", counts[AMBER]), ("counts_green", counts[GREEN])),
    )
