"""What a catchment must look like: zones kept whole, catchments in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from planning.domain.frozen import IntArray, freeze_ints
from planning.errors import ProblemError

#: A zone belongs to a catchment where at least this share of its intake goes there. Where a zone has several
#: schools, it belongs to several catchments, as joint catchments do.
LEAST_SHARE: Final = 0.05


@dataclass(frozen=True, kw_only=True, eq=False)
class CatchmentRules:
    """Rules on the shape of catchments, by band.

    Parameters
    ----------
    whole
        1 for bands in which every zone sends an intake to one facility at most, shape (B,).
    contiguous
        1 for bands in which the zones of a catchment, together with the zone of the facility, form one
        piece, shape (B,).
    neighbours
        Pairs of adjacent zones, each pair once, shape (M, 2).
    home
        Zone that contains each facility, or the nearest zone, shape (F,).

    Raises
    ------
    ProblemError
        If a position lies outside its axis.

    Examples
    --------
    Four zones in a row, a school in the first; its catchment must be in one piece:

    >>> rules = CatchmentRules(whole=[0], contiguous=[1], neighbours=[[0, 1], [1, 2], [2, 3]], home=[0])
    >>> rules.bands
    (0,)
    >>> sorted(rules.beside[1])
    [0, 2]
    """

    whole: IntArray
    contiguous: IntArray
    neighbours: IntArray
    home: IntArray

    def __post_init__(self) -> None:
        """Check the arrays and make them read-only."""
        flags = {"whole": np.shape(self.whole), "contiguous": np.shape(self.whole)}
        freeze_ints(self, flags, limits=dict.fromkeys(flags, (0, 2)))
        places = {"neighbours": (len(self.neighbours), 2), "home": np.shape(self.home)}
        freeze_ints(self, places, limits=dict.fromkeys(places, (0, 2**31)))

    @property
    def bands(self) -> tuple[int, ...]:
        """Positions of the bands that have a rule."""
        return tuple(int(b) for b in np.flatnonzero((self.whole == 1) | (self.contiguous == 1)))

    def check_fits(self, *, zones: int, facilities: int, bands: int) -> None:
        """Raise if the rules do not fit the axes.

        Parameters
        ----------
        zones, facilities, bands
            Lengths of the axes.

        Raises
        ------
        ProblemError
            If a length differs or a zone is outside its axis.

        Examples
        --------
        >>> row = CatchmentRules(whole=[0], contiguous=[1], neighbours=[[0, 1]], home=[0])
        >>> row.check_fits(zones=2, facilities=1, bands=1)
        >>> row.check_fits(zones=1, facilities=1, bands=1)
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: the rules of catchments name a zone outside the axis
        """
        if self.whole.shape != (bands,) or self.home.shape != (facilities,):
            raise ProblemError("the rules of catchments do not fit the axes")
        if max(self.home.max(initial=0), self.neighbours.max(initial=0)) >= zones:
            raise ProblemError("the rules of catchments name a zone outside the axis")

    @cached_property
    def beside(self) -> dict[int, frozenset[int]]:
        """Adjacent zones of each zone that has any."""
        found: dict[int, set[int]] = {}
        for a, b in self.neighbours.tolist():
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return {zone: frozenset(others) for zone, others in found.items()}

    def steps(self, facility: int) -> dict[int, int]:
        """Count the borders crossed from the zone of a facility to each zone that can be reached.

        Examples
        --------
        Three zones in a row, a school in the first:

        >>> row = CatchmentRules(whole=[0], contiguous=[1], neighbours=[[0, 1], [1, 2]], home=[0])
        >>> row.steps(0)
        {0: 0, 1: 1, 2: 2}
        """
        home = int(self.home[facility])
        found, edge = {home: 0}, [home]
        while edge:
            edge = sorted({y for z in edge for y in self.beside.get(z, frozenset()) if y not in found})
            found |= dict.fromkeys(edge, max(found.values()) + 1)
        return found
