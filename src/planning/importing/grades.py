"""Grades as files name them, in both languages."""

from __future__ import annotations

import re
from typing import Final

from planning.district import messages
from planning.domain.bands import BAND_YEARS, BANDS
from planning.errors import Findings
from planning.importing.cells import Columns, texts
from planning.importing.layer import Layer
from planning.importing.level_words import bands_of_level

#: Grades of general school before each band begins; kindergarten ends the year before grade 1.
_BEFORE: Final = {"primary": 0, "junior": 6, "senior": 9}
#: Grades as messages give them for an example.
EXAMPLES: Final = ("1", "12", "一年级", "初一", "高三", "小班")
_DIGITS: Final = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_WORDS: Final = {
    **{word: (0, g) for g, word in enumerate(("小班", "中班", "大班"))},
    "k": (0, 2), "kg": (0, 2), "kindergarten": (0, 2), "pk": (0, 1), "pre-k": (0, 1),
}  # fmt: skip


def grade_of(word: str) -> tuple[int, int] | None:
    """Parse a grade as a file writes it.

    Parameters
    ----------
    word
        Text such as ``3``, ``grade 3``, ``三年级``, ``初一``, ``高三`` or ``小班``; 0 is the last year of
        kindergarten.

    Returns
    -------
    tuple or None
        Position of the band, and grade in it counted from 0; None for a text that is no grade.

    Examples
    --------
    >>> grade_of("三年级"), grade_of("初一"), grade_of("Grade 12"), grade_of("0")
    ((1, 2), (2, 0), (3, 2), (0, 2))
    """
    text = re.sub(r"[\s_.]+", "", word.strip().lower())
    if text in _WORDS:
        return _WORDS[text]
    for first, band in (("初", "junior"), ("高", "senior"), ("小", "primary")):
        match = re.fullmatch(rf"{first}([一二三四五六]|[1-6])(年级)?", text)
        if match:
            return _within(band, _number(match.group(1)))
    match = re.fullmatch(
        r"(?:grade|year|yr|g)?(-?\d+|[一二三四五六七八九]|十[一二]?)(?:年级|th|st|nd|rd)?", text
    )
    return None if match is None else _of_number(_number(match.group(1)))


def _number(text: str) -> int:
    if text.startswith("十"):
        return 10 + _DIGITS.get(text[1:], 0)
    return _DIGITS[text] if text in _DIGITS else int(text)


def _of_number(grade: int) -> tuple[int, int] | None:
    if grade <= 0:
        return _within("kindergarten", BAND_YEARS["kindergarten"] + grade)
    for band in ("senior", "junior", "primary"):
        if grade > _BEFORE[band]:
            return _within(band, grade - _BEFORE[band])
    return None


def _within(band: str, grade: int) -> tuple[int, int] | None:
    return (BANDS.index(band), grade - 1) if 1 <= grade <= BAND_YEARS[band] else None


def read_grades(layer: Layer, columns: Columns, findings: Findings) -> list[tuple[int, int] | None]:
    """Return the band and grade of each record.

    Parameters
    ----------
    layer, columns
        File with grades, and its columns by field.
    findings
        Receives words that name no grade.

    Returns
    -------
    list of tuple or None
        Position of the band, and grade in the band from 0; None after a fault. A plain number is the grade of
        school, unless only a grade of the band in the same row makes sense: 1 in junior secondary school is
        its first grade.
    """
    words, bands = texts(layer, columns, "grade"), texts(layer, columns, "band")
    result = []
    for i, (word, cell) in enumerate(zip(words, bands, strict=True)):
        rung = grade_of(word)
        of = bands_of_level(cell, british=False) if cell else ()
        if len(of) == 1 and word.strip().isdecimal() and (rung is None or BANDS[rung[0]] != of[0]):
            rung = _within(of[0], int(word)) or rung
        if rung is None:
            messages.unknown_word(findings, layer.where(i, columns["grade"]), word, EXAMPLES)
        result.append(rung)
    return result
