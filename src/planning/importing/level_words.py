"""Levels of education as files name them, in China, the United States and Britain, as bands of a district.

A level is a range of ages. The words and their ages are data (``level_words.csv``); which bands a range
means follows from the ages and grades of the district's own table of bands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from planning.domain.bands import Band, BandSystem
from planning.importing.matched import words_for

#: A band is meant by a range that holds so much of it; failing any, by one that lies so far within it.
MEANT: Final = 0.5
#: Age in which grade 1 begins where years of school are counted as in Britain, which has Reception before it.
BRITISH_YEAR_1: Final = 5
_RANGE: Final = re.compile(
    r"(?:(?:grades?|ages?|years?)\s*)?(pk|prek|pre k|k|kg|tk|r|\d{1,2})"
    r"\s*(?:-|–|to|through|thru)\s*(k|\d{1,2})"
)
_BEFORE_K: Final = ("pk", "prek", "pre k")


@dataclass(frozen=True, kw_only=True)
class LevelWord:
    """A word for a level of education.

    Parameters
    ----------
    word
        Word in lower case without punctuation.
    ages
        Ages of its grades, before entering each.
    where
        ``gb`` if it has this meaning only in British files.
    enters
        Who enters its bands; empty for the bands through which most children pass.
    in_columns
        True if names of columns hold it.
    british
        True if only British files use it.
    """

    word: str
    ages: range
    where: str
    enters: str
    in_columns: bool
    british: bool


@cache
def level_words() -> tuple[LevelWord, ...]:
    """Return the known words for levels, in the order of their table."""
    text = (files("planning.importing") / "level_words.csv").read_text(encoding="utf-8")
    return tuple(
        LevelWord(
            word=row["word"],
            ages=range(int(row["first_age"]), int(row["last_age"]) + 1),
            where=row["where"],
            enters=row["enters"],
            in_columns=row["in_columns"] == "yes",
            british=row["british"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    )


def words_of(text: str) -> str:
    """Return a level in lower case without punctuation and the word school."""
    bare = _breaks().sub(" ", text.strip().lower()).strip()
    return re.sub(r"\s+(schools?|school level|phase)$", "", bare) or bare


def counts_as_britain(bands: BandSystem) -> bool:
    """Return True if the table counts years of school as Britain does, from the age of five."""
    first = _base(bands)
    return first.entry_age + 1 - first.first_grade <= BRITISH_YEAR_1


def is_british(levels: Iterable[str], bands: BandSystem) -> bool:
    """Return True if the levels of all files together are those of a British register.

    Parameters
    ----------
    levels
        Levels as files write them.
    bands
        Bands of the district, whose own names tell nothing.

    Returns
    -------
    bool
        True also if the table itself counts years as Britain does.
    """
    told = {known.word for known in level_words() if known.british} - own_words(bands).keys()
    return counts_as_britain(bands) or any(words_of(level) in told for level in levels)


def own_words(bands: BandSystem) -> dict[str, str]:
    """Return the key of each band by its key and names, without what a name has in brackets."""
    names: dict[str, str] = {}
    for band in bands:
        for name in (band.id, band.zh, band.en, *band.names.values()):
            names.setdefault(words_of(_in_brackets().sub("", name)), band.id)
    return names


@cache
def _breaks() -> re.Pattern[str]:
    """Return what stands between two words: spaces, punctuation, and a hyphen before no digit."""
    brackets = "".join(words_for("bracket", "open") + words_for("bracket", "close"))
    return re.compile(rf"[\s_/{re.escape(brackets)}.,&]+|-(?!\d)")


@cache
def _in_brackets() -> re.Pattern[str]:
    """Return what a name has in brackets."""
    opened, closed = (re.escape("".join(words_for("bracket", which))) for which in ("open", "close"))
    return re.compile(f"[{opened}].*?[{closed}]")


def bands_of_level(level: str, bands: BandSystem, *, british: bool) -> tuple[str, ...]:
    """Return the bands of a level of education.

    Parameters
    ----------
    level
        Word in a file, or a range of grades; a range of ages in Britain.
    bands
        Bands of the district.
    british
        True if the files describe British schools.

    Returns
    -------
    tuple of str
        One band, or several if the school spans several; empty for an unknown word, and for one of which the
        table has no band.

    Examples
    --------
    >>> lower = Band(id="lower", zh="低", en="Lower", first_grade=0, entry_age=5, years=6, compulsory=True)
    >>> upper = Band(id="upper", zh="高", en="Upper", first_grade=6, entry_age=11, years=7, compulsory=True)
    >>> bands = BandSystem((lower, upper))
    >>> bands_of_level("ES", bands, british=False), bands_of_level("K-8", bands, british=False)
    (('lower',), ('lower',))
    >>> bands_of_level("6-12", bands, british=False), bands_of_level("K-12", bands, british=False)
    (('upper',), ('lower', 'upper'))
    """
    word, own = words_of(level), own_words(bands)
    said = {(known.word, known.where): known for known in level_words()}
    here = said.get((word, "gb")) if british else None
    # A table of bands that counts as Britain does has British names; any other lends them another meaning.
    if word in own and (here is None or counts_as_britain(bands)):
        return (own[word],)
    known = here or said.get((word, ""))
    if known is not None and known.enters:
        return tuple(band.id for band in bands if band.enters.value == known.enters)
    ages = known.ages if known is not None else _ages_of_range(level, bands, british=british)
    return meant_by(ages, bands)


def meant_by(ages: range, bands: BandSystem) -> tuple[str, ...]:
    """Return the bands that a range of ages means.

    Parameters
    ----------
    ages
        Ages of the grades of a school.
    bands
        Bands of the district; those that few children enter have words of their own and are never meant.

    Returns
    -------
    tuple of str
        Bands of which the range holds at least half; else the one within which it lies by at least half.
        Bands that end before school begins are meant only by a range that ends so too.
    """
    start = _base(bands).entry_age
    found = [
        (len(_shared(band.ages, ages)), band)
        for band in bands.through
        if len(ages) and (band.ages[-1] >= start or ages[-1] < start)
    ]
    held = tuple(band.id for shared, band in found if shared >= MEANT * band.years)
    if held or not found:
        return held
    most, band = max(found, key=lambda one: one[0])
    return (band.id,) if most >= MEANT * len(ages) else ()


def shares_of_range(level: str, bands: BandSystem, *, british: bool) -> dict[str, float]:
    """Return the shares by grades of a school whose range of grades is made of whole bands.

    Parameters
    ----------
    level
        Range of grades in a file, such as ``K-8``.
    bands
        Bands of the district.
    british
        True if ranges count ages.

    Returns
    -------
    dict
        Share of each band, which add up to 1; empty for a word, and for a range that ends within a band.
    """
    ages = _ages_of_range(level, bands, british=british)
    touched = [band for band in bands.through if len(_shared(band.ages, ages))]
    years = sum(band.years for band in touched)
    if not touched or any(len(_shared(band.ages, ages)) < band.years for band in touched):
        return {}
    return {band.id: band.years / years for band in touched}


def known_levels(bands: BandSystem) -> Collection[str]:
    """Return the known words, to suggest one for a misspelled level."""
    return {**dict.fromkeys(known.word for known in level_words()), **own_words(bands)}.keys()


def column_words(band: Band, bands: BandSystem) -> tuple[str, ...]:
    """Return the words for a band in names of columns, the surest first.

    Parameters
    ----------
    band
        Band to name.
    bands
        Bands of the district.

    Returns
    -------
    tuple of str
        Its key, words for levels that mean it alone and at least half of it, and its names.
    """
    british = counts_as_britain(bands)
    means = [
        known.word.replace(" ", "_")
        for known in level_words()
        if known.in_columns
        and known.where == ""
        and bands_of_level(known.word, bands, british=british) == (band.id,)
        and len(_shared(band.ages, known.ages)) >= MEANT * band.years
    ]
    names = [name for name, key in own_words(bands).items() if key == band.id]
    return tuple(dict.fromkeys((band.id, *means, *names)))


def _base(bands: BandSystem) -> Band:
    """Return the band with which school begins."""
    return bands[bands.compulsory[0]] if bands.compulsory else bands[0]


def _shared(one: range, other: range) -> range:
    """Return the ages in both ranges."""
    return range(max(one.start, other.start), min(one.stop, other.stop))


def _ages_of_range(level: str, bands: BandSystem, *, british: bool) -> range:
    """Return the ages of a range of grades, or of ages in Britain; empty for another text."""
    match = _RANGE.fullmatch(level.strip().lower())
    if match is None:
        return range(0)
    first, last = _grade(match.group(1)), _grade(match.group(2))
    if british:
        # British ranges count ages, up to that of leaving; what they are in another count is not guessed.
        return range(first, last) if counts_as_britain(bands) and match.group(1).isdecimal() else range(0)
    base = _base(bands)
    ahead = base.entry_age - base.first_grade
    top = max(band.grades[-1] for band in bands.through)
    return range(first + ahead, last + ahead + 1) if first <= last <= top else range(0)


def _grade(text: str) -> int:
    return int(text) if text.isdecimal() else -1 if text in _BEFORE_K else 0
