"""Bands of schooling: the rows of a district's table of bands, in the order used on every axis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from planning.errors import ProblemError
from planning.words import Words, name_in

#: What the key of a band may look like: it becomes part of the names of columns and files.
ID: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")


class Enters(StrEnum):
    """Who enters a band."""

    AGE = "age"  #: residents of its entry age who take part
    BEFORE = "before"  #: the whole of the band before it, as past progression has it
    RATE = "rate"  #: a share of the band before it by a path of rates, and those who cross the border
    REST = "rest"  #: those leaving the band before it whom its band by rate does not take
    PER_1000 = "per_1000"  #: places for each 1,000 residents
    SHARE = "share"  #: a share of the children of its ages, beside the other bands


#: Ways of entering that lead on from another band.
FOLLOWING: Final = frozenset({Enters.BEFORE, Enters.RATE, Enters.REST})


@dataclass(frozen=True, kw_only=True)
class Band:
    """A stretch of grades served by one kind of seat.

    Parameters
    ----------
    id
        Key: small letters, digits and underscores.
    zh, en
        Names in Chinese and English.
    names
        Names in further languages, by code of the language.
    short_zh, short_en
        Letters before the grades in charts.
    first_grade
        Number of the first grade as the district counts its grades.
    entry_age
        Age before entering, completed years on the cut-off day of the school year.
    years
        Number of grades.
    weight
        Weight of an unplaced pupil-year in O1.
    compulsory
        True if every child must attend.
    enters
        Who enters.
    after
        Key of the band from which pupils come; empty if from none.
    demand
        For entry per 1,000 residents, places for each 1,000; for entry by share, share of the children of
        these ages; else None.
    district_wide
        True if every zone may use every site, and no distance within the district counts.
    radius_m
        Service radius by norm, metres; None without one. So for the norms below.
    class_size
        Most pupils of a class.
    pupils_per_staff
        Pupils for each post.
    most_seats
        Most pupils of a school.
    works_months
        Usual months of works of a new school.
    colour
        Colour in charts and maps, ``#rrggbb``.

    Examples
    --------
    >>> band = Band(id="junior", zh="初中", en="Junior secondary", entry_age=12, years=3, first_grade=7)
    >>> band.ages, band.grades
    (range(12, 15), range(7, 10))
    >>> band.words.text("en"), band.lower_words.text("en")
    ('Junior secondary', 'junior secondary')
    >>> Band(id="k5", zh="小学", en="K-5", entry_age=5, years=6).lower_words.text("en")
    'K-5'
    """

    id: str
    zh: str
    en: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    short_zh: str = ""
    short_en: str = ""
    first_grade: int = 1
    entry_age: int
    years: int
    weight: float = 1.0
    compulsory: bool = False
    enters: Enters = Enters.AGE
    after: str = ""
    demand: float | None = None
    district_wide: bool = False
    radius_m: float | None = None
    class_size: float | None = None
    pupils_per_staff: float | None = None
    most_seats: float | None = None
    works_months: float | None = None
    colour: str = "#777777"

    @property
    def ages(self) -> range:
        """Ages of its grades, before entering each."""
        return range(self.entry_age, self.entry_age + self.years)

    @property
    def grades(self) -> range:
        """Its grades as the district counts them."""
        return range(self.first_grade, self.first_grade + self.years)

    @property
    def words(self) -> Words:
        """Name in every language in which the table has one."""
        return name_in(self.names, zh=self.zh, en=self.en)

    @property
    def lower_words(self) -> Words:
        """Name as it stands within a sentence: its first letter small, but not that of K-5."""
        within = self.en[:1].lower() + self.en[1:] if self.en[1:2].islower() else self.en
        return name_in(self.names, zh=self.zh, en=within)

    @property
    def short_words(self) -> Words:
        """Letter or letters before the grades in charts."""
        return name_in(zh=self.short_zh, en=self.short_en)

    @property
    def label(self) -> tuple[str, str]:
        """Names in Chinese and English."""
        return self.zh, self.en


@dataclass(frozen=True)
class BandSystem:
    """The bands of a district, in the order used on every axis.

    Parameters
    ----------
    bands
        Bands; the grades lead from one to the next as ``after`` has it.

    Raises
    ------
    ProblemError
        If there is no band, two have one key, or a band follows none or itself.

    Examples
    --------
    >>> first = Band(id="lower", zh="低段", en="Lower", entry_age=6, years=4, compulsory=True)
    >>> then = Band(
    ...     id="upper", zh="高段", en="Upper", entry_age=10, years=3, enters=Enters.BEFORE, after="lower",
    ...     first_grade=5,
    ... )
    >>> system = BandSystem((first, then))
    >>> system.ids, system["upper"].years, system[0].en, "middle" in system
    (('lower', 'upper'), 3, 'Lower', False)
    >>> system.compulsory, system.longest
    (('lower',), 4)
    """

    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        """Check the keys, and that no band comes after itself."""
        if not self.bands or len(set(self.ids)) != len(self.bands):
            raise ProblemError("there must be a band, and no key of one twice")
        for band in self.bands:
            seen, at = {band.id}, band
            while at.enters in FOLLOWING:
                if at.after not in self:
                    raise ProblemError(f"band {at.id} comes after '{at.after}', which is none")
                if at.after in seen:
                    raise ProblemError(f"band {band.id} comes after itself")
                seen.add(at.after)
                at = self[at.after]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Keys in order."""
        return tuple(band.id for band in self.bands)

    @cached_property
    def _position(self) -> dict[str, int]:
        return {key: b for b, key in enumerate(self.ids)}

    def index(self, key: str) -> int:
        """Return the position of a band on the axis; raise ``KeyError`` if there is none."""
        return self._position[key]

    def __getitem__(self, key: str | int) -> Band:
        """Return the band of a key or a position."""
        return self.bands[key if isinstance(key, int) else self._position[key]]

    def __contains__(self, key: object) -> bool:
        """Return True if a band has the key."""
        return key in self._position

    def __iter__(self) -> Iterator[Band]:
        """Iterate over the bands in order."""
        return iter(self.bands)

    def __len__(self) -> int:
        """Return the number of bands."""
        return len(self.bands)

    def years_of(self) -> dict[str, int]:
        """Return the number of grades by key."""
        return {band.id: band.years for band in self.bands}

    def entry_ages(self) -> dict[str, int]:
        """Return the age before entering by key."""
        return {band.id: band.entry_age for band in self.bands}

    def names(self) -> dict[str, tuple[str, str]]:
        """Return the names in Chinese and English by key."""
        return {band.id: band.label for band in self.bands}

    @property
    def compulsory(self) -> tuple[str, ...]:
        """Keys of the bands that every child attends."""
        return tuple(band.id for band in self.bands if band.compulsory)

    @property
    def longest(self) -> int:
        """Grades of the longest band."""
        return max(band.years for band in self.bands)

    @property
    def through(self) -> tuple[Band, ...]:
        """Bands through which most children pass, one after the other: by age, from the band before, by rate.

        Where grades are counted without the kind of school they are counted as grades of these.
        """
        main = (Enters.AGE, Enters.BEFORE, Enters.RATE)
        return tuple(band for band in self.bands if band.enters in main)

    def by_rate_after(self, key: str) -> tuple[Band, ...]:
        """Return the bands that take a share by rate of those who leave a band."""
        return tuple(band for band in self.bands if band.enters is Enters.RATE and band.after == key)
