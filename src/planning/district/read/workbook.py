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

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from planning.district import messages
from planning.district.contract import Contract
from planning.district.read.raw import RawTable
from planning.errors import Finding, Findings, Where

#: The header of a table stands in one of the first rows, below a title or a line of meanings.
HEADER_ROWS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """Cells of all sheets.

    Parameters
    ----------
    file
        The workbook as messages name it.
    sheets
        Rows of text cells by sheet; row 1 first.
    digests
        SHA-256 of the cells of each sheet.
    """

    file: str
    sheets: dict[str, list[list[str]]]
    digests: dict[str, str]

    def place(self, sheet: str) -> str:
        """Return a sheet as messages name it."""
        return f"{self.file}!{sheet}"


def read_workbook(path: Path, *, name: str, findings: Findings) -> Workbook | None:
    """Read every sheet of a workbook.

    Parameters
    ----------
    path
        The workbook.
    name
        As messages name it.
    findings
        Receives the fault where it cannot be read.

    Returns
    -------
    Workbook or None
        Its cells; a formula counts as the value that was saved with it.
    """
    if not path.is_file():
        messages.missing_file(findings, Where(file=name))
        return None
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
    """Return one sheet as a table.

    Parameters
    ----------
    book, sheet
        A workbook and one of its sheets.
    contract
        What the table should look like: the first row that holds its key columns is the header.
    findings
        Receives the faults.

    Returns
    -------
    RawTable or None
        The rows below the header, empty ones left out.
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


def has_rows(book: Workbook, sheet: str, *, contract: Contract) -> bool:
    """Tell whether a sheet has a row below its header."""
    rows = book.sheets[sheet]
    return any(any(row) for row in rows[header_row(rows, contract.key) + 1 :])


def header_row(rows: Sequence[Sequence[str]], wanted: Iterable[str]) -> int:
    """Return the position of the first row that holds all the names wanted; 0 where none does."""
    names = set(wanted)
    for i, row in enumerate(rows[:HEADER_ROWS]):
        if names <= set(row):
            return i
    return 0


def with_cells(findings: Iterable[Finding], book: Workbook) -> list[Finding]:
    """Return findings that name sheet and cell where they are of a workbook."""
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
    """Return a cell as it would stand in a CSV."""
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
