"""Words that planners' files are matched with, by what they mean: those of ``words.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


def words_by_meaning(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a list by their meaning, in the order in which they are tried.

    Parameters
    ----------
    name
        Name of the list.

    Examples
    --------
    >>> words_by_meaning("operator")["private"][1:]
    ('private', 'independent')
    """
    return _lists()[name]


def words_for(name: str, meaning: str) -> tuple[str, ...]:
    """Return the words of a list that mean one thing.

    Parameters
    ----------
    name
        Name of the list.
    meaning
        What the words mean.

    Examples
    --------
    >>> "motorway" in words_for("road", "barred")
    True
    """
    return _lists()[name][meaning]


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    text = (files("planning.importing") / "words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["list"], {})[row["meaning"]] = tuple(row["words"].split())
    return found
