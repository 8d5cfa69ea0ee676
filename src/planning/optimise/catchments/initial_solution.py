"""Decisions on catchments that stay as near to free catchments as the rules allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from planning.domain.catchment_rules import LEAST_SHARE
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: Pair and year.
Key = tuple[int, int]


def initial_solution(problem: PlanningProblem, free: Plan, keys: Iterable[Key]) -> set[Key]:
    """Choose the pairs that serve their zone in each year.

    A whole zone goes where most of its pupils went; a pair whose zone is not next to a zone of the catchment
    one step nearer to the facility is left out.

    Parameters
    ----------
    problem
        Problem with rules on catchments.
    free
        Plan with free catchments.
    keys
        Pairs and years that may serve.

    Returns
    -------
    set
        Pairs and years that serve.
    """
    rules, pairs = problem.rules.catchments, problem.pairs
    assert rules is not None
    shares: dict[tuple[int, int, int], dict[Key, float]] = defaultdict(dict)
    chosen: set[Key] = set()
    for n, t in keys:
        z, b = int(pairs.zone[n]), int(pairs.band[n])
        intake = float(problem.intakes[z, b, t])
        if intake <= 0:
            chosen.add((n, t))
        elif free.place[n, t] >= LEAST_SHARE * intake:
            shares[z, b, t][n, t] = float(free.place[n, t])
    for (_, b, _), found in shares.items():
        chosen |= {max(found, key=lambda key: found[key])} if rules.whole[b] else set(found)
    return chosen - _loose(problem, chosen)


def _loose(problem: PlanningProblem, chosen: set[Key]) -> set[Key]:
    """Return the pairs without a neighbour nearer to the facility, if catchments must be one piece."""
    rules, pairs = problem.rules.catchments, problem.pairs
    assert rules is not None
    catchments: dict[tuple[int, int, int], dict[int, Key]] = defaultdict(dict)
    for n, t in chosen:
        if rules.contiguous[pairs.band[n]]:
            catchments[int(pairs.facility[n]), int(pairs.band[n]), t][int(pairs.zone[n])] = (n, t)
    loose: set[Key] = set()
    for (f, _, _), members in catchments.items():
        steps = rules.steps(f)
        kept: set[int] = set()
        for z in sorted(members, key=lambda z: steps.get(z, len(problem.zones))):
            away = steps.get(z)
            nearer = {y for y in rules.beside.get(z, frozenset()) & kept if steps[y] < (away or 0)}
            if away is not None and (away <= 1 or nearer):
                kept.add(z)
            else:
                loose.add(members[z])
    return loose
