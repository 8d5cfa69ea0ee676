"""One HiGHS model kept alive: objectives are exchanged in it, nothing is built twice."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
import pulp

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.progress import Listener, Progress
from planning.optimise.solver.interrupt import Interrupt, interruptible
from planning.optimise.solver.quiet import quiet_stdout

#: The root of these models closes by itself; HiGHS' sub-MIP heuristics and restarts there took most of the
#: time and found nothing better (``benchmarks/district.py`` prints bare HiGHS with and without them).
SETTINGS: Final = {
    "mip_allow_restart": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
#: Gaps below this are rounding of floating point, not a better plan.
GAP_ROUNDING: Final = 1e-7
#: Values that agree to this, relative, are one value.
SAME: Final = 1e-9
#: Room given to a held objective, in its own unit and relative to it: HiGHS keeps rows to 1e-6.
ROOM: Final = 1e-6
ROOM_RELATIVE: Final = 1e-9


@dataclass(frozen=True, kw_only=True)
class Solved:
    """What one minimisation gave.

    Parameters
    ----------
    stage
        Value, bound, gap; None where no solution was found.
    values
        Value of each variable, in the order of ``prob.variables()``; None likewise.
    infeasible
        True where it is shown that no plan keeps the rules.
    """

    stage: Stage | None
    values: FloatArray | None
    infeasible: bool


class LiveModel:
    """A PuLP problem handed to HiGHS once.

    Parameters
    ----------
    prob
        The problem with all its rows.
    threads
        Threads of the solver.
    settings
        Further HiGHS options; those that these models need where left out.
    """

    def __init__(
        self, prob: pulp.LpProblem, *, threads: int, settings: Mapping[str, Any] | None = None
    ) -> None:
        self._prob = prob
        if prob.objective is None:
            prob.setObjective(pulp.LpAffineExpression())
        chosen = dict(SETTINGS if settings is None else settings)
        self._solver = pulp.getSolver("HiGHS", msg=False, threads=threads, **chosen)
        # HiGHS keeps one pool of threads for the process and refuses another number of them later.
        highspy.Highs.resetGlobalScheduler(True)
        with quiet_stdout():
            self._solver.createAndConfigureSolver(prob)
        self._solver.buildSolverModel(prob)
        self._highs = prob.solverModel
        self._count = prob.numVariables()
        self._integers = [v.index for v in prob.variables() if v.cat == pulp.LpInteger]
        self._has_integers = bool(self._integers)
        self._rows = int(self._highs.getNumRow())
        self._bounds = {v.index: (v.lowBound or 0.0, v.upBound) for v in prob.variables()}

    def minimise(
        self,
        costs: Mapping[pulp.LpVariable, float],
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
            Coefficient of each variable.
        name
            Name of the objective.
        gap
            Relative gap at which it counts as proven.
        time_limit_s
            Seconds allowed.
        listener
            Told the gap while the solver works.
        start
            Values to set out from, by index; the solver fills in what is left out. They help where no proof
            is asked for: given some after a change of costs, HiGHS 1.16 has called them best when they were
            not.

        Returns
        -------
        Solved
            The result; a solve that ended by its time limit is never called proven.
        """
        began = time.perf_counter()
        highs = self._highs
        highs.changeColsCost(self._count, np.arange(self._count, dtype=np.int32), self._dense(costs))
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", 0.0)
        # HiGHS counts the time of linear programmes over all its runs, and that of each search anew.
        spent = 0.0 if self._has_integers else highs.getRunTime()
        limit = math.inf if time_limit_s is None else spent + time_limit_s
        highs.setOptionValue("time_limit", limit)
        if self._has_integers:
            # Nothing is left of the last search: what is to be proven gets no start, see above, and the tests
            # keep the towns. A linear programme goes on from the last basis.
            highs.clearSolver()
            if start is not None:
                index = np.array(list(start), dtype=np.int32)
                highs.setSolution(len(index), index, np.array(list(start.values()), dtype=np.float64))
        with interruptible() as interrupt:
            told = self._listen(name, began, listener, interrupt)
            try:
                highs.run()
            finally:
                highs.cbMipInterrupt.unsubscribe(told)
        return self._result(name, gap, time.perf_counter() - began)

    def hold(self, costs: Mapping[pulp.LpVariable, float], *, value: float, tolerance: float) -> int:
        """Keep an objective at a value, within a relative tolerance; return the row that keeps it.

        From here on the model is solved without presolve, which a row with so little room misleads: it called
        held problems infeasible. ``tests/optimise/test_oracles.py`` keeps the towns where it did.
        """
        limit = value + abs(value) * (tolerance + ROOM_RELATIVE) + ROOM
        row = self.at_most(costs, limit)
        self._highs.setOptionValue("presolve", "off")
        return row

    def at_most(self, terms: Mapping[pulp.LpVariable, float], limit: float) -> int:
        """Add a row until :meth:`release`; return its position."""
        row = int(self._highs.getNumRow())
        index = np.array([variable.index for variable in terms], dtype=np.int32)
        weight = np.array(list(terms.values()), dtype=np.float64)
        self._highs.addRow(-highspy.kHighsInf, limit, len(index), index, weight)
        return row

    def limit_row(self, row: int, limit: float) -> None:
        """Change the upper limit of a row."""
        self._highs.changeRowBounds(row, -highspy.kHighsInf, limit)

    def bound(self, variable: pulp.LpVariable, low: float, high: float) -> None:
        """Change the bounds of a variable until :meth:`release`."""
        self._highs.changeColBounds(variable.index, low, high)

    def release(self) -> None:
        """Take back what was held, fixed and bounded; the rows' limits stay as they were last set."""
        extra = int(self._highs.getNumRow()) - self._rows
        if extra > 0:
            rows = np.arange(self._rows, self._rows + extra, dtype=np.int32)
            self._highs.deleteRows(extra, rows)
        for index in self._integers:
            self._highs.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        for index, (low, high) in self._bounds.items():
            self._highs.changeColBounds(index, low, highspy.kHighsInf if high is None else high)
        self._has_integers = bool(self._integers)
        self._highs.setOptionValue("presolve", "choose")

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme."""
        return np.array(self._highs.getSolution().row_dual, dtype=np.float64)

    def fix(self, values: Mapping[pulp.LpVariable, float]) -> None:
        """Fix yes-or-no variables, so that the rest is a linear programme."""
        for variable, value in values.items():
            self._highs.changeColBounds(variable.index, value, value)
            self._highs.changeColIntegrality(variable.index, highspy.HighsVarType.kContinuous)
        self._has_integers = False

    def decide(self, *, fixed: Mapping[pulp.LpVariable, float], open_: Collection[pulp.LpVariable]) -> None:
        """Fix some yes-or-no variables and leave some open; between 0 and 1 are those that are neither."""
        index = np.array(self._integers, dtype=np.int32)
        place = {i: at for at, i in enumerate(self._integers)}
        low, high, whole = np.zeros(len(index)), np.ones(len(index)), np.zeros(len(index), dtype=np.uint8)
        at = [place[variable.index] for variable in fixed]
        low[at] = high[at] = list(fixed.values())
        whole[[place[variable.index] for variable in open_]] = 1  # HighsVarType.kInteger
        self._highs.changeColsBounds(len(index), index, low, high)
        self._highs.changeColsIntegrality(len(index), index, whole)
        self._has_integers = bool(open_)

    def _dense(self, costs: Mapping[pulp.LpVariable, float]) -> FloatArray:
        dense = np.zeros(self._count)
        for variable, cost in costs.items():
            dense[variable.index] = cost
        return dense

    def _listen(self, name: str, began: float, listener: Listener, interrupt: Interrupt) -> Any:
        def told(event: Any) -> None:
            if interrupt.asked:
                event.interrupt()
                return
            gap = float(event.data_out.mip_gap)
            listener(
                Progress(
                    stage=name,
                    gap=gap if math.isfinite(gap) else None,
                    seconds=time.perf_counter() - began,
                )
            )

        self._highs.cbMipInterrupt.subscribe(told)
        return told

    def _result(self, name: str, target: float, seconds: float) -> Solved:
        info = self._highs.getInfo()
        status = self._highs.getModelStatus()
        infeasible = status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )
        feasible = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
        if infeasible or not feasible:
            return Solved(stage=None, values=None, infeasible=infeasible)
        optimal = self._is_optimal()
        value = float(info.objective_function_value) + 0.0  # never -0
        bound = float(info.mip_dual_bound) if self._has_integers else (value if optimal else -math.inf)
        gap = relative_gap(value, bound)
        stage = Stage(
            name=name,
            value=value,
            bound=bound,
            gap=gap,
            seconds=seconds,
            proven=optimal and gap <= target + GAP_ROUNDING,
        )
        values = np.array(self._highs.getSolution().col_value, dtype=np.float64)
        return Solved(stage=stage, values=values, infeasible=False)

    def _is_optimal(self) -> bool:
        """Tell whether the solver ended by itself; PuLP's status alone says so at a time limit too."""
        try:
            ended, solution = self._solver.findSolutionValues(self._prob)
        except KeyError:  # an end that PuLP has no word for, such as a limit of solutions or memory
            return False
        return bool(ended == pulp.LpStatusOptimal and solution == pulp.LpSolutionOptimal)


def relative_gap(value: float, bound: float) -> float:
    """Return ``(value - bound) / |value|``, 0 where they agree and infinity where there is no bound."""
    difference = value - bound
    if difference <= SAME * max(1.0, abs(value)):
        return 0.0
    return difference / abs(value) if value else math.inf
