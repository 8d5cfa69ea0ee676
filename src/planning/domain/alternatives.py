"""Schedules nearly as good as the best, and what each project is to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.domain.plan import Plan
from planning.errors import ProblemError

#: A project is built in every schedule within the tolerance, in some, in none; UNKNOWN where time ran out.
MUST: Final = "must"
COULD: Final = "could"
NEVER: Final = "never"
UNKNOWN: Final = "unknown"
ROLES: Final = (MUST, COULD, NEVER, UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Schedule within the tolerance.

    Parameters
    ----------
    openings
        Opening year of each project, 0 if it is not started.
    o1
        Weighted pupil-years without a seat.
    o2
        Value of the second objective, 10,000 yuan.
    differs
        Number of projects whose opening differs from that in the best plan.
    """

    openings: tuple[int, ...]
    o1: float
    o2: float
    differs: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Alternatives:
    """Schedules nearly as good as the best, and the role of each project in them.

    Parameters
    ----------
    best
        Best plan.
    schedules
        Best schedule, then those that differ most from the ones before.
    role
        Role of each project, one of ``ROLES``.
    tolerance
        Share by which O1 and O2 may be worse.
    complete
        True if every role is proven.

    Raises
    ------
    ProblemError
        If a role is none of ``ROLES``, or a schedule does not have one opening for each project.

    Examples
    --------
    Two projects; the first opens in every schedule within 1 %, the second in some:

    >>> best = Plan(option=[0, -1], place=[[30], [0]], unplaced=[[[0]]], temporary=[[[0]], [[0]]])
    >>> found = Alternatives(
    ...     best=best,
    ...     schedules=(
    ...         Alternative(openings=(2026, 0), o1=0.0, o2=500.0, differs=0),
    ...         Alternative(openings=(2026, 2027), o1=0.0, o2=504.0, differs=1),
    ...     ),
    ...     role=(MUST, COULD), tolerance=0.01, complete=True,
    ... )
    >>> found.with_role(MUST), found.with_role(COULD), found.with_role(NEVER)
    ((0,), (1,), ())
    """

    best: Plan
    schedules: tuple[Alternative, ...]
    role: tuple[str, ...]
    tolerance: float
    complete: bool

    def __post_init__(self) -> None:
        """Check roles and openings against the projects."""
        strange = set(self.role) - set(ROLES)
        if strange:
            raise ProblemError(f"role {sorted(strange)[0]} is none of {', '.join(ROLES)}")
        if any(len(item.openings) != len(self.role) for item in self.schedules):
            raise ProblemError("a schedule does not have one opening for each project")

    def with_role(self, role: str) -> tuple[int, ...]:
        """Return the projects with a role, as positions on the project axis.

        Parameters
        ----------
        role
            One of ``ROLES``.

        Returns
        -------
        tuple of int
            Positions, in the order of the projects.
        """
        return tuple(p for p, own in enumerate(self.role) if own == role)
