"""Proof that no other schedule is as good, by cuts from the allocation's duals."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.starts_programme import StartsPart, StartsProgramme
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solver

#: Schedules whose allocation is priced before the proof is given up.
MOST_PRICED: Final = 40
#: Duals kept for the next model that differs in limits of rows alone.
MOST_KEPT: Final = 60
#: Share of the limit by which a bound must lie above it: rounding of sums of floating point numbers.
ROUNDING: Final = 1e-9
#: Least value of a unit of O1, in O2's unit.
LEAST_PRICE: Final = 1.0
#: Axis of the band in the positions of the equations that allocate seats.
BAND_AXIS: Final = {"C1": 1, "C2": 1, "C4": 1, "C5": 1, "C19": 1}


@dataclass(frozen=True, kw_only=True, eq=False)
class Limits:
    """What another schedule would have to reach.

    Parameters
    ----------
    o1
        Largest O1, weighted pupil-years.
    o2
        Largest O2, 10,000 yuan.
    price
        Value of O1 in O2's unit that combines both objectives, at least 0.
    """

    o1: float
    o2: float
    price: float

    @property
    def together(self) -> float:
        """Largest value of both objectives combined."""
        return self.o2 + self.price * self.o1


def prices_of_o1(model: Model, first: Terms, second: Terms, dual: float) -> tuple[float, ...]:
    """Choose values of O1 in O2's unit at which a schedule hardly ever saves money by leaving pupils out.

    Parameters
    ----------
    model
        The model.
    first, second
        Terms of O1 and O2.
    dual
        Dual of the row that holds O1 under the best schedule.

    Returns
    -------
    tuple of float
        Twice the dual, if it is above 0, and the cost of the dearest option for one pupil: smaller ones
        first, as they keep figures small. Any value gives a valid proof; a small one may prove less.
    """
    costs = second.dense(model.shape[1])[model.variables.start]
    dearest = float(costs.max(initial=0.0)) / float(first.weight.min(initial=1.0))
    return tuple(sorted({2.0 * dual, max(dearest, LEAST_PRICE)} - {0.0}))


class OnlySchedule:
    """Search for another schedule within limits of O1 and O2.

    Parameters
    ----------
    model
        Model without rules on catchments.
    question
        Changes of the problem that the live model answers.
    budget_10k
        Spending limits of that question, 10,000 yuan, shape (T,).
    combined
        Terms of O2 plus the price times O1.

    Notes
    -----
    For fixed starts the rest is a linear programme, and by weak duality its value for any other starts is at
    least ``constant + slope x starts`` for every choice of duals: a Benders cut, one for each band. The cuts,
    with the rules that bind the starts alone, make a small programme; its optimum over all schedules but one
    is a lower bound. While that bound is within the limits, the schedule it proposes is priced and cut off.
    The bound does not depend on how exactly the solver solved: duals are clipped to their signs, and reduced
    costs below 0 are paid at upper bounds that the rules imply.

    References
    ----------
    Benders (1962), "Partitioning procedures for solving mixed-variables programming problems", *Numerische
    Mathematik* 4; Birge and Louveaux (1988), "A multicut algorithm for two-stage stochastic linear programs",
    *European Journal of Operational Research* 34.
    """

    def __init__(self, model: Model, question: Question, budget_10k: FloatArray, combined: Terms) -> None:
        self._combined, self._start = combined, model.variables.start
        self._costs = combined.dense(model.shape[1])
        own = np.zeros(model.shape[1], dtype=bool)
        own[self._start] = own[model.variables.money] = True
        for block in (model.variables.recruited, model.variables.retrained):
            own[block[block != ABSENT]] = True
        matrix = sp.csc_array((model.matrix.weight, model.matrix.row, model.matrix.start), shape=model.shape)
        allocating = np.zeros(model.shape[0], dtype=bool)
        allocating[matrix[:, ~own].indices] = True
        self._rest = np.flatnonzero(~own)
        self._upper = implied_upper(model)[self._rest]
        self._band = band_of_column(model)[self._rest]
        self._row = [rows_of_band(model, b) for b in range(len(model.problem.bands))]
        self._in_rest, self._in_start = matrix[:, self._rest], matrix[:, self._start].tocsr()
        self._limit, self._at_most = model.upper, np.isneginf(model.lower)
        self._pool: list[FloatArray] = []
        self._part = StartsPart(
            columns=np.flatnonzero(own),
            rows=np.flatnonzero(~allocating),
            costs=self._costs[own],
            matrix=matrix.tocsr(),
        )
        self._asked = model, question, budget_10k
        self._master = StartsProgramme(model, self._part, question, budget_10k, self._limit)

    def with_limits(self, limits: FloatArray) -> OnlySchedule:
        """Return the search for a model that has other limits of rows; duals found so far bound it too."""
        other = copy.copy(self)
        model, question, budget_10k = self._asked
        other._limit = limits
        other._master = StartsProgramme(model, self._part, question, budget_10k, limits)
        for duals in self._pool:
            other._cut_off(duals)
        return other

    def is_only(self, starts: FloatArray, live: Solver, limits: Limits, *, until: Deadline) -> bool:
        """Prove that no other schedule is within the limits.

        Parameters
        ----------
        starts
            0 or 1 by option, shape (O,): the schedule that is left aside.
        live
            The model in the solver's hands, with no row that holds an objective; its starts are fixed.
        limits
            Limits of O1 and O2.
        until
            Moment at which the proof is given up.

        Returns
        -------
        bool
            True if there is no other one; False if there is, or the proof was given up.
        """
        return self.none_within(starts, live, limits.together, until=until)

    def none_within(self, starts: FloatArray, live: Solver, value: float, *, until: Deadline) -> bool:
        """Prove that no other schedule has a value of the terms that is as small.

        Parameters
        ----------
        starts
            0 or 1 by option, shape (O,): the schedule that is left aside.
        live
            The model in the solver's hands, as for :meth:`is_only`.
        value
            Value that others must exceed.
        until
            Moment at which the proof is given up.

        Returns
        -------
        bool
            True if it is proven.
        """
        enough = value + abs(value) * ROUNDING
        self._master.exclude(starts)
        if self._price(starts, live, until) is None:
            return False
        for _ in range(MOST_PRICED):
            bound, other = self._master.least(until.left_s)
            if bound > enough:
                return True
            if other is None:
                return False
            priced = self._price(other, live, until)
            if priced is None or priced <= enough:
                return False
        return False

    def _price(self, starts: FloatArray, live: Solver, until: Deadline) -> float | None:
        """Cut off the schedules that a priced one speaks for; return its bound, None if it was not priced."""
        live.fix(self._start, starts)
        left = until.left_s
        solved = live.minimise(self._combined, name="O3", gap=0.0, time_limit_s=left, listener=silent)
        if solved.stage is None or not solved.stage.proven:
            return None
        duals = live.row_duals()[: len(self._limit)]
        duals = np.where(self._at_most, np.minimum(duals, 0.0), duals)
        # Shared by all that differ in limits of rows alone.
        self._pool.append(duals)
        del self._pool[:-MOST_KEPT]
        return float(self._costs[self._start] @ starts) + self._cut_off(duals, starts)

    def _cut_off(self, duals: FloatArray, starts: FloatArray | None = None) -> float:
        """Add the cuts of duals, one for each band; return what they say of the allocation of a schedule."""
        reduced = self._costs[self._rest] - self._in_rest.T @ duals
        paid = np.minimum(reduced, 0.0)
        paid[paid < 0] *= self._upper[paid < 0]
        total = 0.0
        for b, rows in enumerate(self._row):
            constant = float(duals[rows] @ self._limit[rows]) + float(paid[self._band == b].sum())
            slope = np.asarray(-(self._in_start[rows].T @ duals[rows]))
            if starts is not None:
                total += max(constant + float(slope @ starts), 0.0)
            self._master.add_cut(b, constant, slope)
        return total


def rows_of_band(model: Model, band: int) -> IntArray:
    """Return the rows that allocate a band's seats."""
    parts = []
    for equation, axis in BAND_AXIS.items():
        found = model.rows_of(equation)
        if len(found.row):
            parts.append(found.row[found.position[:, axis] == band])
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def band_of_column(model: Model) -> IntArray:
    """Return the band of each column, ``ABSENT`` for starts and money."""
    result = np.full(model.shape[1], ABSENT, dtype=np.int64)
    variables, bands = model.variables, np.arange(len(model.problem.bands))
    for block, band in (
        (variables.place, model.problem.pairs.band[:, None]),
        (variables.temporary, bands[:, None]),
        (variables.unplaced, bands[:, None]),
    ):
        there = block != ABSENT
        result[block[there]] = np.broadcast_to(band, block.shape)[there]
    return result


def implied_upper(model: Model) -> FloatArray:
    """Return upper bounds of the columns of an allocation: their own, or what C1 and C5 imply."""
    result = np.array(model.columns.upper)
    variables = model.variables
    for block, most in (
        (variables.place, _intake_of_pairs(model.problem)),
        (variables.temporary, model.problem.temporary_limit),
    ):
        there = block != ABSENT
        result[block[there]] = np.minimum(result[block[there]], most[there])
    return result


def _intake_of_pairs(problem: PlanningProblem) -> FloatArray:
    return np.asarray(problem.intakes[problem.pairs.zone, problem.pairs.band])
