"""Odd rows of a table, and how a kind of them is told: their number, the worst ten and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planning.errors import Findings, Where
from planning.words import Words, listed, message

WORST: Final = 10
#: Beginning of the id of every kind that is printed as "what your data lacks".
LACKS: Final = "lacks."
CHECK_FIGURES: Final = message("check.oddity.fix")


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """One odd row of a table, or one group of rows.

    Parameters
    ----------
    size
        Degree of oddity; the largest are reported first.
    row
        Row number, as messages name it; 0 if it is no single row.
    words
        What the row shows.
    """

    size: float
    row: int
    words: Words


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of oddity, of one table.

    Parameters
    ----------
    id
        Name of the kind; kinds of missing or implausible data begin with :data:`LACKS`.
    table, column
        Table and column at fault.
    words
        What is odd.
    fix
        The way out.
    """

    id: str
    table: str
    column: str
    words: Words
    fix: Words = CHECK_FIGURES


def tell(kind: Kind, odd: Iterable[Oddity], *, file: str, warnings: Findings, wanted: int = 0) -> None:
    """Warn of the oddities of one kind, or of nothing if there are none.

    Parameters
    ----------
    kind
        Kind of the oddities.
    odd
        Oddities of one kind; for missing rows the size is their number.
    file
        File of the table, as messages name it.
    warnings
        Receives the warning.
    wanted
        Number of rows that the table ought to have; 0 if no rows are missing.
    """
    found = sorted(odd, key=lambda item: -item.size)
    if not found:
        return
    worst = found[:WORST]
    row = worst[0].row if len(found) == 1 and worst[0].row else None
    warnings.add(
        Where(file=file, row=row, column=kind.column),
        words=message(
            _told(many=len(found) > WORST, of_rows=wanted > 0),
            what=kind.words,
            n=len(found),
            worst=listed((item.words for item in worst), "list.semicolon"),
            lost=sum(item.size for item in found),
            wanted=wanted,
        ),
        fix=kind.fix,
        id=kind.id,
    )


def _told(*, many: bool, of_rows: bool) -> str:
    if of_rows:
        return "check.oddity.many_of_rows" if many else "check.oddity.few_of_rows"
    return "check.oddity.many" if many else "check.oddity.few"
