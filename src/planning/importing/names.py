"""Zones and schools that a file names by key or by name, with the nearest name of one that is not there."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from planning.district import messages
from planning.errors import Findings, Where
from planning.importing.cells import Columns, texts
from planning.importing.faults import listed_words
from planning.importing.layer import Layer
from planning.importing.zones import Zones
from planning.words import Words, message

#: How like a name must be to be suggested; difflib's ratio.
ALIKE: Final = 0.75
Rows = Sequence[Mapping[str, object]]


class Directory:
    """Positions of zones or schools by key and by name, without names that several have.

    Parameters
    ----------
    keys
        Key of each.
    names
        Names of each, in any number of languages.
    target
        Word for them in messages: ``zones`` or ``schools``.
    """

    def __init__(self, keys: Sequence[str], names: Sequence[Sequence[str]], target: str) -> None:
        self.target = target
        count = Counter(name for own in names for name in dict.fromkeys(own) if name)
        self._shared = {name for name, times in count.items() if times > 1} - set(keys)
        by_name = {name: i for i, own in enumerate(names) for name in own if count[name] == 1}
        self._position = by_name | {key: i for i, key in enumerate(keys)}

    def get(self, text: str) -> int | None:
        """Return the position of a key or name; None if it is unknown or ambiguous."""
        return self._position.get(text)

    def near(self, text: str) -> str | None:
        """Return the name or key most similar to an unknown one; None if none is similar."""
        close = difflib.get_close_matches(text, self._position, n=1, cutoff=ALIKE)
        return close[0] if close else None

    def shared(self, text: str) -> bool:
        """Return True if several have a name, so that only the key identifies one of them."""
        return text in self._shared


def directory_of_zones(zones: Zones) -> Directory:
    """Return the zones by key and name."""
    return Directory(zones.keys, zones.names, "zones")


def directory_of_schools(facilities: Rows) -> Directory:
    """Return the schools by key and name."""
    names = [(str(row["name_zh"]), str(row["name_en"])) for row in facilities]
    return Directory([str(row["facility_id"]) for row in facilities], names, "schools")


def positions(
    layer: Layer,
    columns: Columns,
    field: str,
    directory: Directory,
    findings: Findings,
) -> list[int | None]:
    """Return the position of the zone or school that each record names.

    Parameters
    ----------
    layer, columns, field
        File, its columns by field, and the field with a key or name.
    directory
        Zones or schools that may be named.
    findings
        Receives one fault for all unknown names, one for all ambiguous names, and empty cells.

    Returns
    -------
    list of int or None
        Position for each record; None after a fault.
    """
    cells = texts(layer, columns, field)
    found = [directory.get(cell) for cell in cells]
    gone = [i for i, position in enumerate(found) if position is None]
    for i in gone:
        if not cells[i]:
            messages.blank(findings, layer.where(i, columns[field]))
    for shared in (False, True):
        rows: dict[str, list[int]] = {}
        for i in gone:
            if cells[i] and directory.shared(cells[i]) is shared:
                rows.setdefault(cells[i], []).append(layer.rows[i])
        if rows:
            tell = _tell_shared if shared else _tell_unknown
            tell(findings, Where(file=layer.file, column=columns[field]), rows, directory)
    return found


def _tell_unknown(
    findings: Findings, where: Where, rows: Mapping[str, list[int]], directory: Directory
) -> None:
    """Report all unknown names as one fault."""
    target = directory.target
    fix = message("importing.names.correct_or_add", n=len(rows), target=target)
    if len(rows) == 1:
        name, at = next(iter(rows.items()))
        where = Where(file=where.file, column=where.column, row=at[0])
        findings.add(where, words=_no_such(name, at, directory), fix=fix)
        return
    names = []
    for name, at in rows.items():
        near = directory.near(name)
        names.append(
            message("importing.names.name_and_nearest", name=name, rows=_rows(at), near=near)
            if near
            else message("importing.names.name_in_rows", name=name, rows=_rows(at))
        )
    said = message(
        "importing.names.no_such_names",
        n=len(rows),
        target=target,
        names=listed_words(names, "list.comma"),
    )
    findings.add(where, words=said, fix=fix)


def _no_such(name: str, rows: list[int], directory: Directory) -> Words:
    """Return that one name is unknown, with its rows if there are several."""
    near = directory.near(name)
    said = message("importing.names.no_such_name", name=name, target=directory.target)
    if near:
        said = message("importing.names.no_such_name_nearest", name=name, target=directory.target, near=near)
    return said if len(rows) == 1 else message("importing.names.fault_in_rows", fault=said, rows=_rows(rows))


def _tell_shared(
    findings: Findings, where: Where, rows: Mapping[str, list[int]], directory: Directory
) -> None:
    """Report all ambiguous names as one fault."""
    names = [message("importing.names.name_in_rows", name=name, rows=_rows(at)) for name, at in rows.items()]
    findings.add(
        where,
        words=message(
            "importing.names.several_these_names_cannot_told",
            target=directory.target,
            names=listed_words(names, "list.comma"),
        ),
        fix=message("importing.names.use_their_keys_instead"),
    )


def _rows(rows: list[int]) -> Words:
    if len(rows) == 1:
        return message("importing.names.one_row", row=rows[0])
    return message("importing.names.several_rows", n=len(rows), first=rows[0])
