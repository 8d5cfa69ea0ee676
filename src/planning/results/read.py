"""Read a folder of results: its record and tables, each checked against schema and digest."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planning.errors import Findings, Where
from planning.results.plain_text import true_text
from planning.results.record import read_record, sha256_of, tell_no_result
from planning.results.schema import Column, Table, fault_of
from planning.results.sometimes import SOMETIMES
from planning.results.tables import TABLES
from planning.words import message, name_in


@dataclass(frozen=True, kw_only=True, eq=False)
class RunFiles:
    """Files of one run as read.

    Parameters
    ----------
    folder
        Folder of the results.
    record
        Content of ``run.json``.
    tables
        Tables by name.
    pages
        Text of further files by name.
    """

    folder: Path
    record: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    pages: Mapping[str, str]


def read_run(
    folder: Path,
    *,
    tables: Iterable[str],
    pages: Iterable[str] = (),
    files: Iterable[str] = (),
    sometimes: Iterable[str] = (),
) -> RunFiles:
    """Read a folder of results, checked against schema and digests.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.
    tables
        Names of the tables to read, without suffix. One that is written only where a scenario asks for it is
        read where the run has it.
    pages
        Names of further text files to read.
    files
        Names of files to verify, which are read elsewhere.
    sometimes
        Names of tables to read if the run wrote them.

    Returns
    -------
    RunFiles
        Record, tables and texts of the run.

    Raises
    ------
    InputError
        If the folder holds no results, results of another schema version or of a run without a plan; or if
        a file is missing, was changed after the run, or violates the schema.
    """
    findings = Findings()
    record = read_record(folder, findings)
    findings.raise_if_any()
    assert record is not None
    wanted = {TABLES[name].file: TABLES[name] for name in tables}
    wanted |= {SOMETIMES[name].file: SOMETIMES[name] for name in sometimes if _wrote(record, SOMETIMES[name])}
    contents = {name: _verified(folder / name, record, findings) for name in (*wanted, *pages, *files)}
    frames = {
        table.name: _parse(content, table, folder / name, findings)
        for name, table in wanted.items()
        if (content := contents[name]) is not None
    }
    findings.raise_if_any()
    texts = {name: content.decode("utf-8") for name in pages if (content := contents[name]) is not None}
    return RunFiles(folder=folder, record=record, tables=frames, pages=texts)


def _wrote(record: Mapping[str, Any], table: Table) -> bool:
    """Return True if a run wrote a table."""
    return table.file in record["files"]


def _verified(path: Path, record: Mapping[str, Any], findings: Findings) -> bytes | None:
    """Return the bytes of a file; None if it is not the file that the run wrote."""
    unmade = record.get("missing", {}).get(path.name)
    if unmade is not None:
        findings.add(
            Where(file=path.as_posix()),
            words=message("results.read.not_made", reason=name_in(zh=unmade["zh"], en=unmade["en"])),
            fix=message("results.read.fix_not_made"),
        )
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        tell_no_result(findings, path, type(error).__name__)
        return None
    if sha256_of(content) == record["files"].get(path.name):
        return content
    findings.add(
        Where(file=path.as_posix()),
        words=message("results.read.changed"),
        fix=message("word.restore_it_or_run_the_scenario"),
    )
    return None


def _parse(content: bytes, table: Table, path: Path, findings: Findings) -> pd.DataFrame:
    """Parse a table with the kinds of its columns, and report violations of the schema."""
    try:
        # A zone may be called NA: cells are taken as they stand.
        cells = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    except (ValueError, TypeError) as error:
        tell_no_result(findings, path, type(error).__name__)
        return pd.DataFrame()
    faults = [
        f"{column.name} is missing"
        for column in table.columns
        if not column.by_band and column.name not in cells.columns
    ]
    values: dict[str, pd.Series] = {}
    for name in cells.columns:
        column = table.column_of(name)
        values[name] = cells[name] if column is None else _values(column, cells[name])
        fault = "is not declared" if column is None else fault_of(column, values[name])
        faults += [f"{name} {fault}"] if fault else []
    if faults:
        tell_no_result(findings, path, ", ".join(faults))
    return true_text(pd.DataFrame(values))


def _values(column: Column, cells: pd.Series) -> pd.Series:
    """Convert cells to values of the column's kind, to the last digit; keep text that is no such value."""
    if column.kind == "text":
        return cells
    try:
        numbers = pd.Series([float(cell) if cell else math.nan for cell in cells], dtype=float)
    except ValueError:
        return cells
    whole = column.kind == "integer" and bool((numbers % 1 == 0).all())
    return numbers.astype("int64") if whole else numbers
