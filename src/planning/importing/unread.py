"""Columns that were recognised and then not used: a fault, unless another way of the file was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from planning.errors import Where
from planning.importing.files import Files
from planning.importing.layer import Layer

#: Columns that no figure depends on unless another file or option is there, and what that is.
_ASIDE: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("zones", "dwellings"): (
        "没有大区学生数或在校生需要按它分摊",
        "there are no areas or rolls to share out by them",
    ),
    ("roads", "class"): ("已有距离表", "there is a table of distances"),
    ("roads", "bridge"): ("没有阻隔", "there are no barriers"),
    ("roads", "tunnel"): ("没有阻隔", "there are no barriers"),
    ("roads", "walk_km_h"): ("不是按时间（--by time）", "ways are not measured in time (--by time)"),
    ("distances", "minutes"): ("按路程而不按时间（--by time）", "ways are measured in metres, not --by time"),
    ("distances", "distance_m"): ("按时间（--by time）", "ways are measured --by time"),
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
    aside_zh, aside_en = [], []
    for kind, columns in files.fields.items():
        layer = layers[kind]
        for field, column in columns.items():
            if field in columns.read or (kind in passed_over and _of_pupils(kind, field)):
                continue
            why = _ASIDE.get((kind, field))
            if why is None and field in _PLACE and layer.shapes is not None:
                why = ("图层自有图形", "the layer has shapes of its own")
            if why is not None:
                aside_zh.append(f"{layer.file} 的 {column}（{why[0]}）")
                aside_en.append(f"{column} of {layer.file} ({why[1]})")
                continue
            files.findings.add(
                Where(file=layer.file, column=column),
                zh=f"该列认作 {field}，但没有用上",
                en=f"the column was recognised as {field} and is not used",
                fix_zh=f"若可不用，请在 mapping.yaml 写 {kind}: {{columns: {{{field}: null}}}}；"
                "否则请改正各列的对应，或从文件中删去该列",
                fix_en=f"If it is not needed, write {kind}: {{columns: {{{field}: null}}}} in mapping.yaml; "
                "else correct which column is which, or take it out of the file",
            )
    if aside_en:
        files.notes.append(
            (
                "这些列认得，此处用不上：" + "；".join(aside_zh),
                "recognised and of no use here: " + "; ".join(aside_en),
            )
        )


def _of_pupils(kind: str, field: str) -> bool:
    """Return True if a field counts pupils; the other fields of zones and catchments are always read."""
    return kind not in ("zones", "catchments") or field.startswith("pupils") or field in ("year", "dwellings")
