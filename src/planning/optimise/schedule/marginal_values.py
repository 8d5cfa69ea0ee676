"""What one more seat, one more class and more money are worth, by solving again.

A dual is the slope at a corner of one of many bases, and the dual of a held objective leaks into the next
one's. A planner adds one seat, one class or one million: so the problem with it is solved again, objectives
in order, with projects free to open otherwise. With the schedule kept that is a linear programme: it is
solved first, and stands, unproven, where time runs out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from planning.domain.marginal_values import Gain, MarginalValues, MoneyValue, SeatValue
from planning.domain.plan import Plan
from planning.domain.progress import Listener, silent
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.gains import Comparison, compare_with
from planning.optimise.schedule.likeliest_places import likeliest_places
from planning.optimise.schedule.more_seats import MoreSeats, Place, places_of
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.refuse_rooms import refuse_rooms
from planning.optimise.solver.deadline import Deadline
from planning.words import message

#: Part of the time that questions about money may take before those about seats.
FOR_MONEY: Final = 1 / 3
#: Digits to which two gains are one when they are put in order.
DIGITS: Final = 6


def marginal_values(
    bench: Workbench,
    plan: Plan,
    *,
    class_size: Sequence[float],
    step_10k: float,
    count: int,
    deadline: Deadline | None = None,
    listener: Listener = silent,
) -> MarginalValues | None:
    """Compute what one more seat, one more class and more money are worth.

    Parameters
    ----------
    bench
        Built model.
    plan
        Best plan of its problem; its schedule is kept if no other is better.
    class_size
        Seats of one more class of each band.
    step_10k
        Money added to one year at a time, 10,000 yuan.
    count
        Most schools and bands to ask about, the likeliest first.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    MarginalValues or None
        Values that are not 0; None if there was no time even for the plan to compare with.

    Raises
    ------
    InputError
        If the problem lends rooms.
    """
    refuse_rooms(bench.problem, answer=message("schedule.lend_rooms.marginal_values"))
    deadline = deadline or Deadline.after(bench.options.time_limit_s)
    comparison = compare_with(bench, plan, deadline=deadline, listener=listener)
    if comparison is None:
        return None
    for_money = deadline.part(FOR_MONEY)
    binds = _money_binds(comparison, for_money)
    money, years = ([], 0) if binds is False else _money(comparison, step_10k, for_money)
    places, screened = likeliest_places(comparison, class_size, count=count, deadline=deadline)
    gains = _seats(comparison, class_size, places, deadline)
    values = [
        SeatValue(facility=more.place[0], band=more.place[1], seats=more.seats, gain=gain)
        for more, gain in gains
        if not gain.nothing
    ]
    return MarginalValues(
        openings=comparison.openings,
        seats=_ordered([value for value in values if value.seats == 1.0]),
        classes=_ordered([value for value in values if value.seats != 1.0]),
        money=tuple(money),
        step_10k=step_10k,
        money_binds=binds,
        asked=len({more.place for more, _ in gains}),
        places=len(places_of(bench.problem)),
        money_asked=years,
        screened=screened,
        unsettled=sum(gain.nothing and not gain.proven for _, gain in gains),
    )


def _seats(
    comparison: Comparison, class_size: Sequence[float], places: Sequence[Place], deadline: Deadline
) -> list[tuple[MoreSeats, Gain]]:
    """Measure one more class, and then one more seat, at some places."""
    classes = [MoreSeats(place=place, seats=float(class_size[place[1]])) for place in places]
    seats = [MoreSeats(place=place, seats=1.0) for place in places]
    changes = list(dict.fromkeys((*classes, *seats)))
    gains = []
    for more, kept in zip(changes, comparison.with_schedule(changes, deadline), strict=True):
        gain = kept if deadline.over else comparison.anew(kept, deadline, more=more)
        if gain is not None:
            gains.append((more, gain))
    return gains


def _money_binds(comparison: Comparison, deadline: Deadline) -> bool | None:
    """Return False if the best plan is as good without any limit, None if that is not settled.

    Of purses nothing is asked: their limits are by source, and a question changes those of one budget.
    """
    problem = comparison.bench.problem
    if problem.purses is not None:
        return None
    if not problem.has_budget:
        return False
    # More than all options together cost: no limit, in figures that every solver takes.
    enough = float(problem.programme.option_spend_10k.sum()) + float(problem.budget_10k.max())
    question = Question(budget_10k=np.full(len(problem.years), enough))
    gain = comparison.anew(comparison.unchanged(), deadline, question=question)
    if gain is None or (gain.nothing and not gain.proven):
        return None
    return not gain.nothing


def _money(comparison: Comparison, step_10k: float, deadline: Deadline) -> tuple[list[MoneyValue], int]:
    """Return what more money in one year is worth, if anything, and for how many years that is known."""
    problem = comparison.bench.problem
    values: list[MoneyValue] = []
    years = len(problem.years)
    if problem.purses is not None:
        return values, 0
    for t in range(years):
        if deadline.over:
            return values, t
        more = np.array(problem.budget_10k)
        more[t] += step_10k
        gain = comparison.anew(comparison.unchanged(), deadline, question=Question(budget_10k=more))
        if gain is None or (gain.nothing and not gain.proven):
            return values, t
        if not gain.nothing:
            values.append(MoneyValue(year=t, amount_10k=step_10k, gain=gain))
        elif problem.carry_over and problem.lapses_after is None:
            # What is of no use now, and could be kept, is of no use later.
            return values, years
    return values, years


def _ordered(values: list[SeatValue]) -> tuple[SeatValue, ...]:
    """Return values with the greatest gain first."""

    def key(value: SeatValue) -> tuple[float, float, int, int]:
        gain = value.gain
        return -round(gain.o1, DIGITS), -round(gain.o2_10k, DIGITS), value.band, value.facility

    return tuple(sorted(values, key=key))
