"""Retreat: sites that close, and buildings that retire (C15)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True)
class Retired:
    """Pupils enrolled before the horizon who must leave a building that retires, as positions on the axes.

    Parameters
    ----------
    facility, band
        Where they are.
    to
        Facility that takes them in; the same as ``facility`` where nobody has to move.
    last_year
        Last school year in which the seats may be used.
    pupils
        Pupils who move in the autumn after it.

    Examples
    --------
    >>> Retired(facility=3, band=0, to=5, last_year=2026, pupils=40.0).pupils
    40.0
    """

    facility: int
    band: int
    to: int
    last_year: int
    pupils: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Retreat:
    """Sites that may close because too few pupils are left, and what this saves (C15).

    An open site holds at least its smallest viable roll, or each pupil it lacks costs ``short_10k`` a year in
    O2. The rule is soft so that it yields to O1: to keep every site open is always allowed, so no closing
    leaves a pupil out.

    Parameters
    ----------
    least_roll
        Smallest viable roll, pupils, shape (F, B); 0 for none.
    first_close
        Position of the first year in which a site may be closed, shape (F, B); -1 where it may not.
    closing_10k
        Cost of closing a site, 10,000 yuan, shape (F, B).
    running_10k
        Yearly running cost of an open site, saved once it is closed, 10,000 yuan, shape (F, B).
    running_pupil_10k
        Yearly running cost of a pupil by site and band, 10,000 yuan, shape (F, B); stated, it decides
        nothing.
    subsidy_pupil_10k
        Yearly subsidy of a pupil by site and band, 10,000 yuan, shape (F, B); stated, it decides nothing.
    short_10k
        Price of a pupil and year below the smallest viable roll, 10,000 yuan.
    move_from, move_to, move_band
        Where pupils of a site that closes may go: facilities and band, shape (M,) each.
    move_10k
        Price of a pupil who moves along each of these, 10,000 yuan, shape (M,).
    most_a_year
        Most closings in one year; None without such a limit.
    by_itself
        Probability a year that a site closes by itself, shape (F,); for futures, no plan uses it.
    care_share
        Care places for each seat of a closed site, shape (F, B); 0 where rooms get another use. What it costs
        to turn rooms into these places is part of ``closing_10k``.

    Raises
    ------
    ProblemError
        If shapes differ, a figure is negative, or a move leads nowhere.

    Examples
    --------
    Two kindergartens, of which the second may close from the second year on, its pupils moving to the first:

    >>> rule = Retreat(
    ...     least_roll=[[60], [60]], first_close=[[-1], [1]], closing_10k=[[5], [5]],
    ...     running_10k=[[40], [40]], move_from=[1], move_to=[0], move_band=[0], move_10k=[0.1],
    ... )
    >>> rule.first_close[:, 0], len(rule.move_from)
    (array([-1,  1]), 1)
    """

    least_roll: FloatArray
    first_close: IntArray
    closing_10k: FloatArray
    running_10k: FloatArray
    move_from: IntArray
    move_to: IntArray
    move_band: IntArray
    move_10k: FloatArray
    running_pupil_10k: FloatArray | None = None
    short_10k: float = 1.0
    most_a_year: int | None = None
    by_itself: FloatArray | None = None
    care_share: FloatArray | None = None
    subsidy_pupil_10k: FloatArray | None = None

    def __post_init__(self) -> None:
        """Check and freeze."""
        shape = np.shape(self.least_roll)
        stated = ("running_pupil_10k", "care_share", "subsidy_pupil_10k", "by_itself")
        for name in stated:
            if getattr(self, name) is None:
                object.__setattr__(self, name, np.zeros(shape if name != "by_itself" else shape[:1]))
        sites = ("least_roll", "closing_10k", "running_10k", *stated[:-1])
        moves = np.shape(self.move_from)
        freeze_floats(self, dict.fromkeys(sites, shape) | {"move_10k": moves, "by_itself": shape[:1]})
        freeze_ints(
            self,
            {"first_close": shape, "move_from": moves, "move_to": moves, "move_band": moves},
            limits={
                "first_close": (-1, 10_000),
                "move_from": (0, shape[0]),
                "move_to": (0, shape[0]),
                "move_band": (0, shape[1]),
            },
        )
        if self.short_10k < 0 or (self.most_a_year is not None and self.most_a_year < 0):
            raise ProblemError("prices and limits of a retreat must not be negative")
        if (self.move_from == self.move_to).any():
            raise ProblemError("pupils of a site that closes cannot move to the same site")

    def check_fits(self, *, facilities: int, bands: int) -> None:
        """Raise if the rule does not fit the axes.

        Examples
        --------
        >>> none = np.zeros(0, dtype=int)
        >>> rule = Retreat(
        ...     least_roll=[[60]], first_close=[[0]], closing_10k=[[5]], running_10k=[[40]],
        ...     move_from=none, move_to=none, move_band=none, move_10k=[],
        ... )
        >>> rule.check_fits(facilities=2, bands=1)
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: the rule on closings does not fit the axes
        """
        if self.least_roll.shape != (facilities, bands):
            raise ProblemError("the rule on closings does not fit the axes")
