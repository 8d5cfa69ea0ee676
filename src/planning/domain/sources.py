"""How sure a figure is."""

from __future__ import annotations

from typing import Final

from planning.words import Words, message, name_in
from planning.words.catalogue import FIRST, SECOND

#: From the surest to the least sure.
CONFIDENCES: Final = ("official", "press", "estimated", "assumed")

#: Names shown to planners.
CONFIDENCE_NAMES: Final = {
    "official": message("domain.sources.official"),
    "press": message("domain.sources.press"),
    "estimated": message("domain.sources.estimated"),
    "assumed": message("domain.sources.assumed"),
}

#: What stands between the languages of a source that names it in both.
BAR: Final = message("domain.sources.bar")


def source_words(source: str) -> Words:
    """Return a source, as a table names it, before its language is chosen.

    Parameters
    ----------
    source
        Source in one language, or in Chinese and English with a full-width bar between them.

    Examples
    --------
    >>> source_words("统计年鉴｜yearbook").text("en"), source_words("yearbook 2022").text("zh")
    ('yearbook', 'yearbook 2022')
    """
    first, bar, second = source.partition(BAR.text(FIRST))
    return name_in(zh=first, en=second) if bar else name_in(en=source)


def source_in_both(words: Words) -> str:
    """Return a source of our own as tables name theirs, in both languages.

    Parameters
    ----------
    words
        Source.

    Examples
    --------
    >>> source_in_both(name_in(zh="统计年鉴", en="yearbook"))
    '统计年鉴｜yearbook'
    """
    return f"{words.text(FIRST)}{BAR.text(FIRST)}{words.text(SECOND)}"
