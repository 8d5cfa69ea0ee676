"""Keys of the records of a file: those that it has, or numbers in their place, which is said."""

from __future__ import annotations

from planning.district import messages
from planning.errors import Findings
from planning.importing.cells import Columns, texts
from planning.importing.layer import Layer, Notes
from planning.words import message


def keys_of(
    layer: Layer,
    columns: Columns,
    field: str,
    *,
    letter: str,
    findings: Findings,
    notes: Notes,
) -> list[str]:
    """Return the keys of the records.

    Parameters
    ----------
    layer, columns, field
        File, its columns by field, and the field of the key.
    letter
        Letter before the number if the file has no keys.
    findings
        Receives empty and duplicate keys.
    notes
        Receives a note if the records are numbered.

    Returns
    -------
    list of str
        One key for each record, such as ``Z07`` if they are numbered.
    """
    if field not in columns:
        keys = [f"{letter}{i + 1:0{len(str(len(layer)))}d}" for i in range(len(layer))]
        if keys:
            notes.append(
                message(
                    "importing.keys.no_key_recognised_rows_numbered",
                    file=layer.file,
                    first=keys[0],
                    last=keys[-1],
                    field=field,
                )
            )
        return keys
    keys = texts(layer, columns, field)
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        where = layer.where(i, columns[field])
        if not key:
            messages.blank(findings, where)
        elif key in first:
            messages.duplicate_key(findings, where, key, layer.rows[first[key]])
        else:
            first[key] = i
    return keys
