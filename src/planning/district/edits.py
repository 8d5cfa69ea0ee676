"""Which cells of a district's tables differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.contracts import contracts


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One cell that differs between two sets of tables.

    Parameters
    ----------
    table
        Name of the table.
    key
        Key of the row, parts joined by ``/``.
    column
        Name of the column; ``*`` for a whole row.
    before, after
        Cell in either set; ``row`` and an empty text for a row that one set lacks.
    """

    table: str
    key: str
    column: str
    before: str
    after: str


def changed_cells(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> list[Edit]:
    """Return the cells that differ between two sets of a district's tables.

    Parameters
    ----------
    before, after
        Tables by name, as a district holds them.

    Returns
    -------
    list of Edit
        Edits in the order of tables, rows and columns; a row added or removed is one edit.
    """
    edits: list[Edit] = []
    for name, contract in contracts(bands_from(before["bands"])).items():
        if contract.shape is not None:
            continue
        # Where bands were added or taken out, their columns stand on one side only.
        columns = [column.name for column in contract.columns if column.name in after[name]]
        one, two = (_by_key(side[name][columns], contract.key) for side in (before, after))
        for key in dict.fromkeys([*one, *two]):
            label = " / ".join(key)
            if key not in two or key not in one:
                words = ("row", "") if key not in two else ("", "row")
                edits.append(Edit(table=name, key=label, column="*", before=words[0], after=words[1]))
                continue
            edits += [
                Edit(table=name, key=label, column=column, before=old, after=new)
                for column, old, new in zip(columns, one[key], two[key], strict=True)
                if old != new
            ]
    return edits


def _by_key(frame: pd.DataFrame, key: tuple[str, ...]) -> dict[tuple[str, ...], list[str]]:
    rows = [[_text(value) for value in row] for row in frame.to_numpy(dtype=object).tolist()]
    at = [list(frame.columns).index(name) for name in key]
    return {tuple(row[i] for i in at): row for row in rows}


def _text(value: object) -> str:
    if isinstance(value, float):
        # Twelve digits: a coordinate moved by a decimetre is an edit too.
        return "" if value != value else f"{value:.12g}" if abs(value) < 1e6 else repr(value)  # noqa: PLR0124
    return str(value)
