"""Which column of a file holds what: guessed from its name, and never without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from planning.importing.fields import Wanted

How = Literal["stated", "name", "cut name", "part of name"]
#: A Shapefile's field names end after so many bytes.
CUT_BYTES: Final = 10


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Column taken for a field, and the reason.

    Parameters
    ----------
    field
        Name of the field.
    column
        Name of the column in the file.
    how
        Reason: stated by the planner, known name, known name cut short, or part of a known name.
    """

    field: str
    column: str
    how: How


def guess_columns(columns: Sequence[str], wanted: Iterable[Wanted], *, stated: dict[str, str]) -> list[Guess]:
    """Guess the column of each field.

    Parameters
    ----------
    columns
        Names of the columns in the file.
    wanted
        Fields to look for.
    stated
        Columns that the planner states, by field; they are taken without a check.

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
    for how in ("name", "cut name", "part of name"):
        for field in fields:
            if field.name in found or field.name in stated:
                continue
            for known in field.known_as:
                match = next((c for c in columns if c not in taken and _matches(c, known, how)), None)
                if match is not None:
                    found[field.name] = Guess(field=field.name, column=match, how=how)
                    taken.add(match)
                    break
    return [found[field.name] for field in fields if field.name in found]


def _matches(column: str, known: str, how: str) -> bool:
    mine, theirs = plain(column), plain(known)
    if how == "name":
        return mine == theirs
    if how == "cut name":
        return _cut(column, known)
    if len(known) >= 2 and known.lower() in re.split(r"[\s_\-./:：]+", column.lower()):
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
    text = re.sub(r"[（(].*?[）)]", "", text.lower())
    return re.sub(r"[\s_\-./:：、]+", "", text)
