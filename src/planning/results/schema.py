"""What a table of a run must look like, as data.

The writer takes its columns from the tables declared with these classes and every reader asks the same ones,
so that no second list of columns can fall behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from planning.errors import ProblemError
from planning.words import Words

#: Number of the layout of a folder of results. Raise it when a file, a column or its meaning changes.
SCHEMA_VERSION: Final = 2
Kind = Literal["text", "integer", "number"]
BAND: Final = "{band}"


@dataclass(frozen=True, kw_only=True)
class Column:
    """Contract of one column of a table.

    Parameters
    ----------
    name
        Name in the file; ``{band}`` in it is replaced by each band of the district in turn.
    words
        Meaning.
    kind
        ``text``, ``integer`` or ``number``.
    unit
        Unit of a number.
    nullable
        True if a cell may be empty.
    """

    name: str
    words: Words
    kind: Kind = "text"
    unit: str = ""
    nullable: bool = False

    @property
    def by_band(self) -> bool:
        """True if the file has one such column for each band."""
        return BAND in self.name

    def names(self, bands: Sequence[str]) -> list[str]:
        """Return the names of the column in a file of the given bands."""
        return [self.name.replace(BAND, band) for band in bands] if self.by_band else [self.name]

    def holds(self, name: str) -> bool:
        """Return True if a name in a file belongs to this column."""
        before, found, after = self.name.partition(BAND)
        return name == self.name if not found else name.startswith(before) and name.endswith(after)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Contract of one CSV file.

    Parameters
    ----------
    name
        Name of the file, without suffix.
    words
        Meaning of a row.
    columns
        Columns in their order.
    """

    name: str
    words: Words
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    def names(self, bands: Sequence[str] = ()) -> list[str]:
        """Return the names of the columns in order, for the given bands."""
        return [name for column in self.columns for name in column.names(bands)]

    def column_of(self, name: str) -> Column | None:
        """Return the column to which a name in a file belongs, or None if it belongs to no column."""
        return next((column for column in self.columns if column.holds(name)), None)

    def conform(self, frame: pd.DataFrame, *, bands: Sequence[str] = ()) -> pd.DataFrame:
        """Check a table before it is written, and return its columns in order.

        Parameters
        ----------
        frame
            Table with its columns in any order.
        bands
            Bands of the district.

        Returns
        -------
        pandas.DataFrame
            Same values with the columns in order.

        Raises
        ------
        ProblemError
            If a column is missing or undeclared, has another kind, or has empty cells that it must not have.
        """
        names = self.names(bands)
        wrong = [f"{name} is missing" for name in names if name not in frame.columns]
        wrong += [f"{name} is not declared" for name in frame.columns if name not in names]
        wrong += [
            f"{name} {fault}"
            for column in self.columns
            for name in column.names(bands)
            if name in frame.columns and (fault := fault_of(column, frame[name]))
        ]
        if wrong:
            raise ProblemError(f"{self.file} is not as its schema says: {'; '.join(wrong)}")
        return frame[names]


def fault_of(column: Column, values: pd.Series) -> str:
    """Describe the fault in the values of a column.

    Parameters
    ----------
    column
        Contract of the column.
    values
        Values of the column.

    Returns
    -------
    str
        Description in English; empty without a fault.
    """
    if values.empty:
        return ""
    if not column.nullable and values.isna().any():
        return "has empty cells"
    numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if column.kind == "text":
        return "holds numbers" if numeric else ""
    if not numeric:
        return "" if values.isna().all() else "holds what is no number"
    if column.kind == "integer" and not (values.dropna() % 1 == 0).all():
        return "holds numbers that are not whole"
    return ""
