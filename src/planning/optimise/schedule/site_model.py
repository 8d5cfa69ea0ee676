"""New schools at given sites under a given schedule: linear programmes that resume, and their duals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.model.relax import free_catchments
from planning.optimise.model.terms import Index, Terms
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.uniqueness import band_of_column, implied_upper, rows_of_band
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.highs import LiveModel
from planning.optimise.solver.settings import SolverSettings


@dataclass(frozen=True, kw_only=True, eq=False)
class Anywhere:
    """Problem with new schools that may stand at any candidate.

    Parameters
    ----------
    problem
        Problem whose last projects and facilities are the new schools, each of the largest size, with a pair
        to every zone that some candidate may serve.
    band
        Position of the band.
    facilities, projects
        Positions of the new schools.
    price_10k
        Cost of an entrant of each zone at each site over all years of the band, 10,000 yuan, shape (C, Z);
        infinity if the site may not serve the zone.
    seats
        Sizes that a school may have, ascending, shape (S,).
    """

    problem: PlanningProblem
    band: int
    facilities: tuple[int, ...]
    projects: tuple[int, ...]
    price_10k: FloatArray
    seats: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Priced:
    """Allocation with new schools at some sites under a schedule.

    Parameters
    ----------
    value
        Value of the objective.
    values
        Value of each column.
    duals
        Dual of each row, of the sign that its row allows.
    """

    value: float
    values: FloatArray
    duals: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Cut:
    """Lower bounds on the cost of each band's allocation, linear in starts and in the sites chosen.

    Parameters
    ----------
    constant
        Constant by band, shape (B,).
    slope
        Weight of each start by band, shape (B, O).
    sites
        What each new school adds to the bound of its band at each site, at most 0, shape (K, C).
    """

    constant: FloatArray
    slope: FloatArray
    sites: FloatArray


class SiteModel:
    """Live models of an allocation with new schools: one that counts who is left out, one that counts costs.

    Parameters
    ----------
    anywhere
        Problem with new schools that may stand at any candidate.
    settings
        Settings of the solver.

    Notes
    -----
    With starts fixed the rest is a linear programme, and its value for any other starts and sites is at least
    a :class:`Cut` for every choice of duals (weak duality): moving a new school exchanges the costs of its
    own columns alone, and a column whose reduced cost falls below 0 is paid at the intake of its zone. So one
    allocation bounds those at all other sites.
    """

    def __init__(self, anywhere: Anywhere, settings: SolverSettings) -> None:
        self.anywhere, self.settings = anywhere, settings
        self.problem = free_catchments(anywhere.problem)
        self.model = build_model(self.problem)
        count, variables = self.model.shape[1], self.model.variables
        self.first = o1_unplaced(self.model).dense(count)
        self.second = o2_cost_and_distance(self.model).dense(count)
        self.start: Index = variables.start
        self.own = np.zeros(count, dtype=bool)
        self.own[self.start] = self.own[variables.carry[variables.carry != ABSENT]] = True
        self._zones, self._columns, self._intakes = zip(
            *(self._columns_of(f) for f in anywhere.facilities), strict=True
        )
        new = np.concatenate([columns.ravel() for columns in self._columns])
        self._rest = ~self.own
        self._rest[new[new >= 0]] = False
        matrix = self.model.matrix
        self.matrix = sp.csc_array((matrix.weight, matrix.row, matrix.start), shape=self.model.shape)
        self._transposed = self.matrix.T.tocsr()
        self._upper, self._band = implied_upper(self.model), band_of_column(self.model)
        self._rows = [rows_of_band(self.model, b) for b in range(len(self.problem.bands))]
        self._at_most = np.isneginf(self.model.lower)
        self._live = [LiveModel(self.model, threads=settings.threads) for _ in range(2)]

    def fewest(self, sites: IntArray | None, starts: FloatArray | None, deadline: Deadline) -> Priced | None:
        """Minimise O1.

        Parameters
        ----------
        sites
            Site of each new school; None lets each be as near to every zone as its nearest site.
        starts
            Starts by option, shape (O,), a share of the largest size for a new school; None leaves them to
            the programme, in part too, which bounds all schedules.
        deadline
            Moment by which to stop.

        Returns
        -------
        Priced or None
            None if no allocation keeps the rules, or time ran out.
        """
        self._pose(self._live[0], sites, starts)
        return self._minimise(self._live[0], self.first, deadline)

    def cheapest(
        self, sites: IntArray | None, starts: FloatArray | None, *, price: float, deadline: Deadline
    ) -> Priced | None:
        """Minimise O2 plus a price times O1.

        Parameters
        ----------
        sites, starts
            As for :meth:`fewest`.
        price
            Value of a unit of O1, 10,000 yuan.
        deadline
            Moment by which to stop.

        Returns
        -------
        Priced or None
            None if no allocation keeps the rules, or time ran out.
        """
        self._pose(self._live[1], sites, starts)
        return self._minimise(self._live[1], self._costs(sites, price), deadline)

    def cut(self, duals: FloatArray, *, price: float | None) -> Cut:
        """Return what duals say of any starts and sites.

        Parameters
        ----------
        duals
            Dual of each row.
        price
            Value of a unit of O1 if O2 was minimised, 10,000 yuan; None if O1 was.

        Returns
        -------
        Cut
            Bounds by band.
        """
        worth = np.asarray(self._transposed @ duals)
        costs = self.first if price is None else self.second + price * self.first
        paid = np.where(self._rest, np.minimum(costs - worth, 0.0), 0.0)
        short = paid < 0.0
        paid[short] *= self._upper[short]
        constant, slope = [], []
        for b, rows in enumerate(self._rows):
            constant.append(float(duals[rows] @ self.model.upper[rows]) + float(paid[self._band == b].sum()))
            own = np.zeros(len(duals))
            own[rows] = duals[rows]
            slope.append(-np.asarray(self._transposed[self.start] @ own))
        sites = np.array([self._at_sites(slot, worth, price is not None) for slot in range(len(self._zones))])
        return Cut(constant=np.array(constant), slope=np.array(slope), sites=sites)

    def unplaced(self, priced: Priced) -> FloatArray:
        """Return entrants without a seat by band, over all years, shape (B,)."""
        columns = self.model.variables.unplaced
        found = np.where(columns >= 0, priced.values[np.maximum(columns, 0)], 0.0)
        return np.asarray(found.sum(axis=(0, 2)))

    def o1(self, priced: Priced) -> float:
        """Return O1 of an allocation."""
        return float(self.first @ priced.values)

    def _at_sites(self, slot: int, worth: FloatArray, priced: bool) -> FloatArray:
        zones, columns, intakes = self._zones[slot], self._columns[slot], self._intakes[slot]
        price = self.anywhere.price_10k[:, zones]
        if not priced:
            price = np.where(np.isfinite(price), 0.0, np.inf)
        result = np.zeros(len(price))
        for t in range(columns.shape[1]):
            there = np.flatnonzero(columns[:, t] >= 0)
            gain = np.maximum(worth[columns[there, t]][None, :] - price[:, there], 0.0)
            result -= gain @ intakes[there, t]
        return result

    def _costs(self, sites: IntArray | None, price: float) -> FloatArray:
        """Return the coefficients of O2 plus a price times O1, with the distances of the sites."""
        costs = self.second + price * self.first
        for slot, (zones, columns) in enumerate(zip(self._zones, self._columns, strict=True)):
            every = self.anywhere.price_10k[:, zones]
            own = every.min(axis=0) if sites is None else every[sites[slot]]
            there = columns >= 0
            placing = np.where(np.isfinite(own), own, 0.0)
            costs[columns[there]] = np.broadcast_to(placing[:, None], columns.shape)[there]
        return costs

    def _pose(self, live: LiveModel, sites: IntArray | None, starts: FloatArray | None) -> None:
        """Let the new schools serve what their sites may serve, and fix or relax the starts."""
        for slot, (zones, columns) in enumerate(zip(self._zones, self._columns, strict=True)):
            live.bound(columns[columns >= 0], 0.0, np.inf)
            if sites is not None:
                far = columns[~np.isfinite(self.anywhere.price_10k[sites[slot], zones])]
                live.bound(far[far >= 0], 0.0, 0.0)
        if starts is None:
            live.decide(fixed={}, open_=())
        else:
            live.fix(self.start, starts)

    def _minimise(self, live: LiveModel, costs: FloatArray, deadline: Deadline) -> Priced | None:
        terms = Terms(column=np.arange(len(costs), dtype=np.int32), weight=costs)
        found = live.minimise(terms, name="O2", gap=0.0, time_limit_s=deadline.left_s, listener=silent)
        if found.stage is None or found.values is None or not found.stage.proven:
            return None
        duals = live.row_duals()[: self.model.shape[0]]
        duals = np.where(self._at_most, np.minimum(duals, 0.0), duals)
        return Priced(value=found.stage.value, values=found.values, duals=duals)

    def _columns_of(self, facility: int) -> tuple[IntArray, Index, FloatArray]:
        """Return the zones of a new school's pairs, the columns of its pupils and the intakes."""
        pairs, band = self.problem.pairs, self.anywhere.band
        rows = np.flatnonzero((pairs.facility == facility) & (pairs.band == band))
        return (
            pairs.zone[rows],
            self.model.variables.place[rows],
            self.problem.intakes[pairs.zone[rows], band],
        )
