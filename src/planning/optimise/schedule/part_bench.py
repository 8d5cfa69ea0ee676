"""A part of a live model with a solver of its own, asked the same questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.optimise.model.parts import Part
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.question import Question
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.interface import Solver

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Weighted pupil-years without a seat in a band that count as none.
NONE_LEFT: Final = 1e-6


class PartBench:
    """Part of a model that is kept alive beside the whole.

    Parameters
    ----------
    bench
        Live model of the whole.
    part
        Part of it.
    """

    def __init__(self, bench: Workbench, part: Part) -> None:
        columns = bench.model.shape[1]
        self.part, self.model, self.options = part, part.model, bench.options
        self.first: Terms = part.terms(bench.first, columns)
        self.second: Terms = part.terms(bench.second, columns)
        self.live: Solver = open_solver(part.model, bench.options)
        self._asked: tuple[Question, FloatArray] = Question(), bench.problem.budget_10k

    @property
    def lends(self) -> bool:
        """True if rooms may be lent in this part."""
        return bool((self.model.variables.taken != ABSENT).any())

    def ask(self, question: Question, budget_10k: FloatArray) -> None:
        """Set the part to the state of a question, as far as it concerns it.

        Parameters
        ----------
        question
            Changes of the problem.
        budget_10k
            Spending limits, 10,000 yuan, shape (T,).
        """
        self._asked = question, budget_10k
        self.live.release()
        for t, limit in enumerate(budget_10k.tolist()):
            row = self.model.row("C7", (t,))
            if row is not None:
                self.live.limit_row(row, limit)
        start = self.model.variables.start
        for o, value in question.forced.items():
            if start[o] != ABSENT:
                self.live.bound(start[[o]], value, value)
        for options, weight in question.clauses:
            if (start[options] != ABSENT).all():
                terms = Terms(column=start[options], weight=weight)
                self.live.at_most(terms, float((weight > 0).sum()) - 1.0)

    def ask_again(self) -> None:
        """Set the part to the state of the last question: nothing held, nothing bounded beside it."""
        self.ask(*self._asked)

    def decide_starts(
        self, *, also: Iterable[int] = (), fixed: Mapping[int, float] = MappingProxyType({})
    ) -> None:
        """Leave starts whole that the question does not force, and everything of rooms in parts.

        Parameters
        ----------
        also
            Further columns to decide in whole numbers.
        fixed
            Value of each whole-number column of rooms that is fixed.
        """
        start = self.model.variables.start
        forced = {
            int(start[o]): float(value) for o, value in self._asked[0].forced.items() if start[o] != ABSENT
        }
        open_ = [column for column in start[start != ABSENT].tolist() if column not in forced]
        self.live.decide(fixed=forced | dict(fixed), open_=[*open_, *also])

    def hold_unplaced(self, values: FloatArray, o1: float) -> None:
        """Hold O1: no shortage variables where a band leaves nobody out, a row for the other bands.

        A row at the solver's own tolerance misled presolve, which called feasible problems infeasible.

        Parameters
        ----------
        values
            Value of each column, of a solution with the O1 to hold.
        o1
            Value to hold, weighted pupil-years.
        """
        weight = self.first.dense(self.model.shape[1])
        left = []
        for columns in self.shortages():
            if float(weight[columns] @ values[columns]) <= NONE_LEFT:
                self.live.bound(columns, 0.0, 0.0)
            else:
                left.append(columns)
        if left:
            joined = np.concatenate(left)
            terms = Terms(column=joined, weight=weight[joined])
            self.live.hold(terms, value=o1, tolerance=self.options.tolerance_o1)

    def shortages(self) -> list[np.ndarray]:
        """Return the columns of pupils without a seat, band by band."""
        blocks = np.moveaxis(self.model.variables.unplaced, 1, 0)
        found = [block[block != ABSENT].astype(np.int32) for block in blocks]
        return [columns for columns in found if len(columns)]
