"""Columns that were recognised and then not used: a fault, unless another way of the file was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from planning.errors import Where
from planning.importing.files import Files
from planning.importing.layer import Layer
from planning.words import Words, listed, message

#: Columns that no figure depends on unless another file or option is there, and what that is.
_ASIDE: Final[dict[tuple[str, str], Words]] = {
    ("zones", "dwellings"): message("importing.unread.no_areas_rolls_share_out"),
    ("roads", "class"): message("importing.unread.table_distances"),
    ("roads", "bridge"): message("importing.unread.no_barriers"),
    ("roads", "tunnel"): message("importing.unread.no_barriers"),
    ("roads", "walk_km_h"): message("importing.unread.ways_not_measured_time_time"),
    ("distances", "minutes"): message("importing.unread.ways_measured_metres_not_time"),
    ("distances", "distance_m"): message("importing.unread.ways_measured_time"),
}
#: Coordinates in the columns of a layer, which has shapes of its own.
_PLACE: Final = ("lon", "lat")


def check_read(files: Files, layers: Mapping[str, Layer], passed_over: Collection[str]) -> None:
    """Report columns that were recognised and not read.

    Parameters
    ----------
    files
        Planner's files after reading; receives the faults, and a note on columns that matter only with a file
        or option that is absent.
    layers
        Files as given, by kind.
    passed_over
        Kinds of files with pupils that were not used, as a note says.
    """
    aside: list[Words] = []
    for kind, columns in files.fields.items():
        layer = layers[kind]
        for field, column in columns.items():
            if field in columns.read or (kind in passed_over and _of_pupils(kind, field)):
                continue
            why = _ASIDE.get((kind, field))
            if why is None and field in _PLACE and layer.shapes is not None:
                why = message("importing.unread.layer_shapes_own")
            if why is not None:
                aside.append(
                    message("importing.unread.column_and_why", column=column, file=layer.file, why=why)
                )
                continue
            files.findings.add(
                Where(file=layer.file, column=column),
                words=message("importing.unread.column_recognised_not_used", field=field),
                fix=message("importing.unread.write_null", entry=f"{kind}: {{columns: {{{field}: null}}}}"),
            )
    if aside:
        columns_aside = listed(aside, "list.semicolon")
        files.notes.append(message("importing.unread.of_no_use_here", columns=columns_aside))


def _of_pupils(kind: str, field: str) -> bool:
    """Return True if a field counts pupils; the other fields of zones and catchments are always read."""
    return kind not in ("zones", "catchments") or field.startswith("pupils") or field in ("year", "dwellings")
