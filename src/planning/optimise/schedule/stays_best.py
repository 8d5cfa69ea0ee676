"""Proof that the best schedule is still the best with more seats somewhere."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.uniqueness import OnlySchedule, prices_of_o1
from planning.optimise.solver.deadline import Deadline

#: Longest time for one proof, seconds: the first finds the cuts that those after it begin with.
LONGEST_S: Final = 5.0
#: Proofs in a row that fail before no more are tried.
MOST_FAILED: Final = 3


class StaysBest:
    """Proofs that no other schedule becomes better when limits of rows change.

    A search of all schedules takes seconds for each seat. With the schedule kept, the allocation is a linear
    programme that resumes from the last; its duals bound what every other schedule can do, and they stay
    valid when seats change, as only limits of rows do. So most proofs are one small programme over the
    starts, with the cuts of the proofs before it.

    Parameters
    ----------
    bench
        Built model.
    starts
        Best schedule, 0 or 1 by option, shape (O,).
    """

    def __init__(self, bench: Workbench, starts: FloatArray) -> None:
        self._bench, self._starts = bench, starts
        self._possible = bench.live.resumes and len(starts) > 0
        self._failed = 0
        self._first: OnlySchedule | None = None
        self._both: OnlySchedule | None = None
        self._price = 0.0

    def shown(
        self, changed: list[tuple[int, float]], *, o1: float, o1_room: float, o2_10k: float, until: Deadline
    ) -> bool:
        """Prove that no other schedule has a smaller O1, nor a smaller O2 at the same O1.

        Parameters
        ----------
        changed
            Rows whose limits differ from the model's own, and the limits; the live model has them.
        o1, o2_10k
            What another schedule would have to be below: O1 less rounding, and O2, 10,000 yuan, less
            rounding.
        o1_room
            Rounding of O1.
        until
            End of the time.

        Returns
        -------
        bool
            True if it is proven; False if another schedule may be better, or the proof was given up.
        """
        if not self._possible or self._failed >= MOST_FAILED:
            return False
        limits = np.array(self._bench.model.upper)
        for row, limit in changed:
            limits[row] = limit
        ends = until.within(LONGEST_S)
        first, both = self._proofs()
        live, starts = self._bench.live, self._starts
        self._bench.live.release()
        proven = first.with_limits(limits).none_within(starts, live, o1 - o1_room, until=ends)
        if proven:
            together = o2_10k + self._price * (o1 + o1_room)
            proven = both.with_limits(limits).none_within(starts, live, together, until=ends)
        self._failed = 0 if proven else self._failed + 1
        return proven

    def _proofs(self) -> tuple[OnlySchedule, OnlySchedule]:
        """Return the searches by O1 alone, and by O2 with O1 priced."""
        if self._first is None or self._both is None:
            bench, model = self._bench, self._bench.model
            budget = bench.problem.budget_10k
            self._price = prices_of_o1(model, bench.first, bench.second, 0.0)[-1]
            self._first = OnlySchedule(model, Question(), budget, bench.first)
            combined = bench.first.times(self._price).plus(bench.second)
            self._both = OnlySchedule(model, Question(), budget, combined)
        return self._first, self._both
