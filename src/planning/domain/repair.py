"""A repair: the smallest change of the rules that makes a scenario possible."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True)
class Action:
    """One change of a rule in a repair.

    Parameters
    ----------
    kind
        Kind of rule changed: ``budget``, ``window``, ``committed``, ``order``, ``works``, ``share``,
        ``staff``, ``changes`` or ``temporary``.
    where
        Labels of the place: a year, a project, a share, a facility with its band and year.
    amount
        Size of the change, in the kind's unit: 10,000 yuan, years, projects, weighted seats, staff, seats.

    Raises
    ------
    ProblemError
        If the amount is not a finite number above 0.

    Examples
    --------
    >>> Action(kind="budget", where="2026", amount=1200.0).amount
    1200.0
    """

    kind: str
    where: str
    amount: float

    def __post_init__(self) -> None:
        """Check that the amount is finite and above 0."""
        if not (math.isfinite(self.amount) and self.amount > 0):
            raise ProblemError(f"a repair of {self.kind} by {self.amount}; it must be above 0")


@dataclass(frozen=True, kw_only=True)
class Repair:
    """Smallest change of the rules that makes a plan possible.

    Parameters
    ----------
    actions
        Changes of rules; empty if the rules can be kept as they are.
    cost
        Weighted sum of the changes.
    proven
        True if it is proven that no allowed change costs less.

    Examples
    --------
    >>> Repair(actions=(), cost=0.0, proven=True).nothing_to_do
    True
    """

    actions: tuple[Action, ...]
    cost: float
    proven: bool

    @property
    def nothing_to_do(self) -> bool:
        """True if the rules can be kept as they are."""
        return not self.actions


@dataclass(frozen=True, kw_only=True)
class Repairs:
    """What a search for repairs found.

    Parameters
    ----------
    repairs
        Repairs, the cheapest first.
    complete
        True if the search ended by itself; False if time ran out, so that others may be missing.

    Examples
    --------
    Nothing was found, which shows only after a complete search that nothing helps:

    >>> Repairs(repairs=(), complete=False).hopeless
    False
    """

    repairs: tuple[Repair, ...]
    complete: bool

    @property
    def hopeless(self) -> bool:
        """True if it is shown that no change of the rules that may be changed helps."""
        return self.complete and not self.repairs
