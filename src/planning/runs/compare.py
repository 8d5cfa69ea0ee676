"""Two folders of results side by side."""

from __future__ import annotations

from pathlib import Path

from planning.domain.plan import Outcome
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import OUTCOME_NAMES
from planning.report.sheets.results import results_sheets
from planning.results.results import Results, read_results
from planning.words import Words, message, name_in


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
    words = [OUTCOME_NAMES[Outcome(outcome)] for outcome in (one.outcome, two.outcome)]
    return message(
        "runs.compare.and",
        as_posix=before.as_posix(),
        words=name_in(zh=words[0][0], en=words[0][1]),
        as_posix_2=after.as_posix(),
        words_2=name_in(zh=words[1][0], en=words[1][1]),
    )
