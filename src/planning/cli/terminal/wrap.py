"""Lines of mixed Chinese and English, broken where a reader breaks them and never within a number.

Chinese characters count double and may be parted anywhere but before closing punctuation; English is parted
at spaces. A library that parts at spaces alone takes a Chinese sentence for one long word and cuts it
blindly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, chop_cells

OPENING: Final = frozenset("（《〈“‘【「『([{")
CLOSING: Final = frozenset("，。、；：！？）》〉”’】」』)]}…%,.;:!?·")


def units(text: str) -> Iterator[str]:
    """Yield the unbreakable parts of one line; spaces end the part before them."""
    start = 0
    for i in range(1, len(text)):
        if _parts(text[i - 1], text[i]):
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def longest_unit(text: str) -> int:
    """Return the width of the widest unbreakable part in cells."""
    return max((cell_len(unit.rstrip()) for line in text.split("\n") for unit in units(line)), default=0)


def wrap(text: str, width: int) -> list[str]:
    """Wrap a text of Chinese and English.

    Parameters
    ----------
    text
        Text to wrap; its own line ends stay.
    width
        Width of a line in cells, at least 2.

    Returns
    -------
    list of str
        One or more lines, none wider than the width; a wider unbreakable part is cut.
    """
    width = max(width, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for unit in units(paragraph):
            if cell_len(line) + cell_len(unit.rstrip()) <= width:
                line += unit
                continue
            if line.strip():
                lines.append(line.rstrip())
            *whole, line = chop_cells(unit.rstrip(), width) or [""]
            lines += whole
            line += unit[len(unit.rstrip()) :]
        lines.append(line.rstrip())
    return lines


def _parts(before: str, after: str) -> bool:
    """Return True if a line may end between two characters."""
    if after.isspace():
        return False
    if before.isspace():
        return True
    if after in CLOSING or before in OPENING or before.isdigit():
        return False
    return _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return cell_len(character) == 2
