"""The inputs of a scenario as a workbook that a planner edits and hands back."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planning.district.contract import Column, Contract
from planning.report.files.made import MADE
from planning.words import message
from planning.words.catalogue import default_language
from planning.words.shown import codes, in_lines

#: Sheets beside the tables, by the names that are read back.
GUIDE, SCENARIO = "planning", "scenario"
#: Rows above the values: title, meanings, names.
TITLE, MEANINGS, NAMES, FIRST = 0, 1, 2, 3
PATH: Final = message("sheets.background.path")
VALUE: Final = message("sheets.background.value")
WIDEST: Final = 44
#: Rows below the values that are checked as they are typed.
ROOM: Final = 500
SAID: Final = (
    message("files.inputs_workbook.change_cells_scenario_tables_rows"),
    message("files.inputs_workbook.run_command_below_checks_solves"),
    message("files.inputs_workbook.outlines_layers_not_workbook_stay"),
)


def write_inputs(
    path: Path,
    *,
    file_name: str,
    scenario_file: str,
    entries: Iterable[tuple[str, str]],
    tables: Mapping[str, pd.DataFrame],
    contracts: Mapping[str, Contract],
    language: str | None = None,
) -> None:
    """Write the inputs of a scenario as a workbook to edit.

    Parameters
    ----------
    path
        Workbook to write.
    file_name
        Name of the workbook in the command that it shows.
    scenario_file
        Path of the scenario, relative to the workbook.
    entries
        Path and value of each entry of the scenario.
    tables
        Tables of the district by name; layers and tables without rows are left out.
    contracts
        Contracts of the tables, by name.
    language
        Language of what is said in it, or ``both``; that of the reader if None.
    """
    code = language or default_language()
    # In memory first: a full disk is met once, by a single write, and not within the packing.
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    looks = _Looks(book)
    guide = book.add_worksheet(GUIDE)
    guide.set_column(0, 0, 16)
    guide.set_column(1, 1, 100, looks.text)
    guide.write_string(0, 0, "scenario", looks.name)
    guide.write_string(0, 1, scenario_file)
    for row, words in enumerate(SAID, start=2):
        guide.write_string(row, 1, in_lines(words, code), looks.text)
        guide.set_row(row, 34)
    guide.write_string(len(SAID) + 2, 1, f"planning run --inputs {file_name}", looks.name)
    rows = [list(entry) for entry in entries]
    _fill(
        book.add_worksheet(SCENARIO),
        looks,
        title=message("files.inputs_workbook.scenario").text(code),
        names=["path", "value"],
        meanings=[in_lines(PATH, code), in_lines(VALUE, code)],
        rows=rows,
    )
    for name, contract in contracts.items():
        # A district that counts its pupils has none of the forecast's tables and is not asked for them.
        if contract.shape is not None or tables[name].empty:
            continue
        page = book.add_worksheet(name)
        columns = contract.columns
        _fill(
            page,
            looks,
            title=" · ".join(contract.words.text(one) for one in codes(code)),
            names=[column.name for column in columns],
            meanings=[_meaning(column, code) for column in columns],
            rows=tables[name][[column.name for column in columns]].to_numpy(dtype=object).tolist(),
        )
        _guard(page, columns, FIRST + len(tables[name]) + ROOM)
    book.close()
    path.write_bytes(packed.getvalue())


class _Looks:
    """Formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
        self.title: Format = book.add_format({"bold": True, "font_size": 13})
        self.meaning: Format = book.add_format({**head, "bg_color": "#e8eef4"})
        self.name: Format = book.add_format({**head, "font_name": "Consolas", "bg_color": "#f5f5f5"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})


def _fill(
    page: Worksheet,
    looks: _Looks,
    *,
    title: str,
    names: Sequence[str],
    meanings: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    page.write_string(TITLE, 0, title, looks.title)
    for c, (name, meaning) in enumerate(zip(names, meanings, strict=True)):
        page.write_string(MEANINGS, c, meaning, looks.meaning)
        page.write_string(NAMES, c, name, looks.name)
        longest = max([len(name), *(len(str(row[c])) for row in rows[:200])])
        page.set_column(c, c, min(max(longest + 2, 12), WIDEST))
    for r, row in enumerate(rows, start=FIRST):
        for c, value in enumerate(row):
            if isinstance(value, str):
                # Text that begins like a formula stays text.
                page.write_string(r, c, value)
            elif value is not None and not (isinstance(value, float) and math.isnan(value)):
                page.write_number(r, c, value)
    page.set_row(MEANINGS, 62)
    page.freeze_panes(FIRST, 1)
    page.autofilter(NAMES, 0, max(FIRST + len(rows) - 1, FIRST), len(names) - 1)


def _meaning(column: Column, language: str) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    return f"{in_lines(column.words, language)}{unit}"


def _guard(page: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Let the spreadsheet offer the allowed words and refuse figures out of range on entry."""
    for c, column in enumerate(columns):
        rule: dict[str, Any] | None = None
        if column.choices and sum(len(word) + 1 for word in column.choices) < 255:
            rule = {"validate": "list", "source": [word for word in column.choices if word]}
        elif column.kind != "text" and column.minimum is not None and column.maximum is not None:
            kind = "integer" if column.kind == "integer" else "decimal"
            low, high = column.minimum, column.maximum
            rule = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
        if rule is not None:
            page.data_validation(FIRST, c, last, c, {**rule, "ignore_blank": True})
