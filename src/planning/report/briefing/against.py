"""What a round changes against the last one, in sentences and sheets."""

from __future__ import annotations

from dataclasses import dataclass

from planning.report.sheets.results import results_sheets
from planning.report.sheets.sheet import Sheet
from planning.results.results import Results, unplaced_total
from planning.words import Words, message, name_in

Said = Words
#: Changes below this many entrants, or 10,000 yuan, are none.
NOTHING = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class LastRound:
    """Results of the last budget round and of this one.

    Parameters
    ----------
    before, after
        Results of the last round and of this one.
    title
        Chinese and English title of the last round.
    """

    before: Results
    after: Results
    title: Said


def against(last: LastRound) -> tuple[list[Said], tuple[Sheet, ...]]:
    """Describe what changed since the last round.

    Parameters
    ----------
    last
        Results of both rounds.

    Returns
    -------
    tuple
        Sentences in Chinese and English, and the sheets behind them: projects moved, bands, zones, money.
    """
    before, after, title = last.before, last.after, last.title
    sheets = results_sheets(before, after)
    moved = sheets[0].rows
    one, two = (unplaced_total(side.unplaced, side.bands) for side in (before, after))
    lacking = two - one
    spent = float(after.budget["spent_10k"].sum() - before.budget["spent_10k"].sum())
    said = [message("briefing.against.against_last_round", title=name_in(zh=title[0], en=title[1]))]
    if moved:
        zh = "、".join(f"{row[1]}（{_year(row[3], '不开工')}→{_year(row[4], '不开工')}）" for row in moved)
        en = ", ".join(
            f"{row[2]} ({_year(row[3], 'not started')} to {_year(row[4], 'not started')})" for row in moved
        )
        said.append(
            message("briefing.against.projects_open_another_year", n=len(moved), words=name(words=words))
        )
    else:
        said.append(message("briefing.against.no_project_moves"))
    said.append(
        message(
            "briefing.against.entrants_without_seat_over_all",
            change=_change(lacking),
            change_2=_change(spent),
        )
    )
    # One item of the list, so that the comparison reads as one thing.
    return [("".join(zh for zh, _ in said), " ".join(en for _, en in said))], sheets


def _year(year: int, never: str) -> str:
    return str(year) if year else never


def _change(value: float) -> str:
    return "±0" if abs(value) < NOTHING else f"{value:+,.0f}"
