"""Values of a sheet: what files have of them, and what readers see."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from planning.words import Words, name_in
from planning.words.catalogue import BOTH


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
    return value.text(BOTH) if isinstance(value, Words) else value


def plain_value(value: Any) -> Any:
    """Convert a value for JSON: plain Python, and None for numbers that are not finite."""
    value = file_value(value.item() if hasattr(value, "item") else value)
    return None if isinstance(value, float) and not math.isfinite(value) else value
