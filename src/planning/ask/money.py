"""What money buys: the shortage against the yearly limit, and the worth of a seat and of a yuan."""

from __future__ import annotations

from typing import Final

from planning.ask.asked import Asked
from planning.domain.progress import Listener
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace, with_limit
from planning.optimise.schedule.marginal_values import money_values, seat_values
from planning.report.sheets.answer import Answer
from planning.report.sheets.frontier import frontier_answer
from planning.report.sheets.marginal_values import prices_answer

#: Searches over a frontier's range if no step is given.
POINTS: Final = 20


def frontier(
    case: Asked, *, low_10k: float, high_10k: float, step_10k: float | None, listener: Listener
) -> Answer:
    """Answer :meth:`planning.ask.case.Case.frontier`.

    Parameters
    ----------
    case
        Case to question; its own limits are ignored.
    low_10k, high_10k
        Ends of the range of yearly limits, 10,000 yuan.
    step_10k
        Step between searches, 10,000 yuan; None takes a twentieth of the range.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet of the points of the frontier, the lowest limit first.
    """
    # A problem without a budget has no rows of money to change, so it gets a model that has them.
    engine = case.engine.live
    if not case.problem.has_budget:
        engine = Workbench(with_limit(case.problem, high_10k), case.engine.settings)
    step = step_10k if step_10k is not None else (high_10k - low_10k) / POINTS
    found = trace(engine, low_10k=low_10k, high_10k=high_10k, step_10k=step, listener=listener)
    return case.noted(frontier_answer(found, case.labels))


def prices(case: Asked, *, step_10k: float, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.prices`.

    Parameters
    ----------
    case
        Case to question.
    step_10k
        Money added to one year at a time, 10,000 yuan.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheets of the values of seats and of money.
    """
    plan = case.engine.schedule(listener=listener)
    seats = seat_values(case.engine.live, plan)
    money = money_values(case.engine.live, plan, step_10k=step_10k, listener=listener)
    return case.noted(prices_answer(seats, money, case.labels))
