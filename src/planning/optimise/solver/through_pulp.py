"""A solver that PuLP calls: the same model and the same questions, a fresh search each time."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from typing import Any, Final

import numpy as np
import pulp
import scipy.sparse as sp

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.progress import Listener, Progress
from planning.errors import Findings, InputError, Where
from planning.optimise.model.export import carried
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Index, Terms
from planning.optimise.solver.interface import Solved, held_limit, is_proof, relative_gap
from planning.optimise.solver.pulp_solvers import Found, find_solver
from planning.words import Words, message

#: Rows and whole numbers are kept to this, relative to what a row adds up, or what comes back is no plan.
KEPT: Final = 1e-5
#: Attributes that PuLP's interfaces give to variables and rows.
HANDLES: Final = ("solverVar", "solverConstraint")


class PulpModel:
    """Model as a PuLP problem; see :class:`planning.optimise.solver.interface.Solver`.

    Results of a solver are checked: a solution counts if it keeps every row, and an optimum if the solver
    received the gap or states a bound that closes it.

    Parameters
    ----------
    model
        Model with all its rows.
    name
        Name of the solver, as ``find_solver`` takes it.
    threads
        Threads of the solver.
    """

    #: Solvers that are called by files hand back eight digits.
    precision: Final = 1e-8
    resumes: Final = False

    def __init__(self, model: Model, *, name: str, threads: int) -> None:
        found = find_solver(name)
        assert found is not None, f"{name} is not here; see require_solver"
        self._found: Found = found
        self._threads = threads
        problem, self._variables = carried(model)
        self._rows = list(problem._constraints.values())  # the mapping that replaces it in PuLP 4 copies
        self._columns, self._own = model.columns, len(self._rows)
        self._lower, self._upper = model.lower, np.array(model.upper)
        shape = model.shape
        self._matrix = sp.csc_array((model.matrix.weight, model.matrix.row, model.matrix.start), shape=shape)
        self._extra: list[tuple[Terms, float]] = []
        self._low, self._high = np.array(model.columns.lower), np.array(model.columns.upper)
        self._whole = np.array(model.columns.integer)
        self._duals: FloatArray | None = None

    def apart(self) -> PulpModel:
        """Not offered: a search by files has no state worth a second one."""
        raise NotImplementedError

    def minimise(
        self,
        costs: Terms,
        *,
        name: str,
        gap: float,
        time_limit_s: float | None = None,
        listener: Listener,
        start: Mapping[int, float] | None = None,
    ) -> Solved:
        """Minimise one objective over the rows now in the model.

        Parameters
        ----------
        costs
            Terms of the objective.
        name
            Name of the objective.
        gap
            Relative gap at which the objective counts as proven.
        time_limit_s
            Seconds allowed; None sets no limit.
        listener
            Receives the gap before and after the search.
        start
            Ignored.

        Returns
        -------
        Solved
            Result; a solve that did not stop by itself is never called proven.
        """
        del start
        began = time.perf_counter()
        listener(Progress(stage=name, gap=None, seconds=0.0))
        problem = self._posed(costs)
        solver = self._found.make(gap=gap, time_limit_s=time_limit_s, threads=self._threads)
        try:
            status = self._found.solve(problem, solver)
        except pulp.PulpError as error:
            raise self._failed(str(error)) from error
        finally:
            self._let_go()
        solved = self._result(problem, status, costs, name, gap, time.perf_counter() - began)
        if solved.stage is not None and math.isfinite(solved.stage.gap):
            listener(Progress(stage=name, gap=solved.stage.gap, seconds=solved.stage.seconds))
        return solved

    def start_afresh(self) -> None:
        """Do nothing: every search starts from nothing."""

    def hold(self, costs: Terms, *, value: float, tolerance: float) -> int:
        """Hold an objective at a value within a relative tolerance.

        Parameters
        ----------
        costs
            Terms of the objective.
        value
            Value to hold, in the unit of the objective.
        tolerance
            Share by which the objective may get worse.

        Returns
        -------
        int
            Row that holds it.
        """
        slip = self.precision * max(1.0, abs(value))
        return self.at_most(costs, held_limit(value, tolerance) + slip)

    def at_most(self, terms: Terms, limit: float) -> int:
        """Add a row until :meth:`release`; return its position."""
        self._extra.append((terms, limit))
        return self._own + len(self._extra) - 1

    def limit_row(self, row: int, limit: float) -> None:
        """Change the upper limit of a row."""
        if row < self._own:
            self._upper[row] = limit
            self._rows[row].changeRHS(limit)
        else:
            self._extra[row - self._own] = (self._extra[row - self._own][0], limit)

    def bound(self, columns: Index, low: float, high: float) -> None:
        """Change the bounds of columns until :meth:`release`.

        Parameters
        ----------
        columns
            Columns to bound.
        low, high
            Bounds, both ends included.
        """
        self._low[columns], self._high[columns] = low, high

    def fix(self, columns: Index, values: FloatArray) -> None:
        """Fix every binary variable until :meth:`release`, so that the rest is a linear programme."""
        self._low[columns] = self._high[columns] = values
        self._whole[:] = False

    def decide(self, *, fixed: Mapping[int, float], open_: Collection[int]) -> None:
        """Fix some whole-number variables and leave some open; relax the others within their bounds."""
        whole = self._columns.integer
        self._low[whole], self._high[whole] = self._columns.lower[whole], self._columns.upper[whole]
        held = Terms.of(fixed)
        self._low[held.column] = self._high[held.column] = held.weight
        self._whole[:] = False
        self._whole[list(open_)] = True

    def release(self) -> None:
        """Undo holds, fixes and bounds; limits of rows stay as they were last set."""
        self._extra.clear()
        self._low[:], self._high[:] = self._columns.lower, self._columns.upper
        self._whole[:] = self._columns.integer

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme.

        Raises
        ------
        InputError
            If the solver returns none.
        """
        if self._duals is None:
            raise self._failed(message("solver.through_pulp.no_duals"))
        return self._duals

    def _posed(self, costs: Terms) -> pulp.LpProblem:
        """Return the problem with its current rows and bounds."""
        problem = pulp.LpProblem("planning", pulp.LpMinimize)
        for variable, low, high, whole in zip(
            self._variables, self._low.tolist(), self._high.tolist(), self._whole.tolist(), strict=True
        ):
            variable.lowBound, variable.upBound = low, high if math.isfinite(high) else None
            variable.cat = pulp.LpInteger if whole else pulp.LpContinuous
            variable.varValue = None
        problem.setObjective(self._expression(costs))
        for row in self._rows:
            row.pi = None
            problem.addConstraint(row, row.name)
        for number, (terms, limit) in enumerate(self._extra):
            if math.isfinite(limit):
                problem.addConstraint(self._expression(terms) <= limit, f"held_{number}")
        return problem

    def _let_go(self) -> None:
        """Drop objects that an interface attached to variables and rows: they must not outlive its solver."""
        for item in (*self._variables, *self._rows):
            for handle in HANDLES:
                item.__dict__.pop(handle, None)

    def _result(
        self, problem: pulp.LpProblem, status: int, costs: Terms, name: str, gap: float, seconds: float
    ) -> Solved:
        if status == pulp.LpStatusInfeasible:
            return Solved(stage=None, values=None, infeasible=True)
        values = self._values()
        if values is None or not self._keeps_rows(values):
            return Solved(stage=None, values=None, infeasible=False)
        self._duals = self._dual(problem)
        value = costs.value(values) + 0.0  # never -0
        ended = status == pulp.LpStatusOptimal and problem.sol_status == pulp.LpSolutionOptimal
        bound = self._bound(problem, value, gap, ended=ended)
        stage = Stage(
            name=name,
            value=value,
            bound=bound,
            gap=relative_gap(value, bound),
            seconds=seconds,
            proven=ended and is_proof(relative_gap(value, bound), gap),
        )
        return Solved(stage=stage, values=values, infeasible=False)

    def _bound(self, problem: pulp.LpProblem, value: float, gap: float, *, ended: bool) -> float:
        """Return the lower bound of the solver, minus infinity if it states none."""
        whole = bool(self._whole.any())
        stated = self._found.best_bound(problem) if whole else None
        if stated is not None and math.isfinite(stated):
            return min(stated, value)
        if not ended or (whole and not self._found.keeps_gap):
            return -math.inf
        # It stopped because its gap was closed, so the bound is no farther away than that.
        away = self.precision + (gap if whole else 0.0)
        return value - away * abs(value)

    def _values(self) -> FloatArray | None:
        values = [variable.varValue for variable in self._variables]
        if all(value is None for value in values):
            return None
        return np.array([0.0 if value is None else value for value in values])

    def _keeps_rows(self, values: FloatArray) -> bool:
        """Return True if values keep bounds, integrality and rows."""
        sides: list[tuple[Any, Any, Any, Any]] = [
            (values, np.abs(values), self._low, self._high),
            (self._matrix @ values, abs(self._matrix) @ np.abs(values), self._lower, self._upper),
        ]
        for terms, limit in self._extra:
            parts = terms.weight * values[terms.column]
            sides.append((parts.sum(keepdims=True), np.abs(parts).sum(keepdims=True), -math.inf, limit))
        whole = values[self._whole]
        kept = [
            (found >= low - KEPT * np.maximum(1.0, size)).all()
            and (found <= high + KEPT * np.maximum(1.0, size)).all()
            for found, size, low, high in sides
        ]
        return all(kept) and bool((np.abs(whole - np.round(whole)) <= KEPT).all())

    def _dual(self, problem: pulp.LpProblem) -> FloatArray | None:
        if self._whole.any():
            return None
        duals = [row.pi for row in problem._constraints.values()]
        return None if any(dual is None for dual in duals) else np.array(duals, dtype=np.float64)

    def _expression(self, terms: Terms) -> pulp.LpAffineExpression:
        return pulp.LpAffineExpression({self._variables[at]: weight for at, weight in terms.items()})

    def _failed(self, said: str | Words) -> Exception:
        findings = Findings()
        findings.add(
            Where(file="solver", path="solver.name"),
            words=message("solver.through_pulp.no_result", solver=self._found.name, reason=said),
            fix=message("solver.through_pulp.fix_no_result"),
        )
        return InputError(tuple(findings))
