"""The bands of a district from its table, and tables that are ready made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check import keys
from planning.district.check.bands import check_bands
from planning.district.contracts.bands import NAME, bands_contract
from planning.district.read.cells import to_frame
from planning.district.read.raw import RawTable, read_raw
from planning.district.read.workbook import Workbook, has_rows, sheet_table
from planning.domain.bands import BandSystem
from planning.door import through_door
from planning.errors import Findings, Where
from planning.words import message

#: Table of a district that brings none of its own.
DEFAULT: Final = "cn-633"
TABLES: Final = Path(__file__).parent / "band_tables"


def names_of_tables() -> tuple[str, ...]:
    """Return the names of the ready-made tables, the default first."""
    found = sorted(path.stem for path in TABLES.glob("*.csv"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


def ready_made(name: str = DEFAULT) -> BandSystem:
    """Return the bands of a ready-made table.

    Parameters
    ----------
    name
        One of :func:`names_of_tables`.

    Returns
    -------
    BandSystem
        Bands of the table.

    Raises
    ------
    InputError
        If there is no such table.

    Examples
    --------
    >>> ready_made("cn-543").years_of()
    {'kindergarten': 3, 'primary': 5, 'junior': 4, 'senior': 3}
    """
    return _ready_made(name)[1]


def ready_made_frame(name: str = DEFAULT) -> pd.DataFrame:
    """Return a ready-made table as a district holds it; raise ``InputError`` if there is none of the name."""
    return _ready_made(name)[0].copy()


def read_bands(path: Path, *, name: str | None = None) -> BandSystem:
    """Read a table of bands.

    Parameters
    ----------
    path
        CSV file in UTF-8 or GBK, columns as in the contract.
    name
        File as messages name it; ``path`` if omitted.

    Returns
    -------
    BandSystem
        Bands of the table.

    Raises
    ------
    InputError
        If the table has faults; carries all of them.
    """
    return bands_from(_read(path, name or str(path)))


def languages_of(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the languages, beside Chinese and English, in which a table of bands has names.

    Examples
    --------
    >>> languages_of(["id", "name_zh", "name_en", "name_fr"])
    ('fr',)
    """
    codes = (column.removeprefix(NAME) for column in columns if column.startswith(NAME))
    return tuple(code for code in codes if code and code not in ("zh", "en"))


def checked_bands(raw: RawTable, *, findings: Findings) -> pd.DataFrame | None:
    """Return the table of bands from its text cells; None if it has faults.

    Parameters
    ----------
    raw
        Text cells.
    findings
        Receives the faults.

    Returns
    -------
    pandas.DataFrame or None
        Columns of the contract, ``row`` first.
    """
    contract, before = bands_contract(languages_of(list(raw.columns))), len(findings)
    frame = to_frame(raw, contract=contract, findings=findings)
    if frame is None:
        return None
    keys.check_keys(frame, contract=contract, file=raw.file, findings=findings)
    check_bands(frame, file=raw.file, findings=findings)
    return frame if len(findings) == before else None


def bands_frame(table: str | Path) -> pd.DataFrame:
    """Return a table of bands as a district holds it.

    Parameters
    ----------
    table
        Name of a ready-made table, or path of a CSV file.

    Returns
    -------
    pandas.DataFrame
        Columns of the contract, ``row`` first.

    Raises
    ------
    InputError
        If there is no such table, or it has faults.
    """
    path = Path(table)
    if str(table) not in names_of_tables() and (path.suffix.lower() == ".csv" or path.is_file()):
        return _read(path, str(table))
    return ready_made_frame(str(table))


def read_bands_of(
    manifest: pd.DataFrame, folder: Path, *, file: str, findings: Findings, book: Workbook | None
) -> pd.DataFrame:
    """Read the table of bands of a district.

    Parameters
    ----------
    manifest
        Manifest of the district.
    folder
        Folder of the district.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    book
        Workbook whose sheet replaces the table; None without one.

    Returns
    -------
    pandas.DataFrame
        Table of the district; the default table without one, or after a fault.
    """
    contract, listed = bands_contract(), manifest[manifest["table"] == "bands"]
    if book is not None and "bands" in book.sheets:
        if not has_rows(book, "bands", contract=contract):
            return ready_made_frame()
        raw = sheet_table(book, "bands", contract=contract, findings=findings)
    elif listed.empty:
        return ready_made_frame()
    else:
        path, encoding = folder / str(listed["file"].iloc[0]), str(listed["encoding"].iloc[0])
        raw = read_raw(path, name=file, contract=contract, encoding=encoding, findings=findings)
    if raw is None:
        return ready_made_frame()
    cells = raw
    frame = through_door(
        lambda: checked_bands(cells, findings=findings), where=Where(file=file), findings=findings
    )
    return ready_made_frame() if frame is None else frame


@cache
def _ready_made(name: str) -> tuple[pd.DataFrame, BandSystem]:
    if name not in names_of_tables():
        findings = Findings()
        findings.add(
            Where(file=name),
            words=message("district.bands.no_table", name=name, tables=", ".join(names_of_tables())),
            fix=message("district.bands.fix_no_table"),
        )
        findings.raise_if_any()
    frame = _read(TABLES / f"{name}.csv", f"{name}.csv")
    return frame, bands_from(frame)


def _read(path: Path, name: str) -> pd.DataFrame:
    findings = Findings()
    raw = read_raw(path, name=name, contract=bands_contract(), encoding="auto", findings=findings)
    frame = None if raw is None else checked_bands(raw, findings=findings)
    findings.raise_if_any()
    assert frame is not None
    return frame
