"""The facility location problem solved, with its results by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from planning.domain.facility_location import facility_location
from planning.domain.frozen import FloatArray, freeze_floats
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import NoPlanError
from planning.optimise.optimise import optimise
from planning.optimise.solver.settings import SolverSettings
from planning.words import Words, message

#: Demand below this is rounding.
NOTHING = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class OpenSites:
    """Sites that open, and what each serves.

    Parameters
    ----------
    open_sites
        Positions of the sites that are open.
    assignment
        Units of each customer served from each site, shape (Z, F).
    unserved
        Demand of each customer that is not served, shape (Z,).
    cost
        Fixed costs and costs of serving together.
    bound
        No choice that serves as much costs less than this.
    fixed_cost
        Part of the cost that opens sites.
    proven
        True if no choice serves more, or serves as much at a smaller cost.
    problem, plan
        Problem and plan as the other functions of this package know them, such as the audit.
    """

    open_sites: tuple[int, ...]
    assignment: FloatArray
    unserved: FloatArray
    cost: float
    bound: float
    fixed_cost: float
    proven: bool
    problem: PlanningProblem
    plan: Plan

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        z, f, _, _ = self.problem.shape
        freeze_floats(self, {"assignment": (z, f), "unserved": (z,)}, minimum=None)

    @property
    def load(self) -> FloatArray:
        """Units that each site serves, shape (F,)."""
        return np.asarray(self.assignment.sum(axis=0))

    @property
    def site_of(self) -> tuple[int | None, ...]:
        """Site that serves the most of each customer; None for a customer who is not served."""
        return tuple(int(row.argmax()) if row.max(initial=0.0) > NOTHING else None for row in self.assignment)


def solve_facility_location(
    *,
    demand: Sequence[float],
    capacity: Sequence[float],
    unit_cost: Any,
    settings: SolverSettings | None = None,
    listener: Listener = silent,
    **choice: Any,
) -> OpenSites:
    """Choose sites and serve customers at the least cost.

    Parameters
    ----------
    demand, capacity, unit_cost
        As for :func:`planning.facility_location`.
    settings
        Gaps, time limit and threads; None proves the least cost at gap 0.
    listener
        Receives the objective and the gap while the solver works.
    **choice
        Further arguments of :func:`planning.facility_location`: ``fixed_cost``, ``unmet_forbidden``,
        ``single_source``, ``at_most``, ``exactly``, ``committed``, ``budget``, ``least_load``.

    Returns
    -------
    OpenSites
        Sites, assignment and cost. If demand may stay unserved, as much as possible is served, whatever it
        costs.

    Raises
    ------
    ProblemError
        As for :func:`planning.facility_location`.
    NoPlanError
        If no choice of sites serves all customers, or none was found in time.

    Examples
    --------
    Three sites of 15 for 24 units. Two must open, and each customer is to have one site:

    >>> found = solve_facility_location(
    ...     demand=[6, 6, 12], capacity=[15, 15, 15], fixed_cost=[20, 40, 20],
    ...     unit_cost=[[1, 1, 9], [2, 1, 9], [9, 9, 1]], single_source=True,
    ... )
    >>> found.open_sites, found.site_of, found.cost, found.proven
    ((0, 2), (0, 0, 2), 70.0, True)

    >>> solve_facility_location(demand=[6, 6], capacity=[9], unit_cost=[[1], [1]])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    planning.errors.NoPlanError: ...the customers ask for 12, and all sites together have room for 9
    """
    problem = facility_location(demand=demand, capacity=capacity, unit_cost=unit_cost, **choice)
    try:
        plan = optimise(problem, settings or SolverSettings(gap_o2=0.0), listener=listener)
    except NoPlanError as error:
        raise _in_words_of_sites(problem, error) from error
    return _named(problem, plan)


def _named(problem: PlanningProblem, plan: Plan) -> OpenSites:
    """Name what a plan holds."""
    z, f, _, _ = problem.shape
    assignment = np.zeros((z, f))
    assignment[problem.pairs.zone, problem.pairs.facility] = np.clip(plan.place[:, 0], 0.0, None)
    chosen = np.flatnonzero(plan.option >= 0)
    cost = {stage.name: stage for stage in plan.stages}["O2"]
    return OpenSites(
        open_sites=tuple((chosen if len(problem.projects) else np.arange(f)).tolist()),
        assignment=assignment,
        unserved=np.clip(plan.unplaced[:, 0, 0], 0.0, None),
        cost=cost.value,
        bound=cost.bound,
        fixed_cost=float(problem.programme.cost_10k[chosen].sum()),
        proven=plan.outcome is Outcome.PROVEN,
        problem=problem,
        plan=plan,
    )


def _in_words_of_sites(problem: PlanningProblem, error: NoPlanError) -> NoPlanError:
    """Return the error that tells, in words of sites, why nothing was found."""
    said = _from_totals(problem)
    if said is not None:
        return NoPlanError(words=said, proven=True)
    if not error.proven:
        return NoPlanError(
            words=message("optimise.locate.no_choice_sites_found_within"),
        )
    return NoPlanError(
        words=message("optimise.locate.no_choice_sites_found_keeps"),
    )


def _from_totals(problem: PlanningProblem) -> Words | None:
    """Return the reason that totals show."""
    needs, programme = problem.intakes[:, 0, 0], problem.programme
    room = programme.seats[:, 0] if len(problem.projects) else problem.seats[:, 0]
    always, most = programme.committed == 1, problem.rules.most_projects
    if most is not None and always.sum() > most:
        return message("optimise.locate.sites_committed_most_may_open", always=always.sum(), most=most)
    spent = float(programme.cost_10k[always].sum())
    if problem.has_budget and spent > problem.budget_10k[0]:
        return message(
            "optimise.locate.committed_sites_cost_budget", spent=spent, budget_10k=problem.budget_10k[0]
        )
    if not problem.unmet_forbidden:
        return None
    allowed = np.bincount(problem.pairs.zone, minlength=len(needs))
    cut_off = np.flatnonzero((needs > NOTHING) & (allowed == 0))
    if len(cut_off):
        names = ", ".join(problem.zones[i] for i in cut_off[:5])
        return message("optimise.locate.customers_may_use_no_site", n=len(cut_off), names=names)
    largest = np.sort(room)[::-1][:most]
    if needs.sum() > largest.sum() + NOTHING:
        of = (
            message("optimise.locate.all_sites_together")
            if most is None
            else message("optimise.locate.largest_sites", most=most)
        )
        return message(
            "optimise.locate.customers_ask_room",
            needs=needs.sum(),
            of=of,
            largest=largest.sum(),
        )
    return None
