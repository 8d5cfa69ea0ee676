"""Counts of few children that results do not show: how many, and how many pupils, file by file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planning.domain.frozen import FloatArray
from planning.report.subject import Subject
from planning.results.tables import HIDDEN, LAYERS_FILE, MAP_FILE, PLACEMENTS, UNHOUSED, WORKBOOK_FILE
from planning.words import Words, message

#: Pupils fewer than this are none at all.
NOBODY: Final = 1e-6


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """Counts that are not shown.

    Parameters
    ----------
    least_count
        Smallest count that is shown.
    rows
        Number of counts that are not shown.
    pupils
        Pupils in them.

    Examples
    --------
    >>> Hidden(least_count=5, rows=2, pupils=7.0).words.text("en")
    '2 counts below 5 are not shown, 7 pupils in all'
    """

    least_count: int
    rows: int
    pupils: float

    @property
    def words(self) -> Words:
        """Sentence on them."""
        return message(
            "report.hidden.counts_not_shown",
            n=self.rows,
            least_count=self.least_count,
            pupils=message("report.hidden.pupils", n=round(self.pupils)),
        )


def hidden_in(subject: Subject, counts: FloatArray) -> Hidden:
    """Return how many of some counts are not shown.

    Parameters
    ----------
    subject
        Plan to report, which says the smallest count that may be shown.
    counts
        Counts of pupils.

    Returns
    -------
    Hidden
        Their number and sum.
    """
    few = counts[(counts > NOBODY) & np.isnan(subject.shown(counts))]
    return Hidden(least_count=subject.least_count, rows=len(few), pupils=float(few.sum()))


def hidden_counts(subject: Subject) -> pd.DataFrame:
    """Make the table of counts that the files of a run do not show, one row for each file and figure."""
    appraisal, place = subject.appraisal, subject.plan.place
    in_years = appraisal.unplaced[appraisal.unplaced.sum(axis=2) >= 0.5]
    catchments = np.array([catchment.pupils for catchment in appraisal.catchments], dtype=np.float64)
    figures: list[tuple[str, str, FloatArray]] = [
        (PLACEMENTS.file, "pupils", place),
        (UNHOUSED.file, "intake", appraisal.intake),
        (UNHOUSED.file, "unhoused", appraisal.unplaced),
        (LAYERS_FILE, "zones intake", appraisal.intake.sum(axis=2)),
        (LAYERS_FILE, "zones unhoused", appraisal.unplaced.sum(axis=2)),
        (LAYERS_FILE, "catchments pupils", catchments),
        (WORKBOOK_FILE, "zones unhoused", in_years),
        (MAP_FILE, "intake", appraisal.intake),
        (MAP_FILE, "unhoused", appraisal.unplaced),
        (MAP_FILE, "placements", place),
        (MAP_FILE, "catchments", catchments),
    ]
    found = [(file, figure, hidden_in(subject, np.asarray(counts))) for file, figure, counts in figures]
    rows = [
        (file, figure, one.least_count, one.rows, round(one.pupils, 6))
        for file, figure, one in found
        if one.rows
    ]
    return HIDDEN.conform(pd.DataFrame(rows, columns=HIDDEN.names()))
