"""A table that is shown, written and read alike: words stay words until a language is chosen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

import pandas as pd

from planning.report.sheets.values import file_value, plain_value
from planning.words import Words
from planning.words.catalogue import BOTH, FIRST, SECOND, default_language
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
    >>> from planning.words import message
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

    def show(self, value: Any, language: Language | None = None) -> str:
        """Format a value; an unknown value becomes a dash.

        Parameters
        ----------
        value
            Number, plain text, or :class:`~planning.words.Words`.
        language
            Language of words, or both; that of the reader if None.

        Examples
        --------
        >>> from planning.words import message
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
        if isinstance(value, Words):
            return value.text(language or default_language())
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
        Sentence on what the values leave out; None without one.

    Examples
    --------
    >>> from planning.words import message
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
        """Return the values as a frame with the names of the columns.

        The frame is the same whoever reads it: coded values by their keys, other words in both languages.
        """
        rows = [[file_value(value) for value in row] for row in self.rows]
        return pd.DataFrame(rows, columns=[field.name for field in self.fields])

    def records(self) -> list[dict[str, Any]]:
        """Return a dict for each row, with None for unknown numbers.

        Examples
        --------
        >>> from planning.words import message
        >>> distance = message("word.distance")
        >>> fields = fields_of(("school", message("word.school")), ("distance_m", distance, "count"))
        >>> sheet = Sheet(name="far", words=distance, fields=fields, rows=(("F1", math.nan),))
        >>> sheet.records()
        [{'school': 'F1', 'distance_m': None}]
        """
        names = [field.name for field in self.fields]
        return [dict(zip(names, map(plain_value, row), strict=True)) for row in self.rows]

    def in_language(self, language: Language) -> Sheet:
        """Return the sheet as the reader of a language sees it.

        Parameters
        ----------
        language
            Code of a language; ``both`` keeps names in both.

        Returns
        -------
        Sheet
            Words as plain text; of names in Chinese and in English, those of the language alone.

        Examples
        --------
        >>> from planning.words import message
        >>> school = message("word.school")
        >>> fields = fields_of(("name_zh", school), ("name_en", school))
        >>> sheet = Sheet(name="sites", words=school, fields=fields, rows=(("一小", "First"),))
        >>> sheet.in_language("zh").rows
        (('一小',),)
        """
        at = {field.name: i for i, field in enumerate(self.fields)}
        kept = [
            i
            for i, field in enumerate(self.fields)
            if language == BOTH or not _elsewhere(field, at, language)
        ]
        rows = tuple(tuple(self._value(row, i, at, language) for i in kept) for row in self.rows)
        return replace(self, fields=tuple(self.fields[i] for i in kept), rows=rows)

    def _value(self, row: tuple[Any, ...], i: int, at: dict[str, int], language: Language) -> Any:
        """Return a value as the reader of a language sees it; a name in another if that is all there is."""
        other = at.get(_other(self.fields[i].name)) if language != BOTH else None
        value = row[i] if other is None else row[i] or row[other]
        return value.text(language) if isinstance(value, Words) else value

    def to_html(self, language: Language | None = None) -> str:
        """Return the table as HTML; text is escaped.

        Parameters
        ----------
        language
            Language, or both; that of the reader if None.

        Examples
        --------
        >>> from planning.words import message
        >>> fields = fields_of(("seats", message("word.seats"), "count"))
        >>> sheet = Sheet(name="seats", words=message("word.seats"), fields=fields, rows=((1350,),))
        >>> print(sheet.to_html("en"))
        <table><caption>Seats</caption><thead><tr><th>Seats</th></tr></thead><tbody><tr><td>1,350</td></tr></tbody></table>
        """
        code = language or default_language()
        shown = self.in_language(code)
        head = "".join(f"<th>{escape(field.title(code))}</th>" for field in shown.fields)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escape(f.show(v, code))}</td>" for f, v in zip(shown.fields, row, strict=True))
            + "</tr>"
            for row in shown.rows
        )
        caption = f"<caption>{escape(self.title(code))}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _other(name: str) -> str:
    """Return the name of the column with the same names in the other language; empty if there is none."""
    stem, _, code = name.rpartition("_")
    pair = {FIRST: SECOND, SECOND: FIRST}
    return f"{stem}_{pair[code]}" if code in pair else ""


def _elsewhere(field: Field, at: dict[str, int], language: Language) -> bool:
    """Return True if a column holds names that the column of the reader's language holds too."""
    mine = f"_{FIRST if language == FIRST else SECOND}"
    return _other(field.name) in at and not field.name.endswith(mine)


def fields_of(*columns: tuple[Any, ...]) -> tuple[Field, ...]:
    """Make columns from tuples (name, words) or (name, words, look).

    Examples
    --------
    >>> from planning.words import message
    >>> school, seats = ("school", message("word.school")), ("seats", message("word.seats"), "count")
    >>> [field.look for field in fields_of(school, seats)]
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
