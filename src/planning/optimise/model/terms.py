"""A linear expression: columns of the model and their coefficients."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray

#: Positions of columns or rows, as solvers count them.
Index = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """Linear expression ``sum(weight x column)``, with a fixed order of its terms.

    Parameters
    ----------
    column
        Positions of columns without repeats, shape (n,).
    weight
        Coefficients of the columns, shape (n,).
    """

    column: Index
    weight: FloatArray

    @classmethod
    def of(cls, terms: Mapping[int, float]) -> Terms:
        """Make terms from a mapping of columns to coefficients."""
        return cls(
            column=np.fromiter(terms, dtype=np.int32, count=len(terms)),
            weight=np.fromiter(terms.values(), dtype=np.float64, count=len(terms)),
        )

    @classmethod
    def joined(cls, *parts: tuple[Index, FloatArray]) -> Terms:
        """Concatenate parts without absent columns (below 0) and zero coefficients."""
        column = np.concatenate([np.asarray(part[0], dtype=np.int32).ravel() for part in parts])
        weight = np.concatenate([np.asarray(part[1], dtype=np.float64).ravel() for part in parts])
        kept = (column >= 0) & (weight != 0.0)
        return cls(column=column[kept], weight=weight[kept])

    def value(self, values: FloatArray) -> float:
        """Return the value of the expression, summed from the first term to the last.

        Parameters
        ----------
        values
            Value of each column of the model.

        Returns
        -------
        float
            Value of the expression.
        """
        return float(sum((self.weight * values[self.column]).tolist()))

    def dense(self, count: int) -> FloatArray:
        """Return the coefficients of ``count`` columns as a dense array."""
        result = np.zeros(count)
        result[self.column] = self.weight
        return result

    def without(self, columns: Collection[int]) -> Terms:
        """Return the terms without those of some columns."""
        kept = ~np.isin(self.column, np.fromiter(columns, dtype=np.int32, count=len(columns)))
        return Terms(column=self.column[kept], weight=self.weight[kept])

    def times(self, factor: float) -> Terms:
        """Return the terms with every coefficient multiplied."""
        return Terms(column=self.column, weight=factor * self.weight)

    def plus(self, other: Terms) -> Terms:
        """Return the terms followed by those of other columns."""
        return Terms.joined((self.column, self.weight), (other.column, other.weight))

    def items(self) -> list[tuple[int, float]]:
        """Return pairs of column and coefficient."""
        return list(zip(self.column.tolist(), self.weight.tolist(), strict=True))
