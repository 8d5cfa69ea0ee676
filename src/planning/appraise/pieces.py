"""Whether catchments are in one piece, found anew from who is placed where."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem


def scattered(problem: PlanningProblem, plan: Plan, *, least: float) -> Iterator[tuple[float, int, int, int]]:
    """Yield the catchments in several pieces whose rules require one piece.

    Parameters
    ----------
    problem, plan
        Plan and its problem.
    least
        Fewest pupils with which a zone counts as sending pupils.

    Yields
    ------
    tuple
        Pupils in detached pieces, and positions of facility, band and year.

    Examples
    --------
    Three zones in a row and a school in the first; the third sends ten pupils, the one between sends none:

    >>> from dataclasses import replace
    >>> from planning.domain.catchment_rules import CatchmentRules
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.rules import Rules
    >>> shape = CatchmentRules(whole=[0], contiguous=[1], neighbours=[[0, 1], [1, 2]], home=[0])
    >>> town = facility_location(demand=[10, 10, 10], capacity=[20], unit_cost=[[0], [1], [2]])
    >>> plan = Plan(option=[], place=[[10], [0], [10]], unplaced=[[[0]], [[10]], [[0]]], temporary=[[[0]]])
    >>> list(scattered(replace(town, rules=Rules(catchments=shape)), plan, least=0.5))
    [(10.0, 0, 0, 0)]
    """
    rules, pairs = problem.rules.catchments, problem.pairs
    if rules is None:
        return
    # Imported here, because few plans have rules on catchments.
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    one, other = rules.neighbours.reshape(-1, 2).T
    ones, shape = np.ones(len(one)), (len(problem.zones), len(problem.zones))
    graph = csr_array((ones, (one, other)), shape=shape)
    for b in np.flatnonzero(rules.contiguous).tolist():
        for f in np.unique(pairs.facility[pairs.band == b]).tolist():
            own = np.flatnonzero((pairs.band == b) & (pairs.facility == f))
            for t in range(len(problem.years)):
                pupils = np.zeros(len(problem.zones))
                pupils[pairs.zone[own]] = plan.place[own, t]
                sending = pupils > least
                inside = sending | (problem.intakes[:, b, t] <= 0)
                inside[rules.home[f]] = True
                at = np.flatnonzero(inside)
                _, piece = connected_components(graph[at][:, at], directed=False)
                main = piece[int(np.searchsorted(at, rules.home[f]))]
                apart = float(pupils[at][(piece != main) & sending[at]].sum())
                if apart > 0:
                    yield apart, f, b, t
