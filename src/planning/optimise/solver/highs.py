"""One HiGHS model kept alive: objectives are exchanged in it, nothing is built twice."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Collection, Mapping
from typing import Any, Final

import highspy
import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.progress import Listener, Progress
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Index, Terms
from planning.optimise.solver.instance import fresh_highs
from planning.optimise.solver.interface import Solved, held_limit, is_proof, relative_gap
from planning.optimise.solver.interrupt import Interrupt, interruptible

#: The root of these models closes by itself; HiGHS' sub-MIP heuristics and restarts there took most of the
#: time and found nothing better (``benchmarks/district.py`` prints bare HiGHS with and without them).
SETTINGS: Final = {
    "mip_allow_restart": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
#: Kinds of columns, as HiGHS counts them.
CONTINUOUS: Final = int(highspy.HighsVarType.kContinuous)
INTEGER: Final = int(highspy.HighsVarType.kInteger)


class LiveModel:
    """Model handed to HiGHS once, as one matrix; see :class:`planning.optimise.solver.interface.Solver`.

    Parameters
    ----------
    model
        Model with all its rows.
    threads
        Threads of the solver.
    settings
        Further HiGHS options; None takes those that these models need.
    """

    #: HiGHS hands its figures over as it has them.
    precision: Final = 0.0
    resumes: Final = True

    def __init__(self, model: Model, *, threads: int, settings: Mapping[str, Any] | None = None) -> None:
        self._rows, self._count = model.shape
        self._columns = model.columns
        #: True if nothing at all breaks a row.
        self._amiss = bool((model.upper < 0).any() or (model.lower > 0).any())
        self._integers = np.flatnonzero(model.columns.integer).astype(np.int32)
        self._has_integers = bool(len(self._integers))
        self._every = np.arange(self._count, dtype=np.int32)
        # HiGHS keeps one pool of threads for the process and refuses another number of them later.
        highspy.Highs.resetGlobalScheduler(True)
        self._options = {"threads": threads, **(SETTINGS if settings is None else settings)}
        self._highs: Any = fresh_highs(self._options)
        hand_over(model, self._highs)

    def apart(self) -> LiveModel:
        """Return a second model in the same state, whose answers leave no trace in this one."""
        other = copy.copy(self)
        other._highs = fresh_highs({**self._options, "presolve": "off"})
        other._highs.passModel(self._highs.getLp())
        other._highs.setBasis(self._highs.getBasis())
        return other

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
            Relative gap at which the search may end.
        time_limit_s
            Seconds allowed; None sets no limit.
        listener
            Receives the gap while the solver works.
        start
            Initial values by column, which the solver completes. Use them only without a proof: after a
            change of costs, HiGHS 1.16 has called them optimal when they were not.

        Returns
        -------
        Solved
            Result; a solve that ended by its time limit is never called proven.
        """
        began = time.perf_counter()
        highs = self._highs
        highs.changeColsCost(self._count, self._every, costs.dense(self._count))
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

    def start_afresh(self) -> None:
        """Forget the last solution and basis, so that the next minimisation resumes from nothing."""
        self._highs.clearSolver()

    def hold(self, costs: Terms, *, value: float, tolerance: float) -> int:
        """Hold an objective at a value within a relative tolerance.

        From here on the model is solved without presolve, which such a tight row misleads: it called held
        problems infeasible. ``tests/optimise/test_oracles.py`` keeps the towns where it did.

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
        row = self.at_most(costs, held_limit(value, tolerance))
        self._highs.setOptionValue("presolve", "off")
        return row

    def at_most(self, terms: Terms, limit: float) -> int:
        """Add a row until :meth:`release`; return its position."""
        row = int(self._highs.getNumRow())
        column = terms.column
        self._highs.addRow(-highspy.kHighsInf, limit, len(column), column, terms.weight)
        return row

    def limit_row(self, row: int, limit: float) -> None:
        """Change the upper limit of a row."""
        self._highs.changeRowBounds(row, -highspy.kHighsInf, limit)

    def bound(self, columns: Index, low: float, high: float) -> None:
        """Change the bounds of columns until :meth:`release`.

        Parameters
        ----------
        columns
            Columns to bound.
        low, high
            Bounds, both ends included.
        """
        count = len(columns)
        self._highs.changeColsBounds(count, columns, np.full(count, float(low)), np.full(count, float(high)))

    def release(self) -> None:
        """Undo holds, fixes and bounds; limits of rows stay as they were last set."""
        extra = int(self._highs.getNumRow()) - self._rows
        if extra > 0:
            rows = np.arange(self._rows, self._rows + extra, dtype=np.int32)
            self._highs.deleteRows(extra, rows)
        whole = np.full(len(self._integers), INTEGER, dtype=np.uint8)
        self._highs.changeColsIntegrality(len(self._integers), self._integers, whole)
        self._highs.changeColsBounds(self._count, self._every, self._columns.lower, self._columns.upper)
        self._has_integers = bool(len(self._integers))
        self._highs.setOptionValue("presolve", "choose")

    def row_duals(self) -> FloatArray:
        """Return the dual of each row of the last linear programme."""
        return np.array(self._highs.getSolution().row_dual, dtype=np.float64)

    def fix(self, columns: Index, values: FloatArray) -> None:
        """Fix binary variables, so that the rest is a linear programme."""
        whole = np.full(len(columns), CONTINUOUS, dtype=np.uint8)
        self._highs.changeColsBounds(len(columns), columns, values, values)
        self._highs.changeColsIntegrality(len(columns), columns, whole)
        self._has_integers = False

    def decide(self, *, fixed: Mapping[int, float], open_: Collection[int]) -> None:
        """Fix some whole-number variables and leave some open; relax the others within their bounds.

        Parameters
        ----------
        fixed
            Value of each column that is fixed.
        open_
            Columns to decide.
        """
        count = len(self._integers)
        low, high = (np.array(side[self._integers]) for side in (self._columns.lower, self._columns.upper))
        whole = np.full(count, CONTINUOUS, dtype=np.uint8)
        held = Terms.of(fixed)
        at = np.searchsorted(self._integers, held.column)
        low[at] = high[at] = held.weight
        whole[np.searchsorted(self._integers, np.fromiter(open_, dtype=np.int64, count=len(open_)))] = INTEGER
        self._highs.changeColsBounds(count, self._integers, low, high)
        self._highs.changeColsIntegrality(count, self._integers, whole)
        self._has_integers = bool(open_)

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
        status, told = self._highs.getModelStatus(), highspy.HighsModelStatus
        # A district without a single pupil has no variables; HiGHS then looks at no row.
        empty = status == told.kModelEmpty
        infeasible = status in (told.kInfeasible, told.kUnboundedOrInfeasible) or (empty and self._amiss)
        feasible = empty or info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
        if infeasible or not feasible:
            known = float(info.mip_dual_bound) if self._has_integers else -math.inf
            return Solved(stage=None, values=None, infeasible=infeasible, lower=known)
        # A limit of time, solutions or memory, or an interrupt, has a status of its own.
        optimal = empty or status == highspy.HighsModelStatus.kOptimal
        value = float(info.objective_function_value) + 0.0  # never -0
        bound = float(info.mip_dual_bound) if self._has_integers else (value if optimal else -math.inf)
        gap = relative_gap(value, bound)
        stage = Stage(
            name=name,
            value=value,
            bound=bound,
            gap=gap,
            seconds=seconds,
            proven=optimal and is_proof(gap, target),
        )
        values = np.array(self._highs.getSolution().col_value, dtype=np.float64)
        return Solved(stage=stage, values=values, infeasible=False)


def hand_over(model: Model, highs: Any) -> None:
    """Pass the model to HiGHS as one sparse matrix, without an objective.

    Parameters
    ----------
    model
        Model to pass.
    highs
        Instance of ``highspy.Highs``; its earlier model is replaced.
    """
    rows, columns = model.shape
    matrix = model.matrix
    highs.passModel(
        columns,
        rows,
        len(matrix.weight),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        model.columns.lower,
        model.columns.upper,
        model.lower,
        model.upper,
        matrix.start,
        matrix.row,
        matrix.weight,
        model.columns.integer.astype(np.int32),
    )
