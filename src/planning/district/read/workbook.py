"""Read a workbook (XLSX) into text cells that remember where they stood."""

from __future__ import annotations

import hashlib
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from planning.district import messages
from planning.district.contract import Contract
from planning.district.read.raw import RawTable
from planning.errors import Finding, Findings, Where

#: The header of a table stands in one of the first rows, below a title or a line of meanings.
HEADER_ROWS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """Text cells of all sheets of a workbook.

    Parameters
    ----------
    file
        Workbook as messages name it.
    sheets
        Rows of text cells by sheet, row 1 first.
    digests
        SHA-256 of the cells of each sheet.
    """

    file: str
    sheets: dict[str, list[list[str]]]
    digests: dict[str, str]

    def place(self, sheet: str) -> str:
        """Return the name of a sheet in messages."""
        return f"{self.file}!{sheet}"


def read_workbook(path: Path, *, name: str, findings: Findings) -> Workbook | None:
    """Read every sheet of a workbook.

    Parameters
    ----------
    path
        Workbook to read.
    name
        Workbook as messages name it.
    findings
        Receives the fault if it cannot be read.

    Returns
    -------
    Workbook or None
        Cells of the workbook, formulas as their saved values; None if it cannot be read.
    """
    if not path.is_file():
        messages.missing_file(findings, Where(file=name))
        return None
    # Imported here, because a district is mostly read from CSV.
    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = {page.title: _rows(page.iter_rows(values_only=True)) for page in book.worksheets}
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as fault:
        messages.broken_text(findings, Where(file=name), f"XLSX: {type(fault).__name__}")
        return None
    digests = {sheet: hashlib.sha256(repr(rows).encode()).hexdigest() for sheet, rows in sheets.items()}
    return Workbook(file=name, sheets=sheets, digests=digests)


def sheet_table(book: Workbook, sheet: str, *, contract: Contract, findings: Findings) -> RawTable | None:
    """Return one sheet of a workbook as a table.

    Parameters
    ----------
    book, sheet
        Workbook, and the name of one of its sheets.
    contract
        Contract of the table; the first row that holds its key columns is the header.
    findings
        Receives the faults.

    Returns
    -------
    RawTable or None
        Rows below the header without empty ones; None after a fault.
    """
    rows = book.sheets[sheet]
    file = book.place(sheet)
    at = header_row(rows, contract.key)
    header = [cell.strip() for cell in rows[at]] if rows else []
    for column in {cell for cell in header if cell and header.count(cell) > 1}:
        messages.column_twice(findings, Where(file=file, row=at + 1, column=column))
        return None
    kept = [i for i in range(at + 1, len(rows)) if any(rows[i])]
    if not kept:
        messages.empty_file(findings, Where(file=file))
        return None
    columns = {
        column: [rows[i][c] if c < len(rows[i]) else "" for i in kept]
        for c, column in enumerate(header)
        if column
    }
    return RawTable(file=file, columns=columns, rows=[i + 1 for i in kept])


def header_row(rows: Sequence[Sequence[str]], wanted: Iterable[str]) -> int:
    """Return the position of the first row that holds all the names wanted, or 0 without such a row."""
    names = set(wanted)
    for i, row in enumerate(rows[:HEADER_ROWS]):
        if names <= set(row):
            return i
    return 0


def with_cells(findings: Iterable[Finding], book: Workbook) -> list[Finding]:
    """Return the findings with those about a workbook naming sheet and cell."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    letters: dict[str, dict[str, str]] = {}
    for sheet, rows in book.sheets.items():
        found: dict[str, str] = {}
        for line in rows[:HEADER_ROWS]:
            found |= {cell: get_column_letter(c + 1) for c, cell in enumerate(line) if cell not in found}
        letters[book.place(sheet)] = found
    result = []
    for finding in findings:
        where, told = finding.where, finding
        if where.file in letters:
            sheet = where.file[len(book.file) + 1 :]
            letter = letters[where.file].get(where.column or "")
            row = where.row if where.row is not None else where.line
            cell = f"{letter}{row}" if letter and row else None
            moved = replace(where, file=book.file, sheet=sheet, cell=cell, row=row, line=None)
            told = replace(finding, where=moved)
        result.append(told)
    return result


def _rows(values: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    rows = [[cell_text(value) for value in row] for row in values]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def cell_text(value: Any) -> str:
    """Return a cell as CSV text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
