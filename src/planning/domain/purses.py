"""Money by source: who gives how much in which year, for what, and when it lapses; and running cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError

#: Said of money that never lapses.
NEVER: Final = -1
#: Longest time for which money may be kept, years; more than any horizon.
LONGEST: Final = 1000


def most_held_10k(limits_10k: FloatArray, lapses_after: int) -> FloatArray:
    """Return the most that may be carried out of each year: the limits of the years that have not lapsed.

    Money of a year may be spent in that year and in so many years after it. What is carried out of a year is
    always the youngest money where the oldest is spent first, so this one limit says all that lapsing asks.

    Parameters
    ----------
    limits_10k
        Money that each year gives, 10,000 yuan, shape (T,).
    lapses_after
        Years for which money may be kept; 0 if it lapses at the end of its year, ``NEVER`` if it does not.

    Returns
    -------
    numpy.ndarray
        Limits of what is carried out, 10,000 yuan, shape (T,); infinity for money that never lapses.

    Examples
    --------
    Money that may be kept for a year, and money that may not be kept:

    >>> most_held_10k([100, 50, 0, 80], 1), most_held_10k([100, 50], 0)
    (array([100.,  50.,   0.,  80.]), array([0., 0.]))
    """
    given = np.asarray(limits_10k, dtype=np.float64)
    if lapses_after == NEVER:
        return np.full(len(given), np.inf)
    total = np.concatenate([[0.0], np.cumsum(given)])
    until = np.arange(1, len(given) + 1)
    return np.asarray(total[until] - total[np.maximum(until - lapses_after, 0)], dtype=np.float64)


@dataclass(frozen=True, kw_only=True, eq=False)
class Purses:
    """Money of U sources, such as the district's treasury, the city and special bonds.

    Parameters
    ----------
    names
        Key of each purse.
    limits_10k
        Money that each purse gives in each year, 10,000 yuan, shape (U, T).
    lapses_after
        Years after which money of a purse lapses: 0 at the end of its year, ``NEVER`` for never, shape (U,).
    capital, running
        1 where a purse may pay the works of a project, and the running cost of what it opens, else 0, shape
        (U, P).
    largest_share
        Largest share of the works of one project, as far as the horizon pays for them, that a purse may pay,
        shape (U,); 1 sets no limit.

    Raises
    ------
    ProblemError
        If shapes do not fit together, a figure is negative, or a share is above 1.

    Examples
    --------
    The district pays for either of two projects; the city for the second, half of it at most, and its money
    lapses at the end of each year:

    >>> purses = Purses(
    ...     names=("district", "city"), limits_10k=[[60, 60], [40, 40]], lapses_after=[NEVER, 0],
    ...     capital=[[1, 1], [0, 1]], running=[[0, 0], [0, 0]], largest_share=[1, 0.5],
    ... )
    >>> purses.held_10k
    array([[inf, inf],
           [ 0.,  0.]])
    >>> purses.covers_running
    False
    """

    names: tuple[str, ...]
    limits_10k: FloatArray
    lapses_after: IntArray
    capital: IntArray
    running: IntArray
    largest_share: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        u, p = len(self.names), np.shape(self.capital)[-1]
        if len(set(self.names)) != u or not u:
            raise ProblemError("purses need a key each, and no key twice")
        freeze_floats(self, {"limits_10k": (u, np.shape(self.limits_10k)[-1]), "largest_share": (u,)})
        freeze_ints(
            self,
            {"lapses_after": (u,), "capital": (u, p), "running": (u, p)},
            limits={"lapses_after": (NEVER, LONGEST), "capital": (0, 2), "running": (0, 2)},
        )
        if not np.isfinite(self.limits_10k).all():
            raise ProblemError("limits of purses must be finite")
        if (self.largest_share > 1.0).any():
            raise ProblemError("largest_share of a purse must be a share")

    @cached_property
    def held_10k(self) -> FloatArray:
        """Most that each purse may carry out of each year, 10,000 yuan, shape (U, T)."""
        return np.stack(
            [
                most_held_10k(given, lapses)
                for given, lapses in zip(self.limits_10k, self.lapses_after.tolist(), strict=True)
            ]
        )

    @property
    def covers_running(self) -> bool:
        """True if some purse pays for running cost, so that all of it must be paid."""
        return bool(self.running.any())

    @property
    def in_order(self) -> tuple[int, ...]:
        """Purses in the order in which they are drawn on: money that lapses soonest first, then by key."""
        lapses = np.where(self.lapses_after == NEVER, LONGEST, self.lapses_after).tolist()
        return tuple(sorted(range(len(self.names)), key=lambda u: (lapses[u], self.names[u])))


@dataclass(frozen=True, kw_only=True, eq=False)
class RunningCost:
    """Running cost of a school, 10,000 yuan a year.

    Parameters
    ----------
    per_site_10k
        Cost of a site by band, whoever sits there, shape (B,).
    per_pupil_10k
        Cost of a pupil by band, shape (B,).
    cost_weight
        Weight in O2 of what the plan opens; 0 leaves O2 as it is.

    Raises
    ------
    ProblemError
        If a figure is negative or not finite.

    Examples
    --------
    A new school of 90 seats, each counted as a pupil:

    >>> cost = RunningCost(per_site_10k=[20], per_pupil_10k=[0.5])
    >>> float(cost.per_site_10k[0] + 90 * cost.per_pupil_10k[0])
    65.0
    """

    per_site_10k: FloatArray
    per_pupil_10k: FloatArray
    cost_weight: float = 0.0

    def __post_init__(self) -> None:
        """Check and freeze."""
        names = ("per_site_10k", "per_pupil_10k")
        freeze_floats(self, {name: np.shape(getattr(self, name)) for name in names})
        figures = [*self.per_site_10k.tolist(), *self.per_pupil_10k.tolist(), self.cost_weight]
        if not np.isfinite(figures).all() or self.cost_weight < 0:
            raise ProblemError("running cost must be finite and not negative")


@dataclass(frozen=True, kw_only=True, eq=False)
class Payments:
    """Who pays what and when.

    Parameters
    ----------
    capital_10k, running_10k
        Money of each purse for the works of each project, and for the running cost of what it opens, by
        year, 10,000 yuan, shape (U, P, T).

    Examples
    --------
    Two purses share the works of one project:

    >>> paid = Payments(capital_10k=[[[60, 0]], [[20, 40]]], running_10k=[[[0, 0]], [[0, 0]]])
    >>> paid.by_purse_10k
    array([[60.,  0.],
           [20., 40.]])
    """

    capital_10k: FloatArray
    running_10k: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze; the audit checks the rules."""
        shape = np.shape(self.capital_10k)
        freeze_floats(self, {"capital_10k": shape, "running_10k": shape}, minimum=None)

    @property
    def by_purse_10k(self) -> FloatArray:
        """Money that each purse pays in each year, 10,000 yuan, shape (U, T)."""
        return np.asarray((self.capital_10k + self.running_10k).sum(axis=1), dtype=np.float64)


