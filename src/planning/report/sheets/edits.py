"""What a planner changed in the inputs, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from planning.district.edits import Edit
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import message


def edits_sheet(settings: Sequence[tuple[str, str, str]], edits: Sequence[Edit]) -> Sheet:
    """Make the sheet of every entry and every cell changed."""
    rows = [("scenario", path, "value", before, after) for path, before, after in settings]
    rows += [(edit.table, edit.key, edit.column, edit.before, edit.after) for edit in edits]
    return Sheet(
        name="edits",
        words=message("sheets.edits.inputs_changed"),
        fields=fields_of(
            ("table", message("sheets.edits.table")),
            ("key", message("sheets.edits.key")),
            ("column", message("word.column")),
            ("before", message("word.before")),
            ("after", message("word.after")),
        ),
        rows=rows_of(rows),
        shown=40,
    )
