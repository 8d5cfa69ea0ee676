"""What an equation sees: the problem, the variables, and where to add rows with their coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import Columns, Variables

#: An equation, and which of its kinds of rows where it has several.
Family = tuple[str, str]
Position = tuple[int, ...]
NO_LIMIT: Final = -np.inf


#: Coefficients of many rows: for each entry its row, counted from the first of these rows, its column and its
#: weight; one number stands for equal weights. Those of the same row and column are added up.
Entries = tuple[Index | IntArray, Index, FloatArray | float]


@dataclass(frozen=True, kw_only=True)
class Slack:
    """Slack by which a row may be violated at a price.

    Parameters
    ----------
    kind
        Kind of change; see ``planning.optimise.schedule.repair``.
    family, position
        Coordinates of the row.
    columns
        One column for a limit; two for an equality, above and below it.
    """

    kind: str
    family: Family
    position: Position
    columns: tuple[int, ...]


class Rows:
    """Rows of a model under construction, each with the number of its equation and a position.

    Parameters
    ----------
    problem
        Planning problem.
    variables, columns
        Variables of the problem, and their columns.
    elastic
        Kind of change of the rows that may be violated at a price, by family.
    """

    def __init__(
        self,
        problem: PlanningProblem,
        variables: Variables,
        columns: Columns,
        elastic: Mapping[Family, str],
    ) -> None:
        self.problem, self.variables, self.columns = problem, variables, columns
        self.count, self.column_count = 0, len(columns)
        self.slacks: list[Slack] = []
        #: Rows and positions of each family, in the order in which they were added.
        self.families: dict[Family, list[tuple[IntArray, IntArray]]] = defaultdict(list)
        self.entries: list[Entries] = []
        self.limits: list[tuple[FloatArray, FloatArray]] = []
        self._elastic = elastic

    def at_most(
        self,
        equation: str,
        position: Position,
        terms: Mapping[int, float],
        limit: float,
        *,
        part: str = "",
    ) -> None:
        """Add the row ``sum(coefficient x variable) <= limit``.

        Parameters
        ----------
        equation
            Number of the equation, such as ``C7``.
        position
            Positions on the axes of the equation.
        terms
            Coefficient of each column.
        limit
            Upper limit.
        part
            Kind of row, for equations with several kinds.
        """
        self.at_most_each(equation, (position,), _of_one_row(terms), np.array([limit]), part=part)

    def equal(
        self,
        equation: str,
        position: Position,
        terms: Mapping[int, float],
        value: float,
        *,
        part: str = "",
    ) -> None:
        """Add the row ``sum(coefficient x variable) == value``.

        Parameters
        ----------
        equation
            Number of the equation, such as ``C7``.
        position
            Positions on the axes of the equation.
        terms
            Coefficient of each column.
        value
            Right-hand side.
        part
            Kind of row, for equations with several kinds.
        """
        self.equal_each(equation, (position,), _of_one_row(terms), np.array([value]), part=part)

    def at_most_each(
        self,
        equation: str,
        positions: IntArray | Sequence[Position],
        entries: Sequence[Entries],
        limits: FloatArray,
        *,
        part: str = "",
    ) -> None:
        """Add many rows ``sum(coefficient x variable) <= limit`` at once.

        Parameters
        ----------
        equation
            Number of the equation.
        positions
            Positions on the axes, shape (rows, axes).
        entries
            Coefficients of the rows, in any number of parts.
        limits
            Upper limits, shape (rows,).
        part
            Kind of row, for equations with several kinds.
        """
        self._add((equation, part), positions, entries, np.full(len(limits), NO_LIMIT), limits, (-1.0,))

    def equal_each(
        self,
        equation: str,
        positions: IntArray | Sequence[Position],
        entries: Sequence[Entries],
        values: FloatArray,
        *,
        part: str = "",
    ) -> None:
        """Add many rows ``sum(coefficient x variable) == value`` at once.

        Parameters
        ----------
        equation
            Number of the equation.
        positions
            Positions on the axes, shape (rows, axes).
        entries
            Coefficients of the rows, in any number of parts.
        values
            Right-hand sides, shape (rows,).
        part
            Kind of row, for equations with several kinds.
        """
        self._add((equation, part), positions, entries, values, values, (1.0, -1.0))

    def _add(
        self,
        family: Family,
        positions: IntArray | Sequence[Position],
        entries: Sequence[Entries],
        lower: FloatArray,
        upper: FloatArray,
        sides: tuple[float, ...],
    ) -> None:
        if not len(upper):
            return
        where = np.asarray(positions, dtype=np.int64).reshape(len(upper), -1)
        rows = np.arange(self.count, self.count + len(upper))
        self.families[family].append((rows, where))
        self.entries += [(row + self.count, column, weight) for row, column, weight in entries]
        self.limits.append((lower, upper))
        self.count += len(upper)
        kind = self._elastic.get(family)
        if kind is not None:
            self._loosen(kind, family, rows, where, sides)

    def _loosen(
        self, kind: str, family: Family, rows: IntArray, where: IntArray, sides: tuple[float, ...]
    ) -> None:
        """Add a slack for each side to some rows."""
        made = self.column_count + np.arange(len(rows) * len(sides)).reshape(len(rows), len(sides))
        self.column_count += made.size
        self.entries.append(
            (np.repeat(rows, len(sides)), made.ravel().astype(np.int32), np.tile(sides, len(rows)))
        )
        self.slacks += [
            Slack(kind=kind, family=family, position=tuple(position), columns=tuple(columns))
            for position, columns in zip(where.tolist(), made.tolist(), strict=True)
        ]

    @cached_property
    def pair_at(self) -> dict[Position, int]:
        """Position of each pair, by (zone, facility, band)."""
        pairs = self.problem.pairs
        triples = zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
        return {triple: n for n, triple in enumerate(triples)}


def _of_one_row(terms: Mapping[int, float]) -> tuple[Entries]:
    made = Terms.of(terms)
    return ((np.zeros(len(terms), dtype=np.int32), made.column, made.weight),)
