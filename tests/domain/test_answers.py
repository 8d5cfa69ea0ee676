"""The nouns of answers refuse what makes no sense."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.domain.alternatives import COULD, MUST, Alternative, Alternatives
from planning.domain.frontier import Frontier, FrontierPoint, OpenStrip
from planning.domain.marginal_values import Gain, MarginalValues, MoneyValue, SeatValue
from planning.domain.plan import Plan
from planning.domain.repair import Action, Repair
from planning.errors import ProblemError


def point(limit_10k: float, *, o1: float = 1.0, proven: bool = True) -> FrontierPoint:
    return FrontierPoint(
        budget_10k=limit_10k, o1=o1, unplaced_pupil_years=1.0, openings=(2024,), proven=proven
    )


def test_a_repair_changes_something_or_nothing() -> None:
    action = Action(kind="budget", where="2026", amount=10.0)
    assert not Repair(actions=(action,), cost=10.0, proven=True).nothing_to_do
    assert Repair(actions=(), cost=0.0, proven=True).nothing_to_do
    for amount in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ProblemError, match="it must be above 0"):
            Action(kind="budget", where="2026", amount=amount)


def test_a_frontier_falls_as_limits_rise() -> None:
    first, second = point(40, o1=9.0), point(90, o1=1.0)
    found = Frontier(low_10k=10, high_10k=100, points=(first, second), none_below_10k=40)
    assert found.proven
    assert found.at(39.9) == (np.inf, np.inf)
    assert found.at(40) == found.at(89.9) == (9, 9)
    assert found.at(90) == found.at(100) == (1, 1)
    parts = [(part.low_10k, part.high_10k, part.o1_most, part.open) for part in found.segments()]
    assert parts == [(10, 40, np.inf, False), (40, 90, 9, False), (90, 100, 1, False)]
    with pytest.raises(ProblemError, match="from 10 up to 100"):
        found.at(9)
    with pytest.raises(ProblemError, match="O1 falls"):
        Frontier(low_10k=10, high_10k=100, points=(second, first), none_below_10k=None)
    with pytest.raises(ProblemError, match="O1 falls"):
        Frontier(low_10k=10, high_10k=100, points=(point(40), point(90)), none_below_10k=None)
    with pytest.raises(ProblemError, match="goes from 9 up to 8"):
        Frontier(low_10k=9, high_10k=8, points=(), none_below_10k=None)


def test_an_open_strip_is_never_proven() -> None:
    first, second = point(40, o1=9.0), point(90, o1=1.0)
    strip = OpenStrip(low_10k=40, high_10k=90, o1_least=1.0, o1_most=9.0)
    found = Frontier(
        low_10k=40, high_10k=100, points=(first, second), none_below_10k=None, open_strips=(strip,)
    )
    assert not found.proven
    # At its own limit the first point is proven; just above, it is not.
    assert found.at(40) == (9, 9)
    assert found.at(41) == (1, 9)
    assert [part.open for part in found.segments()] == [True, False]
    for ends in ((90, 40, 1, 9), (40, 90, 9, 1)):
        low, high, least, most = map(float, ends)
        wrong = OpenStrip(low_10k=low, high_10k=high, o1_least=least, o1_most=most)
        with pytest.raises(ProblemError, match="cross"):
            Frontier(low_10k=0, high_10k=100, points=(), none_below_10k=None, open_strips=(wrong,))


def test_a_point_at_the_end_of_the_range_holds_there_alone() -> None:
    found = Frontier(
        low_10k=0, high_10k=90, points=(point(0, o1=9.0), point(90, o1=1.0)), none_below_10k=None
    )
    assert [(part.low_10k, part.high_10k) for part in found.segments()] == [(0, 90), (90, 90)]


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


def test_marginal_values_list_what_changes_something() -> None:
    gain = Gain(entrants=1.0, o1=6.0, o2_10k=0.0, openings=(2024,), proven=True)
    nothing = Gain(entrants=0.0, o1=0.0, o2_10k=0.0, openings=(2024,), proven=False)
    seat = SeatValue(facility=0, band=0, seats=1.0, gain=gain)
    parts: dict[str, object] = {
        "openings": (2024,), "classes": (), "step_10k": 100.0, "money_binds": True, "asked": 1, "places": 1,
    }  # fmt: skip
    money = MoneyValue(year=0, amount_10k=100.0, gain=replace(gain, proven=False))
    assert MarginalValues(seats=(seat,), money=(), **parts).proven
    found = MarginalValues(seats=(seat,), money=(money,), **parts)
    assert not found.proven
    assert len(found.gains) == 2
    with pytest.raises(ProblemError, match="changes something"):
        MarginalValues(seats=(replace(seat, gain=nothing),), money=(), **parts)
