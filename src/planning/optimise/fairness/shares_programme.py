"""The linear programme of one band whose shortage is shared among groups and years."""

from __future__ import annotations

from typing import Any, Final

import highspy
import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.highs import hand_over
from planning.optimise.solver.instance import fresh_highs

#: A dual below this is none: the row does not force the largest share up.
DUAL: Final = 1e-9


class OutOfTimeError(Exception):
    """Time ran out before the programme was solved."""


class SharesProgramme:
    """Programme of one band under one schedule, with a column for the largest share.

    Parameters
    ----------
    model
        Model of the band by itself.
    starts
        0 or 1 for each option, shape (O,).
    group
        Position of each zone's group, shape (Z,).
    band
        Position of the band.
    threads
        Threads of the solver.
    """

    def __init__(self, model: Model, starts: FloatArray, group: IntArray, *, band: int, threads: int) -> None:
        self._count = model.shape[1]
        # HiGHS keeps one pool of threads for the process and refuses another number of them later.
        highspy.Highs.resetGlobalScheduler(True)
        highs: Any = fresh_highs({"threads": threads, "presolve": "off"})
        hand_over(model, highs)
        every = np.arange(self._count, dtype=np.int32)
        highs.changeColsIntegrality(self._count, every, np.zeros(self._count, dtype=np.uint8))
        there = model.variables.start != ABSENT
        columns = model.variables.start[there]
        highs.changeColsBounds(len(columns), columns, starts[there], starts[there])
        highs.addCol(1.0, 0.0, 1.0, 0, np.zeros(0, dtype=np.int32), np.zeros(0))
        self._largest, self._highs = self._count, highs
        self._unplaced = model.variables.unplaced[:, band]
        self._group, self._years = group, self._unplaced.shape[1]

    def unplaced_terms(self) -> Terms:
        """Return all entrants without a place, each counted once."""
        columns = np.sort(self._unplaced[self._unplaced != ABSENT])
        return Terms(column=columns, weight=np.ones(len(columns)))

    def columns_of(self, group: int, year: int) -> IntArray:
        """Return the columns of the entrants of a group without a place in a year."""
        own = self._unplaced[self._group == group, year]
        return np.asarray(own[own != ABSENT], dtype=np.int32)

    def add_group(self, group: int, year: int, *, need: float) -> int:
        """Add the row that keeps a group's share at or below the largest.

        Parameters
        ----------
        group, year
            Positions of group and year.
        need
            Entrants of the group in the year.

        Returns
        -------
        int
            Row.
        """
        columns = np.append(self.columns_of(group, year), self._largest).astype(np.int32)
        weight = np.append(np.ones(len(columns) - 1), -need)
        self._highs.addRow(-highspy.kHighsInf, 0.0, len(columns), columns, weight)
        return int(self._highs.getNumRow()) - 1

    def settle(self, row: int, *, need: float, share: float) -> None:
        """Keep a group at a share of its own from now on.

        Parameters
        ----------
        row
            Row of the group.
        need
            Its entrants.
        share
            Its share.
        """
        self._highs.changeCoeff(row, self._largest, 0.0)
        self.limit(row, need * share)

    def limit(self, row: int, most: float) -> None:
        """Change the upper limit of a row."""
        self._highs.changeRowBounds(row, -highspy.kHighsInf, most)

    def hold(self, terms: Terms, most: float) -> int:
        """Add a row that keeps terms at or below a value; return its position."""
        self._highs.addRow(-highspy.kHighsInf, most, len(terms.column), terms.column, terms.weight)
        return int(self._highs.getNumRow()) - 1

    def least(self, costs: Terms | None, deadline: Deadline) -> tuple[float, FloatArray]:
        """Minimise terms, or the largest share.

        Parameters
        ----------
        costs
            Terms over the columns of the model; None for the largest share.
        deadline
            Moment by which to stop.

        Returns
        -------
        tuple
            Least value, and the value of each column of the model.

        Raises
        ------
        OutOfTimeError
            If there is no optimum in time.
        """
        if deadline.over:
            raise OutOfTimeError
        dense = np.zeros(self._count + 1)
        if costs is None:
            dense[self._largest] = 1.0
        else:
            dense[: self._count] = costs.dense(self._count)
        highs = self._highs
        highs.changeColsCost(self._count + 1, np.arange(self._count + 1, dtype=np.int32), dense)
        left = deadline.left_s
        highs.setOptionValue("time_limit", np.inf if left is None else highs.getRunTime() + left)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise OutOfTimeError
        values = np.array(highs.getSolution().col_value, dtype=np.float64)
        return float(highs.getInfo().objective_function_value), values[: self._count]

    def forcing(self, rows: IntArray) -> IntArray:
        """Return which of some rows force the largest share up, by their duals."""
        duals = np.array(self._highs.getSolution().row_dual, dtype=np.float64)
        return np.flatnonzero(-duals[rows] > DUAL)
