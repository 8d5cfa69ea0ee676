"""What one more classroom is worth at each of many sites, with the schedule kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planning.domain.sites import SiteValue
from planning.optimise.schedule.allocation import pupils_unplaced
from planning.optimise.schedule.site_bounds import SiteBounds
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import Solved


def values_of_a_class(
    bounds: SiteBounds, starts: Sequence[float], *, seats: float, sites: int, deadline: Deadline
) -> list[SiteValue]:
    """Value one classroom at each site in turn, by linear programmes that resume one from another.

    Parameters
    ----------
    bounds
        Live model of one school that may stand anywhere.
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
    schedule = np.asarray(starts, dtype=np.float64)
    before = bounds.with_class(None, starts=schedule, seats=0.0, deadline=deadline)
    if before is None:
        return []
    values = []
    for point in range(sites):
        if deadline.over:
            break
        found = bounds.with_class(point, starts=schedule, seats=seats, deadline=deadline)
        if found is not None:
            values.append(_value(bounds, point, before, found))
    return values


def _value(
    bounds: SiteBounds, point: int, before: tuple[Solved, Solved], after: tuple[Solved, Solved]
) -> SiteValue:
    def figures(solved: tuple[Solved, Solved]) -> tuple[float, float, float]:
        least, cheapest = solved
        assert least.stage is not None
        assert cheapest.stage is not None
        assert cheapest.values is not None
        entrants = pupils_unplaced(bounds.bench, cheapest.values, years=False)
        return entrants, least.stage.value, cheapest.stage.value

    old, new = figures(before), figures(after)
    entrants, o1, o2 = (
        was - now if abs(was - now) > 1e-4 else 0.0 for was, now in zip(old, new, strict=True)
    )
    return SiteValue(point=point, entrants=entrants if o1 else 0.0, o1=o1, o2_10k=o2)
