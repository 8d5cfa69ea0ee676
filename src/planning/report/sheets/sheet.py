"""A table that is shown, written and read alike: titles in two languages, values as they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import pandas as pd

from planning.words import Words, message
from planning.words.shown import in_lines

#: Code of a language, or ``both``.
Language = str
#: How a value is shown.
Look = Literal["text", "year", "count", "change", "number", "share"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a sheet.

    Parameters
    ----------
    name
        Name in files.
    words
        Title.
    look
        How values are shown.

    Examples
    --------
    >>> seats = Field(name="seats", words=message("word.seats"), look="count")
    >>> seats.title("en"), seats.show(1350.0), seats.show(None)
    ('Seats', '1,350', '–')
    """

    name: str
    words: Words
    look: Look = "text"

    def title(self, language: Language) -> str:
        """Return the title in a language, or in both."""
        return in_lines(self.words, language)

    def show(self, value: Any) -> str:
        """Format a value; an unknown value becomes a dash.

        Examples
        --------
        >>> Field(name="share", words=message("word.seats"), look="share").show(0.125)
        '12.5%'
        >>> Field(name="change", words=message("word.change"), look="change").show(-40)
        '-40'
        >>> Field(name="opening", words=message("word.year"), look="year").show(0)   # not started
        '–'
        """
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return "–"
        if isinstance(value, str):
            return value
        if self.look == "year":
            return str(int(value)) if value else "–"
        if self.look == "count":
            return f"{value:,.0f}"
        if self.look == "change":
            return "0" if abs(value) < 0.5 else f"{value:+,.0f}"
        if self.look == "number":
            return f"{value:,.2f}"
        if self.look == "share":
            return f"{value:.1%}"
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Table that a terminal, a notebook and a file show alike.

    Parameters
    ----------
    name
        Name of the file, without suffix.
    words
        Title.
    fields
        Columns.
    rows
        Values by row.
    shown
        Number of rows that a terminal shows; None shows all.
    note
        Sentence on what the values leave out, in Chinese and English; None without one.

    Examples
    --------
    >>> sheet = Sheet(
    ...     name="seats", words=message("word.seats"),
    ...     fields=fields_of(("school", message("word.school")), ("seats", message("word.seats"), "count")),
    ...     rows=(("F1", 1350), ("F2", 900)),
    ... )
    >>> sheet.title("both")
    '学位 Seats'
    >>> print(sheet.frame().to_string(index=False))
    school  seats
        F1   1350
        F2    900
    """

    name: str
    words: Words
    fields: tuple[Field, ...]
    rows: tuple[tuple[Any, ...], ...]
    shown: int | None = None
    note: Words | None = None

    def title(self, language: Language) -> str:
        """Return the title in a language, or in both."""
        return self.words.text(language)

    def frame(self) -> pd.DataFrame:
        """Return the values as a frame with the names of the columns."""
        return pd.DataFrame([list(row) for row in self.rows], columns=[field.name for field in self.fields])

    def records(self) -> list[dict[str, Any]]:
        """Return a dict for each row, with None for unknown numbers.

        Examples
        --------
        >>> fields = fields_of(("school", "学校", "School"), ("distance_m", "距离", "Distance", "count"))
        >>> sheet = Sheet(name="far", zh="距离", en="Distance", fields=fields, rows=(("F1", math.nan),))
        >>> sheet.records()
        [{'school': 'F1', 'distance_m': None}]
        """
        names = [field.name for field in self.fields]
        return [dict(zip(names, map(plain_value, row), strict=True)) for row in self.rows]

    def to_html(self, language: Language = "both") -> str:
        """Return the table as HTML; text is escaped.

        Examples
        --------
        >>> fields = fields_of(("seats", "学位", "Seats", "count"))
        >>> sheet = Sheet(name="seats", zh="学位", en="Seats", fields=fields, rows=((1350,),))
        >>> print(sheet.to_html("en"))
        <table><caption>Seats</caption><thead><tr><th>Seats</th></tr></thead><tbody><tr><td>1,350</td></tr></tbody></table>
        """
        head = "".join(f"<th>{escape(field.title(language))}</th>" for field in self.fields)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escape(f.show(v))}</td>" for f, v in zip(self.fields, row, strict=True))
            + "</tr>"
            for row in self.rows
        )
        caption = f"<caption>{escape(self.title(language))}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def fields_of(*columns: tuple[Any, ...]) -> tuple[Field, ...]:
    """Make columns from tuples (name, words) or (name, words, look).

    Examples
    --------
    >>> [field.look for field in fields_of(("school", message("word.school")), ("seats", message("word.seats"), "count"))]
    ['text', 'count']
    """
    return tuple(Field(name=c[0], words=c[1], look=c[2] if len(c) > 2 else "text") for c in columns)


def rows_of(rows: Iterable[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    """Convert rows to tuples of plain Python values.

    Examples
    --------
    >>> import numpy as np
    >>> rows_of(zip(("F1", "F2"), np.array([40.0, 25.0])))
    (('F1', 40.0), ('F2', 25.0))
    """
    return tuple(tuple(value.item() if hasattr(value, "item") else value for value in row) for row in rows)


def plain_value(value: Any) -> Any:
    """Convert a value for JSON: plain Python, and None for numbers that are not finite."""
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
