"""Levels of education as files name them, in China, the United States and Britain, as the bands they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from planning.domain.bands import BANDS

K, P, J, S = BANDS
#: One band each, as far as the words go. Grade 6 is primary in one country and middle school in another; a
#: school that calls itself so is taken at its word.
_ONE: Final[dict[str, tuple[str, ...]]] = {
    K: (
        "kindergarten", "preschool", "pre school", "pre kindergarten", "prek", "pre k", "pk", "nursery",
        "early years", "early childhood", "ecec", "kita", "幼儿园", "学前", "学前教育", "幼儿班",
    ),
    P: (
        "primary", "elementary", "elem", "es", "el", "ps", "lower school", "grade school", "infant",
        "infants", "infant and junior", "junior and infant", "first", "middle deemed primary", "grundschule",
        "école primaire", "primaria", "小学", "完全小学", "完小", "教学点", "初小",
    ),
    J: (
        "junior", "middle", "ms", "jr", "jh", "jhs", "jr high", "junior high", "junior secondary",
        "lower secondary", "intermediate", "middle deemed secondary", "collège", "初中", "初级中学",
        "初级中学校",
    ),
    S: (
        "senior", "high", "hs", "sr", "sh", "shs", "sr high", "senior high", "senior secondary",
        "upper secondary", "upper school", "sixth form", "6th form", "sixth form centre",
        "sixth form college",
        "16 plus", "16+", "post 16", "lycée", "高中", "普高", "普通高中", "高级中学",
    ),
}  # fmt: skip
#: Several bands in one school: its seats cannot be told apart by the word.
_SEVERAL: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    (P, J): (
        "elementary middle", "elementary and middle", "middle elementary", "九年一贯制", "九年制", "九年一贯",
        "九年一贯制学校",
    ),
    (J, S): (
        "secondary", "sec", "ss", "middle high", "jr sr high", "junior senior high", "upper", "完全中学",
        "完中", "中学", "gesamtschule",
    ),
    (P, J, S): (
        "all through", "combined", "十二年一贯制", "十二年制", "十二年一贯制学校",
    ),
}  # fmt: skip
#: Words that only British files use, beside which "Junior" is the second half of a primary school.
_BRITISH: Final = frozenset({
    "infant", "infants", "all through", "sixth form", "6th form", "16 plus", "post 16", "secondary",
    "nursery", "first", "middle deemed primary", "middle deemed secondary", "infant and junior",
    "junior and infant",
})  # fmt: skip
_KNOWN: Final[dict[str, tuple[str, ...]]] = {
    **{word: (band,) for band, words in _ONE.items() for word in words},
    **{word: bands for bands, words in _SEVERAL.items() for word in words},
}
_GRADES: Final = re.compile(
    r"(?:grades?\s*)?(pk|prek|pre k|k|kg|tk|\d{1,2})\s*(?:-|–|to|through|thru)\s*(k|\d{1,2})"
)
#: A school that begins no later than this grade, or ends no sooner, holds a part of the band: 6-12 is a
#: middle and a high school, although grade 6 may be primary elsewhere.
_LATEST_START: Final = {P: 4, J: 8, S: 12}
_SOONEST_END: Final = {P: 1, J: 7, S: 10}


def words_of(text: str) -> str:
    """Return a level in lower case without punctuation and the word school."""
    bare = re.sub(r"[\s_/()（）.,&]+|-(?!\d)", " ", text.strip().lower()).strip()
    return re.sub(r"\s+(schools?|school level|phase)$", "", bare) or bare


def is_british(levels: Iterable[str]) -> bool:
    """Return True if the levels of all files together are those of a British register."""
    return any(words_of(level) in _BRITISH for level in levels)


def bands_of_level(level: str, *, british: bool) -> tuple[str, ...]:
    """Return the bands of a level of education.

    Parameters
    ----------
    level
        Word in a file.
    british
        True if the files describe British schools.

    Returns
    -------
    tuple of str
        One band, or several if the school spans several; empty for an unknown word.

    Examples
    --------
    >>> bands_of_level("ES", british=False), bands_of_level("K-8", british=False)
    (('primary',), ('primary', 'junior'))
    >>> bands_of_level("Junior", british=False), bands_of_level("Junior", british=True)
    (('junior',), ('primary',))
    """
    word = words_of(level)
    if word == "junior" and british:
        return (P,)
    if word in _KNOWN:
        return _KNOWN[word]
    match = _GRADES.fullmatch(level.strip().lower())
    # British ranges count ages.
    return () if match is None or british else _of_grades(_grade(match.group(1)), _grade(match.group(2)))


def known_levels() -> Collection[str]:
    """Return the known words, to suggest one for a misspelled level."""
    return _KNOWN.keys()


def _grade(text: str) -> int:
    return int(text) if text.isdecimal() else 0 if text in ("k", "kg", "tk") else -1


def _of_grades(first: int, last: int) -> tuple[str, ...]:
    """Return the bands of a range of grades; 0 is the last year of kindergarten."""
    if not first <= last <= 12:
        return ()
    if last <= 0:
        return (K,)
    if last <= 6:
        return (P,)
    if first >= 9:
        return (S,)
    if first > _LATEST_START[P] and last < _SOONEST_END[S]:
        return (J,)
    return tuple(band for band in (P, J, S) if first <= _LATEST_START[band] and last >= _SOONEST_END[band])
