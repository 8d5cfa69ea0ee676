"""Grades as files name them, in both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from planning.district import messages
from planning.domain.bands import BandSystem
from planning.errors import Findings
from planning.importing.cells import Columns, texts
from planning.importing.layer import Layer
from planning.importing.level_words import bands_of_level, counts_as_britain
from planning.importing.matched import words_by_meaning, words_for

#: Most grades that are counted within their own level, by its letter.
_OF_LEVEL: Final = 6


def grade_of(word: str, bands: BandSystem) -> tuple[int, int] | None:
    """Parse a grade as a file writes it.

    Parameters
    ----------
    word
        Text such as ``3``, ``grade 3``, ``三年级``, ``初一``, ``高三``, ``小班`` or ``Reception``; 0 is the
        year before grade 1.
    bands
        Bands of the district, which say where each grade is.

    Returns
    -------
    tuple or None
        Position of the band, and grade in it counted from 0; None for a text that is no grade.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> lower = Band(id="lower", zh="小学", en="Lower", first_grade=0, entry_age=5, years=6)
    >>> upper = Band(id="upper", zh="初中", en="Upper", first_grade=6, entry_age=11, years=7)
    >>> bands = BandSystem((lower, upper))
    >>> grade_of("三年级", bands), grade_of("初一", bands), grade_of("Grade 12", bands), grade_of("0", bands)
    ((0, 3), (1, 0), (1, 6), (0, 0))
    """
    text = re.sub(r"[\s_.]+", "", word.strip().lower())
    words = _grade_words()
    if text in words:
        return _of_number(words[text], bands)
    of_level, of_school = _patterns()
    match = of_level.fullmatch(text)
    if match:
        (level,) = words_by_meaning("level_letter")[match.group(1)]
        of = bands_of_level(level, bands, british=False)
        return _within(of[0], _number(match.group(2)), bands) if len(of) == 1 else None
    match = of_school.fullmatch(text)
    return None if match is None else _of_number(_number(match.group(1)), bands)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a grade of a level is written, such as ``junior 1``, and how one of school."""
    numerals = words_for("grade", "numeral")
    letters = _one_of(words_by_meaning("level_letter"))
    few, after_level = _one_of(numerals[:_OF_LEVEL]), _one_of(words_for("grade", "after_level"))
    before, after = _one_of(words_for("grade", "before")), _one_of(words_for("grade", "after"))
    return (
        re.compile(rf"({letters})({few}|[1-{_OF_LEVEL}])(?:{after_level})?"),
        re.compile(rf"(?:{before})?(-?\d+|{_one_of(numerals)})(?:{after})?"),
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


@cache
def _numerals() -> dict[str, int]:
    """Return the numerals that are no digits."""
    return {word: number for number, word in enumerate(words_for("grade", "numeral"), start=1)}


@cache
def _grade_words() -> dict[str, int]:
    """Return grades with names of their own, counted as those of school: the year before grade 1 is 0."""
    text = (files("planning.importing") / "grade_words.csv").read_text(encoding="utf-8")
    return {row["word"]: int(row["grade"]) for row in csv.DictReader(text.splitlines())}


def _number(text: str) -> int:
    return _numerals()[text] if text in _numerals() else int(text)


def _of_number(grade: int, bands: BandSystem) -> tuple[int, int] | None:
    """Return band and grade of a grade as the district counts."""
    for band in bands.through:
        if grade in band.grades:
            return bands.index(band.id), grade - band.first_grade
    return None


def _within(band: str, grade: int, bands: BandSystem) -> tuple[int, int] | None:
    """Return band and grade of a grade counted within its band from 1."""
    return (bands.index(band), grade - 1) if 1 <= grade <= bands[band].years else None


def read_grades(
    layer: Layer, columns: Columns, bands: BandSystem, findings: Findings
) -> list[tuple[int, int] | None]:
    """Return the band and grade of each record.

    Parameters
    ----------
    layer, columns
        File with grades, and its columns by field.
    bands
        Bands of the district.
    findings
        Receives words that name no grade.

    Returns
    -------
    list of tuple or None
        Position of the band, and grade in the band from 0; None after a fault. A plain number is the grade of
        school, unless only a grade of the band in the same row makes sense: 1 in junior secondary school is
        its first grade.
    """
    words, levels = texts(layer, columns, "grade"), texts(layer, columns, "band")
    british = counts_as_britain(bands)
    result = []
    for i, (word, cell) in enumerate(zip(words, levels, strict=True)):
        rung = grade_of(word, bands)
        of = bands_of_level(cell, bands, british=british) if cell else ()
        if len(of) == 1 and (rung is None or bands[rung[0]].id != of[0]):
            rung = _in_band(word, of[0], bands) or rung
        if rung is None:
            examples = words_for("grade", "example")
            messages.unknown_word(findings, layer.where(i, columns["grade"]), word, examples)
        result.append(rung)
    return result


def _in_band(word: str, band: str, bands: BandSystem) -> tuple[int, int] | None:
    """Return a plain number as a grade of a band: as the district counts it, or else within the band."""
    if not word.strip().isdecimal():
        return None
    grade, own = int(word), bands[band]
    if grade in own.grades:
        return bands.index(band), grade - own.first_grade
    return _within(band, grade, bands)
