"""Which site lends in which years, for one schedule, with rooms in parts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.optimise.model.loan_years import seated_before
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.room_search import SAME, Found, RoomSearch

#: A site and the band that gives rooms there.
Place = tuple[int, int]
#: Years in which each place lends, 1 or 0, shape (T,) each.
Pattern = Mapping[Place, FloatArray]
#: A solution, and the years in which each place lends.
Sites = tuple[Found, dict[Place, FloatArray]]
#: Patterns of one site that are tried in a descent, those nearest to what the relaxation does.
TRIED: Final = 4
#: Sites that are decided anew in one step, and steps.
SITES: Final = 3
STEPS: Final = 16
SEED: Final = 20


class LendingSites:
    """Decide ``lends``: site by site, then some sites anew.

    A descent takes the site that puts up most temporary seats beside rooms it lends, tries the patterns of
    years that the relaxation suggests, and keeps the cheapest, until no site does both. Then a few sites are
    relaxed and descended again, and what is better is kept (iterated local search; Lourenço, Martin and
    Stützle 2003, *Handbook of Metaheuristics*, chapter 11).

    Parameters
    ----------
    search
        Live part with the schedule fixed.
    """

    def __init__(self, search: RoomSearch) -> None:
        self._search, model = search, search.model
        assert model.problem.rooms is not None
        self._rooms, self._lends = model.problem.rooms, model.variables.lends
        self._there = self._lends != ABSENT
        self._before = seated_before(model.problem)
        self._beside: Mapping[int, float] = {}
        self._places = sorted({(f, b) for f, b, _ in np.argwhere(self._there).tolist()})

    def found(self) -> Sites | None:
        """Return the best solution with rooms in parts, and the years of each place; None without one."""
        best = self.descended({})
        draw = np.random.default_rng(SEED)
        for _ in range(STEPS if best is not None else 0):
            assert best is not None
            if self._search.ends.over:
                break
            own = self.drawn(draw, best[1])
            kept = {place: years for place, years in best[1].items() if place not in own}
            other = self.descended(kept, better_than=best[0])
            if other is not None and other[0].better_than(best[0]):
                best = other
        return best

    def descended(
        self,
        kept: Pattern,
        *,
        beside: Mapping[int, float] = MappingProxyType({}),
        better_than: Found | None = None,
    ) -> Sites | None:
        """Decide the places that are not kept.

        Parameters
        ----------
        kept
            Years in which other places lend.
        beside
            Value of further columns that stay, such as whole rooms of other sites.
        better_than
            Solution to improve on; None for any.

        Returns
        -------
        tuple or None
            Solution with the rest of rooms in parts, and the years of every place; None without one.
        """
        self._beside = beside
        eased = self._search.solve(self.columns(kept) | dict(beside))
        if eased is None or (better_than is not None and not eased.better_than(better_than)):
            return None
        return self._descend(eased, kept)

    def drawn(self, draw: np.random.Generator, pattern: Pattern, *, count: int = SITES) -> set[Place]:
        """Draw some places that lend, and one that does not.

        Parameters
        ----------
        draw
            Generator of random numbers.
        pattern
            Years in which each place lends.
        count
            Number of places that lend.

        Returns
        -------
        set
            Places drawn.
        """
        lend = [place for place in self._places if pattern[place].any()]
        others = [place for place in self._places if not pattern[place].any()]
        drawn = [lend[i] for i in draw.permutation(len(lend))[:count]]
        return set(drawn + [others[i] for i in draw.permutation(len(others))[:1]])

    def _descend(self, found: Found, pattern: Pattern) -> Sites | None:
        fixed = dict(pattern)
        while True:
            lends = self._search.read(self._lends, found.values)
            away = self._away(found.values)
            both = self._both(found.values, away)
            open_ = [place for place in self._places if place not in fixed and both[place].sum() > SAME]
            if not open_:
                left = {place: (away[place] > SAME).astype(float) for place in self._places}
                return found, left | fixed
            place = max(open_, key=lambda at: float(both[at].sum()))
            best: tuple[Found, FloatArray] | None = None
            for years in _patterns(lends[place], away[place] > SAME):
                tried = self._search.solve(self.columns({**fixed, place: years}) | dict(self._beside))
                if tried is not None and (best is None or tried.better_than(best[0])):
                    best = tried, years
            if best is None:
                return None
            found, fixed[place] = best

    def _away(self, values: FloatArray) -> FloatArray:
        away = np.zeros(self._lends.shape)
        blocks = self._search.read(self._search.model.variables.away, values)
        np.add.at(away, (self._rooms.facility, self._rooms.giver), blocks)
        return away

    def _both(self, values: FloatArray, away: FloatArray) -> FloatArray:
        """Return temporary seats beside rooms that are lent, shape (F, B, T)."""
        temporary = self._search.read(self._search.model.variables.temporary, values)
        beyond = np.maximum(temporary - self._before, 0.0)
        return np.where(self._there & (away > SAME), beyond, 0.0)

    def columns(self, pattern: Pattern) -> dict[int, float]:
        """Return the value of each ``lends`` of a pattern, by column."""
        fixed: dict[int, float] = {}
        for place, years in pattern.items():
            for t in np.flatnonzero(self._there[place]).tolist():
                fixed[int(self._lends[(*place, t)])] = float(years[t])
        return fixed


def _patterns(lends: FloatArray, away: FloatArray) -> list[FloatArray]:
    """Return the patterns that lend from some level of the relaxation on, nearest to it first."""
    levels = [SAME, *sorted(set(np.round(lends[away], 3).tolist())), 2.0]
    every = {(lends >= level).tobytes(): (lends >= level).astype(float) for level in levels}
    return sorted(every.values(), key=lambda years: float(np.abs(years - lends).sum()))[:TRIED]
