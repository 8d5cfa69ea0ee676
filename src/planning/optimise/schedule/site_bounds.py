"""Bounds for new schools that may stand anywhere in a group of sites: one live model for all groups.

Each new school is a facility whose distances are not fixed: for a group of sites it is as near to every zone
as the nearest site of the group, with as many seats as the largest size. With projects built in part this is
a relaxation of every choice within the group, so its objectives are lower bounds; costs grow with seats in
proportion, so that a school built in part covers the smaller sizes too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.model.terms import Index, Terms
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved, held_limit
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


@dataclass(frozen=True, order=True)
class Group:
    """Sites in one piece of the list, each with sizes in one piece of theirs.

    Parameters
    ----------
    first, last
        First site, and the one after the last.
    small, large
        First size, and the one after the last.
    """

    first: int
    last: int
    small: int
    large: int

    @property
    def single(self) -> bool:
        """True if one site with one size is left."""
        return self.last - self.first == 1 and self.large - self.small == 1

    def halves(self) -> tuple[Group, Group]:
        """Divide the sites, or the sizes of a single site."""
        if self.last - self.first > 1:
            mid = (self.first + self.last) // 2
            return Group(self.first, mid, self.small, self.large), Group(
                mid, self.last, self.small, self.large
            )
        mid = (self.small + self.large) // 2
        return Group(self.first, self.last, self.small, mid), Group(self.first, self.last, mid, self.large)


class SiteBounds:
    """Live model that bounds what new schools in given groups of sites can do.

    Parameters
    ----------
    anywhere
        Problem with new schools that may stand at any candidate.
    settings
        Settings of the solver.
    """

    def __init__(self, anywhere: Anywhere, settings: SolverSettings) -> None:
        self.anywhere = anywhere
        self.bench = Workbench(anywhere.problem, settings)
        self._columns = [self._columns_of(f) for f in anywhere.facilities]
        every = np.concatenate([columns.ravel() for _, columns in self._columns])
        self._rest = self.bench.second.without(every[every >= 0].tolist())

    def o1(self, groups: Sequence[Group], deadline: Deadline) -> Solved:
        """Minimise O1 with a school in each group.

        Parameters
        ----------
        groups
            Group of each new school.
        deadline
            Moment by which to stop.

        Returns
        -------
        Solved
            Lower bound on O1 of every choice within the groups.
        """
        self._pose(groups)
        return self._minimise(self.bench.first, "O1", deadline)

    def o2(self, groups: Sequence[Group], *, o1: float, deadline: Deadline) -> Solved:
        """Minimise O2 with a school in each group and O1 no worse than a value.

        Parameters
        ----------
        groups
            Group of each new school.
        o1
            Largest O1 allowed.
        deadline
            Moment by which to stop.

        Returns
        -------
        Solved
            Lower bound on O2 of every choice within the groups; infeasible if none reaches that O1.
        """
        costs = self._pose(groups)
        self.bench.live.at_most(self.bench.first, held_limit(o1, 0.0))
        return self._minimise(costs, "O2", deadline)

    def with_class(
        self, point: int | None, *, starts: FloatArray, seats: float, deadline: Deadline
    ) -> tuple[Solved, Solved] | None:
        """Minimise O1 and then O2 with a schedule kept and one more classroom at a site.

        Parameters
        ----------
        point
            Position of the site; None for no classroom.
        starts
            Schedule without the new schools, 0 or 1 by option, shape (O - new options,).
        seats
            Seats of the classroom; it opens as soon as a new school could.
        deadline
            Moment by which to stop.

        Returns
        -------
        tuple or None
            O1 and O2; None if there is no plan or no time was left.
        """
        any_point = 0 if point is None else point
        sizes = len(self.anywhere.seats)
        groups = [Group(any_point, any_point + 1, 0, sizes)] * len(self.anywhere.projects)
        costs = self._pose(groups)
        variables = self.bench.model.variables
        values = np.zeros(self.anywhere.problem.programme.option_count)
        values[: len(starts)] = starts
        own = self.anywhere.problem.programme.options_of(self.anywhere.projects[0])
        if point is not None and len(own):
            earliest = own[int(np.argmin(self.anywhere.problem.programme.option_opening_year[own]))]
            values[earliest] = seats / self.anywhere.seats[-1]
        self.bench.live.fix(variables.start, values)
        least = self._minimise(self.bench.first, "O1", deadline)
        if least.stage is None:
            return None
        self.bench.live.at_most(self.bench.first, held_limit(least.stage.value, 0.0))
        cheapest = self._minimise(costs.without(variables.start.tolist()), "O2", deadline)
        return None if cheapest.stage is None else (least, cheapest)

    def _pose(self, groups: Sequence[Group]) -> Terms:
        """Set the model to schools somewhere in the groups, and return O2 with their distances."""
        live, anywhere = self.bench.live, self.anywhere
        self.bench.ask(Question())
        live.decide(fixed={}, open_=())
        parts = [(self._rest.column, self._rest.weight)]
        for slot, group in enumerate(groups):
            zones, columns = self._columns[slot]
            price = anywhere.price_10k[group.first : group.last].min(axis=0)[zones]
            reached = np.isfinite(price)
            out = columns[~reached]
            out = out[out >= 0]
            if len(out):
                live.bound(out, 0.0, 0.0)
            near = columns[reached]
            parts.append((near.ravel(), np.broadcast_to(price[reached][:, None], near.shape).ravel()))
            most = anywhere.seats[group.large - 1]
            own = anywhere.problem.programme.options_of(anywhere.projects[slot])
            if most < anywhere.seats[-1] and len(own):
                start = self.bench.model.variables.start[own]
                live.at_most(Terms(column=start, weight=np.ones(len(start))), most / anywhere.seats[-1])
        return Terms.joined(*parts)

    def _columns_of(self, facility: int) -> tuple[Index, Index]:
        """Return the zones of a new school's pairs and the columns of its pupils, shape (N,) and (N, T)."""
        pairs = self.anywhere.problem.pairs
        rows = np.flatnonzero((pairs.facility == facility) & (pairs.band == self.anywhere.band))
        return pairs.zone[rows].astype(np.int32), self.bench.model.variables.place[rows]

    def _minimise(self, costs: Terms, name: str, deadline: Deadline) -> Solved:
        return self.bench.live.minimise(
            costs, name=name, gap=0.0, time_limit_s=deadline.left_s, listener=silent
        )
