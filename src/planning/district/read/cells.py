"""Text cells to typed columns, each fault named by row and column."""

from __future__ import annotations

import math
import re

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.district import messages, text_messages
from planning.district.contract import Column, Contract
from planning.district.read.raw import RawTable
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.safe_text import UNSAFE, safe
from planning.errors import Findings, Where

WGS84 = "EPSG:4326"
#: Plain figures only: no thousands separators, no "inf", no digits of other scripts.
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


#: No text at all: the end of a name to the system, and halves of characters, which no file can hold.
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
#: How the names of columns with keys end.
KEYS = ("_id", "place", "figure", "file", "table", "series")


def to_frame(raw: RawTable, *, contract: Contract, findings: Findings) -> pd.DataFrame | None:
    """Convert the text cells of a table to typed columns.

    Parameters
    ----------
    raw
        Text cells of the table.
    contract
        Contract of the table.
    findings
        Receives the faults.

    Returns
    -------
    pandas.DataFrame or geopandas.GeoDataFrame or None
        Columns of the contract in its order, ``row`` first; None if a column is missing or a cell is wrong.
    """
    before = len(findings)
    data: dict[str, list[object]] = {"row": list(raw.rows)}
    dtypes = _dtypes(contract)
    for column in contract.columns:
        if column.name not in raw.columns and column.column_optional:
            empty: object = "" if column.kind == "text" else math.nan
            data[column.name] = [empty] * len(raw.rows)
            continue
        if column.name not in raw.columns:
            where = Where(file=raw.file, column=column.name)
            messages.missing_column(findings, where, raw.columns)
            continue
        data[column.name] = _values(raw, column, findings)
    if len(findings) > before:
        return None
    frame = pd.DataFrame({name: _column(values, dtypes[name]) for name, values in data.items()})
    if raw.geometry is None:
        return frame
    layer: pd.DataFrame = gpd.GeoDataFrame(frame, geometry=raw.geometry, crs=WGS84)
    return layer


def no_rows(contract: Contract) -> pd.DataFrame:
    """Return a table without rows, for an optional table that a district lacks."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _dtypes(contract).items()})


def _dtypes(contract: Contract) -> dict[str, str]:
    return {"row": "int64"} | {column.name: _dtype(column) for column in contract.columns}


def _dtype(column: Column) -> str:
    if column.kind == "text":
        return "object"
    if column.kind == "integer" and not column.optional:
        return "int64"
    return "float64"


def _column(values: list[object], dtype: str) -> pd.Series | FloatArray | IntArray:
    """Return a column in its type; texts are not guessed at, and whole numbers come by way of floats."""
    if dtype == "object":
        return pd.Series(values, dtype=object)
    numbers = np.array(values, dtype=np.float64)
    return numbers.astype(np.int64) if dtype == "int64" else numbers


def _values(raw: RawTable, column: Column, findings: Findings) -> list[object]:
    """Interpret a column: each distinct text once, and cell by cell only where one of them is at fault."""
    cells = raw.columns[column.name]
    faults, anywhere = Findings(), Where(file=raw.file)
    known = {cell: _value(cell, column, anywhere, faults) for cell in set(cells)}
    if len(faults):
        return [
            _value(cell, column, raw.where(index, column.name), findings) for index, cell in enumerate(cells)
        ]
    return [known[cell] for cell in cells]


def _value(cell: str, column: Column, where: Where, findings: Findings) -> object:
    if not cell:
        if not column.optional:
            messages.blank(findings, where)
        return "" if column.kind == "text" else math.nan
    if column.kind == "text":
        if UNSAFE.search(cell):
            return _made_safe(cell, column, where, findings)
        if column.choices and cell not in column.choices:
            messages.unknown_word(findings, where, cell, column.choices)
        return cell
    return _number(cell, column, where, findings)


def _made_safe(cell: str, column: Column, where: Where, findings: Findings) -> str:
    """Return a name without what is obeyed instead of shown; a key, which is compared, must have none."""
    if NO_TEXT.search(cell) or column.choices or column.refers_to is not None or column.name.endswith(KEYS):
        text_messages.no_text(findings, where)
        return ""
    return safe(cell)


def _number(cell: str, column: Column, where: Where, findings: Findings) -> float:
    whole = column.kind == "integer"
    if not NUMBER.fullmatch(cell):
        messages.not_a_number(findings, where, cell, whole=whole)
        return 0.0
    value = float(cell)
    if whole and not (math.isfinite(value) and value.is_integer()):
        messages.not_a_number(findings, where, cell, whole=True)
        return 0.0
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        messages.out_of_range(findings, where, cell, low, high)
        return 0.0
    return value
