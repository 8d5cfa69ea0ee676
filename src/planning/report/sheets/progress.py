"""How far works have got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import message


def progress_answer(rows: Sequence[tuple[Any, ...]]) -> Answer:
    """Answer with progress: key, names, date, shares planned and done, openings, and indicator."""
    sheet = Sheet(
        name="progress",
        words=message("sheets.progress.progress_projects"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("as_of", message("sheets.progress.as_of")),
            ("planned_share", message("sheets.progress.planned"), "share"),
            ("actual_share", message("sheets.progress.done"), "share"),
            ("planned_opening", message("sheets.progress.planned_opening"), "year"),
            ("expected_opening", message("sheets.progress.expected_opening"), "year"),
            ("ahead_share", message("sheets.progress.year_s_plan_done_less"), "share"),
        ),
        rows=rows_of(rows),
    )
    late = [row[0] for row in rows if row[7] > row[6]]
    if not rows:
        said = message("sheets.progress.no_project_reports_progress")
    elif late:
        said = message("sheets.progress.expected_late", late=", ".join(late))
    else:
        said = message("sheets.progress.none_late")
    return Answer(name="progress", sheets=(sheet,), sentences=(said,))
