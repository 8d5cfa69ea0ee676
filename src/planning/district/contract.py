"""What a table must look like, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number"]
Shape = Literal["polygon", "any"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Column or property name.
    zh, en
        Meaning, for the data dictionary.
    kind
        ``text``, ``integer`` or ``number``.
    unit
        Unit of a number.
    minimum, maximum
        Range, both ends included.
    optional
        True where a cell may be empty.
    column_optional
        True where the file may do without the column, which then reads as empty.
    choices
        Words allowed in a text column.
    refers_to
        ``table.column`` whose values this one must be among.
    confidence_column
        Column that tells how sure the figure is; None where the cell is no figure (a key, a year that names
        the row).
    """

    name: str
    zh: str
    en: str
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
    """One table.

    Parameters
    ----------
    name
        Name of the table in the manifest.
    zh, en
        What a row is.
    key
        Columns whose values together may stand once.
    columns
        The columns; others may stand in the file and are not read.
    shape
        Geometry of each feature, for a layer; None for a table.
    optional
        True where a district may do without; it then reads as a table without rows.
    for_forecast
        True where only the forecast needs it: a district that counts its pupils does without.
    """

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: Shape | None = None
    optional: bool = False
    for_forecast: bool = False

    def column(self, name: str) -> Column:
        """Return one column by name."""
        return next(column for column in self.columns if column.name == name)
