"""Columns of the programme of staff, in blocks found by position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.staff_supply import StaffSupply


@dataclass(frozen=True, kw_only=True, eq=False)
class StaffColumns:
    """Column of each variable by position.

    Parameters
    ----------
    stock
        Staff there, shape (K, G, B, T).
    recruited
        Staff recruited, shape (G, B, T).
    retrained
        Staff who begin to be retrained, shape (K, G, R, T).
    moved_out, moved_in
        Staff who leave for, and come from, another group, shape (K, G, B, T).
    lack, surplus
        Posts unfilled, and staff beyond the norm, shape (G, B, T).
    upper
        Upper bound of each column.
    """

    stock: IntArray
    recruited: IntArray
    retrained: IntArray
    moved_out: IntArray
    moved_in: IntArray
    lack: IntArray
    surplus: IntArray
    upper: FloatArray


def staff_columns(supply: StaffSupply, *, pooled: bool) -> StaffColumns:
    """Assign columns to the variables block by block.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    pooled
        False keeps the staff of each group apart.

    Returns
    -------
    StaffColumns
        Columns and their upper bounds.
    """
    k, g, b, t = supply.shape
    shapes = {
        "stock": (k, g, b, t), "recruited": (g, b, t), "retrained": (k, g, len(supply.retraining), t),
        "moved_out": (k, g, b, t), "moved_in": (k, g, b, t), "lack": (g, b, t), "surplus": (g, b, t),
    }  # fmt: skip
    blocks, count = {}, 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        blocks[name] = np.arange(count, count + size).reshape(shape)
        count += size
    upper = np.full(count, np.inf)
    closed = supply.moves <= 0 if pooled else np.ones(t, dtype=bool)
    for name in ("moved_out", "moved_in"):
        upper[blocks[name][..., closed]] = 0.0
    return StaffColumns(**blocks, upper=upper)
