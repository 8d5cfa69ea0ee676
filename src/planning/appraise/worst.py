"""The worst breach of a rule, named by its place."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from planning.domain.appraisal import Breach
from planning.domain.frozen import FloatArray

#: Relative tolerance. The solver keeps rows to 1e-7; sums of many rows carry a little more.
TOLERANCE: Final = 1e-6


def worst(
    rule: str, over: FloatArray, scale: FloatArray, axes: tuple[tuple[object, ...], ...], unit: str
) -> Breach | None:
    """Return the largest excess beyond the tolerance.

    Parameters
    ----------
    rule
        Rule that the breach names.
    over
        Excess by place, in the unit; NaN counts as infinite.
    scale
        Size of what is compared, of the shape of ``over``, or one that broadcasts to it.
    axes
        Labels of each axis of ``over``.
    unit
        Unit that the breach names.

    Returns
    -------
    Breach or None
        None if nothing is beyond the tolerance.

    Examples
    --------
    >>> print(worst("C2", np.array([0.0, 7.0]), np.array([90.0, 90.0]), (("F1", "F2"),), "pupils"))
    C2 at F2: 7 pupils
    """
    room = TOLERANCE * np.maximum(1.0, np.where(np.isfinite(scale), np.abs(scale), 1.0))
    excess = np.where(np.isnan(over), math.inf, over) - room
    if not excess.size or excess.max() <= 0:
        return None
    index = np.unravel_index(int(excess.argmax()), excess.shape)
    where = ", ".join(str(axis[int(i)]) for axis, i in zip(axes, index, strict=True))
    return Breach(rule=rule, where=where, amount=float(over[index]), unit=unit)
