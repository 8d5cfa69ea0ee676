"""Which new schools, at which sites, of which size and from when, and which choices are nearly as good."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.sites import SiteChoice
from planning.optimise.schedule.site_model import SiteModel
from planning.optimise.schedule.site_search import SAME_O1, SiteSearch
from planning.optimise.schedule.site_solved import Solved, room
from planning.optimise.solver.deadline import Deadline

#: Share of the time for the best choice; the rest is for those nearly as good.
FOR_BEST: Final = 0.85
#: Most choices nearly as good that are listed.
MOST_LISTED: Final = 50


@dataclass(frozen=True, kw_only=True)
class Found:
    """Result of the search.

    Parameters
    ----------
    choices
        Best choice, and those nearly as good that were found, the best first.
    proven
        True if no other choice is better than the first.
    o1_bound, o2_bound_10k
        Lower bounds on O1 of every choice, and on O2 of those with the first one's O1; None if unknown.
    unsettled
        Choices that may be within the tolerance and were not looked at.
    """

    choices: tuple[SiteChoice, ...]
    proven: bool
    o1_bound: float
    o2_bound_10k: float | None
    unsettled: int


def find_sites(model: SiteModel, *, within: float, most: int, deadline: Deadline) -> Found:
    """Find the best sites and sizes of new schools, and those within a tolerance.

    Parameters
    ----------
    model
        Live models of schools anywhere.
    within
        Share by which O1 and O2 of further choices may be worse.
    most
        Most further choices whose schedule is searched anew; the others keep that of the best.
    deadline
        Moment by which to stop.

    Returns
    -------
    Found
        Choices with what is proven of them.

    Notes
    -----
    Benders' method: a programme of starts, sizes and sites proposes a choice and bounds all of them; an
    allocation, a linear programme of some milliseconds, prices it and gives the next cut. O1 comes first,
    then O2 with O1 held. Between two proposals sites are exchanged under the schedule proposed.
    """
    search = SiteSearch(model, deadline.part(FOR_BEST if most else 1.0))
    search.fewest()
    if math.isfinite(search.o1):
        search.cheapest()
    search.deadline = deadline
    best = search.best
    if best is None:
        return Found(choices=(), proven=False, o1_bound=search.o1_bound, o2_bound_10k=None, unsettled=0)
    unsettled, proven = 0, search.o1_proven and search.o2_proven
    settled: dict[tuple[int, ...], tuple[Solved, bool]] = {_sites(best): (best, proven)}
    if most:
        unsettled = search.around(best, within=within)
        for one in _near(search, best, within)[: most + 1]:
            same_o1 = one.o1 <= search.o1 + room(search.o1, SAME_O1)
            if _sites(one) not in settled and same_o1:
                settled[_sites(one)] = search.settle(one)
        again = search.best
        assert again is not None
        if again.o2_10k < best.o2_10k:
            best = again
    listed = [settled.get(_sites(one), (one, False)) for one in _near(search, best, within)]
    if not most:
        listed = [(best, proven)]
    choices = [_choice(model, one, known) for one, known in listed[:MOST_LISTED]]
    return Found(
        choices=tuple(choices),
        proven=proven,
        o1_bound=search.o1_bound,
        o2_bound_10k=search.o2_bound if search.o1_proven else None,
        unsettled=unsettled,
    )


def _near(search: SiteSearch, best: Solved, within: float) -> list[Solved]:
    """Return the best schedule known of each choice of sites within a tolerance of the best, in order."""
    o1, o2 = best.o1 * (1.0 + within) + room(best.o1, SAME_O1), best.o2_10k * (1.0 + within)
    kept: dict[tuple[int, ...], Solved] = {}
    for one in sorted(search.solved.values(), key=lambda one: one.rank):
        if one.o1 <= o1 and one.o2_10k <= o2 and _sites(one) not in kept:
            kept[_sites(one)] = one
    kept[_sites(best)] = best
    return sorted(kept.values(), key=lambda one: (one is not best, one.rank))


def _sites(one: Solved) -> tuple[int, ...]:
    return tuple(sorted(one.choice.sites.tolist()))


def _choice(model: SiteModel, one: Solved, proven: bool) -> SiteChoice:
    """Return a choice as the answer states it, its schools in the order of the sites."""
    programme, anywhere = model.problem.programme, model.anywhere
    openings, starts, seats, cost = [], [], [], 0.0
    order = np.argsort(one.choice.sites, kind="stable").tolist()
    for school in order:
        options = programme.options_of(anywhere.projects[school])
        built = options[one.choice.starts[options] > 0]
        size = one.choice.sizes[school]
        seats.append(anywhere.seats[size])
        if len(built):
            cost += float(programme.cost_10k[anywhere.projects[school]]) * seats[-1] / anywhere.seats[-1]
        openings.append(int(programme.option_opening_year[built[0]]) if len(built) else 0)
        starts.append(int(programme.option_start_year[built[0]]) if len(built) else 0)
    return SiteChoice(
        points=tuple(int(one.choice.sites[school]) for school in order),
        seats=tuple(seats),
        openings=tuple(openings),
        starts=tuple(starts),
        cost_10k=cost,
        o1=one.o1,
        o2_10k=one.o2_10k,
        unplaced=tuple(model.unplaced(one.priced).tolist()),
        proven=proven,
    )
