"""The search of new schools: a programme proposes sites and a schedule, an allocation prices them."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from planning.domain.frozen import IntArray
from planning.optimise.schedule.site_master import Choice, SiteMaster
from planning.optimise.schedule.site_model import Priced, SiteModel
from planning.optimise.schedule.site_solved import KnownCuts, Solved, key_of, moved_to, room
from planning.optimise.solver.deadline import Deadline

#: Values of O1, and of O2, that agree to this, relative, are one: what the rows of a search allow.
SAME_O1: Final = 1e-6
SAME_O2: Final = 1e-5
#: Room given to O1 in the programme of the starts, relative.
HELD_O1: Final = 1e-9
#: Value of a unit of O1 to begin with, in the dearest placing of a pupil; raised where one would be left out.
FIRST_PRICE: Final = 50.0
DEARER: Final = 5.0
DEAREST: Final = 1e7
#: Share of the distance to the bound within which a proposal may be the second best.
LOOSE: Final = 0.1
#: Most sites exchanged for each proposal.
MOST_EXCHANGED: Final = 40


@dataclass
class SiteSearch:
    """State of a search: what is best, and what no choice is better than.

    Parameters
    ----------
    model
        Live models of the allocation.
    deadline
        Moment by which to stop.
    o1, o1_bound, o2_bound
        Least O1 found; no choice has a smaller one, or at that O1 a smaller O2.
    o1_proven, o2_proven
        True if the bound shows that nothing is better.
    solved
        Choices solved so far, by sites and schedule.
    """

    model: SiteModel
    deadline: Deadline
    o1: float = math.inf
    o1_bound: float = 0.0
    o2_bound: float = 0.0
    o1_proven: bool = False
    o2_proven: bool = False
    solved: dict[tuple[tuple[int, ...], bytes], Solved] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Build the programme that proposes."""
        self._master = SiteMaster(self.model)
        self._known = KnownCuts(self.model)
        price = self.model.anywhere.price_10k
        dearest = float(price[np.isfinite(price)].max(initial=0.0))
        self._price = max(
            FIRST_PRICE * dearest / float(self.model.first[self.model.first > 0].min(initial=1.0)), 1.0
        )
        self._counted: dict[tuple[tuple[int, ...], bytes], float] = {}
        self._first: Choice | None = None

    @property
    def best(self) -> Solved | None:
        """Best choice so far, with O1 at its least."""
        ranked = [one for one in self.solved.values() if one.o1 <= self.o1 + room(self.o1, SAME_O1)]
        return min(ranked, key=lambda one: one.o2_10k, default=None)

    def fewest(self) -> None:
        """Settle O1: the least over all choices."""
        root = self.model.fewest(None, None, self.deadline)
        if root is None:
            return
        self._learn(root, None)
        self.o1_bound = max(root.value, 0.0)
        self._master.least_o1()
        while not self.deadline.over:
            began = time.perf_counter()
            bound, choice = self._master.least(self.deadline.left_s, self._loose(self.o1, self.o1_bound))
            if choice is not None and key_of(choice) in self._counted:
                bound, choice = self._master.least(self.deadline.left_s, 0.0)
            if math.isfinite(bound):
                self.o1_bound = max(self.o1_bound, min(bound, self.o1))
            if self.o1_bound >= self.o1 - self._enough(self.o1, self.model.settings.gap_o1, SAME_O1):
                self.o1_proven = True
                return
            known = choice is None or key_of(choice) in self._counted
            if choice is None or known or self._count(choice) is None:
                return
            self._exchange(choice, time.perf_counter() - began, price=None)

    def cheapest(self) -> None:
        """Settle O2 with O1 held."""
        if self._first is None:
            return
        root = self.model.cheapest(None, None, price=self._price, deadline=self.deadline)
        if root is not None:
            self._learn(root, self._price)
        # Room for rounding alone: a cut prices it, and what it buys is no gain.
        self._master.least_o2(self.o1 + room(self.o1, HELD_O1))
        choice: Choice | None = self._first
        took = 0.0
        while choice is not None:
            if self._solve(choice) is None:
                return
            self._exchange(choice, took, price=self._price)
            self._close(choice.sites, took)
            if self.deadline.over:
                return
            began = time.perf_counter()
            best = self.best
            value = math.inf if best is None else best.o2_10k
            bound, choice = self._master.least(self.deadline.left_s, self._loose(value, self.o2_bound))
            if choice is not None and key_of(choice) in self.solved:
                bound, choice = self._master.least(self.deadline.left_s, 0.0)
            took = time.perf_counter() - began
            if not math.isfinite(bound) or (choice is not None and key_of(choice) in self.solved):
                # Out of time, or rounding: what is known already is proposed once more.
                self.o2_bound = (
                    max(self.o2_bound, min(bound, value)) if math.isfinite(bound) else self.o2_bound
                )
                self.o2_proven = self._reached(value)
                return
            self.o2_bound = max(self.o2_bound, min(bound, value))
            if self._reached(value):
                self.o2_proven = True
                return

    def settle(self, one: Solved) -> tuple[Solved, bool]:
        """Find the best schedule of a choice of sites with O1 at its least.

        Parameters
        ----------
        one
            Choice with some schedule.

        Returns
        -------
        tuple
            Choice with the best schedule found, and True if none is better.
        """
        sites, best = one.choice.sites, one
        self._master.keep_to(sites)
        proven = False
        while not self.deadline.over:
            bound, choice = self._master.least(self.deadline.left_s, 0.0)
            if bound >= best.o2_10k - self._enough(best.o2_10k, self.model.settings.gap_o2, SAME_O2):
                proven = True
                break
            known = choice is None or key_of(choice) in self.solved
            found = None if choice is None or known else self._solve(choice)
            if found is None:
                break
            if found.o1 <= self.o1 + room(self.o1, SAME_O1) and found.o2_10k < best.o2_10k:
                best = found
        self._master.keep_to(None)
        return best, proven

    def around(self, one: Solved, *, within: float) -> int:
        """Price choices that differ in one site from a choice, and may be within a share of it.

        Parameters
        ----------
        one
            The choice.
        within
            Share by which both objectives may be worse.

        Returns
        -------
        int
            Number of those for which there was no time.
        """
        left = 0
        estimates = self._known.estimates(one.choice, price=self._price, of_o1=one.o1)
        enough = one.o2_10k * (1.0 + within)
        for slot, estimate in enumerate(estimates):
            for site in np.argsort(estimate, kind="stable").tolist():
                if estimate[site] > enough:
                    break
                if site in one.choice.sites:
                    continue
                if self.deadline.over or self._solve(moved_to(one.choice, slot, site), learn=False) is None:
                    left += 1
        return left

    def _close(self, sites: IntArray, seconds: float) -> None:
        """Look for schedules of given sites that may be the best: such a programme is solved at once."""
        until = self.deadline.within(seconds)
        self._master.keep_to(sites)
        while not until.over:
            best = self.best
            value = math.inf if best is None else best.o2_10k
            bound, choice = self._master.least(until.left_s, LOOSE * SAME_O2)
            enough = self._enough(value, self.model.settings.gap_o2, SAME_O2)
            if choice is None or bound >= value - enough or key_of(choice) in self.solved:
                break
            if self._solve(choice) is None:
                break
        self._master.keep_to(None)

    def _count(self, choice: Choice) -> float | None:
        """Count who is left out by a choice, and learn from its duals; None if it was not counted."""
        key = key_of(choice)
        if key not in self._counted:
            priced = self.model.fewest(choice.sites, choice.starts, self.deadline)
            if priced is None:
                return None
            self._learn(priced, None)
            self._counted[key] = priced.value
            if priced.value < self.o1 - room(priced.value, SAME_O1 * 0.1):
                self.o1, self._first = max(priced.value, 0.0), choice
        return self._counted[key]

    def _solve(self, choice: Choice, *, learn: bool = True) -> Solved | None:
        """Solve the allocation of a choice exactly: least O1, then least O2; None if it was not solved."""
        key = key_of(choice)
        known = self.solved.get(key)
        if known is not None:
            return known
        least = self._count(choice)
        if least is None:
            return None
        while True:
            priced = self.model.cheapest(
                choice.sites, choice.starts, price=self._price, deadline=self.deadline
            )
            if priced is None:
                return None
            o1 = self.model.o1(priced)
            # A price that is too low would leave pupils out to save money.
            if o1 <= least + room(least, SAME_O1) or self._price >= DEAREST:
                break
            self._price *= DEARER
        if learn:
            self._learn(priced, self._price)
        self.solved[key] = Solved(
            choice=choice, o1=least, o2_10k=priced.value - self._price * o1, priced=priced
        )
        return self.solved[key]

    def _learn(self, priced: Priced, price: float | None) -> None:
        cut = self.model.cut(priced.duals, price=price)
        self._known.cuts.append((cut, price))
        self._master.add_cut(cut, price=price)

    def _exchange(self, choice: Choice, seconds: float, *, price: float | None) -> None:
        """Exchange sites under one schedule, for as long as the proposal took: allocations are cheap."""
        until, current = time.perf_counter() + seconds, choice
        for _ in range(MOST_EXCHANGED):
            if time.perf_counter() >= until or self.deadline.over:
                return
            estimates = self._known.estimates(current, price=price, of_o1=self.o1)
            for estimate in estimates:
                estimate[current.sites] = np.inf
            slot, site = np.unravel_index(int(np.argmin(estimates)), estimates.shape)
            moved = moved_to(current, int(slot), int(site))
            best = self.best
            value = self.o1 if price is None else math.inf if best is None else best.o2_10k
            if estimates[slot, site] >= value or key_of(moved) in (
                self._counted if price is None else self.solved
            ):
                return
            if price is None:
                if self._count(moved) is None:
                    return
            elif self._solve(moved) is None:
                return
            if self._better(moved, current, price):
                current = moved

    def _better(self, one: Choice, other: Choice, price: float | None) -> bool:
        if price is None:
            return self._counted[key_of(one)] < self._counted.get(key_of(other), math.inf)
        return (
            key_of(other) not in self.solved
            or self.solved[key_of(one)].rank < self.solved[key_of(other)].rank
        )

    def _reached(self, value: float) -> bool:
        return self.o2_bound >= value - self._enough(value, self.model.settings.gap_o2, SAME_O2)

    def _loose(self, value: float, bound: float) -> float:
        if not math.isfinite(value):
            return LOOSE
        return LOOSE * max(value - bound, 0.0) / max(abs(value), 1.0)

    def _enough(self, value: float, gap: float, same: float) -> float:
        if not math.isfinite(value):
            return 0.0
        return max(gap * abs(value), room(value, same))
