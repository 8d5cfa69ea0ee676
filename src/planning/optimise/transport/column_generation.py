"""Problems without anything to build: a transportation problem for each band and year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Outcome, Plan, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, Progress, silent
from planning.optimise.model.evaluate import o1_of, o2_of
from planning.optimise.model.objectives import price_of_placing
from planning.optimise.solver.deadline import Deadline
from planning.optimise.transport.entropic_duals import entropic_duals

#: Pairs of each zone, the likeliest ones, with which the search begins.
FIRST: Final = 2
#: Reduced costs above this share of the largest cost are none: what the solver's own tolerance leaves.
TOLERANCE: Final = 1e-9
NOBODY: Final = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class _Market:
    """Transportation problem of one band and year: pupils of zones, room of sites and costs of pairs.

    ``cost`` is the price of one pupil on each pair, ``room`` the permanent and ``spare`` the temporary seats
    left to the intake.
    """

    pairs: IntArray
    zone: IntArray
    site: IntArray
    cost: FloatArray
    pupils: FloatArray
    room: FloatArray
    spare: FloatArray
    spare_price: float


def is_placement(problem: PlanningProblem) -> bool:
    """Return True if a problem separates into transportation problems.

    That is so if nothing can be built, no intake stays for another year, entry classrooms set no limit and no
    rule links zones.
    """
    return (
        problem.programme.project_count == 0
        and not np.any(problem.retention[:, 1:])
        and not np.isfinite(problem.entry_factor).any()
        and not np.isfinite(problem.entry_factor_opening).any()
        and problem.rules.nothing
        and problem.rooms is None
        and problem.retreat is None
        and not problem.unmet_forbidden
    )


def place(
    problem: PlanningProblem, *, deadline: Deadline | None = None, listener: Listener = silent
) -> Plan | None:
    """Place every intake with the fewest unplaced pupils, and then at the least cost of distance.

    Parameters
    ----------
    problem
        Problem for which :func:`is_placement` is True.
    deadline
        End of the time; None for no limit.
    listener
        Receives a report when the search begins.

    Returns
    -------
    Plan or None
        Best plan; None if the solver did not end with an optimum, and the general model must be used.

    Notes
    -----
    Both objectives are minimised at once: a pupil without a seat costs more than any chain of moves that
    would place the pupil, since such a chain passes each site at most once. So the sum has the same optimum
    as O1 first and O2 next. The search begins with the pairs that are cheapest at likely prices of the sites,
    and adds pairs with negative reduced cost until there is none, which proves the optimum over all pairs
    (Dantzig 1951 for the transportation problem; column generation after Ford and Fulkerson 1958).
    """
    ends = deadline or Deadline.after(None)
    began = ends.now()
    listener(Progress(stage="O2"))
    z, f, b, t = problem.shape
    placed = np.zeros((len(problem.pairs), t))
    unplaced, temporary = np.array(problem.intakes), np.zeros((f, b, t))
    for band in range(b):
        for year in range(t):
            market = _market(problem, band, year)
            # Pupils in place who exceed the seats hold temporary ones, whoever comes.
            over = problem.enrolled_before[:, band, year] - problem.seats_by_year[:, band, year]
            if (over > problem.temporary_limit[:, band, year] + NOBODY).any():
                return None
            temporary[:, band, year] = np.clip(over, 0.0, None)
            if not len(market.pairs) or market.pupils.sum() <= NOBODY:
                continue
            flow = _cheapest(market, ends)
            if flow is None:
                return None
            placed[market.pairs, year] = flow
            seated = np.bincount(market.zone, weights=flow, minlength=z)
            taken = np.bincount(market.site, weights=flow, minlength=f)
            unplaced[:, band, year] = np.clip(market.pupils - seated, 0.0, None)
            temporary[:, band, year] = np.clip(taken + over, 0.0, None)
    plan = Plan(option=np.zeros(0, dtype=np.int64), place=placed, unplaced=unplaced, temporary=temporary)
    stages = _stages(problem, plan, ends.now() - began)
    return replace(plan, stages=stages, outcome=Outcome.PROVEN)


def _market(problem: PlanningProblem, band: int, year: int) -> _Market:
    pairs = np.flatnonzero(problem.pairs.band == band)
    enrolled_before = problem.enrolled_before[:, band, year]
    free = problem.seats_by_year[:, band, year] - enrolled_before
    limit = problem.temporary_limit[:, band, year]
    return _Market(
        pairs=pairs,
        zone=problem.pairs.zone[pairs],
        site=problem.pairs.facility[pairs],
        cost=price_of_placing(problem)[pairs],
        pupils=problem.intakes[:, band, year],
        room=np.clip(free, 0.0, None),
        # Pupils in place who exceed the seats use temporary ones already.
        spare=np.clip(np.minimum(limit, limit + free), 0.0, None),
        spare_price=problem.prices.temporary_10k_per_seat_year,
    )


def _cheapest(market: _Market, deadline: Deadline) -> FloatArray | None:
    """Return the pupils on each pair of a market at least cost, or None if the solver did not end."""
    largest = float(market.cost.max(initial=0.0)) + market.spare_price
    sites = np.unique(market.site)
    refused = (len(sites) + 1) * max(largest, 1e-6)
    zones = np.flatnonzero(market.pupils > NOBODY)
    alive = market.pupils[market.zone] > NOBODY
    # Costs are counted in units of the largest, so that the solver's tolerances mean the same anywhere.
    unit = max(largest, 1e-6)
    guessed = entropic_duals(
        zone=market.zone, site=market.site, cost=market.cost / unit, pupils=market.pupils,
        room=market.room, spare=market.spare, spare_price=market.spare_price / unit, refused=refused / unit,
    )  # fmt: skip
    priced = market.cost / unit + guessed[market.site]
    active = alive & _among_cheapest(market.zone, priced, FIRST)
    while True:
        columns = np.flatnonzero(active)
        solved = _solve(market, columns, zones, sites, refused, unit, deadline)
        if solved is None:
            return None
        flow, zone_price, site_price = solved
        reduced = market.cost / unit - zone_price[market.zone] - site_price[market.site]
        missing = alive & ~active & (reduced < -TOLERANCE)
        if not missing.any():
            result = np.zeros(len(market.cost))
            result[columns] = np.clip(flow, 0.0, None)
            return result
        active |= missing & _among_cheapest(market.zone, np.where(missing, reduced, np.inf), FIRST)


def _solve(
    market: _Market,
    columns: IntArray,
    zones: IntArray,
    sites: IntArray,
    refused: float,
    unit: float,
    deadline: Deadline,
) -> tuple[FloatArray, FloatArray, FloatArray] | None:
    """Solve a market over some of its pairs; return flows, and prices of zones and of sites."""
    # Imported here, because most problems have something to build and never come this way.
    import scipy.sparse as sp  # noqa: PLC0415
    from scipy.optimize import linprog  # noqa: PLC0415

    row_of_zone = np.zeros(len(market.pupils), dtype=np.int64)
    row_of_zone[zones] = np.arange(len(zones))
    row_of_site = np.zeros(int(sites.max(initial=0)) + 1, dtype=np.int64)
    row_of_site[sites] = np.arange(len(sites))
    n, m, k = len(columns), len(zones), len(sites)
    zone_rows = row_of_zone[market.zone[columns]]
    site_rows = row_of_site[market.site[columns]]
    # Columns: pairs, pupils refused by zone, temporary seats by site.
    everything, number = n + m + k, np.arange(n)
    equal = sp.csr_array(
        (np.ones(n + m), (np.r_[zone_rows, np.arange(m)], np.arange(n + m))), shape=(m, everything)
    )
    most = sp.csr_array(
        (
            np.r_[np.ones(n), -np.ones(k)],
            (np.r_[site_rows, np.arange(k)], np.r_[number, n + m + np.arange(k)]),
        ),
        shape=(k, everything),
    )
    cost = np.concatenate([market.cost[columns], np.full(m, refused), np.full(k, market.spare_price)]) / unit
    upper = np.concatenate([np.full(n + m, np.inf), market.spare[sites]])
    found: Any = linprog(  # type: ignore[call-overload]
        cost,
        A_eq=equal,
        b_eq=market.pupils[zones],
        A_ub=most,
        b_ub=market.room[sites],
        bounds=np.column_stack([np.zeros(len(cost)), upper]),
        method="highs",
        options={} if deadline.left_s is None else {"time_limit": deadline.left_s},
    )
    if found.status != 0:
        return None
    zone_price = np.zeros(len(market.pupils))
    zone_price[zones] = found.eqlin.marginals
    site_price = np.zeros(len(row_of_site))
    site_price[sites] = found.ineqlin.marginals
    return np.asarray(found.x[:n]), zone_price, site_price


def _among_cheapest(zone: IntArray, cost: FloatArray, count: int) -> NDArray[np.bool_]:
    """Mark the pairs that are among the cheapest of their zone; infinite costs never are."""
    order = np.lexsort((cost, zone))
    ordered = zone[order]
    first = np.r_[0, np.flatnonzero(np.diff(ordered)) + 1]
    rank = np.arange(len(zone)) - np.repeat(first, np.diff(np.r_[first, len(zone)]))
    result = np.zeros(len(zone), dtype=bool)
    result[order] = rank < count
    return result & np.isfinite(cost)


def _stages(problem: PlanningProblem, plan: Plan, seconds: float) -> tuple[Stage, ...]:
    took = {"O1": 0.0, "O2": seconds, "O3": 0.0}
    return tuple(
        Stage(name=name, value=value, bound=value, gap=0.0, seconds=took[name], proven=True)
        for name, value in (("O1", o1_of(problem, plan)), ("O2", o2_of(problem, plan)), ("O3", 0.0))
    )
