"""The column of each field of each file: what the planner says, what is guessed, what else it may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from planning.district.read.cells import NUMBER
from planning.domain.bands import BandSystem
from planning.importing.columns import BY_NAME, Guess, guess_columns, matches, plain
from planning.importing.fields import Wanted, fields_of
from planning.importing.layer import Layer, Notes
from planning.importing.mapping import FileMap, Stated
from planning.importing.matched import words_for
from planning.words import message

#: Key of the records of each kind of file that has records of its own.
KEYS: Final = {"zones": "zone_id", "schools": "facility_id", "projects": "project_id"}
#: Names that end so are names of keys.
_KEY_NAME: Final = r"(id|key|ref|(^|[\W_])(code|no|nr|num|number)|{words})$"
#: Fields that hold figures, for which any column of whole numbers is a rival.
_FIGURES: Final = ("pupils", "seats", "persons")


def guess_files(
    layers: Mapping[str, Layer], stated: Stated, notes: Notes, *, bands: BandSystem
) -> dict[str, list[Guess]]:
    """Guess the columns of all files.

    Parameters
    ----------
    layers
        Files by kind.
    stated
        Planner's statements, which take precedence.
    notes
        Receives a note on statements about other files.
    bands
        Bands of the district.

    Returns
    -------
    dict
        Guesses by kind, with their rivals, and whether they are confirmed.
    """
    guesses: dict[str, list[Guess]] = {}
    joined: dict[str, str] = {}
    # The files whose keys others refer to come first.
    for kind in sorted(layers, key=lambda kind: kind not in KEYS):
        layer, said = layers[kind], stated.of(kind)
        if said.file is not None and said.file != layer.file and said.columns:
            notes.append(
                message(
                    "importing.guesses.mapping_yaml_speaks_columns_checked",
                    kind=kind,
                    file=said.file,
                    other=layer.file,
                )
            )
            said = _of_another(said, layer)
        guesses[kind] = _guess_file(kind, layer, said, joined, bands)
        joined |= {guess.field: guess.column for guess in guesses[kind] if guess.field == KEYS.get(kind)}
    return {kind: guesses[kind] for kind in layers}


def unused_columns(layer: Layer, guesses: list[Guess]) -> tuple[str, ...]:
    """Return the columns of a file that are not assigned to a field."""
    taken = {guess.column for guess in guesses}
    return tuple(column for column in filled_columns(layer) if column not in taken)


def filled_columns(layer: Layer) -> list[str]:
    """Return the columns with any content; an empty column, as in a template, is ignored."""
    return [name for name, cells in layer.columns.items() if any(cells)]


def _of_another(said: FileMap, layer: Layer) -> FileMap:
    """Return the statements on another file that can hold for this one; none of them is confirmed."""
    columns = {field: c for field, c in said.columns.items() if c is None or c in layer.columns}
    return replace(said, columns=columns, confirmed=frozenset(), header=None)


def _guess_file(
    kind: str, layer: Layer, said: FileMap, joined: Mapping[str, str], bands: BandSystem
) -> list[Guess]:
    """Return the guesses for one file; ``joined`` has the key columns of the files that it refers to."""
    names, fields = filled_columns(layer), fields_of(kind, bands)
    # A column that was there when the planner last looked, and stands for nothing, is to stand for nothing.
    free = [name for name in names if said.header is None or name not in said.header]
    plainly = {guess.field: guess for guess in _by_name_and_key(kind, layer, fields, {}, names, joined)}
    # What was taken away from one field is not to turn up as another.
    gone = {plainly[name].column for name, column in said.columns.items() if not column and name in plainly}
    stated = _still_meant(fields, layer, said)
    found = _by_name_and_key(kind, layer, fields, stated, [name for name in free if name not in gone], joined)
    taken = {guess.column for guess in found}
    result = []
    for guess in found:
        usual = plainly.get(guess.field)
        how = usual.how if usual is not None and usual.column == guess.column else guess.how
        wanted = next(field for field in fields if field.name == guess.field)
        confirmed = said.confirmed is True or (
            isinstance(said.confirmed, frozenset) and guess.field in said.confirmed
        )
        result.append(
            replace(
                guess,
                how=how,
                rivals=_rivals(guess, wanted, layer, taken),
                confirmed=confirmed and guess.field in stated,
            )
        )
    return result


def _still_meant(fields: tuple[Wanted, ...], layer: Layer, said: FileMap) -> dict[str, str | None]:
    """Return the stated columns without unconfirmed guesses of columns that no longer exist."""
    if said.header is None or said.confirmed is True:
        return said.columns
    then = {guess.field: guess.column for guess in guess_columns(said.header, fields, stated={})}
    confirmed = said.confirmed or frozenset()
    return {
        name: column
        for name, column in said.columns.items()
        if not column or column in layer.columns or name in confirmed or then.get(name) != column
    }


def _by_name_and_key(
    kind: str,
    layer: Layer,
    fields: tuple[Wanted, ...],
    stated: Mapping[str, str | None],
    free: Collection[str],
    joined: Mapping[str, str],
) -> list[Guess]:
    """Return the guesses by name, and those of keys found by their values or in another file."""
    found = {
        guess.field: guess for guess in guess_columns(list(layer.columns), fields, stated=stated, free=free)
    }
    if kind == "population" and "age" not in found:
        _persons_are_pupils(found, stated)
    _apart_is_enough(found, stated, fields)
    for field, column in joined.items():
        wanted = any(own.name == field for own in fields) and KEYS.get(kind) != field
        taken = {guess.column for guess in found.values()}
        if wanted and field not in found and field not in stated and column in free and column not in taken:
            found[field] = Guess(field=field, column=column, how="name of the key")
    key = KEYS.get(kind)
    if key is not None and key not in found and key not in stated:
        likely = _keys_by_values(layer, found, free)
        if likely:
            found[key] = Guess(field=key, column=likely[0], how="values that stand once")
    return [found[field.name] for field in fields if field.name in found]


def _persons_are_pupils(found: dict[str, Guess], stated: Mapping[str, str | None]) -> None:
    """Use a column of persons as pupils in a file without ages."""
    other = any(field.startswith("pupils") for field in found)
    if "persons" in found and "persons" not in stated and "pupils" not in stated and not other:
        found["pupils"] = replace(found.pop("persons"), field="pupils")


def _apart_is_enough(
    found: dict[str, Guess], stated: Mapping[str, str | None], fields: tuple[Wanted, ...]
) -> None:
    """Drop guesses of a total and of the band if the bands have columns of their own."""
    for name in ("pupils", "seats"):
        if any(field.name.startswith(f"{name}_") and field.name in found for field in fields):
            for whole in (name, "band"):
                if whole not in stated:
                    found.pop(whole, None)


def _keys_by_values(layer: Layer, found: Mapping[str, Guess], free: Collection[str]) -> list[str]:
    """Return the columns that may be the key: named like one, or any other if records have no name."""
    taken = {guess.column for guess in found.values()}
    once = [name for name in layer.columns if name in free and name not in taken and stands_once(layer, name)]
    pattern = _KEY_NAME.format(words="|".join(words_for("column", "key")))
    named = [name for name in once if re.search(pattern, name, re.IGNORECASE)]
    names = found.get("name_zh") or found.get("name_en")
    if named or len(layer) < 2 or (names is not None and stands_once(layer, names.column)):
        return named
    words = [name for name in once if not all(NUMBER.fullmatch(cell) for cell in layer.columns[name])]
    return words + [name for name in once if name not in words]


def stands_once(layer: Layer, column: str) -> bool:
    """Return True if a column could be a key: no cell is empty, repeated, or a number with decimals."""
    cells = layer.columns[column]
    if not all(cells) or len(set(cells)) < len(cells):
        return False
    return not any(NUMBER.fullmatch(cell) and not cell.lstrip("+-").isdecimal() for cell in cells)


def _rivals(guess: Guess, wanted: Wanted, layer: Layer, taken: Collection[str]) -> tuple[str, ...]:
    """Return the unused columns that might be meant instead."""
    others = [name for name in layer.columns if name not in taken]
    ways = [how for how in BY_NAME if not (wanted.exact and how == "part of name")]
    named = [
        name for name in others if any(matches(name, known, how) for known in wanted.known_as for how in ways)
    ]
    if guess.how == "values that stand once":
        named += [name for name in others if name not in named and stands_once(layer, name)]
    figure = wanted.name.split("_", maxsplit=1)[0] in _FIGURES and plain(guess.column) != plain(wanted.name)
    if figure:
        named += [name for name in others if name not in named and _whole_numbers(layer.columns[name])]
    return tuple(named)


def _whole_numbers(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.isdecimal() for cell in filled)
