"""Text of files made safe to print: a name may hold anything, a terminal obeys some of it."""

from __future__ import annotations

import re
import sys
from typing import Final

#: What a character that must not reach a terminal is shown as.
SHOWN: Final = "\N{REPLACEMENT CHARACTER}"
#: Control characters but the end of a line (escape sequences begin with one), marks that turn the direction
#: of reading, separators that break a line unseen, halves of characters.
UNSAFE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
#: Signs that a narrow encoding lacks, and signs as wide that read alike.
ALIKE: Final = str.maketrans("–—−→·×─’“”", '--->|x-\'""')


def safe(text: str) -> str:
    """Replace characters that a terminal would obey instead of show.

    Parameters
    ----------
    text
        Text that may come from a file.

    Returns
    -------
    str
        Safe text with its line ends.
    """
    return UNSAFE.sub(SHOWN, text)


def safe_json(text: str) -> str:
    r"""Write what a terminal would obey as ``\uXXXX``, so that a machine reads the same values.

    Parameters
    ----------
    text
        JSON document.

    Returns
    -------
    str
        JSON document with the same values.
    """
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def shows(text: str, encoding: str | None) -> bool:
    """Return True if an encoding has every character of a text."""
    try:
        text.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def fitted(text: str, encoding: str | None) -> str:
    """Replace characters that an encoding lacks by similar ones; the stream replaces the rest."""
    return text if shows(text, encoding) else text.translate(ALIKE)


def put(line: str, *, errors: bool = False) -> None:
    """Print a line without wrapping, for machines and for text that must not be broken.

    Parameters
    ----------
    line
        Line without its end; characters that a terminal would obey are replaced.
    errors
        True to print on standard error.
    """
    print(safe(line), file=sys.stderr if errors else sys.stdout)
