"""What a search with many rooms to lend found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.lending_gap import LendingGap
from planning.domain.plan import Stage
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.part_bench import NONE_LEFT
from planning.optimise.solver.interface import is_proof, relative_gap


@dataclass(frozen=True, kw_only=True, eq=False)
class Lending:
    """Schedule and rooms found.

    Parameters
    ----------
    first, second
        Results of O1 and O2 with rooms in parts: their bounds hold for whole rooms.
    values
        Value of each column, with whole rooms.
    o1
        Terms of O1.
    rooms_in_parts_10k
        O2 with rooms in parts where sites lend as found, 10,000 yuan; infinity if it is not known.
    """

    first: Stage
    second: Stage
    values: FloatArray
    o1: Terms
    rooms_in_parts_10k: float

    def second_of(self, values: FloatArray) -> Stage:
        """Return the stage of O2 for an allocation with whole rooms.

        Without a bound if whole rooms leave more pupils out: O2's bound was found while fewer were.
        """
        value = self.o1.value(values)
        if value <= self.first.value + NONE_LEFT * max(1.0, abs(self.first.value)):
            return self.second
        return replace(self.second, bound=0.0, proven=False)

    def gap(self, problem: PlanningProblem, second: Stage) -> LendingGap:
        """Return how far O2 may be from the best, in rooms.

        Parameters
        ----------
        problem
            Planning problem.
        second
            Stage of O2 as the plan states it.
        """
        assert problem.rooms is not None
        in_parts = min(self.rooms_in_parts_10k, second.value)
        cost = problem.rooms.cost_10k
        return LendingGap(
            bound_10k=second.bound,
            rooms_in_parts_10k=max(in_parts, second.bound),
            whole_10k=second.value,
            room_10k=float(np.mean(cost)) if len(cost) else 0.0,
        )


def summed(stages: Sequence[Stage], *, gap: float) -> Stage:
    """Return the stage of the sum of objectives that are sought apart; proven to a gap if it is that near."""
    value, bound = sum(stage.value for stage in stages), sum(stage.bound for stage in stages)
    apart = relative_gap(value, bound)
    return replace(
        stages[0],
        value=value,
        bound=bound,
        gap=apart,
        seconds=sum(stage.seconds for stage in stages),
        proven=all(stage.proven for stage in stages) or is_proof(apart, gap),
    )
