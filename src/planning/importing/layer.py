"""A file as it was read: text cells by column, and shapes in longitude and latitude where it has any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning.errors import Where
from planning.words import Words

#: What was done and assumed.
Notes = list[Words]


@dataclass(frozen=True, kw_only=True, eq=False)
class Layer:
    """One file of a planner, with text cells by column and shapes.

    Parameters
    ----------
    file
        File as messages name it.
    columns
        Text cells by the names in the file.
    rows
        Row or feature number of each record.
    shapes
        Shapes in WGS 84 degrees; None for a table.
    crs
        CRS that the file states, such as ``EPSG:4326``; empty if it states none.
    notes
        Notes on what was done to it.
    """

    file: str
    columns: dict[str, list[str]]
    rows: list[int]
    shapes: NDArray[np.object_] | None = None
    crs: str = ""
    notes: tuple[Words, ...] = ()

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)

    def part(self, index: Sequence[int]) -> Layer:
        """Return the layer with the records at the given positions only."""
        return replace(
            self,
            columns={name: [cells[i] for i in index] for name, cells in self.columns.items()},
            rows=[self.rows[i] for i in index],
            shapes=None if self.shapes is None else self.shapes[list(index)],
        )

    def where(self, index: int, column: str | None = None) -> Where:
        """Return the place of a cell."""
        return Where(file=self.file, row=self.rows[index], column=column)
