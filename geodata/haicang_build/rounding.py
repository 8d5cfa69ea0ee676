"""Whole numbers that keep their total."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def share_out(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Split a whole number in proportion to weights, by largest remainders.

    Parameters
    ----------
    total
        Number to split.
    weights
        Weights, one for each receiver; at least one above 0.

    Returns
    -------
    numpy.ndarray
        Whole numbers that add up to ``total``; ties go to the earlier receiver.
    """
    exact = total * weights / weights.sum()
    base: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    rest = int(total - base.sum())
    order = np.argsort(-(exact - base), kind="stable")
    base[order[:rest]] += 1
    return base
