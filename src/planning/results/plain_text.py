"""Text of a table as a spreadsheet may open it, and back.

A cell that begins like a formula would be carried out by a spreadsheet. It is written with an apostrophe
before it, and read without; so is a cell that begins with apostrophes and then like a formula, so that each
text comes back as it was, but for characters that are obeyed instead of shown, which are replaced for good.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from planning.domain.safe_text import safe

#: Letters with which a spreadsheet begins a formula.
FORMULA: Final = ("=", "+", "-", "@", "|", "%")
QUOTE: Final = "'"


def plain_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose text a spreadsheet cannot take for a formula, nor a terminal for a command."""
    return _mapped(frame, _plain)


def true_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Undo :func:`plain_text`: return the table with its original text."""
    return _mapped(
        frame,
        lambda cell: (
            cell[1:] if isinstance(cell, str) and cell[:1] == QUOTE and _is_like_a_formula(cell) else cell
        ),
    )


def _mapped(frame: pd.DataFrame, change: Callable[[Any], Any]) -> pd.DataFrame:
    result = frame.copy()
    for name in result.columns:
        if not pd.api.types.is_numeric_dtype(result[name]):
            result[name] = [change(cell) for cell in result[name]]
    return result


def _plain(cell: Any) -> Any:
    shown = safe(cell) if isinstance(cell, str) else cell
    return f"{QUOTE}{shown}" if _is_like_a_formula(shown) else shown


def _is_like_a_formula(cell: object) -> bool:
    return isinstance(cell, str) and cell.lstrip(QUOTE).startswith(FORMULA)
