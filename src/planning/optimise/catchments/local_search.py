"""One band whose zones are kept whole or whose catchments hang together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.catchments.band_subproblem import band_subproblem
from planning.optimise.catchments.initial_solution import initial_solution
from planning.optimise.catchments.neighbourhoods import KINDS, SERVED, Neighbourhoods
from planning.optimise.catchments.shaped_band import NoAllocation, ShapedBand
from planning.optimise.model.build import build_model
from planning.optimise.model.extract import extract_plan
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import ROOM, ROOM_RELATIVE, Solved
from planning.optimise.solver.settings import SolverSettings

#: Yes-or-no variables up to which everything is decided at once, and proven where time allows.
AT_ONCE: Final = 1000
#: Gap of one window of years, where there are several: it proves nothing by itself.
WINDOW_GAP: Final = 1e-4
#: A gain below this share is none.
GAIN: Final = 1e-7
#: Sweeps over all years that the time is meant for.
SWEEPS: Final = 4
#: Shortest time for one window, and for pricing decisions that are made, seconds.
SHORTEST_S: Final = 0.5
PRICE_S: Final = 0.5
#: Shares of what is left of the time: of all searches; of O1 among them; of the search over every decision
#: at once, before windows are tried; of a relaxation.
SEARCH: Final = 0.85
O1_SHARE: Final = 0.5
AT_ONCE_SHARE: Final = 0.8
RELAXED_SHARE: Final = 0.25


def allocate_band(
    problem: PlanningProblem,
    schedule: Plan,
    band: int,
    *,
    options: SolverSettings,
    deadline: Deadline,
    o1_floor: float = 0.0,
) -> ShapedBand:
    """Allocate the intakes of one band under its rules on catchments.

    Parameters
    ----------
    problem
        Problem with rules on catchments.
    schedule
        Plan whose schedule is kept.
    band
        Position of the band.
    options
        Gaps and threads.
    deadline
        End of the time.
    o1_floor
        Lower bound on the O1 of the band under this schedule.

    Returns
    -------
    ShapedBand
        Allocation with the fewest unplaced pupils found, then with the least cost of distance.

    Raises
    ------
    NoAllocation
        If every pupil must be placed and no such allocation was found, or the time was too short for one.
    """
    search = _Search(problem, schedule, band, options, deadline)
    _, o1_bound = search.lowest(search.first, "O1", options.gap_o1, search.until.part(O1_SHARE))
    # The value of the search carries the tolerance of its whole numbers; that of the allocation does not.
    o1 = search.value(search.first, "O1")
    row = search.live.at_most(search.first, o1 + abs(o1) * ROOM_RELATIVE + ROOM)
    o2, o2_bound = search.lowest(search.second, "O2", options.gap_o2, search.until)
    search.live.limit_row(row, math.inf)
    return search.exactly(o1_bound=min(max(o1_bound, o1_floor), o1), o2_bound=min(o2_bound, o2))


class _Search:
    """Model of one band with fixed starts, and the decisions made so far."""

    def __init__(
        self, problem: PlanningProblem, schedule: Plan, band: int, options: SolverSettings, deadline: Deadline
    ) -> None:
        self.whole, self.band = problem, band
        self.deadline, self.until = deadline, deadline.part(SEARCH)
        self.problem, self.kept = band_subproblem(problem, band, schedule)
        near_free = replace(schedule, place=schedule.place[self.kept], stages=(), outcome=Outcome.BEST_FOUND)
        self.model = build_model(self.problem)
        chosen = set(schedule.option.tolist())
        variables = self.model.variables
        self.starts = {column: float(o in chosen) for o, column in enumerate(variables.start.tolist())}
        self.first = o1_unplaced(self.model)
        self.second = o2_cost_and_distance(self.model).without(self.starts)
        self.live = open_solver(self.model, options, heuristics=True)
        keys = [(int(n), int(t)) for n, t in np.argwhere(variables.serve != ABSENT)]
        self.serve = {key: int(variables.serve[key]) for key in keys}
        near = initial_solution(self.problem, near_free, self.serve)
        self.near = {column: float(key in near) for key, column in self.serve.items()}
        self.decided: dict[int, float] = {}
        self.best: FloatArray | None = None
        self.neighbourhoods = Neighbourhoods(problem=self.problem, serve=self.serve)
        rules = problem.rules.catchments
        # Zones that are whole in parts, where nothing else is asked, are free catchments.
        self.every_pair = len(self.kept) == int((problem.pairs.band == band).sum())
        self.relaxes = self.every_pair and rules is not None and bool(rules.contiguous[band])
        self.at_once = len(self.serve) <= AT_ONCE

    def lowest(self, costs: Terms, name: str, gap: float, until: Deadline) -> tuple[float, float]:
        """Minimise an objective over the decisions; return its value and a lower bound."""
        if self.at_once:
            every = list(self.serve.values())
            found = self._decide(every, costs, name, gap, until.part(AT_ONCE_SHARE))
            if found.infeasible and not self.decided:
                raise NoAllocation(self.band, proven=self.every_pair)
            if found.stage is not None and found.values is not None:
                self._keep(found.values, every)
                return found.stage.value, found.stage.bound
            self.at_once = False
        # Over some of the pairs alone a relaxation shows nothing of the rest.
        bound = self._relaxed(costs, name, until.part(RELAXED_SHARE)) if self.relaxes else -math.inf
        if not self.decided and not self.problem.unmet_forbidden:
            self.decided = dict(self.near)
        elif not self.decided:
            self._one_after_another(costs, name, until)
        value = self.value(costs, name)
        return self._improve(costs, name, value, bound, until), bound

    def exactly(self, *, o1_bound: float, o2_bound: float) -> ShapedBand:
        """Allocate again with every decision fixed, as a linear programme."""
        live, b = self.live, self.band
        live.decide(fixed=self.starts | self.decided, open_=())
        least = self._priced(self.first, "O1")
        if least.stage is None:
            raise NoAllocation(b, proven=False)
        row = live.hold(self.first, value=least.stage.value, tolerance=0.0)
        live.limit_row(row, least.stage.value + live.precision * max(1.0, abs(least.stage.value)))
        left = self._pricing_s()
        cheapest = live.minimise(self.second, name="O2", gap=0.0, time_limit_s=left, listener=silent)
        values = least.values if cheapest.values is None else cheapest.values
        assert values is not None
        plan = extract_plan(self.model, values, ())
        place = np.zeros((len(self.whole.pairs), len(self.whole.years)))
        place[self.kept] = plan.place
        second = math.fsum((self.second.weight * values[self.second.column]).tolist())
        return ShapedBand(
            place=place[self.whole.pairs.band == b],
            unplaced=plan.unplaced[:, b],
            temporary=plan.temporary[:, b],
            o1=least.stage.value,
            o1_bound=min(o1_bound, least.stage.value),
            o2=second,
            o2_bound=min(o2_bound, second),
        )

    def _priced(self, costs: Terms, name: str) -> Solved:
        """Minimise with every decision fixed, from nothing: presolve leaves little of such a programme.

        Resumed from the last basis, one took minutes on 453 zones and 57 schools, and 0.2 s from nothing.
        """
        self.live.start_afresh()
        left = self._pricing_s()
        return self.live.minimise(costs, name=name, gap=0.0, time_limit_s=left, listener=silent)

    def _pricing_s(self) -> float | None:
        """Return the seconds for pricing: what is left, and never too little to keep what was found."""
        left = self.deadline.left_s
        return None if left is None else max(left, PRICE_S)

    def _relaxed(self, costs: Terms, name: str, until: Deadline) -> float:
        """Return the objective of catchments that need not be whole or in one piece."""
        self.live.decide(fixed=self.starts, open_=())
        self.live.start_afresh()
        found = self.live.minimise(costs, name=name, gap=0.0, time_limit_s=until.left_s, listener=silent)
        if found.infeasible and not self.decided:
            raise NoAllocation(self.band, proven=True)
        return -math.inf if found.stage is None else found.stage.bound

    def _one_after_another(self, costs: Terms, name: str, until: Deadline) -> None:
        """Decide one window of years after the other, with later windows relaxed."""
        for opened in self.neighbourhoods.years(0):
            near = {column: self.near[column] for column in opened}
            found = self._decide(opened, costs, name, WINDOW_GAP, self._window(until), start=near)
            if found.values is None:
                # What is infeasible with nothing decided, and all other windows relaxed, is infeasible.
                shown = found.infeasible and self.every_pair and not self.decided
                raise NoAllocation(self.band, proven=shown)
            self._keep(found.values, opened)

    def _improve(self, costs: Terms, name: str, value: float, bound: float, until: Deadline) -> float:
        """Decide each window again while the others are held, until nothing improves or time is up.

        Neighbourhoods are years, exchanges and groups of zones in turn: what one year cannot improve, a few
        schools may that exchange zones, or zones that exchange schools over all years.
        """
        idle = sweep = 0
        while idle < KINDS:
            before = value
            for opened in self.neighbourhoods.of(sweep, self.decided):
                if value - bound <= GAIN * max(1.0, abs(value)) or until.over:
                    return value
                found = self._decide(opened, costs, name, WINDOW_GAP, self._window(until))
                if found.stage is None or found.values is None:
                    continue
                if found.stage.value < value - GAIN * max(1.0, abs(value)):
                    value, self.best = found.stage.value, found.values
                    self._keep(found.values, opened)
            sweep += 1
            idle = 0 if before - value > GAIN * max(1.0, abs(value)) else idle + 1
        return value

    def _decide(
        self,
        opened: Sequence[int],
        costs: Terms,
        name: str,
        gap: float,
        until: Deadline,
        *,
        start: Mapping[int, float] | None = None,
    ) -> Solved:
        """Minimise with some decisions open and the others held."""
        now = set(opened)
        fixed = {column: value for column, value in self.decided.items() if column not in now}
        self.live.decide(fixed=self.starts | fixed, open_=opened)
        if start is None and self.best is not None and not self.at_once:
            start = {column: float(self.best[column]) for column in opened}
        left = until.left_s
        return self.live.minimise(costs, name=name, gap=gap, time_limit_s=left, listener=silent, start=start)

    def value(self, costs: Terms, name: str) -> float:
        """Return the objective of the decisions made."""
        self.live.decide(fixed=self.starts | self.decided, open_=())
        found = self._priced(costs, name)
        if found.stage is None:
            raise NoAllocation(self.band, proven=False)
        self.best = found.values
        return found.stage.value

    def _keep(self, values: FloatArray, columns: Iterable[int]) -> None:
        self.decided |= {column: float(values[column] > SERVED) for column in columns}

    def _window(self, until: Deadline) -> Deadline:
        """Return the end of the time of one window, so that several sweeps have time."""
        left = until.left_s
        if left is None:
            return until
        count = SWEEPS * len(self.neighbourhoods.years(0))
        return until.within(max(left / count, SHORTEST_S))
