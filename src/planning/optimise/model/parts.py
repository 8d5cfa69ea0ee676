"""A model in parts: groups of bands that no option and no loan of rooms joins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.matrix import Coordinates, Matrix, Model
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import ABSENT, Columns

#: Group of columns that stand in every part, such as money carried over.
SHARED: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """Part of a model that may be solved by itself.

    Parameters
    ----------
    model
        Columns of some bands, with the rows in which they stand.
    column
        Column of the whole model for each column of the part, shape (n,).
    bands
        Positions of the bands.
    """

    model: Model
    column: Index
    bands: tuple[int, ...]

    def terms(self, whole: Terms, columns: int) -> Terms:
        """Return the terms of an expression that stand in this part.

        Parameters
        ----------
        whole
            Expression over the whole model.
        columns
            Number of columns of the whole model.

        Returns
        -------
        Terms
            Expression over the part.
        """
        weight = whole.dense(columns)[self.column]
        return Terms.joined((np.arange(len(self.column), dtype=np.int32), weight))


def band_groups(problem: PlanningProblem) -> list[tuple[int, ...]]:
    """Return the groups of bands that an option or a conversion of rooms joins, in order.

    Parameters
    ----------
    problem
        Planning problem.

    Returns
    -------
    list of tuple
        Positions of the bands of each group.
    """
    group = list(range(len(problem.bands)))

    def join(bands: Iterable[int]) -> None:
        own = {group[b] for b in bands}
        for b, at in enumerate(group):
            if at in own:
                group[b] = min(own)

    programme = problem.programme
    changed = (problem.option_seats != 0).any(axis=2)
    for p in range(programme.project_count):
        join(np.flatnonzero(changed[programme.options_of(p)].any(axis=0)).tolist())
    if problem.rooms is not None:
        for pair in zip(problem.rooms.giver.tolist(), problem.rooms.receiver.tolist(), strict=True):
            join(pair)
    return [tuple(b for b, at in enumerate(group) if at == first) for first in sorted(set(group))]


def split(model: Model) -> list[Part]:
    """Split a model by groups of bands, each a relaxation by itself.

    Rows that join several groups, such as those of money, stay in each part with its own terms where the
    others only make them tighter, and are left out elsewhere. So the sum of the parts' least values is never
    above that of the whole, and equals it where what the parts found keeps the rows that join them.

    Parameters
    ----------
    model
        Model with all its rows.

    Returns
    -------
    list of Part
        Parts in the order of the bands; the model itself as the one part if nothing separates.
    """
    groups = band_groups(model.problem)
    own = _group_of_columns(model, groups)
    if len(groups) == 1:
        every = np.arange(len(own), dtype=np.int32)
        return [Part(model=model, column=every, bands=groups[0])]
    matrix = sp.csc_array((model.matrix.weight, model.matrix.row, model.matrix.start), shape=model.shape)
    made = []
    for g, bands in enumerate(groups):
        column = np.flatnonzero((own == g) | (own == SHARED)).astype(np.int32)
        others = np.flatnonzero((own != g) & (own != SHARED))
        made.append(Part(model=_restricted(model, matrix, column, others), column=column, bands=bands))
    return made


def _group_of_columns(model: Model, groups: list[tuple[int, ...]]) -> IntArray:
    problem, v = model.problem, model.variables
    of_band = np.zeros(len(problem.bands), dtype=np.int64)
    for g, bands in enumerate(groups):
        of_band[list(bands)] = g
    result = np.full(model.shape[1], SHARED, dtype=np.int64)

    def put(block: Index, group: IntArray) -> None:
        there = block != ABSENT
        result[block[there]] = np.broadcast_to(group, block.shape)[there]

    put(v.place, of_band[problem.pairs.band][:, None])
    put(v.serve, of_band[problem.pairs.band][:, None])
    for block in (v.unplaced, v.temporary, v.lends):
        put(block, of_band[None, :, None])
    # A project that changes no seats joins nothing, and stands with the first band.
    band = (problem.option_seats != 0).any(axis=2).argmax(axis=1) if len(v.start) else np.zeros(0, int)
    put(v.start, of_band[band])
    if problem.rooms is not None:
        for block in (v.taken, v.back, v.lent, v.away, v.grows):
            put(block, of_band[problem.rooms.giver][:, None])
    return result


def _restricted(model: Model, matrix: sp.csc_array, column: Index, others: IntArray) -> Model:
    """Return the model of some columns; a row keeps a limit where the other columns only tighten it."""
    own, foreign = sp.csr_array(matrix[:, column]), sp.csr_array(matrix[:, others])
    below = np.asarray((foreign < 0).sum(axis=1)).ravel() > 0
    above = np.asarray((foreign > 0).sum(axis=1)).ravel() > 0
    lower, upper = np.where(above, -np.inf, model.lower), np.where(below, np.inf, model.upper)
    stays = (np.diff(own.indptr) > 0) & (np.isfinite(lower) | np.isfinite(upper))
    row = np.flatnonzero(stays)
    new_row = np.full(len(stays), ABSENT, dtype=np.int64)
    new_row[row] = np.arange(len(row))
    new = np.full(model.shape[1] + 1, ABSENT, dtype=np.int32)
    new[column] = np.arange(len(column))
    made = sp.csc_array(own[row])
    made.sort_indices()
    columns = model.columns
    return replace(
        model,
        variables=model.variables.renumbered(new),
        columns=Columns(
            lower=columns.lower[column], upper=columns.upper[column], integer=columns.integer[column]
        ),
        matrix=Matrix(start=made.indptr, row=made.indices, weight=np.asarray(made.data)),
        lower=lower[row],
        upper=upper[row],
        families={name: _kept(own_rows, new_row) for name, own_rows in model.families.items()},
    )


def _kept(rows: Coordinates, new: IntArray) -> Coordinates:
    at = new[rows.row]
    there = at != ABSENT
    return Coordinates(row=at[there], position=rows.position[there])
