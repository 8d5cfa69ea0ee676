"""Plans that were found, kept for the next time that the same is asked."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Final

from planning.domain.plan import Plan
from planning.optimise.solver.deadline import Deadline

#: Times that agree to this, relative, are one.
SAME_TIME: Final = 0.01


class KeptPlans:
    """Plans by what was asked; one that was not proven stands only for questions with no more time."""

    def __init__(self) -> None:
        self._plans: dict[Hashable, tuple[Plan, float]] = {}

    def get(self, key: Hashable, deadline: Deadline) -> Plan | None:
        """Return the plan kept for a question, if more time could not improve it.

        Parameters
        ----------
        key
            What is asked.
        deadline
            End of the time that a new search would have.

        Returns
        -------
        Plan or None
            None if nothing is kept, or it had less time and is not proven in every objective.
        """
        plan, had = self._plans.get(key, (None, 0.0))
        if plan is None or all(stage.proven for stage in plan.stages):
            return plan
        return plan if _seconds(deadline) <= had * (1 + SAME_TIME) else None

    def keep(self, key: Hashable, plan: Plan, seconds: float) -> Plan:
        """Keep the plan found for a question, and return it.

        Parameters
        ----------
        key
            What was asked.
        plan
            Plan found.
        seconds
            Time that the search had.

        Returns
        -------
        Plan
            The plan.
        """
        self._plans[key] = plan, seconds
        return plan

    def clock(self, deadline: Deadline | None, limit_s: float | None) -> tuple[Deadline, float]:
        """Return the end of the time, by a limit unless a deadline is given, and the seconds left."""
        ends = deadline or Deadline.after(limit_s)
        return ends, _seconds(ends)


def _seconds(deadline: Deadline) -> float:
    left = deadline.left_s
    return math.inf if left is None else left
