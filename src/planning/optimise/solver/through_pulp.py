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

#: Rows and whole numbers are kept to this, relative to what a row adds up, or what comes back is no plan.
KEPT: Final = 1e-5
#: Attributes that PuLP's interfaces give to variables and rows.
HANDLES: Final = ("solverVar", "solverConstraint")


class PulpModel:
    """A model as PuLP has it; see :class:`planning.optimise.solver.interface.Solver`.

    What a solver says is not taken on trust: a solution counts where it keeps every row, and an optimum where
    the solver was told the gap or states a bound that closes it.

    Parameters
    ----------
    model
        The model with all its rows.
    name
        Name of the solver, as ``find_solver`` takes it.
    threads
        Threads of the solver.
    """

    #: Solvers that are called by files hand back eight digits.
    precision: Final = 1e-8

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
        """Minimise one objective over the rows now in the model; values to set out from are left aside."""
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

    def hold(self, costs: Terms, *, value: float, tolerance: float) -> int:
        """Keep an objective at a value, within a relative tolerance; return the row that keeps it."""
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
        """Change the bounds of columns until :meth:`release`."""
        self._low[columns], self._high[columns] = low, high

    def fix(self, columns: Index, values: FloatArray) -> None:
        """Fix every yes-or-no variable, so that the rest is a linear programme, until :meth:`release`."""
        self._low[columns] = self._high[columns] = values
        self._whole[:] = False

    def decide(self, *, fixed: Mapping[int, float], open_: Collection[int]) -> None:
        """Fix some yes-or-no variables and leave some open; between 0 and 1 are those that are neither."""
        whole = self._columns.integer
        self._low[whole], self._high[whole] = 0.0, 1.0
        held = Terms.of(fixed)
        self._low[held.column] = self._high[held.column] = held.weight
        self._whole[:] = False
        self._whole[list(open_)] = True

    def release(self) -> None:
        """Take back what was held, fixed and bounded; the rows' limits stay as they were last set."""
        self._extra.clear()
        self._low[:], self._high[:] = self._columns.lower, self._columns.upper
        self._whole[:] = self._columns.integer

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme.

        Raises
        ------
        InputError
            If the solver hands back none.
        """
        if self._duals is None:
            raise self._failed("no duals / 没有对偶值")
        return self._duals

    def _posed(self, costs: Terms) -> pulp.LpProblem:
        """Return the problem as it now stands."""
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
        """Drop what an interface hung on variables and rows: it must not outlive the solver that made it."""
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
        """Return what no plan goes below as the solver has it, minus infinity where nothing is known."""
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
        """Tell whether figures keep bounds, whole numbers and rows."""
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

    def _failed(self, said: str) -> Exception:
        findings = Findings()
        findings.add(
            Where(file="solver", path="solver.name"),
            zh=f"求解器 {self._found.name} 没有给出结果：{said}",
            en=f"the solver {self._found.name} gave no result: {said}",
            fix_zh="请检查其安装与许可证，或改用 highs",
            fix_en="Check how it is installed and licensed, or use highs",
        )
        return InputError(tuple(findings))
