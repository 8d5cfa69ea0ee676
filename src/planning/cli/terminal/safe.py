"""Text of files made safe to print: a name may hold anything, a terminal obeys some of it."""

from __future__ import annotations

import sys
from typing import Final

from planning.domain.safe_text import SHOWN, UNSAFE, safe

__all__ = ["SHOWN", "UNSAFE", "fitted", "put", "safe", "safe_json", "shows"]

#: Signs that a narrow encoding lacks, and signs as wide that read alike.
ALIKE: Final = str.maketrans("–—−→·×─’“”", '--->|x-\'""')


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
