"""What one more classroom is worth at each of many sites, with the schedule kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.sites import SiteValue
from planning.optimise.schedule.site_model import Priced, SiteModel
from planning.optimise.solver.deadline import Deadline

#: Differences below this are rounding of the solver.
NOTHING: Final = 1e-4
#: Value of a unit of O1, 10,000 yuan, so high that no pupil is left out to save money.
PRICE: Final = 1e4


def values_of_a_class(
    model: SiteModel, starts: Sequence[float], *, seats: float, sites: int, deadline: Deadline
) -> list[SiteValue]:
    """Value one classroom at each site in turn, by linear programmes that resume one from another.

    Parameters
    ----------
    model
        Live models of one school that may stand anywhere.
    starts
        Schedule without new schools, 0 or 1 by option.
    seats
        Seats of the classroom; it opens as soon as a new school could.
    sites
        Number of sites.
    deadline
        Moment by which to stop.

    Returns
    -------
    list of SiteValue
        Values in the order of the sites; those that there was no time for are left out.
    """
    anywhere = model.anywhere
    without = np.zeros(anywhere.problem.programme.option_count)
    without[: len(starts)] = starts
    share = np.array(without)
    options = anywhere.problem.programme.options_of(anywhere.projects[0])
    if len(options):
        earliest = options[int(np.argmin(anywhere.problem.programme.option_opening_year[options]))]
        share[earliest] = seats / anywhere.seats[-1]
    before = _figures(model, np.array([0]), without, deadline)
    if before is None:
        return []
    values = []
    for point in range(sites):
        after = None if deadline.over else _figures(model, np.array([point]), share, deadline)
        if after is None:
            break
        # The cost of the classroom itself is left aside.
        own = float(model.second[model.start] @ (share - without))
        entrants, o1, o2 = before[0] - after[0], before[1] - after[1], before[2] - (after[2] - own)
        gains = [gain if abs(gain) > NOTHING else 0.0 for gain in (entrants, o1, o2)]
        values.append(
            SiteValue(point=point, entrants=gains[0] if gains[1] else 0.0, o1=gains[1], o2_10k=gains[2])
        )
    return values


def _figures(
    model: SiteModel, sites: IntArray, starts: FloatArray, deadline: Deadline
) -> tuple[float, float, float] | None:
    """Return entrants left out, O1 and O2 of the best allocation."""
    priced: Priced | None = model.cheapest(sites, starts, price=PRICE, deadline=deadline)
    if priced is None:
        return None
    o1 = model.o1(priced)
    return float(model.unplaced(priced).sum()), o1, priced.value - PRICE * o1
