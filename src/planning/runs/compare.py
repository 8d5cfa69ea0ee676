"""Two folders of results side by side."""

from __future__ import annotations

from pathlib import Path

from planning.domain.plan import Outcome
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import OUTCOME_NAMES
from planning.report.sheets.results import results_sheets
from planning.results.results import Results, read_results
from planning.words import Words, message


def compare_results(before: Path, after: Path) -> Answer:
    """Compare the results of two runs.

    Parameters
    ----------
    before, after
        Folders of the results.

    Returns
    -------
    Answer
        Sheets of projects moved, shortage by band, zones that gain and lose, and money by year.

    Raises
    ------
    InputError
        If a folder holds no results.
    """
    one, two = read_results(before), read_results(after)
    return Answer(
        name="compare",
        sheets=results_sheets(one, two),
        sentences=(_said(one, two, before, after),),
    )


def _said(one: Results, two: Results, before: Path, after: Path) -> Words:
    return message(
        "runs.compare.both_with_their_outcomes",
        before=before.as_posix(),
        outcome_before=OUTCOME_NAMES[Outcome(one.outcome)],
        after=after.as_posix(),
        outcome_after=OUTCOME_NAMES[Outcome(two.outcome)],
    )
