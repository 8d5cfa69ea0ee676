"""Text made safe to show: a name may hold anything, and a terminal or spreadsheet obeys some of it."""

from __future__ import annotations

import re
from typing import Final

#: What a character that must not be shown is shown as.
SHOWN: Final = "\N{REPLACEMENT CHARACTER}"
#: Control characters but the end of a line (escape sequences begin with one), marks that turn the direction
#: of reading, separators that break a line unseen, halves of characters.
UNSAFE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def safe(text: str) -> str:
    r"""Replace characters that would be obeyed instead of shown.

    Parameters
    ----------
    text
        Text that may come from a file.

    Returns
    -------
    str
        Safe text with its line ends.

    Examples
    --------
    >>> safe("East\x1b[2J Bay") == "East\N{REPLACEMENT CHARACTER}[2J Bay"
    True
    """
    return UNSAFE.sub(SHOWN, text)
