"""Which column of a file holds what: guessed from its name, and never without saying so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from planning.importing.fields import Wanted

How = Literal["stated", "name", "cut name", "part of name", "values that stand once", "name of the key"]
#: Ways in which a name may be known, the surest first.
BY_NAME: Final[tuple[How, ...]] = ("name", "cut name", "part of name")
#: A Shapefile's field names end after so many bytes.
CUT_BYTES: Final = 10


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Column that is taken for a field, and why.

    Parameters
    ----------
    field
        The field.
    column
        Column of the file.
    how
        Why it was taken; ``stated`` if a planner has said so against the guess.
    rivals
        Other columns that might be meant, the likeliest first.
    confirmed
        True if the planner has confirmed this column of this file.
    """

    field: str
    column: str
    how: How
    rivals: tuple[str, ...] = ()
    confirmed: bool = False


def guess_columns(
    columns: Sequence[str],
    wanted: Iterable[Wanted],
    *,
    stated: Mapping[str, str | None],
    free: Collection[str] | None = None,
) -> list[Guess]:
    """Guess the column of each field.

    Parameters
    ----------
    columns
        Names of the columns in the file.
    wanted
        Fields to look for.
    stated
        Column by field where a planner has said so; None if he has said that there is none.
    free
        Columns that may be guessed; None allows all.

    Returns
    -------
    list of Guess
        Guesses in the order of the fields, without fields that have no column. No column serves two fields.
    """
    fields = list(wanted)
    found = {
        field: Guess(field=field, column=column, how="stated") for field, column in stated.items() if column
    }
    taken = {guess.column for guess in found.values()}
    open_ = [column for column in columns if free is None or column in free]
    for how in BY_NAME:
        for field in fields:
            if field.name in found or field.name in stated or (field.exact and how == "part of name"):
                continue
            for known in field.known_as:
                match = next((c for c in open_ if c not in taken and matches(c, known, how)), None)
                if match is not None:
                    found[field.name] = Guess(field=field.name, column=match, how=how)
                    taken.add(match)
                    break
    return [found[field.name] for field in fields if field.name in found]


def matches(column: str, known: str, how: How) -> bool:
    """Return True if the name of a column is a known name.

    Parameters
    ----------
    column
        Name of the column in the file.
    known
        Known name.
    how
        Kind of match: the same name, the name cut short, or the name within a longer one.

    Returns
    -------
    bool
        False for other kinds of match.
    """
    mine, theirs = plain(column), plain(known)
    if how == "name":
        return mine == theirs
    if how == "cut name":
        return _cut(column, known)
    if len(known) >= 2 and known.lower() in re.split(r"[\s_\-./:\uff1a]+", column.lower()):
        return True
    # A short name would be part of almost anything.
    long_enough = len(theirs) >= (2 if not theirs.isascii() else 5)
    return long_enough and theirs in mine


def _cut(column: str, known: str) -> bool:
    """Return True if a name is a known one cut at ten bytes in either encoding, without a broken letter."""
    clean = column.rstrip("\ufffd?")
    for encoding in ("utf-8", "gb18030"):
        raw = known.encode(encoding, errors="ignore")
        if len(raw) > CUT_BYTES:
            shortened = raw[:CUT_BYTES].decode(encoding, errors="ignore")
            if len(shortened) >= 2 and plain(clean) == plain(shortened):
                return True
    return False


def plain(text: str) -> str:
    """Return a name in lower case without blanks, brackets and the units after it."""
    # Brackets, colons and the comma of lists are often those of a Chinese keyboard.
    text = re.sub(r"[\uff08(].*?[\uff09)]", "", text.lower())
    return re.sub(r"[\s_\-./:\uff1a\u3001]+", "", text)
