"""A plan: what the optimiser decided, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.domain.lending_gap import LendingGap
from planning.domain.problem import PlanningProblem
from planning.domain.purses import Payments
from planning.domain.staff_flows import StaffFlows
from planning.errors import ProblemError

#: Largest gap at which an objective counts as proven and a plan as optimal, whatever gap was asked for.
PROVEN_GAP: Final = 1e-3
#: Objective that chooses among equally good plans; it decides nothing on how good the plan is.
TIES: Final = "O3"


class Outcome(StrEnum):
    """What is known of a plan: proven best, best found, or none found.

    Examples
    --------
    >>> print(Outcome.BEST_FOUND)
    best found
    >>> Outcome("proven") is Outcome.PROVEN
    True
    """

    PROVEN = "proven"
    BEST_FOUND = "best found"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One objective, optimised while the earlier ones are held.

    Parameters
    ----------
    name
        ``O1``, ``O2`` or ``O3``.
    value
        Objective of the plan that is stated.
    bound
        Best lower bound that the solver has shown.
    gap
        ``(value - bound) / |value|``; 0 where both are 0.
    seconds
        Wall-clock time of the stage.
    proven
        True if the solver stopped by itself with a gap within its target and within ``PROVEN_GAP``.
    tolerance
        Share by which the plan was allowed to be worse than the best found in favour of later objectives;
        ``value`` and ``gap`` include what was taken of it.
    ties
        Schedules found that are equally good in the objectives before, this one included; for O3 only.

    Examples
    --------
    100 pupil-years without a seat are found, and no plan can leave fewer than 95: not proven.

    >>> stage = Stage(name="O1", value=100.0, bound=95.0, gap=0.05, seconds=60.0, proven=False)
    >>> (stage.value - stage.bound) / stage.value
    0.05
    """

    name: str
    value: float
    bound: float
    gap: float
    seconds: float
    proven: bool
    tolerance: float = 0.0
    ties: int = 1


def outcome_of(stages: Sequence[Stage]) -> Outcome:
    """Return what may be said of a plan with these results.

    Parameters
    ----------
    stages
        Results of the objectives, in their order.

    Returns
    -------
    Outcome
        Proven if O1 and O2 are there and proven. O3 only chooses among equally good plans.

    Examples
    --------
    >>> first = Stage(name="O1", value=100.0, bound=95.0, gap=0.05, seconds=60.0, proven=False)
    >>> print(outcome_of([first]))
    best found
    """
    decisive = [stage for stage in stages if stage.name != TIES]
    proven = len(decisive) > 1 and all(stage.proven for stage in decisive)
    return Outcome.PROVEN if proven else Outcome.BEST_FOUND


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """Decisions for one problem.

    Parameters
    ----------
    option
        Chosen option of each project, or -1 if it is not started, shape (P,).
    place
        Pupils of each year's intake placed on each pair, shape (N, T).
    unplaced
        Intake with no seat within the rules, shape (Z, B, T).
    temporary
        Temporary seats used, shape (F, B, T).
    rooms_taken
        Rooms that each conversion takes from the giving band in each year: works begin, shape (M, T); empty
        for a problem that lends no rooms.
    rooms_back
        Rooms that leave the receiving band in each year on their way back, shape (M, T).
    staff
        Recruits and retraining by which the posts of openings are filled; None without a limit on their lack.
    stages
        Results of the objectives, in their order.
    closed
        1 where and when a site is closed, shape (F, B, T); None if none may be.
    moved
        Pupils of a site that closes who move, by the retreat's move, cohort and year, shape (M, K, T): cohort
        0 were placed before the horizon, cohort k entered k years ago; None if no site may close.
    outcome
        ``proven`` only if O1 and O2 are; O3 says for itself whether it is.
    lending
        How far O2 may be from the best, in rooms; None if rooms and schedule were decided in one search.
    payments
        Who pays what and when; None without purses.

    Examples
    --------
    Two zones of 30 and 20 entrants, one school of 40 seats, one year, no projects. Ten find no seat:

    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> float(plan.unplaced.sum())
    10.0
    >>> str(plan.outcome)
    'best found'
    """

    option: IntArray
    place: FloatArray
    unplaced: FloatArray
    temporary: FloatArray
    stages: tuple[Stage, ...] = ()
    outcome: Outcome = Outcome.BEST_FOUND
    rooms_taken: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    rooms_back: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    lending: LendingGap | None = None
    staff: StaffFlows | None = None
    payments: Payments | None = None
    closed: IntArray | None = None
    moved: FloatArray | None = None

    def __post_init__(self) -> None:
        """Make the arrays read-only; the audit checks the rules."""
        freeze_ints(self, {"option": np.shape(self.option)}, limits={"option": (-1, 2**31)})
        names = ("place", "unplaced", "temporary", "rooms_taken", "rooms_back")
        shapes = {name: np.shape(getattr(self, name)) for name in names}
        if self.moved is not None:
            shapes["moved"] = np.shape(self.moved)
        freeze_floats(self, shapes, minimum=None)
        if self.closed is not None:
            freeze_ints(self, {"closed": np.shape(self.closed)}, limits={"closed": (0, 2)})
        decisive = [stage for stage in self.stages if stage.name != TIES]
        if self.outcome is Outcome.PROVEN and not all(stage.proven for stage in decisive):
            raise ProblemError("a plan is proven only where O1 and O2 are")

    def check_fits(self, problem: PlanningProblem) -> None:
        """Raise if the plan's arrays do not have the problem's shapes.

        Parameters
        ----------
        problem
            Problem that the plan should fit.

        Raises
        ------
        ProblemError
            If a shape differs or an option does not belong to its project.

        Examples
        --------
        A plan of one year does not fit a problem with another number of pairs:

        >>> from planning.domain.facility_location import facility_location
        >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
        >>> plan = Plan(option=[], place=[[30]], unplaced=[[[0]], [[20]]], temporary=[[[0]]])
        >>> plan.check_fits(town)
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: place of the plan has shape (1, 1), not (2, 1)
        """
        z, f, b, t = problem.shape
        wanted = {"place": (len(problem.pairs), t), "unplaced": (z, b, t), "temporary": (f, b, t)}
        lent = (0, 0) if problem.rooms is None else (problem.rooms.count, t)
        wanted |= {"rooms_taken": lent, "rooms_back": lent}
        if problem.retreat is not None and self.closed is not None and self.moved is not None:
            moves = (len(problem.retreat.move_from), problem.retention.shape[1], t)
            wanted |= {"closed": (f, b, t), "moved": moves}
        for name, shape in wanted.items():
            if getattr(self, name).shape != shape:
                raise ProblemError(f"{name} of the plan has shape {getattr(self, name).shape}, not {shape}")
        if self.option.shape != (problem.programme.project_count,):
            raise ProblemError("the plan does not have one option for each project")
        purses = problem.purses
        if self.payments is not None and (
            purses is None or self.payments.capital_10k.shape != (*purses.capital.shape, t)
        ):
            raise ProblemError("payments of the plan do not fit the purses")
        chosen = self.option >= 0
        if (self.option >= problem.programme.option_count).any() or (
            problem.programme.option_project[self.option[chosen]] != np.flatnonzero(chosen)
        ).any():
            raise ProblemError("the plan gives a project an option that is not its own")
