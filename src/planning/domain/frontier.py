"""The frontier: pupils without a seat against the yearly limit of money."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True)
class FrontierPoint:
    """One step of the frontier.

    Parameters
    ----------
    budget_10k
        Smallest yearly limit that pays for the schedule found, 10,000 yuan.
    o1
        Weighted pupil-years without a seat from this limit up to the next point above.
    unplaced_pupil_years
        Unweighted pupil-years without a seat in the allocation found.
    openings
        Opening year of each project, 0 if it is not started.
    proven
        True if O1 is proven.
    """

    budget_10k: float
    o1: float
    unplaced_pupil_years: float
    openings: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """Pupils without a seat against the yearly limit of money, from the highest limit down.

    Parameters
    ----------
    points
        Steps with different O1, the highest limit first.
    none_at_10k
        Yearly limit at which no plan is left, 10,000 yuan; None if every limit in the range has a plan.
    step_10k
        Step between two searches, 10,000 yuan: break points closer than this may be missed.

    Raises
    ------
    ProblemError
        If the limits do not fall from point to point, or the step is not above 0.

    Examples
    --------
    >>> far = FrontierPoint(
    ...     budget_10k=90.0, o1=0.0, unplaced_pupil_years=0.0, openings=(2024,), proven=True
    ... )
    >>> none = FrontierPoint(
    ...     budget_10k=0.0, o1=80.0, unplaced_pupil_years=20.0, openings=(0,), proven=True
    ... )
    >>> Frontier(points=(far, none), none_at_10k=None, step_10k=1.0).proven
    True
    """

    points: tuple[FrontierPoint, ...]
    none_at_10k: float | None
    step_10k: float

    def __post_init__(self) -> None:
        """Check that limits fall from point to point and the step is above 0."""
        if not self.step_10k > 0:
            raise ProblemError(f"the step of a frontier is {self.step_10k}; it must be above 0")
        limits = [point.budget_10k for point in self.points]
        if any(low > high for high, low in pairwise(limits)):
            raise ProblemError("the points of a frontier go from the highest limit down")

    @property
    def proven(self) -> bool:
        """True if O1 is proven at every point."""
        return all(point.proven for point in self.points)
