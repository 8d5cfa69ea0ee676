"""Sources as tables name them: in one language, or in two with a bar between them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from planning.words import Name, Words, name_in
from planning.words.catalogue import FIRST, SECOND


def source_words(source: str) -> Name:
    """Return a source before its language is chosen.

    Parameters
    ----------
    source
        Source as a table names it; one in Chinese and English has a full-width bar between them.

    Examples
    --------
    >>> source_words("统计年鉴｜yearbook").text("en"), source_words("yearbook 2022").text("zh")
    ('yearbook', 'yearbook 2022')
    """
    first, bar, second = source.partition(_between())
    return name_in(zh=first, en=second) if bar else name_in(en=source)


def source_text(words: Words) -> str:
    """Return a text of ours as a table names its source: Chinese and English with a bar between them."""
    return f"{words.text(FIRST)}{_between()}{words.text(SECOND)}"


@lru_cache(maxsize=1)
def _between() -> str:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["between"])
