"""Marginal values: what one more seat, and one more yuan, is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, freeze_floats


@dataclass(frozen=True, kw_only=True, eq=False)
class SeatValues:
    """Value of one more permanent seat in one year, with the schedule kept.

    Parameters
    ----------
    o1
        Decrease of weighted unplaced pupil-years, by facility, band and year, shape (F, B, T).
    o2_10k
        Decrease of O2 with O1 held, 10,000 yuan, shape (F, B, T).

    Raises
    ------
    ProblemError
        If the shapes differ or a value is negative: a seat more never hurts.

    Examples
    --------
    A seat more at the second of two schools gives one child a seat for six years:

    >>> values = SeatValues(o1=[[[0.0]], [[6.0]]], o2_10k=[[[0.0]], [[0.0]]])
    >>> float(values.o1[1, 0, 0])
    6.0
    """

    o1: FloatArray
    o2_10k: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        shape = np.shape(self.o1)
        freeze_floats(self, {"o1": shape, "o2_10k": shape})


@dataclass(frozen=True, kw_only=True, eq=False)
class MoneyValues:
    """Value of more money in one year, found by solving again.

    Parameters
    ----------
    o1_per_10k
        Decrease of weighted unplaced pupil-years for each extra 10,000 yuan in a year, shape (T,); 0 without
        a budget.
    step_10k
        Money added to one year at a time, 10,000 yuan. Projects are built whole or not at all, so the value
        of a yuan depends on the step.

    Raises
    ------
    ProblemError
        If a value is negative or not a number.

    Examples
    --------
    1,000 (10,000 yuan) more in 2026 spare 50 pupil-years without a seat, in 2027 none:

    >>> values = MoneyValues(o1_per_10k=[0.05, 0.0], step_10k=1000)
    >>> values.o1_per_10k * values.step_10k
    array([50.,  0.])
    """

    o1_per_10k: FloatArray
    step_10k: float

    def __post_init__(self) -> None:
        """Check and freeze."""
        freeze_floats(self, {"o1_per_10k": np.shape(self.o1_per_10k)})
