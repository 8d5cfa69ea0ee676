"""The capacitated facility location problem in the words of this package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.programme import Programme
from planning.errors import ProblemError

#: Distance at the price of one is counted in kilometres; a metre costs a thousandth.
METRES = 1000.0
#: Largest figure; solvers take 1e20 for infinity, and products of two figures must stay below that.
LARGEST = 1e9
YEAR = 2000


def facility_location(
    *,
    demand: Sequence[float],
    capacity: Sequence[float],
    unit_cost: Any,
    fixed_cost: Sequence[float] | None = None,
    unmet_forbidden: bool = True,
) -> PlanningProblem:
    """Build a one-year problem of sites that may be opened and customers to serve.

    Each site with a fixed cost is a project that may open in the one year; without fixed costs every site
    is open and the problem is the transportation problem. O1 is the demand not served, O2 the cost.

    Parameters
    ----------
    demand
        Demand of each customer, shape (Z,).
    capacity
        Capacity of each site, shape (F,).
    unit_cost
        Cost of serving one unit of a customer from a site, shape (Z, F); infinity where it is not allowed.
        Published tables often give the cost of a customer's whole demand: divide it by the demand.
    fixed_cost
        Cost of opening each site, shape (F,); None if all sites are open.
    unmet_forbidden
        True if all demand must be served.

    Returns
    -------
    PlanningProblem
        ``optimise(problem, SolverSettings(gap_o2=0.0)).stages[1].value`` is the least cost.

    Raises
    ------
    ProblemError
        If shapes do not fit, or a figure is negative, no number, or beyond what a solver tells from infinity.

    References
    ----------
    Beasley (1990), "OR-Library: distributing test problems by electronic mail", *Journal of the Operational
    Research Society* 41, for the published instances.

    Examples
    --------
    Two sites of 10 at a fixed cost of 5 and 9; opening the first alone serves all 8 for 5 + 8:

    >>> from planning.optimise import SolverSettings, optimise
    >>> problem = facility_location(
    ...     demand=[3, 5], capacity=[10, 10], unit_cost=[[1, 2], [1, 0.5]], fixed_cost=[5, 9]
    ... )
    >>> optimise(problem, SolverSettings(gap_o2=0.0)).stages[1].value
    13.0
    """
    needs, room = np.array(demand, dtype=np.float64), np.array(capacity, dtype=np.float64)
    cost = np.array(unit_cost, dtype=np.float64)
    _check_figures("demand", needs)
    _check_figures("capacity", room)
    _check_figures("unit_cost", cost[~np.isposinf(cost)])
    _check_figures("fixed_cost", np.array([] if fixed_cost is None else fixed_cost, dtype=np.float64))
    customers, sites = len(needs), len(room)
    zone, facility = np.nonzero(np.isfinite(cost.reshape(customers, sites)))
    parts: dict[str, Any] = {}
    if fixed_cost is not None:
        money = np.array(fixed_cost, dtype=np.float64)
        every = np.arange(sites, dtype=np.int64)
        parts["projects"] = tuple(f"site {i}" for i in range(sites))
        parts["programme"] = Programme(
            facility=every,
            seats=room[:, None],
            committed=np.zeros(sites, dtype=np.int64),
            cost_10k=money,
            option_project=every,
            option_start_year=np.full(sites, YEAR),
            option_opening_year=np.full(sites, YEAR),
            option_spend_10k=money[:, None],
        )
    return PlanningProblem.build(
        zones=tuple(f"customer {i}" for i in range(customers)),
        facilities=tuple(f"site {i}" for i in range(sites)),
        bands=("service",),
        years=(YEAR,),
        intakes=needs[:, None, None],
        seats=np.zeros((sites, 1)) if fixed_cost is not None else room[:, None],
        pairs=Pairs(
            zone=zone.astype(np.int64),
            facility=facility.astype(np.int64),
            band=np.zeros(len(zone), dtype=np.int64),
            distance_m=cost.reshape(customers, sites)[zone, facility] * METRES,
        ),
        prices=Prices(distance_10k_per_pupil_km=1.0, cost_weight=1.0, base_year=YEAR),
        unmet_forbidden=unmet_forbidden,
        **parts,
    )


def _check_figures(name: str, figures: FloatArray) -> None:
    """Raise if a figure is no number, negative, or too large."""
    if np.isnan(figures).any():
        raise ProblemError(f"{name} holds NaN, which is no number; infinity in unit_cost forbids a pair")
    if figures.size and not 0.0 <= figures.min() <= figures.max() <= LARGEST:
        raise ProblemError(f"{name} must lie between 0 and {LARGEST:g}; count in larger units")
