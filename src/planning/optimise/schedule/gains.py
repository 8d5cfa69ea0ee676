"""What a change of a problem is worth: the best plan with it against the best plan without."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.marginal_values import Gain
from planning.domain.plan import Plan
from planning.domain.progress import Listener
from planning.optimise.model.extract import chosen_options
from planning.optimise.schedule.allocation import Allocation, allocate, best_schedule, pupils_unplaced
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.more_seats import MoreSeats, Worth, with_more_seats, worth_of_each
from planning.optimise.schedule.payable import openings_of
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stays_best import StaysBest
from planning.optimise.solver.deadline import Deadline

#: Values of O1 that agree to this are one: a row is kept to 1e-6, and adds up many pupils.
ROOM_O1: Final = 1e-6
ROOM_O1_RELATIVE: Final = 1e-9
#: Values of O2 that agree to this, relative, are one: what the room given to O1 in a search can buy.
ROOM_O2: Final = 1e-6
#: The same of two linear programmes, which hold O1 exactly.
ROOM_O2_EXACT: Final = 1e-8
#: Value and bound that agree to this, relative, are a proof of the optimum.
CLOSED: Final = 1e-6
#: Fewer entrants than this are rounding.
NOBODY: Final = 1e-6


class Comparison:
    """Best plan of a problem, against which changes are measured.

    Parameters
    ----------
    bench
        Built model.
    best
        Allocation of the best plan.
    listener
        Receives the gap while the solver works.
    proven
        True if the best plan is proven.
    """

    def __init__(self, bench: Workbench, best: Allocation, listener: Listener, *, proven: bool) -> None:
        self.bench, self.best, self.proven = bench, best, proven
        self.openings = openings_of(bench.problem, chosen_options(best.starts))
        self._listener = listener
        self._stays = StaysBest(bench, best.starts)

    def unchanged(self) -> Gain:
        """Return the gain of nothing, which no change of limits of money falls below."""
        proven = self.proven and not len(self.best.starts)
        return Gain(entrants=0.0, o1=0.0, o2_10k=0.0, openings=self.openings, proven=proven)

    def with_schedule(self, changes: Sequence[MoreSeats], deadline: Deadline) -> list[Gain | None]:
        """Measure changes with the schedule kept: plans at any rate, by linear programmes.

        Parameters
        ----------
        changes
            Seats added, each by itself.
        deadline
            Moment by which to stop.

        Returns
        -------
        list
            Gains of which it is not known whether another schedule makes them greater; None if the schedule
            breaks a rule then, or time ran out.
        """
        before, after = worth_of_each(self.bench, self.best.starts, changes, deadline=deadline)
        if before is None:
            return [None] * len(changes)
        return [
            None if worth is None else self._gain(before, worth, self.best.starts, proven=False)
            for worth in after
        ]

    def anew(
        self,
        kept: Gain | None,
        deadline: Deadline,
        *,
        question: Question | None = None,
        more: MoreSeats | None = None,
    ) -> Gain | None:
        """Measure a change with projects free to open otherwise.

        Parameters
        ----------
        kept
            Gain with the schedule kept, which stays unless another is greater by more than rounding; None
            without one.
        deadline
            Moment by which to stop.
        question
            Other limits of money; None for those of the problem.
        more
            Seats added; None without.

        Returns
        -------
        Gain or None
            Gain; None if there is no plan, or none was found in time.
        """
        bench, best = self.bench, self.best
        if not len(best.starts):
            return None if kept is None else replace(kept, proven=self.proven)
        if kept is not None and more is not None and self.proven and self._stays_best(kept, more, deadline):
            return replace(kept, proven=True)
        bench.ask(question or Question())
        with nullcontext() if more is None else with_more_seats(bench, more):
            found = best_schedule(bench, deadline=deadline, listener=self._listener)
            same = found.starts is not None and bool((found.starts == best.starts).all())
            made = None
            if found.starts is not None and not (same and kept is not None):
                made = allocate(bench, found.starts, deadline=deadline)
        proven = self.proven and found.proven and (made is not None or same)
        if made is not None:
            gain = self._gain(self._worth(best), self._worth(made), made.starts, proven=proven)
            if kept is None or self._greater(gain, kept):
                return gain
        return None if kept is None else replace(kept, proven=proven)

    def _stays_best(self, kept: Gain, more: MoreSeats, deadline: Deadline) -> bool:
        """Return True if it is shown, without a search, that no schedule gains more than the one kept."""
        bench, best = self.bench, self.best
        bench.ask(Question())
        with with_more_seats(bench, more) as changed:
            return self._stays.shown(
                changed,
                o1=best.o1 - kept.o1,
                o1_room=2 * _room(best.o1),
                o2_10k=best.o2_10k - kept.o2_10k - ROOM_O2 * max(1.0, abs(best.o2_10k)),
                until=deadline,
            )

    def _worth(self, found: Allocation) -> Worth:
        entrants = pupils_unplaced(self.bench, found.values, years=False)
        return Worth(o1=found.o1, o2_10k=found.o2_10k, entrants=entrants)

    def _gain(self, before: Worth, after: Worth, starts: FloatArray, *, proven: bool) -> Gain:
        o1, o2_10k = before.o1 - after.o1, before.o2_10k - after.o2_10k
        entrants = before.entrants - after.entrants
        changes = abs(o1) > _room(before.o1)
        kept = bool((starts == self.best.starts).all())
        room_o2 = (ROOM_O2_EXACT if kept else ROOM_O2) * max(1.0, abs(before.o2_10k))
        return Gain(
            # With O1 as it was, who is without a seat may differ between plans that are equally good.
            entrants=entrants if changes and abs(entrants) > NOBODY else 0.0,
            o1=o1 if changes else 0.0,
            o2_10k=o2_10k if abs(o2_10k) > max(room_o2, ROOM_O1) else 0.0,
            openings=openings_of(self.bench.problem, chosen_options(starts)),
            proven=proven,
        )

    def _greater(self, gain: Gain, kept: Gain) -> bool:
        """Return True if a gain is greater than the one with the schedule kept, by more than rounding."""
        if abs(gain.o1 - kept.o1) > 2 * _room(self.best.o1):
            return gain.o1 > kept.o1
        return gain.o2_10k > kept.o2_10k + ROOM_O2 * max(1.0, abs(self.best.o2_10k))


def compare_with(
    bench: Workbench, plan: Plan, *, deadline: Deadline, listener: Listener
) -> Comparison | None:
    """Find the plan to compare with: the given one, or one that is better by more than rounding.

    Parameters
    ----------
    bench
        Built model.
    plan
        Best plan of its problem, within its gaps and tolerances.
    deadline
        Moment by which to stop.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Comparison or None
        None if time ran out.
    """
    bench.ask(Question())
    starts = np.isin(np.arange(bench.problem.programme.option_count), plan.option).astype(np.float64)
    best = allocate(bench, starts, deadline=deadline)
    if best is None:
        return None
    first, second = plan.stages[0], plan.stages[1]
    held = replace(first, value=best.o1, proven=_closed(best.o1, first.bound))
    proven = held.proven and _closed(best.o2_10k, second.bound)
    if not proven:
        found = best_schedule(
            bench, deadline=deadline, held_o1=held if held.proven else None, listener=listener
        )
        proven = found.proven
        if found.starts is not None and not (found.starts == starts).all():
            made = allocate(bench, found.starts, deadline=deadline)
            proven = proven and made is not None
            best = made if made is not None and _better(made, best) else best
    return Comparison(bench, best, listener, proven=proven)


def _better(one: Allocation, other: Allocation) -> bool:
    if abs(one.o1 - other.o1) > _room(other.o1):
        return one.o1 < other.o1
    return one.o2_10k < other.o2_10k - ROOM_O2 * max(1.0, abs(other.o2_10k))


def _closed(value: float, bound: float) -> bool:
    return value - bound <= CLOSED * max(1.0, abs(value))


def _room(o1: float) -> float:
    return ROOM_O1 + ROOM_O1_RELATIVE * abs(o1)
