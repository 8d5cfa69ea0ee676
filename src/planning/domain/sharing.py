"""How a shortage is shared among groups of zones, and what sharing it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class Groups:
    """Groups of zones among which a shortage is shared.

    Parameters
    ----------
    names
        Names of the groups, G of them.
    group
        Position of each zone's group, shape (Z,).

    Raises
    ------
    ProblemError
        If a zone's group is outside the names.

    Examples
    --------
    Three zones in two subdistricts:

    >>> groups = Groups(names=("North", "South"), group=[0, 0, 1])
    >>> groups.added([[10.0], [20.0], [5.0]])
    array([[30.],
           [ 5.]])
    """

    names: tuple[str, ...]
    group: IntArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        freeze_ints(self, {"group": np.shape(self.group)}, limits={"group": (0, max(len(self.names), 1))})

    @classmethod
    def of(cls, names: Sequence[str]) -> Self:
        """Group zones by a name, in the order in which the names first come.

        Examples
        --------
        >>> groups = Groups.of(["North", "South", "North"])
        >>> groups.names, groups.group
        (('North', 'South'), array([0, 1, 0]))
        """
        distinct = tuple(dict.fromkeys(names))
        return cls(names=distinct, group=np.array([distinct.index(name) for name in names]))

    def added(self, by_zone: FloatArray) -> FloatArray:
        """Add up figures of zones by group.

        Parameters
        ----------
        by_zone
            Figures by zone on the first axis, shape (Z, ...).

        Returns
        -------
        numpy.ndarray
            Sums by group, shape (G, ...).
        """
        figures = np.asarray(by_zone, dtype=np.float64)
        result = np.zeros((len(self.names), *figures.shape[1:]))
        np.add.at(result, self.group, figures)
        return result


@dataclass(frozen=True, kw_only=True, eq=False)
class Sharing:
    """What sharing a shortage fairly gave, under one schedule.

    Parameters
    ----------
    share
        Share of each group's entrants without a place, shape (G, B, T); 0 for a group without entrants.
    before
        The same in the cheapest allocation under the same schedule, shape (G, B, T).
    reached
        1 if some of the group's entrants have a place within the rules at all, else 0, shape (G, B, T).
    price_10k
        Rise of O2 against the cheapest allocation by band, 10,000 yuan, shape (B,).
    price_km
        Rise of the daily way of all pupils placed over their years, pupil-kilometres, by band, shape (B,).
    proven
        1 for each band whose shares are shown to be the smallest, largest first, shape (B,).

    Raises
    ------
    ProblemError
        If shapes differ.

    Examples
    --------
    Two groups lose a tenth each rather than one of them a fifth:

    >>> sharing = Sharing(
    ...     share=[[[0.1]], [[0.1]]], before=[[[0.2]], [[0.0]]], reached=[[[1]], [[1]]],
    ...     price_10k=[3.0], price_km=[12.0], proven=[1],
    ... )
    >>> float(sharing.share.max())
    0.1
    """

    share: FloatArray
    before: FloatArray
    reached: IntArray
    price_10k: FloatArray
    price_km: FloatArray
    proven: IntArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        shape = np.shape(self.share)
        if len(shape) != 3:
            raise ProblemError(f"share has shape {shape}; expected groups, bands and years")
        freeze_floats(self, {"share": shape, "before": shape})
        freeze_floats(self, {"price_10k": (shape[1],), "price_km": (shape[1],)}, minimum=None)
        freeze_ints(
            self,
            {"reached": shape, "proven": (shape[1],)},
            limits={"reached": (0, 2), "proven": (0, 2)},
        )
