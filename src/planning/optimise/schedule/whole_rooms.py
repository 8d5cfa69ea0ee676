"""Whole rooms for one schedule: rounded year by year, then those of some sites anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.optimise.schedule.lending_sites import LendingSites, Pattern, Place
from planning.optimise.schedule.room_search import SAME, Found, RoomSearch, there, whole

#: Sites that lend and are decided anew in one step, and steps.
SITES: Final = 2
STEPS: Final = 24
SEED: Final = 20

#: A solution, and the whole numbers that are fixed in it.
Made = tuple[Found, dict[int, float]]


class WholeRooms:
    """Make the rooms of a part whole, given which sites lend in which years.

    Rooms are made whole year by year, those nearest to a whole number first, each at the cheaper of its two
    whole numbers (a dive, relax-and-fix over years; Pochet and Wolsey 2006, *Production Planning by Mixed
    Integer Programming*, section 3.6). Then a few sites are decided anew while the others stay: where they
    lend, and how many rooms. What is better is kept. No proof comes from that.

    Parameters
    ----------
    search
        Live part with the schedule fixed.
    """

    def __init__(self, search: RoomSearch) -> None:
        self._search, self._v = search, search.model.variables
        assert search.model.problem.rooms is not None
        self._rooms = search.model.problem.rooms
        self._years = range(len(search.model.problem.years))

    def found(self, sites: LendingSites, pattern: Pattern) -> Found | None:
        """Return the best solution with whole rooms that is found; None without one.

        Parameters
        ----------
        sites
            Search for sites that lend.
        pattern
            Years in which each place lends, to begin with.
        """
        first = self._dived(sites.columns(pattern))
        if first is None:
            return None
        best, lends = first, dict(pattern)
        draw = np.random.default_rng(SEED)
        for _ in range(STEPS):
            if self._search.ends.over:
                break
            own = sites.drawn(draw, lends, count=SITES)
            others = self._without(best[1], own)
            kept = {place: years for place, years in lends.items() if place not in own}
            again = sites.descended(kept, beside=others, better_than=best[0])
            if again is None or not again[0].better_than(best[0]):
                continue
            other = self._dived(others | sites.columns(again[1]), better_than=best[0])
            if other is not None and other[0].better_than(best[0]):
                best, lends = other, again[1]
        eased = self._search.solve(best[1] | self._lends(best[0].values))
        return eased if eased is not None and eased.better_than(best[0]) else best[0]

    def _without(self, fixed: Mapping[int, float], places: set[Place]) -> dict[int, float]:
        """Return the whole numbers of rooms but for those of some sites, and for ``lends``."""
        v, sites = self._v, np.array(sorted({f for f, _ in places}))
        own = np.isin(self._rooms.facility, sites)
        open_ = set(there(v.taken[own], v.back[own], v.grows[own], v.lends))
        return {column: value for column, value in fixed.items() if column not in open_}

    def nothing_lent(self) -> Found | None:
        """Return the solution without any loan; None if it breaks a rule, or time ran out."""
        v = self._v
        return self._search.solve(dict.fromkeys(there(v.taken, v.back, v.grows, v.lends), 0.0))

    def _lends(self, values: FloatArray) -> dict[int, float]:
        """Return ``lends`` by column: 1 where rooms are away, so that temporary seats may stand elsewhere."""
        away, v = np.zeros(self._v.lends.shape), self._v
        np.add.at(away, (self._rooms.facility, self._rooms.giver), self._search.read(v.away, values))
        lends = np.argwhere(v.lends >= 0).tolist()
        return {int(v.lends[f, b, t]): float(away[f, b, t] > SAME) for f, b, t in lends}

    def _dived(self, fixed: dict[int, float], *, better_than: Found | None = None) -> Made | None:
        """Round what is not fixed; give up once it costs as much as what is known."""
        found = self._search.solve(fixed)
        for t in self._years:
            while found is not None:
                if better_than is not None and not found.better_than(better_than):
                    return None
                sure, part = self._next(t, found.values, fixed)
                if not sure and part is None:
                    break
                found, fixed = self._rounded(found, fixed, sure, part)
        return None if found is None else (found, fixed)

    def _rounded(
        self, found: Found, fixed: dict[int, float], sure: Mapping[int, float], part: int | None
    ) -> tuple[Found | None, dict[int, float]]:
        """Fix what is whole, or the next part at the cheaper of its two whole numbers."""
        if part is None:
            return (found if not self._decides(sure) else self._search.solve({**fixed, **sure})), {
                **fixed,
                **sure,
            }
        best: tuple[Found | None, dict[int, float]] = None, fixed
        below = float(np.floor(found.values[part] + SAME))
        for value in (below, below + 1.0):
            tried = self._search.solve({**fixed, part: value})
            if tried is not None and (best[0] is None or tried.better_than(best[0])):
                best = tried, {**fixed, part: value}
        return best

    def _decides(self, sure: Mapping[int, float]) -> bool:
        """Return True if among these columns are ways, which were in parts."""
        return bool(set(sure) & set(there(self._v.grows)))

    def _next(
        self, t: int, values: FloatArray, fixed: Mapping[int, float]
    ) -> tuple[dict[int, float], int | None]:
        """Return what of a year is whole, or may be taken so; where nothing is, the part nearest to it."""
        ways = self._ways(t, values, fixed)
        if ways:
            return ways, None
        open_ = [column for column in there(self._v.taken[:, t], self._v.back[:, t]) if column not in fixed]
        apart = {column: abs(values[column] - round(values[column])) for column in open_}
        exact = [column for column in open_ if apart[column] <= SAME]
        if exact:
            return whole(exact, values), None
        return {}, min(open_, key=lambda column: (apart[column], column)) if open_ else None

    def _ways(self, t: int, values: FloatArray, fixed: Mapping[int, float]) -> dict[int, float]:
        """Decide which way the rooms of each conversion may go in a year: the one that more of them go."""
        v, works = self._v, self._rooms.works_years
        ways: dict[int, float] = {}
        for m, column in enumerate(v.grows[:, t].tolist()):
            if column < 0 or column in fixed:
                continue
            began = t - int(works[m])
            comes = values[v.taken[m, began]] if began >= 0 and v.taken[m, began] >= 0 else 0.0
            goes = values[v.back[m, t]] if v.back[m, t] >= 0 else 0.0
            ways[column] = float(comes >= goes)
        return ways
