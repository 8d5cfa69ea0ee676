"""Read a workbook (XLSX) into text cells that remember where they stood."""

from __future__ import annotations

import hashlib
import math
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from planning.district import messages
from planning.district.contract import Contract
from planning.district.read.raw import RawTable
from planning.door import MEGABYTE, MOST_ROWS, is_small, tell_too_large, through_door
from planning.errors import Finding, Findings, Where
from planning.words import message

#: The header of a table stands in one of the first rows, below a title or a line of meanings.
HEADER_ROWS: Final = 10
#: What a workbook may unpack to, bytes, and its cells; a small file can unpack to gigabytes.
MOST_UNPACKED: Final = 512_000_000
MOST_CELLS: Final = 8_000_000


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
    where = Where(file=name)
    sheets = through_door(lambda: _known(path, where, findings), where=where, findings=findings)
    if sheets is None:
        return None
    digests = {sheet: hashlib.sha256(repr(rows).encode()).hexdigest() for sheet, rows in sheets.items()}
    return Workbook(file=name, sheets=sheets, digests=digests)


def _known(path: Path, where: Where, findings: Findings) -> dict[str, list[list[str]]] | None:
    """Return the rows of each sheet; report a file that is no workbook or is cut."""
    try:
        return _sheets(path, where, findings)
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError) as fault:
        messages.broken_text(findings, where, f"XLSX: {type(fault).__name__}")
        return None


def _sheets(path: Path, where: Where, findings: Findings) -> dict[str, list[list[str]]] | None:
    """Return the rows of each sheet, or None if there are more than a workbook of ours can have."""
    # Imported here, because a district is mostly read from CSV.
    import openpyxl  # noqa: PLC0415

    if not is_small(path, where=where, findings=findings):
        return None
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > MOST_UNPACKED:
        size = f"{unpacked / MEGABYTE:,.0f} MB"
        tell_too_large(
            findings, where, message("read.workbook.unpacked", size=size), f"{MOST_UNPACKED // MEGABYTE} MB"
        )
        return None
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    left = _Left(rows=MOST_ROWS, cells=MOST_CELLS)
    sheets = {}
    try:
        for page in book.worksheets:
            # A sheet may state an extent of all columns, or of fewer rows than it has; its rows tell.
            page.reset_dimensions()
            sheets[page.title] = _rows(page.iter_rows(values_only=True), left)
    except _TooManyError:
        rows, cells = f"{MOST_ROWS:,}", f"{MOST_CELLS:,}"
        found = message("read.workbook.over_rows_cells", rows=rows, cells=cells)
        tell_too_large(findings, where, found, f"{rows} / {cells}")
        return None
    finally:
        book.close()
    return sheets


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


def has_rows(book: Workbook, sheet: str, *, contract: Contract) -> bool:
    """Return True if a sheet has a row below its header.

    Parameters
    ----------
    book, sheet
        Workbook, and name of the sheet.
    contract
        Contract of the table, whose key columns mark the header.

    Returns
    -------
    bool
        False if there is nothing below the header.
    """
    rows = book.sheets[sheet]
    return any(any(row) for row in rows[header_row(rows, contract.key) + 1 :])


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
            found |= {
                cell: get_column_letter(c + 1) for c, cell in enumerate(line) if cell and cell not in found
            }
        letters[book.place(sheet)] = found
    result = []
    for finding in findings:
        where, told = finding.where, finding
        if where.file in letters:
            sheet = where.file[len(book.file) + 1 :]
            # A fault of the scenario names a path; what is wrong there stands beside it.
            letter = letters[where.file].get(where.column or ("value" if where.path else ""))
            row = where.row if where.row is not None else where.line
            cell = f"{letter}{row}" if letter and row else None
            moved = replace(where, file=book.file, sheet=sheet, cell=cell, row=row, line=None)
            told = replace(finding, where=moved)
        result.append(told)
    return result


class _TooManyError(Exception):
    """More rows or cells than a workbook of ours can have."""


@dataclass(kw_only=True)
class _Left:
    """Rows and cells that may still be read."""

    rows: int
    cells: int

    def take(self, row: tuple[Any, ...]) -> None:
        self.rows -= 1
        self.cells -= len(row)
        if self.rows < 0 or self.cells < 0:
            raise _TooManyError


def _rows(values: Iterable[tuple[Any, ...]], left: _Left) -> list[list[str]]:
    rows = []
    for row in values:
        left.take(row)
        rows.append([cell_text(value) for value in row])
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
