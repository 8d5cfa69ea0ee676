"""O3: which of the schedules that are equally good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.domain.progress import Listener
from planning.optimise.model.equations.c11_changes import change_terms
from planning.optimise.model.extract import rounded_starts
from planning.optimise.model.objectives import o3_weights
from planning.optimise.model.terms import Terms
from planning.optimise.schedule.stages import tie_limit
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved, relative_gap

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Schedules as good as the best within O2's tolerance that are looked at before O3 is called unproven.
MOST_TIES: Final = 12


class Ties:
    """Search among the schedules that hold O1, and O2 within its tolerance.

    A search with O3 as the objective took a minute on the embedded district, as its relaxation is weak. O2's
    search closes at the root, so O2 is minimised instead: with 0, 1, 2, ... changes allowed, and then for the
    next best schedule, until that is worse than the tolerance.

    Parameters
    ----------
    bench
        Model that holds O1.
    ends
        End of the time.
    listener
        Receives the gap while the solver works.
    """

    def __init__(self, bench: Workbench, ends: Deadline, listener: Listener) -> None:
        self._bench, self._ends, self._listener = bench, ends, listener
        self._problem, self._model, self._live = bench.problem, bench.model, bench.live
        self._constant, self._weights = o3_weights(bench.problem)

    def settle(self, second: Stage, best: FloatArray) -> tuple[Stage, FloatArray]:
        """Find the schedule with the least O3.

        Parameters
        ----------
        second
            Stage of O2.
        best
            Value of each column of the schedule found for it.

        Returns
        -------
        tuple
            Stage of O3; value of each column of the schedule.
        """
        limit = tie_limit(second, self._bench.options)
        starts = rounded_starts(self._model, best)
        if not len(starts):
            return self.stage(starts, proven=True), best
        found, values, complete = self._fewest_changes(starts, best, limit)
        candidates = [(found, values)]
        while complete and len(candidates) <= MOST_TIES:
            self._live.at_most(*self._other_than(candidates[-1][0]))
            other = self._cheapest(limit)
            if other.infeasible or (other.stage is not None and other.stage.bound > limit):
                break
            complete = other.stage is not None and other.stage.proven
            if other.stage is None or other.values is None or other.stage.value > limit:
                break
            candidates.append((rounded_starts(self._model, other.values), other.values))
        complete = complete and len(candidates) <= MOST_TIES
        chosen = min(candidates, key=lambda item: self._lateness(item[0]))
        third = self.stage(chosen[0], proven=complete)
        return replace(third, ties=len(candidates)), chosen[1]

    def stage(self, starts: FloatArray, *, proven: bool) -> Stage:
        """Return the stage of O3 for a schedule, pupils left aside."""
        value = self._constant + self._lateness(starts)
        bound = value if proven else 0.0
        return Stage(
            name="O3", value=value, bound=bound, gap=relative_gap(value, bound), seconds=0.0, proven=proven
        )

    def _fewest_changes(
        self, starts: FloatArray, best: FloatArray, limit: float
    ) -> tuple[FloatArray, FloatArray, bool]:
        """Return the schedule with the fewest changes against the reference, and whether it is proven."""
        if self._problem.rules.reference is None:
            return starts, best, True
        constant, weights = change_terms(self._problem)
        terms = Terms.of({int(self._model.variables.start[o]): weight for o, weight in weights.items()})
        most = round(constant + sum(weight * starts[o] for o, weight in weights.items()))
        row = self._live.at_most(terms, most - constant)
        for changes in range(most):
            self._live.limit_row(row, changes - constant)
            tried = self._cheapest(limit)
            if tried.infeasible or (tried.stage is not None and tried.stage.bound > limit):
                continue
            if tried.stage is None or tried.values is None:
                return starts, best, False
            if tried.stage.value <= limit:
                return rounded_starts(self._model, tried.values), tried.values, tried.stage.proven
        self._live.limit_row(row, most - constant)
        return starts, best, True

    def _cheapest(self, limit: float) -> Solved:
        """Minimise O2; to the end if its gap leaves open on which side of a limit it lies."""
        bench = self._bench

        def solved(gap: float) -> Solved:
            return self._live.minimise(
                bench.second, name="O3", gap=gap, time_limit_s=self._ends.left_s, listener=self._listener
            )

        found = solved(bench.options.gap_o2)
        stage = found.stage
        open_ = stage is not None and stage.proven and stage.bound <= limit < stage.value
        return solved(0.0) if open_ else found

    def _other_than(self, starts: FloatArray) -> tuple[Terms, float]:
        """Return a row that excludes one schedule only."""
        weight = np.where(starts == 1.0, 1.0, -1.0)
        return Terms(column=self._model.variables.start, weight=weight), float(starts.sum()) - 1.0

    def _lateness(self, starts: FloatArray) -> float:
        return float(sum((self._weights * starts).tolist()))
