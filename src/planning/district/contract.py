"""What a table must look like, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planning.words import Words

Kind = Literal["text", "integer", "number"]
Shape = Literal["polygon", "any"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """Contract of one column of a table.

    Parameters
    ----------
    name
        Name of the column or property.
    words
        Meaning for the data dictionary.
    kind
        ``text``, ``integer`` or ``number``.
    unit
        Unit of a number.
    minimum, maximum
        Range, both ends included.
    optional
        True if a cell may be empty.
    column_optional
        True if the file may lack the column, which then reads as empty.
    choices
        Words allowed in a text column.
    refers_to
        ``table.column`` that must contain the value.
    confidence_column
        Column with the confidence of the figure; None if the cell is no figure (a key, or a year that names
        the row).
    """

    name: str
    words: Words
    kind: Kind = "text"
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    optional: bool = False
    column_optional: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    confidence_column: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contract:
    """Contract of one table.

    Parameters
    ----------
    name
        Name of the table in the manifest.
    words
        Meaning of a row.
    key
        Columns whose values together identify a row.
    columns
        Columns to read; other columns of the file are ignored.
    shape
        Geometry of each feature, for a layer; None for a table.
    optional
        True if a district may lack the table, which then reads as a table without rows.
    for_forecast
        True if only the forecast needs the table: a district that counts its pupils may lack it.
    """

    name: str
    words: Words
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: Shape | None = None
    optional: bool = False
    for_forecast: bool = False

    def column(self, name: str) -> Column:
        """Return the column of a name."""
        return next(column for column in self.columns if column.name == name)
