"""Search for closings on one live model: relax-and-fix by year, then fix-and-optimise by neighbourhood."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.progress import Listener, Progress, silent
from planning.optimise.model.matrix import Model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.model.variables import ABSENT
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.highs import LiveModel
from planning.optimise.solver.interface import relative_gap

#: Shares above which a relaxed site is kept, tried until pupils have seats; the last keeps all used.
THRESHOLDS: Final = (0.5, 0.4, 0.2, 1e-7)
#: Seconds for one relaxation: where seats are lacking, to show it may take much longer than to find a plan.
RELAXED_S: Final = 3.0
#: Sites of a neighbourhood, and seconds for it.
SITES: Final = 10
NEIGHBOURHOOD_S: Final = 4.0
#: Improvements below this share are none.
GAIN: Final = 1e-7


class ClosingSearch:
    """Search under one schedule.

    Parameters
    ----------
    model, live
        Model of the bands whose sites may close, and the live one.
    lost
        O1 of these bands, which closings may not raise.
    listener
        Receives the gap.
    """

    def __init__(self, model: Model, live: LiveModel, *, lost: float, listener: Listener) -> None:
        self._model, self._live, self._listener = model, live, listener
        self._o2 = o2_cost_and_distance(model)
        self._fixed: dict[int, float] = {}
        self._bound = 0.0
        unplaced = model.variables.unplaced
        if lost <= 1e-6:
            # A held row at 0 misleads presolve; without the variables there is nothing to hold.
            live.bound(unplaced[unplaced != ABSENT], 0.0, 0.0)
        else:
            live.hold(o1_unplaced(model), value=lost, tolerance=0.0)

    def bound(self, deadline: Deadline) -> float:
        """Return the least O2 with closings and starts relaxed, 10,000 yuan; 0 if it is not found."""
        values = self._relaxed({}, deadline)
        self._bound = 0.0 if values is None else max(self._o2.value(values), 0.0)
        return self._bound

    def fix_starts(self, option: IntArray) -> None:
        """Fix the schedule."""
        start = self._model.variables.start
        chosen = set(option.tolist())
        self._fixed = {
            int(column): float(o in chosen) for o, column in enumerate(start.tolist()) if column != ABSENT
        }

    def run(self, deadline: Deadline) -> FloatArray | None:
        """Return the best values of the columns; None if nothing was found."""
        found = self._dive(deadline)
        if found is None:
            return None
        values, kept = found
        return self._improve(values, kept, deadline)

    def _relaxed(self, fixed: dict[int, float], deadline: Deadline) -> FloatArray | None:
        self._live.decide(fixed=fixed, open_=())
        found = self._live.minimise(
            self._o2,
            name="O2",
            gap=0.0,
            time_limit_s=deadline.within(RELAXED_S).left_s if fixed else deadline.left_s,
            listener=silent,
        )
        if found.stage is None or found.values is None or not found.stage.proven:
            return None
        return found.values

    def _dive(self, deadline: Deadline) -> tuple[FloatArray, dict[int, float]] | None:
        """Fix the sites kept year by year, each as the relaxation with later years free has it."""
        kept, fixed = self._model.variables.kept, dict(self._fixed)
        values = self._relaxed(fixed, deadline)
        for t in range(kept.shape[2]):
            columns = kept[:, :, t][kept[:, :, t] != ABSENT]
            if values is None:
                return None
            if not len(columns):
                continue
            share, best = values[columns], None
            for threshold in THRESHOLDS:
                tried = dict(zip(columns.tolist(), (share >= threshold).astype(float).tolist(), strict=True))
                made = self._relaxed(fixed | tried, deadline)
                if made is not None:
                    best = made, tried
                    break
            if best is None:
                return None
            values, fixed = best[0], fixed | best[1]
            self._tell(values)
        return (values, fixed) if values is not None else None

    def _improve(self, values: FloatArray, fixed: dict[int, float], deadline: Deadline) -> FloatArray:
        """Decide one neighbourhood of sites after the other anew, until none gets better or time ends."""
        rounds = self._neighbourhoods()
        stale, i = 0, 0
        while stale < len(rounds) and not deadline.over:
            open_ = rounds[i % len(rounds)]
            i += 1
            held = {column: value for column, value in fixed.items() if column not in open_}
            self._live.decide(fixed=held, open_=open_)
            found = self._live.minimise(
                self._o2,
                name="O2",
                gap=1e-6,
                time_limit_s=deadline.within(NEIGHBOURHOOD_S).left_s,
                listener=silent,
                start={column: fixed[column] for column in open_},
            )
            stale += 1
            if found.values is not None:
                now = self._o2.value(found.values)
                if now < self._o2.value(values) * (1.0 - GAIN):
                    whole = {column: float(np.round(found.values[column])) for column in open_}
                    exact = self._relaxed(fixed | whole, deadline)
                    if exact is not None and self._o2.value(exact) < self._o2.value(values):
                        values, fixed, stale = exact, fixed | whole, 0
                        self._tell(values)
        return values

    def _neighbourhoods(self) -> list[set[int]]:
        """Return the decisions of each site with those of the sites nearest to it, without repeats."""
        kept, problem = self._model.variables.kept, self._model.problem
        pairs = problem.pairs
        metres = np.full((len(problem.facilities), len(problem.zones)), np.nan)
        metres[pairs.facility, pairs.zone] = pairs.distance_m
        far = np.nanmax(metres) if np.isfinite(metres).any() else 1.0
        place = np.where(np.isnan(metres), 2 * far, metres)
        result: list[set[int]] = []
        for b in range(kept.shape[1]):
            sites = np.flatnonzero((kept[:, b] != ABSENT).any(axis=1))
            left = set(sites.tolist())
            while left:
                seed = min(left)
                apart = np.abs(place[sites] - place[seed]).sum(axis=1)
                near = sites[np.argsort(apart, kind="stable")[:SITES]].tolist()
                left -= {seed, *near[: SITES // 2]}
                columns = kept[near, b]
                result.append({int(column) for column in columns[columns != ABSENT]})
        return result

    def _tell(self, values: FloatArray) -> None:
        gap = relative_gap(self._o2.value(values), self._bound)
        self._listener(Progress(stage="closings", gap=gap, seconds=0.0))
