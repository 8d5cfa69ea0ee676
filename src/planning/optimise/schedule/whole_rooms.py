"""Whole rooms for one schedule: settled year by year, then better ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.progress import silent
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Weighted pupil-years without a seat in a band that count as none.
NONE_LEFT: Final = 1e-6
#: Price of a weighted pupil-year without a seat while rooms are made whole, 10,000 yuan: above any way.
DEAR: Final = 100.0
#: Gap at which the rooms of a year are settled, and time for them, seconds.
YEAR_GAP: Final = 3e-3
YEAR_S: Final = 4.0
#: Time for one linear programme, seconds.
LONG_S: Final = 60.0
#: Time of the search for better rooms, and of one step of it, seconds.
SEARCH_S: Final = 20.0
STEP_S: Final = 3.0
#: What a solver's figure may lie beside a whole number.
WHOLE: Final = 1e-6
#: Sites and years of one step.
SITES: Final = 4
WINDOW: Final = 2
SEED: Final = 20


class WholeRooms:
    """Search for whole rooms under one schedule; pupils of bands that no room joins stay in place.

    Parameters
    ----------
    bench
        Live model.
    values
        Value of each column, with whole starts and rooms in parts.
    budget_10k
        Spending limits of the question, 10,000 yuan, shape (T,).

    Notes
    -----
    The search has a solver of its own with HiGHS' heuristics on: for the schedule they find nothing, for
    rooms they find most.
    """

    def __init__(self, bench: Workbench, values: FloatArray, budget_10k: FloatArray) -> None:
        self._model, self._values = bench.model, values
        self._live = open_solver(bench.model, bench.options, heuristics=True)
        for t, limit in enumerate(budget_10k.tolist()):
            row = self._model.row("C7", (t,))
            if row is not None:
                self._live.limit_row(row, limit)
        self._o1 = bench.first.dense(bench.model.shape[1])
        start = self._model.variables.start
        self._starts = dict(zip(start.tolist(), np.round(values[start]).tolist(), strict=True))
        self._rooms = self._model.problem.rooms
        apart = _apart(self._model)
        # What stays in place costs what it costs, and would only widen the gaps.
        self._costs = bench.first.times(DEAR).plus(bench.second).without({*apart, *self._starts})
        for column in apart:
            value = max(float(values[column]), 0.0)
            self._live.bound(np.array([column], dtype=np.int32), value, value)

    def found(self, ends: Deadline) -> FloatArray:
        """Return the best solution with whole rooms that is found.

        Parameters
        ----------
        ends
            End of the time.

        Returns
        -------
        numpy.ndarray
            Value of each column.

        Raises
        ------
        NoPlanError
            If not even lending nothing leaves an allocation, or none was found in time.
        """
        upper = self._shortage(self._values)
        values = self._by_year(ends)
        if values is None:
            # Whole rooms may seat fewer: from here on a pupil without a seat has a price.
            for column, most in upper.items():
                self._live.bound(np.array([column], dtype=np.int32), 0.0, most)
            soft = self._by_year(ends)
            values = self._nothing_lent(ends) if soft is None else soft
            self._shortage(values)
        return self._improved(values, ends)

    def _nothing_lent(self, ends: Deadline) -> FloatArray:
        every = self._of_years(range(len(self._model.problem.years)))
        found = self._solve(self._starts | dict.fromkeys(every, 0.0), [], ends, gap=0.0, seconds=LONG_S)
        if found is None:
            raise no_plan(self._model.problem, infeasible=False)
        return found

    def _shortage(self, values: FloatArray) -> dict[int, float]:
        """Take the shortage variables away from bands that leave nobody out; return their upper bounds."""
        weight, upper = self._o1, self._model.columns.upper
        taken: dict[int, float] = {}
        for block in np.moveaxis(self._model.variables.unplaced, 1, 0):
            columns = block[block != ABSENT].astype(np.int32)
            if float(weight[columns] @ values[columns]) <= NONE_LEFT:
                self._live.bound(columns, 0.0, 0.0)
                taken |= zip(columns.tolist(), upper[columns].tolist(), strict=True)
        return taken

    def _by_year(self, ends: Deadline) -> FloatArray | None:
        """Settle one year after the other, later ones in parts: first where rooms are lent, then how many."""
        fixed, found = dict(self._starts), self._values
        for part in (self._lends_of, self._rooms_of):
            for t in range(len(self._model.problem.years)):
                own = part(range(t, t + 1))
                if t and np.abs(found[own] - np.round(found[own])).max(initial=0.0) <= WHOLE:
                    fixed |= dict(zip(own, np.round(found[own]).tolist(), strict=True))
                    continue
                solved = self._solve(fixed, own, ends, gap=YEAR_GAP, seconds=YEAR_S)
                if solved is None:
                    return None
                found = solved
                fixed |= {column: float(round(found[column])) for column in own}
        return self._solve(fixed, [], ends, gap=0.0, seconds=LONG_S)

    def _improved(self, values: FloatArray, ends: Deadline) -> FloatArray:
        """Decide anew what some sites, or some years, do while the others stay, as long as time is left."""
        until = ends.within(SEARCH_S)
        best, least = values, self._costs.value(values)
        every = self._of_years(range(len(self._model.problem.years)))
        for own in self._neighbourhoods():
            if until.left_s is not None and until.left_s <= STEP_S / 2:
                break
            stays = {column: float(round(best[column])) for column in set(every) - set(own)}
            found = self._solve(self._starts | stays, own, until, gap=0.0, seconds=STEP_S, start=best)
            if found is not None and self._costs.value(found) < least:
                best, least = found, self._costs.value(found)
        return best

    def _solve(
        self,
        fixed: Mapping[int, float],
        open_: list[int],
        ends: Deadline,
        *,
        gap: float,
        seconds: float,
        start: FloatArray | None = None,
    ) -> FloatArray | None:
        live = self._live
        live.decide(fixed=fixed, open_=open_)
        given = None if start is None else {column: float(round(start[column])) for column in open_}
        left = ends.within(seconds).left_s
        found = live.minimise(
            self._costs, name="O2", gap=gap, time_limit_s=left, listener=silent, start=given
        )
        return found.values

    def _neighbourhoods(self) -> Iterator[list[int]]:
        """Yield columns to decide anew, sites and years in turn, for ever."""
        assert self._rooms is not None
        draw = np.random.default_rng(SEED)
        sites, years = np.unique(self._rooms.facility), len(self._model.problem.years)
        while True:
            order = draw.permutation(sites)
            firsts = draw.permutation(max(years - WINDOW // 2, 1))
            for at in range(0, len(order), SITES):
                yield self._of_sites(order[at : at + SITES])
                first = int(firsts[(at // SITES) % len(firsts)])
                yield self._of_years(range(first, min(first + WINDOW, years)))

    def _of_years(self, years: range) -> list[int]:
        """Return the whole-number columns of rooms in some years."""
        return self._lends_of(years) + self._rooms_of(years)

    def _lends_of(self, years: range) -> list[int]:
        return _there(self._model.variables.lends[:, :, list(years)])

    def _rooms_of(self, years: range) -> list[int]:
        v, at = self._model.variables, list(years)
        return _there(v.taken[:, at], v.back[:, at], v.grows[:, at])

    def _of_sites(self, sites: FloatArray) -> list[int]:
        """Return the whole-number columns of rooms of some sites."""
        assert self._rooms is not None
        v, own = self._model.variables, np.isin(self._rooms.facility, sites)
        return _there(v.taken[own], v.back[own], v.grows[own], v.lends[sites.astype(int)])


def _there(*blocks: Index) -> list[int]:
    return [column for block in blocks for column in block[block != ABSENT].tolist()]


def _apart(model: Model) -> list[int]:
    """Return the columns of bands that no conversion of rooms joins."""
    problem, v = model.problem, model.variables
    assert problem.rooms is not None
    joined = np.union1d(problem.rooms.giver, problem.rooms.receiver)
    apart = np.setdiff1d(np.arange(len(problem.bands)), joined)
    place = v.place[np.isin(problem.pairs.band, apart)]
    return _there(place, v.unplaced[:, apart], v.temporary[:, apart])
