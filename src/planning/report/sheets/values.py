"""Values of a sheet: what files have of them, and what readers see."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from planning.words import Words, name_in
from planning.words.catalogue import BOTH, FIRST, SECOND


@dataclass(frozen=True, kw_only=True)
class Coded:
    """Value that files know by its key and readers by its words.

    Parameters
    ----------
    key
        Key in files.
    words
        Words that are shown.

    Examples
    --------
    >>> from planning.words import message
    >>> yes = Coded(key="yes", words=message("word.yes"))
    >>> yes.key, yes.text("zh")
    ('yes', '是')
    """

    key: str
    words: Words

    def text(self, language: str) -> str:
        """Return the words in a language, or in both."""
        return self.words.text(language)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Words that files have in one column for each of two languages, and a reader sees in the reader's own.

    Parameters
    ----------
    words
        Words that are shown.
    language
        Language of the column in files.

    Examples
    --------
    >>> from planning.words import message
    >>> cell = Told(words=message("word.yes"), language="zh")
    >>> file_value(cell), cell.text("en")
    ('是', 'yes')
    """

    words: Words
    language: str

    def text(self, language: str) -> str:
        """Return the words in a language; with ``both``, each column has its own."""
        return self.words.text(self.language if language == BOTH else language)


def told(words: Words) -> tuple[Told, Told]:
    """Return words for a column in Chinese and one in English."""
    return Told(words=words, language=FIRST), Told(words=words, language=SECOND)


def coded(key: str, words: Words | None) -> Coded:
    """Make a coded value; its words are its key if there are none.

    Examples
    --------
    >>> coded("zebra", None).text("zh")
    'zebra'
    """
    return Coded(key=key, words=words or name_in(en=key))


def file_value(value: Any) -> Any:
    """Return a value as files have it: coded values by their keys, other words in both languages."""
    if isinstance(value, Coded):
        return value.key
    if isinstance(value, Told):
        return value.words.text(value.language)
    return value.text(BOTH) if isinstance(value, Words) else value


def plain_value(value: Any) -> Any:
    """Convert a value for JSON: plain Python, and None for numbers that are not finite."""
    value = file_value(value.item() if hasattr(value, "item") else value)
    return None if isinstance(value, float) and not math.isfinite(value) else value
