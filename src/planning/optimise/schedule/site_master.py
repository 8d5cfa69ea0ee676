"""The programme of starts, sizes and sites of new schools, with bounds on what the allocation costs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import ABSENT, Columns
from planning.optimise.schedule.site_model import Cut, SiteModel
from planning.optimise.solver.small import SmallProgramme

#: Equations on starts in which a smaller school counts less; in the others it counts as a whole one.
BY_SIZE: Final = ("C7", "C9", "C10")
#: What helps HiGHS on this programme: its own searches for solutions took longer than the proof.
SETTINGS: Final = {
    "mip_allow_restart": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """Sites of new schools with a schedule.

    Parameters
    ----------
    sites
        Site of each new school, ascending, shape (K,).
    starts
        Starts by option, shape (O,); those of a new school are its share of the largest size.
    sizes
        Size of each new school, position on the list of sizes; the smallest if it is not built, shape (K,).
    """

    sites: IntArray
    starts: FloatArray
    sizes: tuple[int, ...]


class SiteMaster:
    """Programme that proposes sites, sizes and a schedule, and bounds all of them.

    Parameters
    ----------
    priced
        Live models of the allocation.
    """

    def __init__(self, priced: SiteModel) -> None:
        model, anywhere = priced.model, priced.anywhere
        self._bands, self._own_band = len(priced.problem.bands), anywhere.band
        self._schools, self._sites = len(anywhere.projects), len(anywhere.price_10k)
        own = np.flatnonzero(priced.own)
        place = np.full(model.shape[1], ABSENT, dtype=np.int32)
        place[own] = np.arange(len(own))
        self._start: Index = place[priced.start]
        programme = priced.problem.programme
        self._options = [programme.options_of(project) for project in anywhere.projects]
        self._share = np.array(anywhere.seats, dtype=np.float64) / anywhere.seats[-1]
        sizes, bands = len(self._share), np.arange(self._bands, dtype=np.int32)
        self._first, self._second = len(own) + bands, len(own) + self._bands + bands
        at = len(own) + 2 * self._bands
        self._built: list[Index] = []
        for options in self._options:
            block = at + np.arange(len(options) * sizes, dtype=np.int32)
            self._built.append(block.reshape(len(options), sizes))
            at += block.size
        block = at + np.arange(self._schools * self._sites, dtype=np.int32)
        self._at: Index = block.reshape(self._schools, self._sites)
        count = at + block.size
        lower, upper, whole = np.zeros(count), np.ones(count), np.ones(count, dtype=bool)
        lower[: len(own)], upper[: len(own)] = model.columns.lower[own], model.columns.upper[own]
        whole[: len(own)] = model.columns.integer[own]
        whole[self._start[np.concatenate(self._options)]] = False
        upper[len(own) : len(own) + 2 * self._bands] = np.inf
        whole[len(own) : len(own) + 2 * self._bands] = False
        self._costs = np.zeros(count)
        self._costs[: len(own)] = priced.second[own]
        self._programme = SmallProgramme(
            np.zeros(count), Columns(lower=lower, upper=upper, integer=whole), SETTINGS
        )
        self._add_schools()
        self._add_rules(priced, place)

    def least_o1(self) -> None:
        """Minimise O1 from now on."""
        costs = np.zeros(len(self._costs))
        costs[self._first] = 1.0
        self._programme.pose(costs)

    def least_o2(self, o1: float) -> None:
        """Minimise O2 from now on, with O1 no larger than a value."""
        self._row([self._first], [np.ones(self._bands)], high=o1)
        costs = np.array(self._costs)
        costs[self._second] = 1.0
        self._programme.pose(costs)

    def keep_to(self, sites: IntArray | None) -> None:
        """Keep the new schools to given sites; None lets them stand anywhere again."""
        low, high = np.zeros(self._at.shape), np.ones(self._at.shape)
        if sites is not None:
            high[:] = 0.0
            high[np.arange(self._schools), sites] = 1.0
        self._programme.bound(self._at.ravel(), low.ravel(), high.ravel())

    def add_cut(self, cut: Cut, *, price: float | None) -> None:
        """Bound the cost of each band's allocation from below.

        Parameters
        ----------
        cut
            Bounds.
        price
            Value of a unit of O1 in the cut, 10,000 yuan; None if it bounds O1 alone.
        """
        for b in range(self._bands):
            left = (
                [(self._first[[b]], np.ones(1))]
                if price is None
                else [(self._second[[b]], np.ones(1)), (self._first[[b]], np.full(1, price))]
            )
            if b != self._own_band:
                self._row([self._start, *(c for c, _ in left)], [-cut.slope[b], *(w for _, w in left)],
                          low=float(cut.constant[b]))  # fmt: skip
                continue
            # New schools differ in their sites alone, so what holds for one holds for each.
            for order in permutations(range(self._schools)):
                slope = np.array(cut.slope[b])
                for school, other in enumerate(order):
                    slope[self._options[school]] = cut.slope[b][self._options[other]]
                self._row(
                    [self._start, *(c for c, _ in left), *self._at],
                    [-slope, *(w for _, w in left), *(-cut.sites[other] for other in order)],
                    low=float(cut.constant[b]),
                )

    def least(self, seconds: float | None, gap: float) -> tuple[float, Choice | None]:
        """Return a lower bound over all choices, and the one that may reach it.

        Parameters
        ----------
        seconds
            Time limit; None for no limit.
        gap
            Relative gap at which the search may end.

        Returns
        -------
        tuple
            Lower bound, and the choice; None if nothing keeps the rows, or time ran out.
        """
        bound, values = self._programme.least(seconds, gap=gap)
        if values is None:
            return bound, None
        starts = np.round(values[self._start]) + 0.0
        sizes = []
        for options, built in zip(self._options, self._built, strict=True):
            taken = np.round(values[built])
            starts[options] = taken @ self._share
            sizes.append(int(np.argmax(taken.max(axis=0, initial=0.0))))
        sites = np.array([int(np.argmax(values[columns])) for columns in self._at])
        return bound, Choice(sites=sites, starts=starts, sizes=tuple(sizes))

    def _add_schools(self) -> None:
        """Give each new school one site and one size, and at most one way to be built."""
        for i, options in enumerate(self._options):
            for built, option in zip(self._built[i], options.tolist(), strict=True):
                self._row([built, self._start[[option]]], [self._share, np.full(1, -1.0)], low=0.0, high=0.0)
            self._row([self._built[i].ravel()], [np.ones(self._built[i].size)], high=1.0)
            self._row([self._at[i]], [np.ones(self._sites)], low=1.0, high=1.0)
        # Sites ascend, so that no choice comes in another order, and no site has two schools.
        rank = np.arange(self._sites, dtype=np.float64)
        for one, other in zip(self._at[:-1], self._at[1:], strict=True):
            self._row([one, other], [rank, -rank], high=-1.0)

    def _add_rules(self, priced: SiteModel, place: Index) -> None:
        """Add the rules that bind starts and money alone."""
        model, matrix = priced.model, priced.matrix.tocsr()
        allocating = np.zeros(model.shape[0], dtype=bool)
        allocating[priced.matrix[:, ~priced.own].indices] = True
        sized = {
            row
            for (equation, _), rows in model.families.items()
            if equation in BY_SIZE
            for row in rows.row.tolist()
        }
        built = {
            int(self._start[option]): columns
            for options, block in zip(self._options, self._built, strict=True)
            for option, columns in zip(options.tolist(), block, strict=True)
        }
        for row in np.flatnonzero(~allocating).tolist():
            at = slice(matrix.indptr[row], matrix.indptr[row + 1])
            columns, weights = place[matrix.indices[at]], matrix.data[at]
            parts = [(columns, weights)]
            if row not in sized:
                whole = [
                    (built[c], w)
                    for c, w in zip(columns.tolist(), weights.tolist(), strict=True)
                    if c in built
                ]
                old = ~np.isin(columns, list(built))
                parts = [(columns[old], weights[old]), *((c, np.full(len(c), w)) for c, w in whole)]
            self._row([c for c, _ in parts], [w for _, w in parts],
                      low=float(model.lower[row]), high=float(model.upper[row]))  # fmt: skip

    def _row(
        self, columns: list[Index], weights: list[FloatArray], *, low: float = -np.inf, high: float = np.inf
    ) -> None:
        self._programme.add(Terms.joined(*zip(columns, weights, strict=True)), low=low, high=high)
