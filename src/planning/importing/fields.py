"""What is looked for in each file, and by which names it is known."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from planning.domain.bands import BandSystem
from planning.importing.level_words import column_words
from planning.words import Words, message


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Field that a file may hold.

    Parameters
    ----------
    name
        Name of the field in the district's tables.
    words
        Meaning.
    known_as
        Names in planners' files, in several languages, the surest first.
    exact
        True if a column whose name only holds one of them is another thing, as ``year_built`` of a zone.
    """

    name: str
    words: Words
    known_as: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Row of ``known_as.csv``, of one kind of file or of all that have no row of their own."""

    known_as: tuple[str, ...]
    exact: bool
    each_band: bool


_ZONE: Final = {"zone_id": message("word.key_of_the_zone")}
_SCHOOL: Final = {"facility_id": message("importing.fields.key_school")}
_NAMES: Final = {
    "name_zh": message("importing.fields.name"),
    "name_en": message("word.english_name"),
}
_PLACE: Final = {
    "lon": message("importing.fields.longitude_x"),
    "lat": message("importing.fields.latitude_y"),
}
_PUPILS: Final = {"pupils": message("importing.fields.pupils")}
_SEATS: Final = {"seats": message("importing.fields.seats")}
_BAND: Final = {"band": message("importing.fields.band_level_education")}
_YEAR: Final = {"year": message("word.school_year_by_its_september")}
_GRADE: Final = {"grade": message("importing.fields.grade")}
_PART: Final = {"part": message("importing.fields.parts_whose_rows_added_up")}

#: Meaning of the fields, by kind of file, in the order in which they are looked for.
_FIELDS: Final[dict[str, dict[str, Words]]] = {
    "zones": {
        **_ZONE,
        **_NAMES,
        "subdistrict_zh": message("importing.fields.subdistrict"),
        **_PLACE,
        **_PUPILS,
        **_YEAR,
        "dwellings": message("word.dwellings"),
    },
    "schools": {
        **_SCHOOL,
        **_NAMES,
        "operator": message("importing.fields.operator"),
        **_BAND,
        **_PLACE,
        **_SEATS,
        "temporary_limit": message("importing.fields.most_temporary_seats"),
    },
    "projects": {
        "project_id": message("word.key_of_the_project"),
        **_SCHOOL,
        **_NAMES,
        "status": message("importing.fields.status"),
        **_BAND,
        **_PLACE,
        **_SEATS,
        "cost_10k": message("importing.fields.cost_10k"),
        "start_earliest": message("importing.fields.start_earliest"),
        "start_latest": message("importing.fields.start_latest"),
        "works_months": message("importing.fields.works_months"),
    },
    "population": {
        **_ZONE,
        **_YEAR,
        "variant": message("importing.fields.variant"),
        "age": message("importing.fields.age"),
        "persons": message("importing.fields.persons"),
        **_BAND,
        **_GRADE,
        **_PUPILS,
        **_PART,
    },
    "pupils": {**_YEAR, **_BAND, **_PLACE, **_PUPILS},
    "census": {**_YEAR, **_BAND, **_PUPILS},
    "grid": {**_YEAR, **_BAND, **_PLACE, **_PUPILS},
    "rolls": {
        **_SCHOOL,
        "year": message("importing.fields.school_year"),
        **_GRADE,
        **_BAND,
        **_PART,
        "pupils": message("importing.fields.on_the_roll"),
    },
    "distances": {
        **_ZONE,
        **_SCHOOL,
        "distance_m": message("importing.fields.distance_m"),
        "minutes": message("importing.fields.minutes"),
    },
    "roads": {
        "class": message("importing.fields.class_of_road"),
        "bridge": message("importing.fields.bridge"),
        "tunnel": message("importing.fields.tunnel"),
        "walk_km_h": message("importing.fields.walk_km_h"),
    },
    "barriers": {},
    "water": {},
    "catchments": {**_ZONE, **_SCHOOL, **_BAND},
}
#: Kinds of files that an import reads.
KINDS: Final = tuple(_FIELDS)


@cache
def fields_of(kind: str, bands: BandSystem) -> tuple[Wanted, ...]:
    """Return the fields that a file may hold.

    Parameters
    ----------
    kind
        Kind of file, one of :data:`KINDS`.
    bands
        Bands of the district: pupils and seats may stand in a column for each of them.

    Returns
    -------
    tuple of Wanted
        Fields in the order in which they are looked for.
    """
    result: list[Wanted] = []
    for name, words in _FIELDS[kind].items():
        known = _known().get((kind, name)) or _known()["", name]
        whole = Wanted(name=name, words=words, known_as=known.known_as, exact=known.exact)
        result += _by_band(whole, bands) if known.each_band else [whole]
    return tuple(result)


def _by_band(whole: Wanted, bands: BandSystem) -> list[Wanted]:
    """Return a figure as one field for each band, and as one field."""
    apart = []
    for band in bands:
        own = column_words(band, bands)
        known = [f"{whole.name}_{band.id}"]
        known += [f"{word}{part}" for word in whole.known_as for part in own]
        known += [f"{part}{word}" for word in whole.known_as for part in own]
        words = message("importing.fields.figure_of_band", band=band.words, figure=whole.words)
        apart.append(Wanted(name=f"{whole.name}_{band.id}", words=words, known_as=tuple(known)))
    return [*apart, whole]


@cache
def _known() -> dict[tuple[str, str], _Known]:
    text = (files("planning.importing") / "known_as.csv").read_text(encoding="utf-8")
    return {
        (row["kind"], row["field"]): _Known(
            known_as=tuple(row["known_as"].split()),
            exact=row["exact"] == "yes",
            each_band=row["each_band"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    }
