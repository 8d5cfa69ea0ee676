"""What money buys: the shortage against the yearly limit, and the worth of a seat and of a yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planning.ask.asked import Asked
from planning.ask.rooms import refuse_rooms
from planning.ask.wishes import refuse_purses
from planning.domain.progress import Listener
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.marginal_values import marginal_values
from planning.optimise.schedule.payable import with_limit
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.frontier import frontier_answer
from planning.report.sheets.marginal_values import prices_answer
from planning.words import message

#: Seats of a class in a band that no norm names.
USUAL_CLASS: Final = 45
#: Share of the time for the plan to compare with.
FOR_PLAN: Final = 0.5


def frontier(
    case: Asked, *, low_10k: float, high_10k: float, seconds: float | None, listener: Listener
) -> Answer:
    """Answer :meth:`planning.ask.case.Case.frontier`.

    Parameters
    ----------
    case
        Case to question; its own limits are ignored.
    low_10k, high_10k
        Ends of the range of yearly limits, 10,000 of the currency.
    seconds
        Time for the whole answer; None takes the scenario's time limit.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet that covers the range, the lowest limit first.
    """
    refuse_rooms(case)
    refuse_purses(case.problem, "frontier")
    deadline = Deadline.after(case.engine.settings.time_limit_s if seconds is None else seconds)
    # A problem without a budget has no rows of money to change, so it gets a model that has them.
    engine = case.engine.live
    if not case.problem.has_budget:
        engine = Workbench(with_limit(case.problem, high_10k), case.engine.settings)
    found = trace(engine, low_10k=low_10k, high_10k=high_10k, deadline=deadline, listener=listener)
    return case.noted(frontier_answer(found, case.labels))


def prices(
    case: Asked,
    *,
    step_10k: float,
    count: int,
    class_sizes: Mapping[str, float] | None,
    seconds: float | None,
    listener: Listener,
) -> Answer:
    """Answer :meth:`planning.ask.case.Case.prices`.

    Parameters
    ----------
    case
        Case to question.
    step_10k
        Money added to one year at a time, 10,000 of the currency.
    count
        Most schools and bands to ask about.
    class_sizes
        Seats of one more class by band; the norm's for bands that are left out.
    seconds
        Time for the whole answer; None takes the scenario's time limit.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheets of the values of classes, of seats and of money.
    """
    refuse_rooms(case)
    engine = case.engine
    deadline = Deadline.after(engine.settings.time_limit_s if seconds is None else seconds)
    norms = {band.id: band.class_size for band in case.inputs.district.bands if band.class_size is not None}
    sizes = norms | dict(class_sizes or {})
    found = marginal_values(
        engine.live,
        engine.schedule(deadline=deadline.part(FOR_PLAN), listener=listener),
        class_size=[float(sizes.get(band, USUAL_CLASS)) for band in case.problem.bands],
        step_10k=step_10k,
        count=count,
        deadline=deadline,
        listener=listener,
    )
    answer = prices_answer(found, case.labels)
    if case.problem.purses is not None:
        purse = case.problem.purses.names[0]
        said = message("ask.money.purses_not_priced", purse=purse)
        answer = replace(answer, sentences=(answer.sentences[0], said, *answer.sentences[2:]))
    return case.noted(answer)
