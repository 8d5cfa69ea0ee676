"""What fairness costs: allocations of one schedule from the cheapest to the fairest."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.sharing import Groups, Sharing


@dataclass(frozen=True, kw_only=True, eq=False)
class Way:
    """One way of sharing a shortage under the schedule of the best plan.

    Parameters
    ----------
    name
        ``cheapest``, ``middle`` or ``fairest``.
    plan
        Plan with this allocation.
    sharing
        What it gives, against the cheapest.
    pupil_km
        Ways of all pupils placed over their years, pupil-kilometres a day, by band, shape (B,).

    Examples
    --------
    >>> plan = Plan(option=[], place=[[30]], unplaced=[[[20]]], temporary=[[[0]]])
    >>> none = Sharing(
    ...     share=[[[0.4]]], before=[[[0.4]]], reached=[[[1]]], price_10k=[0.0], price_km=[0.0], proven=[1]
    ... )
    >>> Way(name="cheapest", plan=plan, sharing=none, pupil_km=[27.0]).name
    'cheapest'
    """

    name: str
    plan: Plan
    sharing: Sharing
    pupil_km: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Fairness:
    """Ways of sharing a shortage, the cheapest first.

    Parameters
    ----------
    groups
        Groups among which it is shared.
    need
        Entrants of each group, shape (G, B, T).
    ways
        Cheapest, middle and fairest; the cheapest alone if nobody is without a place.

    Examples
    --------
    >>> import numpy as np
    >>> whole = Groups(names=("District",), group=np.array([0]))
    >>> Fairness(groups=whole, need=np.array([[[50.0]]]), ways=()).groups.names
    ('District',)
    """

    groups: Groups
    need: FloatArray
    ways: tuple[Way, ...]
