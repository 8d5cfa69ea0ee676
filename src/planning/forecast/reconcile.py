"""Zones brought into agreement with what is known of the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.errors import ProblemError

CLOSE = 1e-9
ROUNDS = 1000


@dataclass(frozen=True, kw_only=True, eq=False)
class Agreement:
    """Cells scaled to agree with their controls.

    Parameters
    ----------
    cells
        Scaled cells, shape (Z, B), as near to the seed as the controls allow.
    factor
        ``cells / seed``, 1 where the seed is 0; shape (Z, B).
    rounds
        Number of passes needed.
    """

    cells: FloatArray
    factor: FloatArray
    rounds: int


def reconcile(
    seed: FloatArray, *, columns: FloatArray, group: IntArray, groups: FloatArray | None = None
) -> Agreement:
    """Scale a table of zones and bands to its margins by iterative proportional fitting.

    Parameters
    ----------
    seed
        Table to scale, not negative, shape (Z, B).
    columns
        Total of each band over all zones, shape (B,); NaN where it is not known.
    group
        Group of each zone, shape (Z,).
    groups
        Total of each group's zones over all bands, shape (G,); NaN where it is not known; None if none is
        known.

    Returns
    -------
    Agreement
        Table with the least relative entropy to the seed among those with these margins.

    Raises
    ------
    ProblemError
        If a control asks for pupils where the seed has none, or the margins contradict each other.

    References
    ----------
    Deming and Stephan (1940), "On a Least Squares Adjustment of a Sampled Frequency Table When the Expected
    Marginal Totals are Known", *Annals of Mathematical Statistics* 11.

    Examples
    --------
    Two zones of 30 and 20 pupils, of whom the district has 60 in all:

    >>> agreed = reconcile(np.array([[30.0], [20.0]]), columns=np.array([60.0]), group=np.array([0, 0]))
    >>> agreed.cells[:, 0], agreed.factor[:, 0]
    (array([36., 24.]), array([1.2, 1.2]))
    """
    cells = np.array(seed, dtype=np.float64)
    _check(seed, columns, group, groups)
    for number in range(1, ROUNDS + 1):
        cells *= _scale(columns, cells.sum(axis=0))[None, :]
        if groups is None:
            return _agreement(seed, cells, number)
        sums = _sums(cells, group, len(groups))
        off = np.abs(_scale(groups, sums) - 1.0).max()
        if off < CLOSE:
            return _agreement(seed, cells, number)
        cells *= _scale(groups, sums)[group][:, None]
    raise ProblemError(f"controls of bands and groups contradict each other by {off:.1%}")


def _sums(cells: FloatArray, group: IntArray, count: int) -> FloatArray:
    sums = np.bincount(group, weights=cells.sum(axis=1), minlength=count)
    return np.asarray(sums, dtype=np.float64)


def _scale(wanted: FloatArray, have: FloatArray) -> FloatArray:
    known = ~np.isnan(wanted) & (have > 0)
    return np.divide(wanted, have, out=np.ones_like(have), where=known)


def _agreement(seed: FloatArray, cells: FloatArray, rounds: int) -> Agreement:
    factor = np.divide(cells, seed, out=np.ones_like(cells), where=seed > 0)
    return Agreement(cells=cells, factor=factor, rounds=rounds)


def _check(seed: FloatArray, columns: FloatArray, group: IntArray, groups: FloatArray | None) -> None:
    if (seed < 0).any():
        raise ProblemError("a table to reconcile must not be negative")
    empty = np.flatnonzero((np.nan_to_num(columns) > 0) & (seed.sum(axis=0) <= 0))
    if len(empty):
        raise ProblemError(f"band {empty[0]} has a control above 0 and no pupils to scale")
    if groups is not None:
        sums = _sums(seed, group, len(groups))
        bare = np.flatnonzero((np.nan_to_num(groups) > 0) & (sums <= 0))
        if len(bare):
            raise ProblemError(f"group {bare[0]} has a control above 0 and no pupils to scale")
