"""The small programme of starts and money alone, with bounds on what each band's allocation costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import FloatArray, IntArray
from planning.optimise.model.equations.c18_purses import LAPSE, lapse_limits_10k
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT, Columns
from planning.optimise.schedule.question import Question
from planning.optimise.solver.small import SmallProgramme


@dataclass(frozen=True, kw_only=True, eq=False)
class StartsPart:
    """Part of a model that binds starts and money alone.

    Parameters
    ----------
    columns, rows
        Positions of its columns and rows in the model.
    costs
        Costs of its columns.
    matrix
        Matrix of the whole model.
    """

    columns: IntArray
    rows: IntArray
    costs: FloatArray
    matrix: sp.csr_array


class StartsProgramme:
    """Programme of the starts, money carried over, and for each band a bound on what its allocation costs.

    Parameters
    ----------
    model
        The model.
    part
        Its part that binds starts and money alone.
    question
        Changes of the problem.
    budget_10k
        Spending limits of that question, 10,000 yuan, shape (T,).
    limit
        Upper limit of each row of the model.
    """

    def __init__(
        self, model: Model, part: StartsPart, question: Question, budget_10k: FloatArray, limit: FloatArray
    ) -> None:
        columns, bands = part.columns, len(model.problem.bands)
        place = np.full(model.shape[1], ABSENT, dtype=np.int32)
        place[columns] = np.arange(len(columns))
        self._start = place[model.variables.start]
        self._band = len(columns) + np.arange(bands, dtype=np.int32)
        lower = np.append(model.columns.lower[columns], np.zeros(bands))
        upper = np.append(model.columns.upper[columns], np.full(bands, np.inf))
        whole = np.append(model.columns.integer[columns], np.zeros(bands, dtype=bool))
        for option, value in question.forced.items():
            lower[self._start[option]] = upper[self._start[option]] = float(value)
        costs = np.append(part.costs, np.ones(bands))
        self._programme = SmallProgramme(costs, Columns(lower=lower, upper=upper, integer=whole))
        limits = np.array(limit)
        spent = model.rows_of("C7")
        if len(spent.row):
            limits[spent.row] = budget_10k[spent.position[:, 0]]
        lapsing, kept = model.rows_of("C18", part=LAPSE), lapse_limits_10k(model.problem, budget_10k)
        if kept is not None and len(lapsing.row):
            limits[lapsing.row] = kept[lapsing.position[:, 0]]
        for row in part.rows.tolist():
            at = slice(part.matrix.indptr[row], part.matrix.indptr[row + 1])
            terms = Terms(column=place[part.matrix.indices[at]], weight=part.matrix.data[at])
            self._programme.add(terms, low=float(model.lower[row]), high=float(limits[row]))
        for options, weight in question.clauses:
            most = float((weight > 0).sum()) - 1.0
            self._programme.add(Terms(column=self._start[options], weight=weight), high=most)

    def exclude(self, starts: FloatArray) -> None:
        """Leave one schedule aside."""
        weight = np.where(starts == 1.0, 1.0, -1.0)
        self._programme.add(Terms(column=self._start, weight=weight), high=float(starts.sum()) - 1.0)

    def add_cut(self, band: int, constant: float, slope: FloatArray) -> None:
        """Bound the cost of a band's allocation from below by ``constant + slope x starts``.

        Parameters
        ----------
        band
            Position of the band.
        constant, slope
            Constant, and weight of each start, shape (O,).
        """
        terms = Terms.joined((self._start, -slope), (self._band[[band]], np.ones(1)))
        self._programme.add(terms, low=constant)

    def least(self, seconds: float | None) -> tuple[float, FloatArray | None]:
        """Return a lower bound over all schedules left, and the schedule that may reach it."""
        bound, values = self._programme.least(seconds)
        return bound, None if values is None else np.round(values[self._start]) + 0.0
