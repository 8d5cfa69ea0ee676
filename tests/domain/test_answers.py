"""The nouns of answers refuse what makes no sense."""

from __future__ import annotations

import numpy as np
import pytest

from planning.domain.alternatives import COULD, MUST, Alternative, Alternatives
from planning.domain.frontier import Frontier, FrontierPoint
from planning.domain.marginal_values import MoneyValues, SeatValues
from planning.domain.plan import Plan
from planning.domain.repair import Action, Repair
from planning.errors import ProblemError


def point(limit_10k: float, *, proven: bool = True) -> FrontierPoint:
    return FrontierPoint(
        budget_10k=limit_10k, o1=1.0, unplaced_pupil_years=1.0, openings=(2024,), proven=proven
    )


def test_a_repair_changes_something_or_nothing() -> None:
    action = Action(kind="budget", where="2026", amount=10.0)
    assert not Repair(actions=(action,), cost=10.0, proven=True).nothing_to_do
    assert Repair(actions=(), cost=0.0, proven=True).nothing_to_do
    for amount in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ProblemError, match="it must be above 0"):
            Action(kind="budget", where="2026", amount=amount)


def test_a_frontier_falls() -> None:
    found = Frontier(points=(point(90), point(40, proven=False)), none_at_10k=None, step_10k=1.0)
    assert not found.proven
    with pytest.raises(ProblemError, match="highest limit down"):
        Frontier(points=(point(40), point(90)), none_at_10k=None, step_10k=1.0)
    with pytest.raises(ProblemError, match="step"):
        Frontier(points=(), none_at_10k=None, step_10k=0.0)


def test_alternatives_fit_the_projects() -> None:
    best = Plan(
        option=np.array([0, -1]),
        place=np.zeros((0, 1)),
        unplaced=np.zeros((1, 1, 1)),
        temporary=np.zeros((1, 1, 1)),
    )
    first = Alternative(openings=(2024, 0), o1=0.0, o2=5.0, differs=0)
    found = Alternatives(best=best, schedules=(first,), role=(MUST, COULD), tolerance=0.01, complete=True)
    assert found.with_role(MUST) == (0,)
    assert found.with_role(COULD) == (1,)
    with pytest.raises(ProblemError, match="none of"):
        Alternatives(best=best, schedules=(first,), role=(MUST, "perhaps"), tolerance=0.01, complete=True)
    with pytest.raises(ProblemError, match="one opening for each project"):
        Alternatives(best=best, schedules=(first,), role=(MUST,), tolerance=0.01, complete=True)


def test_marginal_values_are_frozen_and_never_negative() -> None:
    found = SeatValues(o1=np.ones((1, 1, 2)), o2_10k=np.zeros((1, 1, 2)))
    with pytest.raises(ValueError, match="read-only"):
        found.o1[0, 0, 0] = 2.0
    with pytest.raises(ProblemError, match="o2_10k has shape"):
        SeatValues(o1=np.ones((1, 1, 2)), o2_10k=np.zeros((1, 1, 1)))
    with pytest.raises(ProblemError, match="o1_per_10k"):
        MoneyValues(o1_per_10k=np.array([-1.0]), step_10k=10.0)
