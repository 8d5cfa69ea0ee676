"""Rows that count the same: reported, and added up only if the file says that they are parts of a whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from planning.errors import Where
from planning.importing.cells import texts
from planning.importing.faults import listed, listed_words
from planning.importing.files import Files
from planning.importing.matched import words_for
from planning.words import message

#: What tells rows apart beside place, year and variant.
APART: Final = ("age", "grade", "band", "part")


def check_apart(files: Files, kind: str, keys: Sequence[Hashable], sets: Iterable[Sequence[int]]) -> None:
    """Report rows that count the same, such as those of two years in a column that is not recognised.

    Parameters
    ----------
    files, kind
        Planner's files, and the kind to check. Receives the fault.
    keys
        Place and year of each row.
    sets
        Positions of the rows that are added up together.
    """
    layer, columns = files.layers[kind], files.columns(kind)
    # Looked at and not read: whether the file is used for what they say is another question.
    cells = [layer.columns[column] for field, column in columns.items() if field in APART]
    twice: dict[tuple[int, int], None] = {}
    for own in sets:
        first: dict[Hashable, int] = {}
        for i in own:
            one = first.setdefault((keys[i], *(column[i] for column in cells)), i)
            if one != i:
                twice[one, i] = None
    if not twice:
        return
    used = set(columns.values())
    differ = [
        name
        for name, column in layer.columns.items()
        if name not in used and any(column[one] != column[two] for one, two in twice)
    ]
    place = "zone_id" if "zone_id" in columns else "facility_id"
    names = texts(layer, columns, place)
    rows = [f"{layer.rows[one]}, {layer.rows[two]} ({names[one]})" for one, two in twice]
    few = listed_words(rows)
    said = message("importing.apart.rows_count_the_same", n=len(twice), rows=few)
    if differ:
        unused = listed(differ)
        said = message("importing.apart.rows_differ_in_unused", n=len(twice), rows=few, unused=unused)
    files.findings.add(
        Where(file=layer.file, column=columns[place]),
        words=said,
        fix=message(
            "importing.apart.say_what_tells_them_apart",
            entry=f"{kind}: {{columns: {{year: {differ[0] if differ else 'COLUMN'}}}}}",
        ),
    )


def check_parts(files: Files, kind: str) -> None:
    """Report totals among rows that are added up, or note over what they are added up."""
    layer, columns = files.layers[kind], files.columns(kind)
    if "part" not in columns:
        return
    parts = list(dict.fromkeys(texts(layer, columns, "part")))
    sums = words_for("row", "total")
    totals = [part for part in parts if part.strip().lower() in sums or not part]
    if totals and len(parts) > 1:
        files.findings.add(
            Where(file=layer.file, column=columns["part"]),
            words=message("importing.apart.total_added_parts_would_count", total=totals[0]),
            fix=message("importing.apart.delete_rows_total_keep_them"),
        )
        return
    files.notes.append(
        message(
            "importing.apart.rows_added_up_over",
            file=layer.file,
            column=columns["part"],
            parts=listed(parts),
        )
    )