def running_of_options(
    running: RunningCost | None, option_seats: FloatArray, seats_today: FloatArray
) -> FloatArray:
    """Return the running cost of what options open.

    A seat that an option adds counts as a pupil, and a band as a site if its facility has no seats of it
    today. Seats that it takes away save nothing.

    Parameters
    ----------
    running
        Running cost of sites and pupils; None if it is not known.
    option_seats
        Seats that an option adds by year, negative if it removes some, shape (O, B, T).
    seats_today
        Seats of the option's facility before any project, shape (O, B).

    Returns
    -------
    numpy.ndarray
        Running cost by school year, 10,000 yuan, shape (O, T); 0 if it is not known.

    Examples
    --------
    A new school of 90 seats opens in the second year; so do 90 seats more at an old one:

    >>> cost = RunningCost(per_site_10k=[20], per_pupil_10k=[0.5])
    >>> running_of_options(cost, [[[0, 90]], [[0, 90]]], [[0], [200]])
    array([[ 0., 65.],
           [ 0., 45.]])
    """
    added = np.maximum(np.asarray(option_seats, dtype=np.float64), 0.0)
    if running is None:
        return np.zeros((added.shape[0], added.shape[2]))
    new = (np.asarray(seats_today) <= 0.0)[:, :, None] & (added > 0.0)
    pupils = np.einsum("obt,b->ot", added, running.per_pupil_10k)
    return np.asarray(pupils + np.einsum("obt,b->ot", new.astype(np.float64), running.per_site_10k))


def check_money(
    purses: Purses | None,
    running: RunningCost | None,
    lapses_after: int | None,
    budget_10k: FloatArray,
    *,
    bands: int,
    projects: int,
) -> None:
    """Raise if purses or running cost do not fit a problem, or stand beside a budget.

    Parameters
    ----------
    purses, running
        Money by source and running cost; None without.
    lapses_after
        Years after which money of the budget lapses; None for never.
    budget_10k
        Spending limits, 10,000 yuan, shape (T,); infinity without a budget.
    bands, projects
        Lengths of the axes.

    Raises
    ------
    ProblemError
        If they do not fit.

    Examples
    --------
    >>> purses = Purses(
    ...     names=("city",), limits_10k=[[60]], lapses_after=[0], largest_share=[1],
    ...     capital=[[1]], running=[[0]],
    ... )
    >>> check_money(purses, None, None, np.array([np.inf]), bands=1, projects=1)
    >>> check_money(purses, None, None, np.array([100.0]), bands=1, projects=1)
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: money is limited by a budget or by purses, not by both
    """
    if lapses_after is not None and lapses_after < 0:
        raise ProblemError("lapses_after must not be negative")
    if running is not None and not running.per_site_10k.shape == running.per_pupil_10k.shape == (bands,):
        raise ProblemError("running cost needs a figure for each band")
    if purses is None:
        return
    if np.isfinite(budget_10k).any():
        raise ProblemError("money is limited by a budget or by purses, not by both")
    if purses.capital.shape[1] != projects or purses.limits_10k.shape[1] != len(budget_10k):
        raise ProblemError("purses do not fit the axes of projects and years")
