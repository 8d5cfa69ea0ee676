"""The finished model: one sparse matrix, whose rows are found by equation and position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.rows import Family, Position, Rows, Slack
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT, Columns, Variables


@dataclass(frozen=True, kw_only=True, eq=False)
class Coordinates:
    """Rows of one family: their places in the matrix and their positions on the axes.

    Parameters
    ----------
    row
        Places in the matrix, shape (M,).
    position
        Positions on the axes, shape (M, axes); the module of the equation names the axes.
    """

    row: IntArray
    position: IntArray


NOWHERE: Final = Coordinates(row=np.zeros(0, dtype=np.int64), position=np.zeros((0, 0), dtype=np.int64))


@dataclass(frozen=True, kw_only=True, eq=False)
class Matrix:
    """Sparse matrix stored column by column, with rows in ascending order within each column.

    Parameters
    ----------
    start
        First entry of each column, shape (columns + 1,).
    row, weight
        Row and coefficient of each entry, shape (entries,); no coefficient is 0.
    """

    start: Index
    row: Index
    weight: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """Mixed-integer programme without an objective.

    Parameters
    ----------
    problem
        Planning problem.
    variables
        Columns by position on the axes; a variable that is in no row has no column.
    columns
        Bounds and kinds of the columns.
    matrix
        Coefficients of the rows.
    lower, upper
        Limits of each row, shape (rows,).
    families
        Coordinates of the rows by equation and kind of row.
    slacks
        Slacks of rows that may be violated at a price, in the order of the rows.
    """

    problem: PlanningProblem
    variables: Variables
    columns: Columns
    matrix: Matrix
    lower: FloatArray
    upper: FloatArray
    families: Mapping[Family, Coordinates]
    slacks: tuple[Slack, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and number of columns."""
        return len(self.lower), len(self.columns)

    def rows_of(self, equation: str, *, part: str = "") -> Coordinates:
        """Return the rows of an equation with their positions.

        Parameters
        ----------
        equation
            Number of the equation, such as ``C2``.
        part
            Kind of row, for equations with several kinds.

        Returns
        -------
        Coordinates
            Coordinates of the rows; empty if the equation has no row.
        """
        return self.families.get((equation, part), NOWHERE)

    def row(self, equation: str, position: Position, *, part: str = "") -> int | None:
        """Return the row of an equation at a position.

        Parameters
        ----------
        equation
            Number of the equation, such as ``C7``.
        position
            Positions on the axes of the equation.
        part
            Kind of row, for equations with several kinds.

        Returns
        -------
        int or None
            Place in the matrix; None if the equation has no row there.
        """
        found = self.rows_of(equation, part=part)
        if found.position.shape[1] != len(position):
            return None
        at = np.flatnonzero((found.position == position).all(axis=1))
        return int(found.row[at[0]]) if len(at) else None


def finish(rows: Rows) -> Model:
    """Assemble the rows into one matrix.

    Columns keep their order: carry, closing, kept, moved, place, serve, slacks, short, start, temporary,
    unplaced, each block in the order of its axes. Slacks are ordered by side, then by equation and position.
    Columns that are in no row are dropped.

    Parameters
    ----------
    rows
        Rows added by the equations.

    Returns
    -------
    Model
        Model of the rows.
    """
    order = _order(rows)
    row, column, weight = _triplets(rows)
    used = np.bincount(column, minlength=rows.column_count) > 0
    kept = order[used[order]]
    new = np.full(rows.column_count + 1, ABSENT, dtype=np.int32)
    new[kept] = np.arange(len(kept))
    lower, upper = (np.concatenate(parts) if parts else np.zeros(0) for parts in _limits(rows))
    return Model(
        problem=rows.problem,
        variables=rows.variables.renumbered(new),
        columns=_columns(rows, kept),
        matrix=_matrix(row, new.take(column), weight, (rows.count, len(kept))),
        lower=lower,
        upper=upper,
        families={family: _joined(parts) for family, parts in rows.families.items()},
        slacks=tuple(_renumbered(slack, new) for slack in rows.slacks),
    )


def _order(rows: Rows) -> IntArray:
    """Return the columns in the order of the blocks, with slacks after ``serve``."""
    count = len(rows.columns)
    every = np.arange(count)
    if not rows.slacks:
        return every
    keyed = sorted(
        (side, slack.family, slack.position, column)
        for slack in rows.slacks
        for side, column in enumerate(slack.columns)
    )
    made = np.array([column for *_, column in keyed], dtype=np.int64)
    own = rows.variables
    blocks = (own.carry, own.closing, own.kept, own.moved, own.place, own.serve)
    before = sum(int(np.count_nonzero(block != ABSENT)) for block in blocks)
    return np.concatenate([every[:before], made, every[before:]])


def _triplets(rows: Rows) -> tuple[Index, Index, FloatArray]:
    if not rows.entries:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0)
    row, column, weight = zip(*rows.entries, strict=True)
    return (
        np.concatenate(row, dtype=np.int32, casting="unsafe"),
        np.concatenate(column),
        np.concatenate(
            [np.broadcast_to(own, own_row.shape) for own, own_row in zip(weight, row, strict=True)]
        ),
    )


def _limits(rows: Rows) -> tuple[list[FloatArray], list[FloatArray]]:
    return [lower for lower, _ in rows.limits], [upper for _, upper in rows.limits]


def _columns(rows: Rows, kept: IntArray) -> Columns:
    made, own = rows.column_count - len(rows.columns), rows.columns
    return Columns(
        lower=np.append(own.lower, np.zeros(made))[kept],
        upper=np.append(own.upper, np.full(made, np.inf))[kept],
        integer=np.append(own.integer, np.zeros(made, dtype=bool))[kept],
    )


def _matrix(row: Index, column: Index, weight: FloatArray, shape: tuple[int, int]) -> Matrix:
    made = sp.coo_array((weight, (row, column)), shape=shape).tocsc()  # adds up what stands twice, and sorts
    made.eliminate_zeros()
    return Matrix(start=made.indptr, row=made.indices, weight=np.asarray(made.data))


def _joined(parts: list[tuple[IntArray, IntArray]]) -> Coordinates:
    return Coordinates(
        row=np.concatenate([row for row, _ in parts]),
        position=np.concatenate([position for _, position in parts]),
    )


def _renumbered(slack: Slack, column: Index) -> Slack:
    return Slack(
        kind=slack.kind,
        family=slack.family,
        position=slack.position,
        columns=tuple(int(column[at]) for at in slack.columns),
    )
