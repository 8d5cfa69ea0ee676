"""What a round changes against the last one, in sentences and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planning.report.sheets.results import results_sheets
from planning.report.sheets.sheet import Sheet
from planning.results.results import Results, unplaced_total
from planning.words import Words, listed, message, name_in

#: Changes below this many entrants, or of money, are none.
NOTHING = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class LastRound:
    """Results of the last budget round and of this one.

    Parameters
    ----------
    before, after
        Results of the last round and of this one.
    title
        Title of the last round.
    """

    before: Results
    after: Results
    title: Words


def against(last: LastRound) -> tuple[list[Words], tuple[Sheet, ...]]:
    """Describe what changed since the last round.

    Parameters
    ----------
    last
        Results of both rounds.

    Returns
    -------
    tuple
        Sentences, and the sheets behind them: projects moved, bands, zones, money.
    """
    before, after = last.before, last.after
    sheets = results_sheets(before, after)
    one, two = (unplaced_total(side.unplaced, side.bands) for side in (before, after))
    lacking = two - one
    spent = float(after.budget["spent_10k"].sum() - before.budget["spent_10k"].sum())
    # One item of the list, so that the comparison reads as one thing.
    said = message(
        "briefing.against.changes",
        title=last.title,
        moved=_moved(sheets[0].rows),
        unplaced=_change(lacking),
        spent_10k=_change(spent),
        money=after.money.words,
    )
    return [said], sheets


def _moved(rows: Sequence[tuple[Any, ...]]) -> Words:
    if not rows:
        return message("briefing.against.no_project_moves")
    projects = [
        message(
            "briefing.against.project_moves",
            project=name_in(zh=zh, en=en),
            before=_year(before),
            after=_year(after),
        )
        for _, zh, en, before, after in rows
    ]
    return message("briefing.against.projects_move", n=len(rows), projects=listed(projects))


def _year(year: int) -> int | Words:
    return year or message("briefing.against.not_started")


def _change(value: float) -> str:
    return "±0" if abs(value) < NOTHING else f"{value:+,.0f}"
