"""The capacitated facility location problem in the words of this package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planning.domain.catchment_rules import CatchmentRules
from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.programme import Programme
from planning.domain.rules import Rules
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
    single_source: bool = False,
    at_most: int | None = None,
    exactly: int | None = None,
    committed: Sequence[int] = (),
    budget: float | None = None,
    least_load: float | Sequence[float] | None = None,
) -> PlanningProblem:
    """Build a one-year problem of sites that may be opened and customers to serve.

    Each site with a fixed cost is a project that may open in the one year; without fixed costs every site
    is open and the problem is the transportation problem. O1 is the demand not served, O2 the cost.
    :func:`planning.solve_facility_location` solves it and names what it finds.

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
        Cost of opening each site, shape (F,); zeros where opening is free. None if all sites are open.
    unmet_forbidden
        True if all demand must be served.
    single_source
        True if each customer is served from one site alone.
    at_most, exactly
        Number of sites that may open at most, or that open.
    committed
        Positions of sites that open in any case.
    budget
        Most that the fixed costs of the sites opened may come to.
    least_load
        Least that a site serves if it opens, one figure for all sites or shape (F,).

    Returns
    -------
    PlanningProblem
        Problem for the planning functions of this package, the audit among them.

    Raises
    ------
    ProblemError
        If shapes do not fit, or a figure is negative, no number, or beyond what a solver tells from infinity;
        if a choice among sites is stated without fixed costs, or contradicts itself.

    References
    ----------
    Beasley (1990), "OR-Library: distributing test problems by electronic mail", *Journal of the Operational
    Research Society* 41, for the published instances.

    Examples
    --------
    Two sites of 10 at a fixed cost of 5 and 9; opening the first alone serves all 8 for 5 + 8:

    >>> from planning.optimise import solve_facility_location
    >>> town = {"demand": [3, 5], "capacity": [10, 10], "unit_cost": [[1, 2], [1, 0.5]]}
    >>> solve_facility_location(**town, fixed_cost=[5, 9]).cost
    13.0
    >>> solve_facility_location(**town, fixed_cost=[5, 9], committed=[1]).open_sites
    (1,)
    """
    needs, room = np.array(demand, dtype=np.float64), np.array(capacity, dtype=np.float64)
    cost = np.array(unit_cost, dtype=np.float64)
    _check_figures("demand", needs, (needs.size,))
    _check_figures("capacity", room, (room.size,))
    customers, sites = len(needs), len(room)
    _check_figures("unit_cost", np.where(np.isposinf(cost), 0.0, cost), (customers, sites))
    money = None if fixed_cost is None else np.array(fixed_cost, dtype=np.float64)
    if money is not None:
        _check_figures("fixed_cost", money, (sites,))
    choice = (at_most, exactly, budget, least_load, *committed)
    if money is None and any(part is not None for part in choice):
        raise ProblemError(
            "without fixed_cost all sites are open; state it (zeros if opening is free) to choose among them"
        )
    zone, facility = np.nonzero(np.isfinite(cost))
    parts: dict[str, Any] = {} if money is None else _projects(room, money, committed)
    if budget is not None:
        _check_figures("budget", np.array([budget], dtype=np.float64), (1,))
        parts["budget_10k"] = np.array([float(budget)])
    return PlanningProblem.build(
        zones=tuple(f"customer {i}" for i in range(customers)),
        facilities=tuple(f"site {i}" for i in range(sites)),
        bands=("service",),
        years=(YEAR,),
        intakes=needs[:, None, None],
        seats=room[:, None] if money is None else np.zeros((sites, 1)),
        pairs=Pairs(
            zone=zone.astype(np.int64),
            facility=facility.astype(np.int64),
            band=np.zeros(len(zone), dtype=np.int64),
            distance_m=cost[zone, facility] * METRES,
        ),
        prices=Prices(distance_10k_per_pupil_km=1.0, cost_weight=1.0, base_year=YEAR),
        unmet_forbidden=unmet_forbidden,
        rules=_rules(sites, single_source, at_most, exactly, least_load),
        **parts,
    )


def _projects(room: FloatArray, money: FloatArray, committed: Sequence[int]) -> dict[str, Any]:
    """Make each site a project with one option."""
    sites = len(room)
    every, always = np.arange(sites, dtype=np.int64), np.zeros(sites, dtype=np.int64)
    for site in committed:
        if not (isinstance(site, (int, np.integer)) and 0 <= site < sites):
            raise ProblemError(f"committed names site {site}; sites are counted from 0 to {sites - 1}")
        always[site] = 1
    programme = Programme(
        facility=every,
        seats=room[:, None],
        committed=always,
        cost_10k=money,
        option_project=every,
        option_start_year=np.full(sites, YEAR),
        option_opening_year=np.full(sites, YEAR),
        option_spend_10k=money[:, None],
    )
    return {"projects": tuple(f"site {i}" for i in range(sites)), "programme": programme}


def _rules(
    sites: int,
    single_source: bool,
    at_most: int | None,
    exactly: int | None,
    least_load: float | Sequence[float] | None,
) -> Rules:
    """Return what is asked beside capacity and money."""
    if at_most is not None and exactly is not None:
        raise ProblemError("at_most and exactly both say how many sites open; state one of them")
    for name, number in (("at_most", at_most), ("exactly", exactly)):
        if number is not None and not (isinstance(number, (int, np.integer)) and number >= 0):
            raise ProblemError(f"{name} is {number}; it must be a whole number of sites, 0 or more")
    if exactly is not None and exactly > sites:
        raise ProblemError(f"exactly is {exactly}, and there are {sites} sites")
    floor = None
    if least_load is not None:
        stated = np.array(least_load, dtype=np.float64)
        floor = np.full(sites, stated) if stated.ndim == 0 else stated
        _check_figures("least_load", floor, (sites,))
    whole = CatchmentRules(
        whole=np.ones(1, dtype=np.int64),
        contiguous=np.zeros(1, dtype=np.int64),
        neighbours=np.zeros((0, 2), dtype=np.int64),
        home=np.zeros(sites, dtype=np.int64),
    )
    return Rules(
        catchments=whole if single_source else None,
        fewest_projects=int(exactly or 0),
        most_projects=at_most if exactly is None else int(exactly),
        least_intake=None if floor is None else floor[:, None],
    )


def _check_figures(name: str, figures: FloatArray, shape: tuple[int, ...]) -> None:
    """Raise if the shape is wrong, or a figure no number, negative, or too large."""
    if figures.shape != shape:
        raise ProblemError(f"{name} has shape {figures.shape}; customers and sites make it {shape}")
    if np.isnan(figures).any():
        raise ProblemError(f"{name} holds NaN, which is no number; infinity in unit_cost forbids a pair")
    if figures.size and not 0.0 <= figures.min() <= figures.max() <= LARGEST:
        raise ProblemError(f"{name} must lie between 0 and {LARGEST:g}; count in larger units")
