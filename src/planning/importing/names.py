"""Zones and schools that a file names by key or by name, with the nearest name of one that is not there."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from planning.district import messages
from planning.errors import Findings, Where
from planning.importing.cells import Columns, texts
from planning.importing.faults import FIRST, listed
from planning.importing.layer import Layer
from planning.importing.zones import Zones
from planning.words import message, name_in

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
    zh, en = [], []
    for name, at in list(rows.items())[:FIRST]:
        near = directory.near(name)
        zh.append(f"“{name}”（{_rows_zh(at)}{f'，最接近的是“{near}”' if near else ''}）")
        en.append(f"'{name}' ({_rows_en(at)}{f'; the nearest is {near!r}' if near else ''})")
    more = " …" if len(rows) > FIRST else ""
    if len(rows) == 1:
        (name, at), near = next(iter(rows.items())), directory.near(next(iter(rows)))
        where = Where(file=where.file, column=where.column, row=at[0])
        said_zh = f"“{name}”在 {target} 中不存在" + (f"，最接近的是“{near}”" if near else "")
        said = f"'{name}' does not exist in {target}" + (f"; the nearest is '{near}'" if near else "")
        if len(at) > 1:
            said_zh, said = message(
                "importing.names.values",
                said=name_in(zh=said_zh, en=said),
                rows=name_in(zh=_rows_zh(at), en=_rows_en(at)),
            )
    else:
        said_zh = f"{len(rows)} 个名称在 {target} 中不存在：{'、'.join(zh)}{more}"
        said = f"{len(rows)} names do not exist in {target}: {', '.join(en)}{more}"
    findings.add(
        where,
        zh=said_zh,
        en=said,
        fix_zh=f"请改正，或在 {target} 中补上",
        fix_en=f"Correct it, or add it to {target}"
        if len(rows) == 1
        else f"Correct them, or add them to {target}",
    )


def _tell_shared(
    findings: Findings, where: Where, rows: Mapping[str, list[int]], directory: Directory
) -> None:
    """Report all ambiguous names as one fault."""
    zh = listed([f"“{name}”（{_rows_zh(at)}）" for name, at in rows.items()], joint="、")
    en = listed([f"'{name}' ({_rows_en(at)})" for name, at in rows.items()])
    findings.add(
        where,
        words=message(
            "importing.names.several_these_names_cannot_told",
            target=directory.target,
            words=name(words=words),
        ),
        fix=message("importing.names.use_their_keys_instead"),
    )


def _rows_zh(rows: list[int]) -> str:
    return f"第 {rows[0]} 行" if len(rows) == 1 else f"{len(rows)} 行，首见第 {rows[0]} 行"


def _rows_en(rows: list[int]) -> str:
    return f"row {rows[0]}" if len(rows) == 1 else f"{len(rows):,} rows, first {rows[0]}"
