"""One odd row of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """One odd row: how odd it is, where, and what it shows."""

    size: float
    row: int
    zh: str
    en: str
