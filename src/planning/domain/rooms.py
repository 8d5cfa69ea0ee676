"""Rooms lent across bands: which rooms of which site may serve which other band, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError

#: Months of works that fit into the summer holidays and keep no room out of use.
SUMMER_MONTHS: Final = 2
#: Years that a loan lasts at least, unless something else is stated.
LEAST_STAY_YEARS: Final = 3
#: A year beyond every horizon.
ALWAYS: Final = 9999


@dataclass(frozen=True, kw_only=True, eq=False)
class Rooms:
    """Rooms of F sites in B bands, and M conversions that may lend them to another band.

    A conversion changes rooms of one site from the band that gives them to the band that receives them, in
    whole blocks, and back where there is a way back. Rooms under works serve neither band.

    Parameters
    ----------
    rooms
        Rooms of each site in each band before any is lent, shape (F, B).
    most_lent
        Most rooms that a site may have lent at once, over all its conversions, shape (F,).
    facility
        Site of each conversion, position on the facility axis, shape (M,).
    giver, receiver
        Positions of the bands that give and receive rooms, shape (M,).
    block
        Rooms that change together, such as those of one floor, shape (M,).
    most
        Most rooms of the conversion lent at once, shape (M,).
    seats_lost, seats_gained
        Seats of one room in the giving and in the receiving band, that is their class size, shape (M,).
    cost_10k, back_cost_10k
        Cost of changing one room, and of changing it back, 10,000 yuan, shape (M,).
    works_months
        Months of works of a change in either direction, shape (M,). What exceeds the summer takes the room
        out of use for whole school years.
    first_year, last_year
        First and last school year in which a room may serve the receiving band, shape (M,).
    way_back
        1 if rooms may return to the giving band, else 0, shape (M,).
    least_stay_years
        School years that a room serves the receiving band at least before it returns, shape (M,).

    Raises
    ------
    ProblemError
        If shapes or indices do not fit together, a figure is out of range, a band lends to itself, or rooms
        have to return and cannot.

    Examples
    --------
    The one site has twelve primary rooms and may lend six of them to junior classes, three at a time:

    >>> rooms = Rooms.build(
    ...     rooms=[[12, 0]], class_size=[45, 50], facility=[0], giver=[0], receiver=[1], block=[3], most=[6],
    ...     cost_10k=[60],
    ... )
    >>> rooms.seats_lost, rooms.seats_gained, rooms.most_blocks
    (array([45.]), array([50.]), array([2]))
    >>> rooms.works_years     # the summer holidays are enough
    array([0])
    """

    rooms: FloatArray
    most_lent: FloatArray
    facility: IntArray
    giver: IntArray
    receiver: IntArray
    block: IntArray
    most: IntArray
    seats_lost: FloatArray
    seats_gained: FloatArray
    cost_10k: FloatArray
    back_cost_10k: FloatArray
    works_months: IntArray
    first_year: IntArray
    last_year: IntArray
    way_back: IntArray
    least_stay_years: IntArray

    def __post_init__(self) -> None:
        """Check the arrays and make them read-only."""
        m = len(self.facility)
        f, b = np.shape(self.rooms) if np.ndim(self.rooms) == 2 else (0, 0)
        limits = {
            "facility": (0, max(f, 1)),
            "giver": (0, max(b, 1)),
            "receiver": (0, max(b, 1)),
            "block": (1, 1000),
            "most": (0, 10_000),
            "works_months": (0, 120),
            "first_year": (1, ALWAYS + 1),
            "last_year": (1, ALWAYS + 1),
            "way_back": (0, 2),
            "least_stay_years": (0, 100),
        }
        freeze_ints(self, dict.fromkeys(limits, (m,)), limits=limits)
        figures = ("seats_lost", "seats_gained", "cost_10k", "back_cost_10k")
        freeze_floats(self, {"rooms": (f, b), "most_lent": (f,), **dict.fromkeys(figures, (m,))})
        if not all(np.isfinite(getattr(self, name)).all() for name in ("rooms", *figures)):
            raise ProblemError("rooms, their seats and their costs must be finite")
        if (self.giver == self.receiver).any():
            raise ProblemError("a band lends rooms to itself; name another band as receiver")

    @property
    def count(self) -> int:
        """Number of conversions, M."""
        return len(self.facility)

    @property
    def works_years(self) -> IntArray:
        """School years for which works keep a room out of use, shape (M,).

        Examples
        --------
        Two months fit into a summer; three to fourteen cost one school year, fifteen cost two:

        >>> from dataclasses import replace
        >>> rooms = Rooms.build(
        ...     rooms=[[12, 0]], class_size=[45, 50], facility=[0, 0, 0], giver=[0, 0, 0],
        ...     receiver=[1, 1, 1], works_months=[2, 14, 15],
        ... )
        >>> rooms.works_years
        array([0, 1, 2])
        """
        return np.asarray(-((SUMMER_MONTHS - np.maximum(self.works_months, SUMMER_MONTHS)) // 12), np.int64)

    @property
    def most_blocks(self) -> IntArray:
        """Most whole blocks of each conversion that may be lent at once, shape (M,)."""
        own = np.minimum(self.most_lent[self.facility], self.most.astype(np.float64))
        return np.asarray(np.floor(own / self.block + 1e-9), dtype=np.int64)

    def check_fits(self, *, facilities: int, bands: int, years: tuple[int, ...]) -> None:
        """Raise if the rooms do not fit the axes of a problem.

        Parameters
        ----------
        facilities, bands
            Lengths of the axes.
        years
            School years of the horizon.

        Raises
        ------
        ProblemError
            If shapes differ, or rooms without a way back would have to return within the horizon.

        Examples
        --------
        >>> rooms = Rooms.build(
        ...     rooms=[[12, 0]], class_size=[45, 50], facility=[0], giver=[0], receiver=[1], way_back=[0],
        ...     last_year=[2025],
        ... )
        >>> rooms.check_fits(facilities=1, bands=2, years=(2024, 2025))
        >>> rooms.check_fits(facilities=1, bands=2, years=(2024, 2025, 2026))
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: conversion 0 of rooms ends in 2025 without a way back; allow one
        """
        if self.rooms.shape != (facilities, bands):
            raise ProblemError(f"rooms has shape {self.rooms.shape}; expected {(facilities, bands)}")
        stuck = np.flatnonzero((self.way_back == 0) & (self.last_year < years[-1]))
        if len(stuck):
            at = int(stuck[0])
            raise ProblemError(
                f"conversion {at} of rooms ends in {self.last_year[at]} without a way back; allow one"
            )

    @classmethod
    def build(cls, **parts: Any) -> Self:
        """Build rooms and fill the fields left out with neutral values.

        Required are ``rooms``, ``facility``, ``giver``, ``receiver`` and either ``class_size``, pupils of a
        room by band, shape (B,), or ``seats_lost`` and ``seats_gained``. Without the others a room changes by
        itself and for nothing, within a summer, at any time, and back after three years; a site may lend all
        its rooms.

        Parameters
        ----------
        **parts
            Fields of the class, and ``class_size``.

        Returns
        -------
        Rooms
            The checked rooms.

        Raises
        ------
        ProblemError
            If shapes, indices or figures do not fit together.

        Examples
        --------
        >>> Rooms.build(
        ...     rooms=[[12, 4]], class_size=[45, 50], facility=[0], giver=[1], receiver=[0]
        ... ).most
        array([4])
        """
        m = len(parts["facility"])
        rooms = np.asarray(parts["rooms"], dtype=np.float64)
        given = {name: np.asarray(parts[name], dtype=np.int64) for name in ("facility", "giver", "receiver")}
        if "class_size" in parts:
            size = np.asarray(parts.pop("class_size"), dtype=np.float64)
            parts = {"seats_lost": size[given["giver"]], "seats_gained": size[given["receiver"]], **parts}
        # Positions outside the axes are refused by the class, in its own words.
        site = np.clip(given["facility"], 0, len(rooms) - 1)
        band = np.clip(given["giver"], 0, rooms.shape[1] - 1)
        defaults: dict[str, Any] = {
            "most_lent": rooms.sum(axis=1),
            "block": np.ones(m, dtype=np.int64),
            "most": np.floor(rooms[site, band]).astype(np.int64),
            "cost_10k": np.zeros(m),
            "back_cost_10k": np.zeros(m),
            "works_months": np.full(m, SUMMER_MONTHS),
            "first_year": np.ones(m, dtype=np.int64),
            "last_year": np.full(m, ALWAYS),
            "way_back": np.ones(m, dtype=np.int64),
            "least_stay_years": np.full(m, LEAST_STAY_YEARS),
        }
        return cls(**{**defaults, **parts})
