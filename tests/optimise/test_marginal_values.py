"""What one more seat, one class and more money are worth: towns by hand, and solving anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.domain.marginal_values import Gain, MarginalValues
from planning.domain.plan import Plan
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.evaluate import o1_of, o2_of
from planning.optimise.schedule.allocation import allocate
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.kept_plans import KeptPlans
from planning.optimise.schedule.marginal_values import marginal_values
from planning.optimise.schedule.more_seats import MoreSeats, places_of, with_more_seats, worth_of_each
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.stays_best import StaysBest
from planning.optimise.solver.deadline import Deadline
from tests.oracle import brute_force
from tests.towns import random_town, ruled_town, school, town, two_schools

EXACT = SolverSettings(gap_o2=0.0)
CLASS = 40.0


def values_of(problem: PlanningProblem, *, step_10k: float = 40.0, count: int = 50) -> MarginalValues:
    bench = Workbench(problem, EXACT)
    found = marginal_values(
        bench,
        bench.plan(),
        class_size=[CLASS] * len(problem.bands),
        step_10k=step_10k,
        count=count,
    )
    assert found is not None
    return found


def with_seats(problem: PlanningProblem, facility: int, band: int, seats: float) -> PlanningProblem:
    more = np.array(problem.seats)
    more[facility, band] += seats
    return replace(problem, seats=more)


def agrees(gain: Gain | None, before: Plan, problem: PlanningProblem) -> None:
    """Hold a gain, or its absence, against a problem that is built and solved anew."""
    after = optimise(problem, EXACT)
    o1 = o1_of(problem, before) - o1_of(problem, after)
    o2 = o2_of(problem, before) - o2_of(problem, after)
    stated = (0.0, 0.0) if gain is None else (gain.o1, gain.o2_10k)
    assert stated[0] == pytest.approx(o1, rel=1e-6, abs=2e-5)
    assert stated[1] == pytest.approx(o2, rel=1e-4, abs=2e-3)


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_every_value_is_what_solving_anew_gives(seed: int, *, ruled: bool) -> None:
    """Rows that are listed have these values, and those that are not are worth nothing."""
    problem = ruled_town(seed) if ruled else random_town(seed)
    if brute_force(problem) is None:
        return
    before = optimise(problem, EXACT)
    found = values_of(problem)
    assert found.proven
    assert found.unsettled == 0
    assert found.asked == found.places == len(places_of(problem))
    for seats, listed in ((1.0, found.seats), (CLASS, found.classes)):
        gains = {(value.facility, value.band): value.gain for value in listed}
        assert all(value.seats == seats for value in listed)
        for place in places_of(problem):
            more = with_seats(problem, *place, seats)
            try:
                agrees(gains.get(place), before, more)
            except NoPlanError:
                # A seat where few are public may break the floor on the share of the public ones.
                assert place not in gains
    by_year = {value.year: value.gain for value in found.money}
    for t in range(len(problem.years)):
        budget = np.array(problem.budget_10k)
        budget[t] += 40.0
        agrees(by_year.get(t), before, replace(problem, budget_10k=budget))


def test_one_more_seat_is_worth_one_pupil() -> None:
    """Thirty pupils, ten seats: a seat more is one pupil more, a class as many as are left."""
    problem = town(intakes=[[[30]]], seats=[[10]], distance_m=[[1000]], prices=Prices())
    found = values_of(problem)
    (seat,), (room,) = found.seats, found.classes
    assert (seat.gain.entrants, seat.gain.o1) == pytest.approx((1, 1))
    assert (room.gain.entrants, room.gain.o1) == pytest.approx((20, 20))
    # He lives 1 km from it, at 10,000 yuan a kilometre.
    assert seat.gain.o2_10k == pytest.approx(-1)
    assert seat.gain.proven
    assert found.money == ()
    assert found.money_binds is False


def test_a_seat_that_nobody_needs_is_not_listed() -> None:
    problem = town(intakes=[[[30]]], seats=[[40]], distance_m=[[1000]])
    found = values_of(problem)
    assert found.seats == found.classes == ()
    assert (found.asked, found.places) == (1, 1)


def test_a_seat_nearer_by_saves_the_way() -> None:
    """Everybody has a seat; one more in the full school spares a pupil 4 km."""
    problem = town(intakes=[[[30]]], seats=[[10], [50]], distance_m=[[1000, 5000]], prices=Prices())
    found = values_of(problem)
    assert [(value.facility, value.gain.o1) for value in found.seats] == [(0, 0)]
    assert found.seats[0].gain.o2_10k == pytest.approx(4)
    assert found.classes[0].gain.o2_10k == pytest.approx(80)
    assert found.seats[0].gain.entrants == 0


def test_a_class_spares_a_project() -> None:
    """Fifty pupils, a school of ten seats, another to be built for 300: a class of 40 at either will do.

    With the schedule kept a class saves nothing.
    """
    problem = town(
        intakes=[[[50]]],
        seats=[[10], [0]],
        distance_m=[[1, 1]],
        projects=[school(1, 50, 300, 2023)],
        budget_10k=[300.0],
    )
    found = values_of(problem)
    assert {(room.facility, room.seats) for room in found.classes} == {(0, CLASS), (1, CLASS)}
    assert found.openings == (2023,)
    for room in found.classes:
        assert room.gain.o1 == room.gain.entrants == 0
        assert room.gain.o2_10k == pytest.approx(300)
        assert room.gain.openings == (0,)
    # One seat spares nothing.
    assert found.seats == ()


def test_money_is_worth_what_it_lets_be_built() -> None:
    """50 pupils gain a seat for 40 more in 2023; without it the small school waits a year."""
    problem = two_schools()
    found = values_of(problem)
    assert found.money_binds is True
    (money,) = found.money
    assert (money.year, money.amount_10k) == (0, 40)
    assert (money.gain.entrants, money.gain.o1) == pytest.approx((50, 50))
    assert found.openings == (2023, 2024)
    assert money.gain.openings == (2023, 2023)
    assert found.money_asked == 2
    # Money binds, but this little changes nothing.
    little = values_of(problem, step_10k=39.0)
    assert little.money_binds is True
    assert little.money == ()
    free = values_of(replace(problem, budget_10k=np.full(2, np.inf)))
    assert free.money_binds is False


def test_money_that_does_not_bind() -> None:
    found = values_of(two_schools(budget_10k=[100.0, 0.0]))
    assert found.money_binds is False
    assert found.money == ()


def test_a_bounded_number_of_places_is_asked() -> None:
    problem = random_town(7)
    found = values_of(problem, count=2)
    everything = values_of(problem)
    assert found.asked == 2
    assert found.places == len(places_of(problem))
    assert {value.facility for value in found.classes} <= {value.facility for value in everything.classes}


def test_the_live_model_is_left_as_it_was() -> None:
    problem = random_town(3)
    bench = Workbench(problem, EXACT)
    plan = bench.plan()
    sizes = [CLASS] * len(problem.bands)
    marginal_values(bench, plan, class_size=sizes, step_10k=40.0, count=9)
    bench._plans = KeptPlans()
    again = bench.plan()
    assert [stage.value for stage in again.stages] == pytest.approx([stage.value for stage in plan.stages])


def test_time_that_is_over_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = town(intakes=[[[30]]], seats=[[10]], distance_m=[[1000]])
    bench = Workbench(problem, EXACT)
    plan = bench.plan()
    monkeypatch.setattr("planning.optimise.solver.deadline.Deadline.over", True)
    found = marginal_values(
        bench, plan, class_size=[CLASS], step_10k=40.0, count=9, deadline=Deadline.after(60)
    )
    assert found is not None
    assert (found.asked, found.seats) == (0, ())


def test_the_embedded_district(base_problem: PlanningProblem) -> None:
    """An earlier version printed that a junior seat at F008 saves 26,498 (10,000 yuan) of O2."""
    bench = Workbench(base_problem, SolverSettings())
    plan = bench.plan(settle=False)
    found = marginal_values(bench, plan, class_size=[1.0] * 4, step_10k=100.0, count=1)
    assert found is not None
    assert found.proven
    assert found.money_binds is False
    assert found.places == 188
    (seat,) = found.seats
    assert (base_problem.facilities[seat.facility], base_problem.bands[seat.band]) == ("F008", "junior")
    more = Workbench(with_seats(base_problem, seat.facility, seat.band, 1.0), SolverSettings())
    anew = more.fewest_unplaced(Question()).stage
    assert anew is not None
    assert anew.proven
    assert seat.gain.o1 == pytest.approx(plan.stages[0].value - anew.value, abs=1e-3)
    assert seat.gain.entrants == pytest.approx(3.4677, abs=1e-3)
    assert abs(seat.gain.o2_10k) < 10


@pytest.mark.parametrize("make", [random_town, ruled_town])
def test_what_is_shown_without_a_search_is_what_a_search_finds(
    make: Callable[[int], PlanningProblem], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof that the schedule stays the best spares searches and changes no figure."""
    shown: list[bool] = []
    real = StaysBest.shown

    def noted(self: StaysBest, *given: Any, **more: Any) -> bool:
        shown.append(real(self, *given, **more))
        return shown[-1]

    for seed in range(8):
        problem = make(seed)
        answers = []
        for way in (noted, lambda *_, **__: False):
            monkeypatch.setattr(StaysBest, "shown", way)
            try:
                answers.append(values_of(problem, count=6))
            except NoPlanError:
                break
        if len(answers) == 2:
            quick, slow = answers
            assert quick.unsettled == slow.unsettled
            for one, other in ((quick.seats, slow.seats), (quick.classes, slow.classes)):
                by_place = {(value.facility, value.band): value.gain for value in other}
                assert {(value.facility, value.band) for value in one} == set(by_place)
                for value in one:
                    gain = by_place[value.facility, value.band]
                    assert value.gain.o1 == pytest.approx(gain.o1, rel=1e-6, abs=2e-5)
                    assert value.gain.o2_10k == pytest.approx(gain.o2_10k, rel=1e-6, abs=2e-3)
                    assert value.gain.proven == gain.proven
    assert any(shown)
    assert not all(shown), "some schedules do change"


def test_places_with_seats_left_over_are_not_solved(base_problem: PlanningProblem) -> None:
    """More seats where seats are left over are worth nothing with the schedule kept, by duality."""
    bench = Workbench(base_problem, SolverSettings())
    plan = bench.plan()
    starts = np.isin(np.arange(base_problem.programme.option_count), plan.option).astype(np.float64)
    changes = [MoreSeats(place=place, seats=CLASS) for place in places_of(base_problem)]
    before, found = worth_of_each(bench, starts, changes, deadline=Deadline.after(None))
    assert before is not None
    idle = [change for change, worth in zip(changes, found, strict=True) if worth is before]
    assert idle
    bench.ask(Question())
    for change in idle[:: max(1, len(idle) // 4)]:
        with with_more_seats(bench, change):
            made = allocate(bench, starts, deadline=Deadline.after(None))
        assert made is not None
        assert made.o1 == pytest.approx(before.o1, rel=1e-9)
        assert made.o2_10k == pytest.approx(before.o2_10k, rel=1e-8)
