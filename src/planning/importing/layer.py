"""A file as it was read: text cells by column, and shapes in longitude and latitude where it has any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.errors import Where


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
        Notes on what was done to it, Chinese and English.
    """

    file: str
    columns: dict[str, list[str]]
    rows: list[int]
    shapes: NDArray[np.object_] | None = None
    crs: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)

    def where(self, index: int, column: str | None = None) -> Where:
        """Return the place of a cell."""
        return Where(file=self.file, row=self.rows[index], column=column)
