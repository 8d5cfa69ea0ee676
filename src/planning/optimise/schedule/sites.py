"""Which new schools, at which sites and of which size: branch and bound over groups of sites."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from planning.domain.sites import SiteChoice
from planning.optimise.schedule.site_bounds import Group, SiteBounds
from planning.optimise.solver.deadline import Deadline

#: Values of O1, and of O2, that agree to this, relative, are one: what the rows of a search allow.
SAME_O1: Final = 1e-6
SAME_O2: Final = 1e-5

#: Solve a choice in full: positions of the sites, and seats of each; None if there is no plan.
Solve = Callable[[tuple[int, ...], tuple[int, ...]], SiteChoice | None]
Groups = tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """Result of the search.

    Parameters
    ----------
    choices
        Choices solved in full, the best first.
    proven
        True if no other choice is better than the first.
    o1_bound, o2_bound_10k
        Lower bounds on O1 of every choice, and on O2 of those with the first one's O1; None if unknown.
    unsettled
        Groups that may hold a choice within the tolerance and were not looked into.
    """

    choices: tuple[SiteChoice, ...]
    proven: bool
    o1_bound: float
    o2_bound_10k: float | None
    unsettled: int


@dataclass
class _State:
    """What the search knows so far."""

    solve: Solve
    within: float
    choices: list[SiteChoice] = field(default_factory=list)

    @property
    def best(self) -> SiteChoice | None:
        return min(self.choices, key=_rank, default=None)

    def beaten(self, o1: float, o2: float, share: float) -> bool:
        """Return True if bounds show that no choice is within a share of the best in both objectives."""
        best = self.best
        if best is None:
            return False
        if o1 > best.o1 * (1.0 + share) + _room(best.o1, SAME_O1):
            return True
        fewer = o1 < best.o1 - _room(best.o1, SAME_O1)
        return not fewer and o2 > best.o2_10k * (1.0 + share) - (
            _room(best.o2_10k, SAME_O2) if share == 0.0 else 0.0
        )


def find_sites(
    bounds: SiteBounds,
    solve: Solve,
    *,
    count_of_schools: int,
    sites: int,
    within: float,
    most: int,
    deadline: Deadline,
) -> Found:
    """Find the best sites and sizes of new schools, and those within a tolerance.

    Parameters
    ----------
    bounds
        Live model of schools anywhere.
    solve
        Solves a choice in full.
    count_of_schools
        New schools.
    sites
        Number of candidate sites; neighbours should be near each other on the list.
    within
        Share by which O1 and O2 of further choices may be worse.
    most
        Most further choices to solve once the best is settled.
    deadline
        Moment by which to stop.

    Returns
    -------
    Found
        Choices with what is proven of them.
    """
    state, serial = _State(solve=solve, within=within), count()
    root = (Group(0, sites, 0, len(bounds.anywhere.seats)),) * count_of_schools
    heap: list[tuple[float, float, int, Groups]] = []
    _push(heap, bounds, state, root, serial, deadline)
    extra = 0
    while heap and not deadline.over:
        o1, o2, _, groups = heapq.heappop(heap)
        if state.beaten(o1, o2, within):
            continue
        if not all(group.single for group in groups):
            for child in _children(groups):
                _push(heap, bounds, state, child, serial, deadline)
            continue
        if state.beaten(o1, o2, 0.0):
            if extra >= most:
                heapq.heappush(heap, (o1, o2, next(serial), groups))
                break
            extra += 1
        points = tuple(group.first for group in groups)
        choice = solve(points, tuple(bounds.anywhere.seats[group.small] for group in groups))
        if choice is not None:
            state.choices.append(choice)
    return _found(heap, state)


def _push(
    heap: list[tuple[float, float, int, Groups]],
    bounds: SiteBounds,
    state: _State,
    groups: Groups,
    serial: Iterator[int],
    deadline: Deadline,
) -> None:
    """Bound a choice of groups and keep it unless it cannot be within the tolerance."""
    least = bounds.o1(groups, deadline)
    if least.infeasible:
        return
    o1 = least.stage.value if least.stage is not None and least.stage.proven else 0.0
    o2 = 0.0
    if not state.beaten(o1, -math.inf, state.within):
        best = state.best
        # What is better than the best, or as good, has no greater O1: O2 under that is a bound on all of it.
        held = o1 if best is None else max(o1, best.o1)
        second = bounds.o2(groups, o1=held, deadline=deadline)
        o2 = second.stage.value if second.stage is not None and second.stage.proven else 0.0
    if not state.beaten(o1, o2, state.within):
        heapq.heappush(heap, (_rounded(o1), o2, next(serial), groups))


def _children(groups: Groups) -> Iterator[Groups]:
    """Yield the choices into which the widest group is divided, each once.

    Schools with the same group are divided together, so that no choice comes back in another order.
    """
    counted = Counter(groups)
    widest = max(counted, key=lambda group: (group.last - group.first, group.large - group.small))
    low, high = widest.halves()
    times = counted.pop(widest)
    # The smaller sizes first: among equal bounds what is asked first is solved first.
    for lower in range(times, -1, -1):
        made = counted + Counter({low: lower, high: times - lower})
        if _has_room(made):
            yield tuple(sorted(made.elements()))


def _has_room(groups: Counter[Group]) -> bool:
    """Return True if each school can have a site of its own."""
    used: Counter[tuple[int, int]] = Counter()
    for group, times in groups.items():
        used[group.first, group.last] += times
    return all(last - first >= times for (first, last), times in used.items())


def _found(heap: Sequence[tuple[float, float, int, Groups]], state: _State) -> Found:
    ordered = tuple(sorted(state.choices, key=_rank))
    left = [(o1, o2) for o1, o2, _, _ in heap]
    best = state.best
    if best is None:
        least = min((o1 for o1, _ in left), default=math.inf)
        return Found(choices=(), proven=False, o1_bound=least, o2_bound_10k=None, unsettled=len(left))
    open_ = [(o1, o2) for o1, o2 in left if not state.beaten(o1, o2, 0.0)]
    o1_bound = min([best.o1, *(o1 for o1, _ in open_)])
    same = o1_bound >= best.o1 - _room(best.o1, SAME_O1)
    return Found(
        choices=ordered,
        proven=best.proven and not open_,
        o1_bound=o1_bound,
        o2_bound_10k=min([best.o2_10k, *(o2 for _, o2 in open_)]) if same else None,
        unsettled=sum(not state.beaten(o1, o2, state.within) for o1, o2 in left),
    )


def _rank(choice: SiteChoice) -> tuple[float, float, tuple[int, ...]]:
    return _rounded(choice.o1), choice.o2_10k, choice.points


def _room(value: float, relative: float) -> float:
    return relative * max(1.0, abs(value))


def _rounded(value: float) -> float:
    """Return a value to the digits in which values of O1 are one."""
    digits = 5 - math.floor(math.log10(max(1.0, abs(value))))
    return round(value, digits)
