"""Whole rooms for one schedule: rounded year by year, then those of some sites anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.optimise.schedule.room_search import SAME, Found, RoomSearch, there, whole

#: Share of the parts left in a year that is rounded before the next linear programme.
AT_ONCE: Final = 1 / 3
#: Sites whose rooms are decided anew in one step, and steps.
SITES: Final = 3
STEPS: Final = 40
SEED: Final = 20

Rounding = Callable[[float], float]


class WholeRooms:
    """Make the rooms of a part whole, given which sites lend in which years.

    Rooms are rounded year by year, those nearest to whole numbers first, with a linear programme after each
    third (a dive, relax-and-fix over years; Pochet and Wolsey 2006, *Production Planning by Mixed Integer
    Programming*, section 3.6). Then the rooms of a few sites are relaxed and rounded again while the others
    stay, and what is better is kept. No proof comes from that.

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

    def found(self, lends: Mapping[int, float]) -> Found | None:
        """Return the best solution with whole rooms that is found; None without one.

        Parameters
        ----------
        lends
            Value of each ``lends``, by column.
        """
        best = self._dived(dict(lends))
        if best is None:
            return None
        draw = np.random.default_rng(SEED)
        sites = np.unique(self._rooms.facility)
        for _ in range(STEPS):
            if self._search.ends.over:
                break
            own = set(self._of_sites(self._drawn(draw, sites, best[0].values)))
            kept = {column: value for column, value in best[1].items() if column not in own}
            other = self._dived(kept, better_than=best[0])
            if other is not None and other[0].better_than(best[0]):
                best = other
        eased = self._search.solve(best[1] | self._lends(best[0].values))
        return eased if eased is not None and eased.better_than(best[0]) else best[0]

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

    def _drawn(self, draw: np.random.Generator, sites: IntArray, values: FloatArray) -> IntArray:
        """Draw sites that lend, most of them."""
        taken = self._search.read(self._v.taken, values).sum(axis=1) > SAME
        lend = np.isin(sites, self._rooms.facility[taken])
        order = draw.permutation(len(sites))
        chosen = [s for s in order.tolist() if lend[s]][:SITES] + [s for s in order.tolist() if not lend[s]][
            :1
        ]
        return sites[chosen]

    def _dived(
        self, fixed: dict[int, float], *, better_than: Found | None = None
    ) -> tuple[Found, dict[int, float]] | None:
        """Round what is not fixed; give up once it costs as much as what is known."""
        found = self._search.solve(fixed)
        for t in self._years:
            while found is not None:
                if better_than is not None and not found.better_than(better_than):
                    return None
                rounded = self._rounded(t, found.values, fixed, round)
                if not rounded:
                    break
                tried = self._search.solve(fixed | rounded)
                if tried is None:
                    # More rooms for those who have none, and none back before it must be.
                    rounded = self._rounded(t, found.values, fixed, _up)
                    tried = self._search.solve(fixed | rounded)
                found, fixed = tried, fixed | rounded
        return None if found is None else (found, fixed)

    def _rounded(
        self, t: int, values: FloatArray, fixed: Mapping[int, float], rounding: Rounding
    ) -> dict[int, float]:
        """Return the next whole numbers of a year: all that are whole, and a third of the others."""
        v = self._v
        back, taken = there(v.back[:, t]), there(v.taken[:, t])
        open_ = [column for column in (*there(v.grows[:, t]), *taken, *back) if column not in fixed]
        if not open_:
            return {}
        ways = self._ways(t, values, fixed)
        if ways:
            return ways
        apart = {column: abs(values[column] - round(values[column])) for column in open_}
        exact = [column for column in open_ if apart[column] <= SAME]
        parts = sorted((column for column in open_ if apart[column] > SAME), key=lambda at: (apart[at], at))
        result = whole(exact, values)
        for column in parts[: -int(-len(parts) * AT_ONCE // 1)]:
            value = float(rounding(float(values[column])))
            result[column] = (
                max(float(np.floor(values[column])), 0.0) if rounding is _up and column in back else value
            )
        return result

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

    def _of_sites(self, sites: IntArray) -> list[int]:
        """Return the whole-number columns of rooms of some sites."""
        own = np.isin(self._rooms.facility, sites)
        v = self._v
        return there(v.taken[own], v.back[own], v.grows[own])


def _up(value: float) -> float:
    return float(np.ceil(value - SAME))
