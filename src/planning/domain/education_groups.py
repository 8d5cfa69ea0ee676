"""Education groups: sites that share staff and rooms, and what a plan gives them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints


@dataclass(frozen=True, kw_only=True, eq=False)
class EducationGroups:
    """Seats, pupils and ways of each education group, over G groups, B bands and T years.

    Parameters
    ----------
    groups
        Keys of the groups; an empty one stands for the sites of no group.
    group
        Group of each site, shape (F,).
    sites
        Sites with open seats, shape (G, B, T).
    seats, enrolled
        Permanent seats open and pupils enrolled, shape (G, B, T).
    distance_m
        Mean distance of the entrants placed, metres, shape (G, B, T); NaN where none is placed.

    Examples
    --------
    >>> one = EducationGroups(
    ...     groups=("G1",), group=[0, 0], sites=[[[2]]], seats=[[[80]]], enrolled=[[[60]]],
    ...     distance_m=[[[700]]],
    ... )
    >>> float(one.utilisation.item())
    0.75
    """

    groups: tuple[str, ...]
    group: IntArray
    sites: FloatArray
    seats: FloatArray
    enrolled: FloatArray
    distance_m: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        freeze_ints(self, {"group": np.shape(self.group)}, limits={"group": (0, len(self.groups))})
        shape = np.shape(self.seats)
        freeze_floats(self, dict.fromkeys(("sites", "seats", "enrolled"), shape))
        distance = np.array(self.distance_m, dtype=np.float64)
        distance.setflags(write=False)
        object.__setattr__(self, "distance_m", distance)

    @property
    def utilisation(self) -> FloatArray:
        """Enrolled over open seats, shape (G, B, T); NaN where no seat is open."""
        nothing = np.full_like(self.seats, np.nan)
        return np.asarray(np.divide(self.enrolled, self.seats, out=nothing, where=self.seats > 0))
