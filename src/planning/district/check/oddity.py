"""One odd row of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """One odd row of a table.

    Parameters
    ----------
    size
        Degree of oddity; the largest are reported first.
    row
        Row number, as messages name it.
    zh, en
        What the row shows, in Chinese and English.
    """

    size: float
    row: int
    zh: str
    en: str
