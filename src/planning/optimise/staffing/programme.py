"""The programme of staff: rows, and objectives one after the other."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

import highspy
import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Stage
from planning.domain.staff_flows import StaffFlows
from planning.domain.staff_supply import StaffSupply
from planning.errors import ProblemError
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.instance import fresh_highs
from planning.optimise.solver.interface import relative_gap
from planning.optimise.staffing.columns import StaffColumns, staff_columns

#: Names of the objectives: posts lacking; staff beyond the norm or in training; cost of retraining and moves;
#: and how many are retrained or moved.
STAGES: Final = ("lack", "surplus", "cost", "moved")
#: Fewer staff than this are rounding of floating point.
ROUNDING: Final = 1e-9
#: Dual values below this are none.
PRICED: Final = 1e-7


def best_flows(
    supply: StaffSupply, needed: FloatArray, *, pooled: bool = True, seconds: float | None = None
) -> tuple[StaffFlows, tuple[Stage, ...]]:
    """Find who to recruit, retrain and move, so that least is lacking, then least in surplus, at least cost.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    needed
        Posts by norm, shape (G, B, T).
    pooled
        False keeps the staff of each group apart, whatever the supply allows.
    seconds
        Time limit, seconds; None sets no limit.

    Returns
    -------
    tuple
        Decisions, and the objectives reached, proven where the solver ended by itself.

    Raises
    ------
    ProblemError
        If the posts do not have the shape of the supply.

    Examples
    --------
    Ten teachers too many in the first band and ten too few in the second; four may be retrained, two
    recruited:

    >>> from planning.domain.staff_supply import Retraining
    >>> supply = StaffSupply(
    ...     groups=("G1",), group=[0], per_pupil=[0.1, 0.1], per_seat=[0, 0], there=[[[20, 10]]],
    ...     leave=[[[0], [0]]], recruitment=[2], moves=[0],
    ...     retraining=Retraining(giver=[0], receiver=[1], limit=[[4]], years=[0], cost_10k=[1]),
    ... )
    >>> flows, stages = best_flows(supply, np.array([[[10.0], [20.0]]]))
    >>> float(flows.retrained.sum()), float(flows.recruited.sum()), stages[0].value, stages[0].proven
    (4.0, 2.0, 4.0, True)
    """
    _, g, b, t = supply.shape
    if np.shape(needed) != (g, b, t):
        raise ProblemError(f"needed has shape {np.shape(needed)}; expected {(g, b, t)}")
    columns = staff_columns(supply, pooled=pooled)
    programme, until = _Programme(supply, columns, needed), Deadline.after(seconds)
    stages: list[Stage] = []
    for name, costs in _objectives(supply, columns).items():
        stages.append(programme.minimise(name, costs, until))
        if not stages[-1].proven:
            break
    values = programme.values
    values[np.abs(values) < ROUNDING] = 0.0
    return StaffFlows(
        recruited=values[columns.recruited],
        retrained=values[columns.retrained],
        moved_out=values[columns.moved_out],
        moved_in=values[columns.moved_in],
    ), tuple(stages)


def _objectives(supply: StaffSupply, columns: StaffColumns) -> Mapping[str, FloatArray]:
    """Return the costs of the columns by objective."""
    t, pairs = supply.shape[3], supply.retraining
    lack, surplus, cost, moved = (np.zeros(len(columns.upper)) for _ in STAGES)
    lack[columns.lack] = 1.0
    surplus[columns.surplus] = 1.0
    surplus[columns.retrained] = np.minimum(pairs.years[:, None], t - np.arange(t)[None, :])
    cost[columns.retrained] = pairs.cost_10k[:, None]
    cost[columns.moved_out] = supply.move_10k
    moved[columns.retrained] = moved[columns.moved_out] = 1.0
    return dict(zip(STAGES, (lack, surplus, cost, moved), strict=True))


class _Programme:
    """Programme in the solver's hands, with the objectives held so far."""

    def __init__(self, supply: StaffSupply, columns: StaffColumns, needed: FloatArray) -> None:
        self._count = len(columns.upper)
        self._highs: Any = fresh_highs({"presolve": "off"})
        self.values = np.zeros(self._count)
        rows = _Rows()
        _follow(rows, supply, columns)
        _need(rows, columns, needed)
        _limit(rows, supply, columns)
        matrix, lower, upper = rows.made(self._count)
        self._highs.passModel(
            self._count, len(lower), len(matrix.data), int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize), 0.0, np.zeros(self._count), np.zeros(self._count),
            columns.upper, lower, upper, matrix.indptr, matrix.indices, matrix.data,
            np.zeros(self._count, dtype=np.int32),
        )  # fmt: skip

    def minimise(self, name: str, costs: FloatArray, until: Deadline) -> Stage:
        """Minimise one objective, and hold it from then on."""
        began, highs = time.perf_counter(), self._highs
        highs.changeColsCost(self._count, np.arange(self._count, dtype=np.int32), costs)
        left = until.left_s
        highs.setOptionValue("time_limit", np.inf if left is None else highs.getRunTime() + left)
        highs.run()
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = np.array(highs.getSolution().col_value, dtype=np.float64)
        if optimal or highs.getInfo().primal_solution_status == int(
            highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            self.values = np.maximum(found, 0.0)
        elif not self.values.any():
            raise ProblemError("no balance of staff was found in the time given")
        value = float(costs @ self.values)
        bound = value if optimal else 0.0
        if optimal:
            self._hold()
        return Stage(
            name=name, value=value, bound=bound, gap=relative_gap(value, bound),
            seconds=time.perf_counter() - began, proven=optimal,
        )  # fmt: skip

    def _hold(self) -> None:
        """Keep to the face of equally good solutions: what has a price at the optimum stays as it is.

        By complementary slackness these are all the optimal solutions, without a row that holds the objective
        and the room that such a row needs.
        """
        highs = self._highs
        solution = highs.getSolution()
        for priced, values, change in (
            (solution.col_dual, solution.col_value, highs.changeColsBounds),
            (solution.row_dual, solution.row_value, highs.changeRowsBounds),
        ):
            fixed = np.flatnonzero(np.abs(np.array(priced)) > PRICED).astype(np.int32)
            if len(fixed):
                at = np.array(values)[fixed]
                change(len(fixed), fixed, at, at)


class _Rows:
    """Rows under construction: blocks of equal shape, each entry a weight on a column."""

    def __init__(self) -> None:
        self._entries: list[tuple[IntArray, IntArray, FloatArray]] = []
        self._lower: list[FloatArray] = []
        self._upper: list[FloatArray] = []
        self._count = 0

    def add(self, lower: FloatArray, upper: FloatArray) -> IntArray:
        """Add rows of the shape of their limits; return their positions."""
        made = np.arange(self._count, self._count + lower.size).reshape(lower.shape)
        self._count += lower.size
        self._lower.append(lower.ravel())
        self._upper.append(upper.ravel())
        return made

    def put(self, rows: IntArray, columns: IntArray, weight: FloatArray | float) -> None:
        """Put a weight on a column of each row."""
        row, column, value = np.broadcast_arrays(rows, columns, np.asarray(weight, dtype=np.float64))
        self._entries.append((row.ravel(), column.ravel(), value.ravel()))

    def made(self, columns: int) -> tuple[sp.csr_array, FloatArray, FloatArray]:
        """Return matrix and limits."""
        row, column, weight = (np.concatenate(parts) for parts in zip(*self._entries, strict=True))
        matrix = sp.coo_array((weight, (row, column)), shape=(self._count, columns)).tocsr()
        return matrix, np.concatenate(self._lower), np.concatenate(self._upper)


def _follow(rows: _Rows, supply: StaffSupply, columns: StaffColumns) -> None:
    """Add ``stock[t] = (1 - leave[t]) stock[t-1] - out + in``, and ``out <= (1 - leave[t]) stock[t-1]``."""
    k, g, b, t = supply.shape
    stay = np.broadcast_to((1.0 - supply.leave)[:, None], (k, g, b, t))
    known = np.zeros((k, g, b, t))
    known[..., 0] = stay[..., 0] * supply.there
    flow = rows.add(known, known)
    rows.put(flow, columns.stock, 1.0)
    rows.put(flow[..., 1:], columns.stock[..., :-1], -stay[..., 1:])
    rows.put(flow, columns.moved_out, 1.0)
    rows.put(flow, columns.moved_in, -1.0)
    rows.put(flow[-1], columns.recruited, -1.0)
    out = rows.add(np.full(known.shape, -np.inf), known)
    rows.put(out, columns.moved_out, 1.0)
    rows.put(out[..., 1:], columns.stock[..., :-1], -stay[..., 1:])
    pairs = supply.retraining
    for r in range(len(pairs)):
        begun, delay = columns.retrained[:, :, r], int(pairs.years[r])
        rows.put(flow[:, :, pairs.giver[r]], begun, 1.0)
        rows.put(out[:, :, pairs.giver[r]], begun, 1.0)
        if delay < t:
            rows.put(flow[:, :, pairs.receiver[r], delay:], begun[..., : t - delay], -1.0)


def _need(rows: _Rows, columns: StaffColumns, needed: FloatArray) -> None:
    """Add ``stock + lack - surplus = needed``."""
    need = rows.add(np.asarray(needed, dtype=np.float64), np.asarray(needed, dtype=np.float64))
    rows.put(need[None], columns.stock, 1.0)
    rows.put(need, columns.lack, 1.0)
    rows.put(need, columns.surplus, -1.0)


def _limit(rows: _Rows, supply: StaffSupply, columns: StaffColumns) -> None:
    """Add the limits on recruitment, on retraining and on moves, which balance between groups."""
    k, _, b, t = supply.shape
    recruit = rows.add(np.full(t, -np.inf), supply.recruitment)
    rows.put(recruit, columns.recruited, 1.0)
    pairs = supply.retraining
    if len(pairs):
        begin = rows.add(np.full(pairs.limit.shape, -np.inf), pairs.limit)
        rows.put(begin, columns.retrained, 1.0)
    even = rows.add(np.zeros((k, 1, b, t)), np.zeros((k, 1, b, t)))
    rows.put(even, columns.moved_out, 1.0)
    rows.put(even, columns.moved_in, -1.0)
    move = rows.add(np.full(t, -np.inf), supply.moves)
    rows.put(move, columns.moved_out, 1.0)
