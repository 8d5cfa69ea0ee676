"""What one more seat, and one more yuan, is worth."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.marginal_values import MoneyValues, SeatValues
from planning.domain.plan import Plan
from planning.domain.progress import Listener, silent
from planning.optimise.model.extract import INTEGER_TOLERANCE
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question


def seat_values(bench: Workbench, plan: Plan) -> SeatValues:
    """Compute the value of one more seat from the duals of the linear programme with fixed starts.

    A mixed-integer programme has no duals; those of the allocation may be added up. A seat counts in C2, and
    in C4 by the entry factor of its band.

    Parameters
    ----------
    bench
        Built model.
    plan
        Plan of its problem.

    Returns
    -------
    SeatValues
        Values, never negative, as one more seat cannot hurt.
    """
    live, model, problem = bench.live, bench.model, bench.problem
    bench.ask(Question())
    chosen = np.isin(np.arange(problem.programme.option_count), plan.option)
    live.fix(model.variables.start, chosen.astype(np.float64))
    held = live.minimise(bench.first, name="O1", gap=0.0, listener=silent)
    assert held.stage is not None
    o1 = _by_seat(bench, live.row_duals())
    live.hold(bench.first, value=held.stage.value, tolerance=0.0)
    live.minimise(bench.second, name="O2", gap=0.0, listener=silent)
    return SeatValues(o1=o1, o2_10k=_by_seat(bench, live.row_duals()))


def money_values(
    bench: Workbench, plan: Plan, *, step_10k: float, listener: Listener = silent
) -> MoneyValues:
    """Compute the decrease of O1 for each extra 10,000 yuan in one year, by solving again.

    Parameters
    ----------
    bench
        Built model.
    plan
        Best plan of its problem.
    step_10k
        Money added to one year at a time, 10,000 yuan.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    MoneyValues
        Decrease of weighted unplaced pupil-years for each 10,000 yuan; 0 without a budget.
    """
    problem = bench.problem
    result = np.zeros(len(problem.years))
    if not problem.has_budget:
        return MoneyValues(o1_per_10k=result, step_10k=step_10k)
    for t in range(len(problem.years)):
        more = np.array(problem.budget_10k)
        more[t] += step_10k
        found = bench.fewest_unplaced(Question(budget_10k=more), listener=listener)
        if found.stage is not None:
            gain = plan.stages[0].value - found.stage.value
            result[t] = gain / step_10k if gain > INTEGER_TOLERANCE else 0.0
    return MoneyValues(o1_per_10k=result, step_10k=step_10k)


def _by_seat(bench: Workbench, duals: FloatArray) -> FloatArray:
    problem = bench.problem
    _, facilities, bands, years = problem.shape
    result = np.zeros((facilities, bands, years))
    for equation, weight in (("C2", np.ones(bands)), ("C4", problem.entry_factor)):
        found = bench.model.rows_of(equation)
        f, b, t = found.position.T if len(found.row) else np.zeros((3, 0), dtype=np.int64)
        # A row at most its limit has a dual not above 0: the objective falls as the limit rises.
        result[f, b, t] += np.maximum(-duals[found.row], 0.0) * weight[b]
    return result
