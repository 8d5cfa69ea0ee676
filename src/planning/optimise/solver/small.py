"""A small mixed-integer programme that grows row by row, for the solver's own bookkeeping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy
import numpy as np

from planning.domain.frozen import FloatArray
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import Columns
from planning.optimise.solver.instance import fresh_highs


class SmallProgramme:
    """Programme to be minimised, kept in HiGHS.

    Parameters
    ----------
    costs
        Objective, one coefficient for each column.
    columns
        Bounds and kinds of the columns.
    settings
        Further HiGHS options; None takes its own.
    """

    def __init__(
        self, costs: FloatArray, columns: Columns, settings: Mapping[str, Any] | None = None
    ) -> None:
        self._highs: Any = fresh_highs({"presolve": "off", "mip_rel_gap": 0.0, **(settings or {})})
        count = len(columns)
        self._highs.passModel(
            count,
            0,
            0,
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            costs,
            columns.lower,
            columns.upper,
            np.zeros(0),
            np.zeros(0),
            np.zeros(count + 1, dtype=np.int32),
            np.zeros(0, dtype=np.int32),
            np.zeros(0),
            columns.integer.astype(np.int32),
        )

    def add(self, terms: Terms, *, low: float = -np.inf, high: float = np.inf) -> None:
        """Add the row ``low <= terms <= high``.

        Parameters
        ----------
        terms
            Left side.
        low, high
            Limits.
        """
        self._highs.addRow(low, high, len(terms.column), terms.column, terms.weight)

    def pose(self, costs: FloatArray) -> None:
        """Exchange the objective."""
        self._highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def bound(self, columns: Index, low: FloatArray, high: FloatArray) -> None:
        """Change the bounds of columns.

        Parameters
        ----------
        columns
            Columns to bound.
        low, high
            Bounds of each, both ends included.
        """
        self._highs.changeColsBounds(len(columns), columns, low, high)

    def least(self, seconds: float | None, *, gap: float = 0.0) -> tuple[float, FloatArray | None]:
        """Minimise.

        Parameters
        ----------
        seconds
            Time limit; None for no limit.
        gap
            Relative gap at which the search may end.

        Returns
        -------
        tuple
            Lower bound, infinite if nothing keeps the rows; values of the columns, None if none were found.
        """
        self._highs.setOptionValue("time_limit", np.inf if seconds is None else seconds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.clearSolver()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return np.inf, None
        if status != highspy.HighsModelStatus.kOptimal:
            return -np.inf, None
        bound = float(self._highs.getInfo().mip_dual_bound)
        return bound, np.array(self._highs.getSolution().col_value, dtype=np.float64)
