"""What a planner changed in the inputs, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from planning.district.edits import Edit
from planning.report.sheets.sheet import Sheet, fields_of, rows_of


def edits_sheet(settings: Sequence[tuple[str, str, str]], edits: Sequence[Edit]) -> Sheet:
    """Make the sheet of every entry and every cell changed."""
    rows = [("scenario", path, "value", before, after) for path, before, after in settings]
    rows += [(edit.table, edit.key, edit.column, edit.before, edit.after) for edit in edits]
    return Sheet(
        name="edits",
        zh="输入的改动",
        en="Inputs that were changed",
        fields=fields_of(
            ("table", "表", "Table"),
            ("key", "键", "Key"),
            ("column", "列", "Column"),
            ("before", "原", "Before"),
            ("after", "现", "After"),
        ),
        rows=rows_of(rows),
        shown=40,
    )
