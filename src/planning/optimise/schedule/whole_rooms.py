"""Whole rooms for one schedule: rounded up, settled year by year, then better ones."""

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
from planning.optimise.solver.deadline import Deadline

if TYPE_CHECKING:
    from planning.optimise.schedule.engine import Workbench

#: Weighted pupil-years without a seat in a band that count as none.
NONE_LEFT: Final = 1e-6
#: Price of a weighted pupil-year without a seat while rooms are made whole, 10,000 yuan: above any way.
DEAR: Final = 100.0
#: Gap at which the rooms of a year are settled, and time for them, seconds.
YEAR_GAP: Final = 2e-4
YEAR_S: Final = 6.0
#: Time for one linear programme, seconds.
LONG_S: Final = 60.0
#: Time of the search for better rooms, and of one step of it, seconds.
SEARCH_S: Final = 20.0
STEP_S: Final = 4.0
#: What a solver's level may lie above a whole number of rooms.
WHOLE: Final = 1e-6
#: Sites and years of one step.
SITES: Final = 6
WINDOW: Final = 4
SEED: Final = 20


class WholeRooms:
    """Search for whole rooms under one schedule; pupils of bands that no room joins stay in place.

    Parameters
    ----------
    bench
        Live model.
    values
        Value of each column, with whole starts and rooms in parts.
    """

    def __init__(self, bench: Workbench, values: FloatArray) -> None:
        self._bench, self._model, self._values = bench, bench.model, values
        start = self._model.variables.start
        self._starts = dict(zip(start.tolist(), np.round(values[start]).tolist(), strict=True))
        self._costs = bench.first.times(DEAR).plus(bench.second)
        self._rooms = self._model.problem.rooms
        bench.live.release()
        for column in _apart(self._model):
            value = max(float(values[column]), 0.0)
            bench.live.bound(np.array([column], dtype=np.int32), value, value)

    def rounded_up(self, ends: Deadline) -> FloatArray:
        """Lend every room that is lent in part; nothing where that breaks a rule, such as a stay.

        Raises
        ------
        NoPlanError
            If not even that leaves an allocation, or none was found in time.
        """
        every = self._of_years(range(len(self._model.problem.years)))
        nothing = dict.fromkeys(every, 0.0)
        for rooms in (nothing | self._rounded(), nothing):
            found = self._solve(self._starts | rooms, [], ends, gap=0.0, seconds=LONG_S)
            if found is not None:
                self._keep_placed(found)
                return found
        raise no_plan(self._model.problem, infeasible=False)

    def _rounded(self) -> dict[int, float]:
        """Return the whole-number columns of rooms with every level rounded up, 0 left aside."""
        assert self._rooms is not None
        v, found = self._model.variables, {}
        level = np.zeros(v.lent.shape)
        level[v.lent != ABSENT] = np.ceil(self._values[v.lent[v.lent != ABSENT]] - WHOLE)
        change = np.diff(level, axis=1, prepend=0.0)
        for m, works in enumerate(self._rooms.works_years.tolist()):
            for t, more in enumerate(change[m].tolist()):
                column = v.taken[m, t - works] if more > 0 else v.back[m, t]
                if more and column != ABSENT:
                    found[int(column)] = abs(more)
                if more > 0 and v.grows[m, t] != ABSENT:
                    found[int(v.grows[m, t])] = 1.0
        away = np.zeros(v.lends.shape)
        rising = level > 0
        for m, works in enumerate(self._rooms.works_years.tolist()):
            for t in np.flatnonzero(rising[m]).tolist():
                first, last = max(t - works, 0), t + works + 1
                away[self._rooms.facility[m], self._rooms.giver[m], first:last] = 1.0
        return found | dict.fromkeys(v.lends[(away > 0) & (v.lends != ABSENT)].tolist(), 1.0)

    def _keep_placed(self, values: FloatArray) -> None:
        """Take the shortage variables away from bands in which nobody is left out any more."""
        weight = self._bench.first.dense(self._model.shape[1])
        for block in np.moveaxis(self._model.variables.unplaced, 1, 0):
            columns = block[block != ABSENT].astype(np.int32)
            if float(weight[columns] @ values[columns]) <= NONE_LEFT:
                self._bench.live.bound(columns, 0.0, 0.0)

    def by_year(self, values: FloatArray, ends: Deadline) -> FloatArray:
        """Settle the rooms of one year after the other, those of later years in parts; the better of both."""
        fixed, found = dict(self._starts), None
        for t in range(len(self._model.problem.years)):
            own = self._of_years(range(t, t + 1))
            found = self._solve(fixed, own, ends, gap=YEAR_GAP, seconds=YEAR_S)
            if found is None:
                return values
            fixed |= {column: float(round(found[column])) for column in own}
        better = found is not None and self._costs.value(found) < self._costs.value(values)
        return found if better and found is not None else values

    def improved(self, values: FloatArray, ends: Deadline) -> FloatArray:
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
        live = self._bench.live
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
        v = self._model.variables
        at = list(years)
        return _there(v.taken[:, at], v.back[:, at], v.grows[:, at], v.lends[:, :, at])

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
