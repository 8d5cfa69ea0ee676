"""How the columns of a table share the width of a terminal.

First everything side by side, names wrapped; then names below their rows; then the numbers in blocks, each
with the keys before it. A number is never broken and no column is dropped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from rich.cells import cell_len

from planning.cli.terminal.wrap import longest_unit, wrap

Role = Literal["key", "name", "text", "number"]

#: Cells between two columns.
GAP: Final = 2
#: Text is not wrapped to fewer cells than this.
LEAST_TEXT: Final = 14
#: A word or path that is longer may be cut.
LONGEST_WORD: Final = 24
#: A title or a part of it before a bracket is not broken below this.
WHOLE_TITLE: Final = 8
BRACKET: Final = re.compile(r"(?=[（(])")
#: Lines that one line of a title may take while there is width left.
TITLE_LINES: Final = 2


@dataclass(frozen=True, kw_only=True)
class Column:
    """Column of a printed table.

    Parameters
    ----------
    title
        Title, one line for each language.
    cells
        Text by row.
    role
        ``key`` and ``name`` identify the row, ``number`` is never broken, ``text`` wraps.
    """

    title: str
    cells: tuple[str, ...]
    role: Role

    @cached_property
    def least(self) -> int:
        """Smallest readable width in cells."""
        title = least_title(self.title)
        if self.role == "key":
            return max(title, self.natural)
        unit = max((longest_unit(cell) for cell in self.cells), default=0)
        if self.role == "number":
            return max(title, unit)
        word = min(max(title, unit), LONGEST_WORD)
        return min(max(self.natural, title), max(word, LEAST_TEXT))

    @cached_property
    def natural(self) -> int:
        """Width in cells in which no value wraps."""
        return max((cell_len(line) for cell in self.cells for line in cell.split("\n")), default=0)

    @cached_property
    def titled(self) -> int:
        """Width in cells in which the title takes few lines."""
        width = max(self.least, self.natural)
        while len(wrap_title(self.title, width)) > TITLE_LINES * len(self.title.split("\n")):
            width += 1
        return width


@dataclass(frozen=True, kw_only=True)
class Block:
    """Columns printed side by side.

    Parameters
    ----------
    columns
        Positions of the columns.
    widths
        Width of each column in cells.
    below
        Position of the column printed below each row; None without one.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    below: int | None = None


def plan_columns(columns: Sequence[Column], width: int) -> tuple[Block, ...]:
    """Share the width of a terminal between columns.

    Parameters
    ----------
    columns
        Columns from left to right.
    width
        Width of the terminal in cells.

    Returns
    -------
    tuple of Block
        One block if all columns fit, else several; every column is in a block.
    """
    every = tuple(range(len(columns)))
    if _needs(columns, every) <= width:
        return (_spread(columns, every, width),)
    name = next((i for i in every if columns[i].role == "name" and i > 0), None)
    beside = tuple(i for i in every if i != name)
    if name is not None and _needs(columns, beside) <= width:
        return (replace(_spread(columns, beside, width), below=name),)
    return _folded(columns, beside, width, below=name)


def _folded(
    columns: Sequence[Column], beside: tuple[int, ...], width: int, *, below: int | None
) -> tuple[Block, ...]:
    """Put the columns after the keys into as few blocks as possible."""
    first_number = next((n for n, i in enumerate(beside) if columns[i].role == "number" and n), len(beside))
    lead = beside[:first_number]
    while len(lead) > 1 and _needs(columns, lead) > width // 2:
        lead = lead[:-1]
    rest = beside[len(lead) :]
    blocks = _filled(columns, lead, rest, width, most=len(rest))
    even = _filled(columns, lead, rest, width, most=math.ceil(len(rest) / len(blocks)))
    blocks = even if len(even) == len(blocks) else blocks
    spread = [_spread(columns, block, width) for block in blocks]
    return (replace(spread[0], below=below), *spread[1:])


def _filled(
    columns: Sequence[Column], lead: tuple[int, ...], rest: tuple[int, ...], width: int, *, most: int
) -> list[tuple[int, ...]]:
    """Fill block after block, each with the keys and at most a given number of further columns."""
    blocks = []
    held = lead
    for i in rest:
        further = len(held) - len(lead)
        if further and (further >= most or _needs(columns, (*held, i)) > width):
            blocks.append(held)
            held = lead
        held = (*held, i)
    return [*blocks, held]


def wrap_title(title: str, width: int) -> list[str]:
    """Break a title into lines, before a bracket if it does not fit in one line."""
    lines: list[str] = []
    for line in title.split("\n"):
        parts = [line] if cell_len(line) <= width else BRACKET.split(line)
        lines += [piece for part in parts if part for piece in _even(part.strip(), width)]
    return lines or [""]


def _even(text: str, width: int) -> list[str]:
    """Break a text into as few lines as the width allows, of lengths as equal as possible."""
    lines = wrap(text, width)
    least = longest_unit(text)
    while width > least and len(tighter := wrap(text, width - 1)) == len(lines) > 1:
        lines, width = tighter, width - 1
    return lines


def least_title(title: str) -> int:
    """Return the smallest readable width of a title in cells; short Chinese words stay whole."""
    parts = [part for line in title.split("\n") for part in BRACKET.split(line)]
    return max([longest_unit(title), *(min(cell_len(part), WHOLE_TITLE) for part in parts)])


def _needs(columns: Sequence[Column], chosen: Sequence[int]) -> int:
    return sum(columns[i].least for i in chosen) + GAP * (len(chosen) - 1)


def _spread(columns: Sequence[Column], chosen: tuple[int, ...], width: int) -> Block:
    """Give each column its smallest width, then the rest to numbers, to text and last to titles."""
    widths = [columns[i].least for i in chosen]
    numbers = [columns[i].role == "number" for i in chosen]
    # Where a key and a single column are too wide together, it is text that is cut.
    cut = [n for n, number in enumerate(numbers) if not number] or list(range(len(widths)))
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths[n] for n in cut) > 1:
        widths[max(cut, key=lambda n: widths[n])] -= 1
    for wished in (
        [columns[i].natural if number else 0 for i, number in zip(chosen, numbers, strict=True)],
        [columns[i].natural for i in chosen],
        [columns[i].titled for i in chosen],
    ):
        wants = [max(wish - has, 0) for wish, has in zip(wished, widths, strict=True)]
        spare = max(width - sum(widths) - GAP * (len(widths) - 1), 0)
        share = min(1.0, spare / sum(wants)) if sum(wants) else 0.0
        widths = [has + int(want * share) for has, want in zip(widths, wants, strict=True)]
    return Block(columns=chosen, widths=tuple(widths))
