"""Columns that several tables of a run share, and how others are made."""

from __future__ import annotations

from planning.results.schema import Column
from planning.words import Words, message

PUPILS, SEATS, ROOMS, MONEY = "pupils", "seats", "rooms", "10,000 of the currency"
NAME_ZH = Column(name="name_zh", words=message("word.chinese_name"))
NAME_EN = Column(name="name_en", words=message("word.english_name"))
ZONE = Column(name="zone", words=message("word.key_of_the_zone"))
FACILITY = Column(name="facility", words=message("word.key_of_the_facility"))
BAND = Column(name="band", words=message("results.tables.band_schooling"))
YEAR = Column(name="year", words=message("results.tables.school_year_september"), kind="integer")


def whole(name: str, *, words: Words, unit: str = "year", nullable: bool = False) -> Column:
    """Return a column of whole numbers.

    Parameters
    ----------
    name
        Name in the file.
    words
        Meaning.
    unit
        Unit; school years unless stated.
    nullable
        True if a row may have none.

    Returns
    -------
    Column
        The column.
    """
    return Column(name=name, words=words, kind="integer", unit=unit, nullable=nullable)


def number(name: str, *, words: Words, unit: str, nullable: bool = False) -> Column:
    """Return a column of numbers.

    Parameters
    ----------
    name
        Name in the file.
    words
        Meaning.
    unit
        Unit.
    nullable
        True if a row may have none.

    Returns
    -------
    Column
        The column.
    """
    return Column(name=name, words=words, kind="number", unit=unit, nullable=nullable)
