"""Rooms lent across bands: each part of the equation has a town that fails without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.rooms import follow_rooms
from planning.appraise.summary import summarise
from planning.domain.catchment_rules import CatchmentRules
from planning.domain.frozen import FloatArray
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.rooms import Rooms
from planning.domain.rules import Rules, SeatShare
from planning.errors import NoPlanError, ProblemError
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.equations import c14_rooms
from planning.optimise.model.names import column_names, row_names
from planning.optimise.model.objectives import o1_unplaced
from planning.optimise.model.parts import split
from planning.optimise.model.terms import Terms
from planning.optimise.schedule import lend_rooms, lending_sites, whole_rooms
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.marginal_values import marginal_values
from planning.optimise.schedule.part_bench import PartBench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.highs import LiveModel
from tests.lent import loans
from tests.oracle import brute_force, schedules
from tests.room_towns import one_site, random_room_town, with_rooms
from tests.towns import town

EXACT = SolverSettings(gap_o2=0.0)


def least_o1(problem: PlanningProblem, *, without: str | None = None) -> float:
    """Return the least O1, with the rows of one part of C14 left out."""
    model = build_model(problem)
    if without is not None:
        rows = model.rows_of("C14", part=without).row
        assert len(rows)
        lower, upper = np.array(model.lower), np.array(model.upper)
        lower[rows], upper[rows] = -np.inf, np.inf
        model = replace(model, lower=lower, upper=upper)
    live = LiveModel(model, threads=1)
    stage = live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent).stage
    assert stage is not None
    return stage.value


#: For each kind of row: a town, and O1 with it and without it.
PARTS: dict[str, tuple[PlanningProblem, float, float]] = {
    # There is money for one change; 50 of 100 juniors find a seat.
    c14_rooms.LENT: (one_site(primary=[0], junior=[100], budget_10k=[60.0]), 50, 0),
    # Works of a year: the primary pupils of 2023 lose the rooms that serve juniors from 2024.
    c14_rooms.AWAY: (
        one_site(primary=[90, 0], junior=[0, 100], rooms={"works_months": [12]}),
        90,
        0,
    ),
    # Juniors come in 2024, primary pupils before and after; a loan lasts two years.
    c14_rooms.STAY: (
        one_site(primary=[90, 0, 90], junior=[0, 100, 0], rooms={"least_stay_years": [2]}),
        90,
        0,
    ),
    # Each room is worth 50 seats to either band, and the site may lend one.
    c14_rooms.MOST: (
        one_site(
            primary=[0],
            junior=[100],
            rooms={
                "facility": [0, 0],
                "giver": [0, 0],
                "receiver": [1, 1],
                "most": [1, 1],
                "cost_10k": [60, 60],
                "least_stay_years": [1, 1],
                "most_lent": [1],
            },
        ),
        50,
        0,
    ),
    # One room of the two was never there.
    c14_rooms.HELD: (
        one_site(primary=[0], junior=[100], rooms={"rooms": [[1, 0]], "most": [2], "most_lent": [2]}),
        50,
        0,
    ),
}

#: Primary pupils fill their two rooms; ninety temporary seats would free these for a hundred juniors.
ABUSE = one_site(primary=[90], junior=[100], temporary_limit=[[[90], [0]]])
PARTS |= dict.fromkeys((c14_rooms.LENDS, c14_rooms.TEMPORARY), (ABUSE, 90, 0))
#: A new band fills its entry grade beyond a third of the seats, in the first autumn of a room.
ENTRY = one_site(
    primary=[0, 0],
    junior=[100, 100],
    band_years=[6, 3],
    entry_factor=[1.2, 1.2],
    entry_factor_opening=[2.0, 1.5],
)
PARTS |= dict.fromkeys((c14_rooms.GROWS, c14_rooms.SHRINKS), (ENTRY, 110, 100))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_equation_matters(part: str) -> None:
    problem, with_it, without = PARTS[part]
    assert least_o1(problem) == pytest.approx(with_it)
    assert least_o1(problem, without=part) == pytest.approx(without)
    plan = solve(problem)
    assert plan.stages[0].value == pytest.approx(with_it)


def test_every_part_has_a_town() -> None:
    parts = {
        value for name, value in vars(c14_rooms).items() if name.isupper() and name not in ("ABSENT", "Final")
    }
    assert parts - {-1} == set(PARTS)


def solve(problem: PlanningProblem) -> Plan:
    plan = optimise(problem, EXACT)
    assert plan.outcome is Outcome.PROVEN
    assert audit(problem, plan).breaches == ()
    return plan


def lent(problem: PlanningProblem, plan: Plan) -> list[float]:
    return summarise(problem, plan).rooms_lent[0].tolist()


def test_rooms_are_lent_as_long_as_they_are_needed_and_no_longer() -> None:
    problem = one_site(primary=[0, 0, 0, 90], junior=[0, 50, 100, 0], rooms={"back_cost_10k": [1]})
    plan = solve(problem)
    assert plan.unplaced.sum() == 0
    assert lent(problem, plan)[1:] == [1, 2, 0] or lent(problem, plan)[1:] == [2, 2, 0]
    assert summarise(problem, plan).open_seats[0, :, 2].tolist() == [0, 100]


def test_pupils_seated_are_not_displaced() -> None:
    """Primary pupils who came in 2023 stay for two years; their rooms are free for juniors in 2025."""
    problem = one_site(primary=[90, 0, 0], junior=[0, 100, 100], retention=[[1, 1], [1, 0]])
    plan = solve(problem)
    np.testing.assert_allclose(plan.unplaced[0, 1], [0, 100, 0], atol=1e-6)
    assert lent(problem, plan) == [0, 0, 2]


def test_pupils_from_before_keep_their_temporary_seats() -> None:
    """100 sat on 90 seats before the horizon: ten temporary seats stay, and nothing can be lent."""
    problem = one_site(
        primary=[0],
        junior=[100],
        enrolled_before=[[[100], [0]]],
        temporary_limit=[[[60], [0]]],
    )
    plan = solve(problem)
    assert plan.unplaced.sum() == pytest.approx(100)
    assert plan.temporary[0, 0, 0] == pytest.approx(10)


def test_a_pupil_on_a_temporary_seat_is_not_moved_to_make_room() -> None:
    """Thirty came to temporary seats in 2023 and stay; the site has no room to lend in 2024."""
    problem = one_site(
        primary=[120, 0],
        junior=[0, 100],
        retention=[[1, 1], [1, 0]],
        temporary_limit=[[[30, 30], [0, 0]]],
        band_weight=[4.0, 1.0],
    )
    plan = solve(problem)
    assert plan.rooms_taken.sum() == 0
    assert plan.unplaced[0, 1, 1] == pytest.approx(100)


@pytest.mark.parametrize(("block", "lent_rooms"), [(1, 1), (2, 2)])
def test_rooms_change_in_blocks(block: int, lent_rooms: int) -> None:
    problem = one_site(primary=[0], junior=[50], rooms={"block": [block]})
    assert lent(problem, solve(problem)) == [lent_rooms]


def test_a_block_that_does_not_fit_is_not_lent() -> None:
    problem = one_site(primary=[45], junior=[50], rooms={"block": [2]})
    assert solve(problem).stages[0].value == pytest.approx(45)


def test_rooms_are_lent_in_their_years_only() -> None:
    parts = {"first_year": [2024], "last_year": [2025]}
    problem = one_site(primary=[0] * 4, junior=[100] * 4, rooms=parts)
    plan = solve(problem)
    np.testing.assert_allclose(plan.unplaced[0, 1], [100, 0, 0, 100], atol=1e-6)
    assert lent(problem, plan) == [0, 2, 2, 0]


def test_works_take_the_room_out_of_use_on_both_ways() -> None:
    problem = one_site(
        primary=[0, 0, 45, 90], junior=[100, 100, 0, 0], rooms={"works_months": [12], "back_cost_10k": [1]}
    )
    plan = solve(problem)
    np.testing.assert_allclose(plan.unplaced[0, 1], [100, 0, 0, 0], atol=1e-6)
    # Both bands do without in 2025, while the rooms that juniors left in 2025 are changed back.
    np.testing.assert_allclose(plan.unplaced[0, 0], [0, 0, 45, 0], atol=1e-6)
    assert follow_rooms(problem, plan).away[0].tolist() == [2, 2, 2, 0]


def test_no_way_back() -> None:
    problem = one_site(primary=[0, 90], junior=[101, 0], rooms={"way_back": [0]}, band_weight=[1.0, 1.0])
    plan = solve(problem)
    assert plan.rooms_back.sum() == 0
    assert plan.stages[0].value == pytest.approx(91)


def test_money_for_rooms_is_in_the_budget_and_in_o2() -> None:
    problem = one_site(primary=[0], junior=[100], budget_10k=[119.0])
    plan = solve(problem)
    assert lent(problem, plan) == [1]
    assert summarise(problem, plan).spent_10k.tolist() == [60]
    rich = replace(problem, budget_10k=np.array([120.0]))
    plan = solve(rich)
    assert lent(rich, plan) == [2]
    assert plan.stages[1].value == pytest.approx(120 + 100 * 0.5, abs=1e-6)


def test_rooms_are_cheaper_than_a_school() -> None:
    school = {"facility": 0, "seats": [0, 100], "options": [(2023, 2023, {2023: 121.0})]}
    problem = one_site(primary=[0], junior=[100], projects=[school])
    plan = solve(problem)
    assert (plan.option.tolist(), lent(problem, plan)) == ([-1], [2])
    dear = with_rooms(problem, cost_10k=np.array([61.0]))
    plan = solve(dear)
    assert (plan.option.tolist(), lent(dear, plan)) == ([0], [0])


def test_a_room_lent_is_open_to_its_entry_grade() -> None:
    plan = solve(ENTRY)
    np.testing.assert_allclose(plan.unplaced[0, 1], [50, 60], atol=1e-6)


def test_rooms_lent_count_in_shares_of_seats() -> None:
    """Only public seats may be added while half of all are to be public."""
    share = SeatShare(name="public", band=1, member=np.array([0]), floor=0.5)
    problem = one_site(primary=[0], junior=[100], rules=Rules(shares=(share,)))
    assert solve(problem).rooms_taken.sum() == 0


def test_names_are_unique_and_readable() -> None:
    model = build_model(one_site(primary=[0, 0], junior=[1, 1], temporary_limit=[[[9, 9], [0, 0]]]))
    for names in (column_names(model), row_names(model)):
        assert len(set(names)) == len(names)
    assert "taken_m000_2023" in column_names(model)


SEEDS = range(100)


@pytest.mark.parametrize("seed", SEEDS)
def test_optimum_equals_brute_force(seed: int) -> None:
    problem = random_room_town(seed)
    best = brute_force(problem)
    if best is None:
        with pytest.raises(NoPlanError):
            optimise(problem, EXACT)
        return
    plan = solve(problem)
    first, second, _ = plan.stages
    assert first.value == pytest.approx(best[0], rel=1e-6, abs=1e-5)
    assert second.value == pytest.approx(best[1], rel=1e-5, abs=1e-4)


def test_random_towns_are_worth_solving() -> None:
    """Rooms help many towns, and no town has more than twelve yes-or-no decisions' worth of plans."""
    towns = [random_room_town(seed) for seed in SEEDS]
    assert max(len(loans(one)) * len(schedules(one)) for one in towns) <= 2**12
    helped = [seed for seed in range(40) if helps(towns[seed])]
    assert len(helped) >= 12


def helps(problem: PlanningProblem) -> bool:
    with_them, without = brute_force(problem), brute_force(replace(problem, rooms=None))
    assert with_them is not None
    assert without is not None
    return with_them[0] < without[0] - 1e-3 or with_them[1] < without[1] - 1e-3


@pytest.mark.parametrize("seed", range(30))
def test_many_rooms_are_bounded_and_near_the_best(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more rooms than one search decides, bounds still hold and nothing worse than no loan is taken."""
    problem = random_room_town(seed)
    exact = solve(problem)
    none = solve(replace(problem, rooms=None))
    monkeypatch.setattr(lend_rooms, "FEW", -1)
    monkeypatch.setattr(whole_rooms, "STEPS", 4)
    monkeypatch.setattr(lending_sites, "STEPS", 4)
    plan = optimise(problem, EXACT)
    assert audit(problem, plan).breaches == ()
    for stage, best in zip(plan.stages[:2], exact.stages, strict=False):
        assert stage.bound <= best.value + 1e-6 * max(1.0, abs(best.value))
        assert not stage.proven or stage.value == pytest.approx(best.value, rel=1e-6, abs=1e-4)
    assert exact.stages[0].value - 1e-4 <= plan.stages[0].value <= none.stages[0].value + 1e-4


def test_a_band_that_leaves_nobody_out_is_held_without_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that holds O1 to 1e-6 misleads presolve; where nobody is left out, no row is needed."""
    held: list[float] = []
    original = LiveModel.hold

    def hold(self: LiveModel, costs: Terms, *, value: float, tolerance: float) -> int:
        held.append(value)
        return original(self, costs, value=value, tolerance=tolerance)

    monkeypatch.setattr(LiveModel, "hold", hold)
    found, part = in_parts(one_site(primary=[0, 0], junior=[100, 70], temporary_limit=[[[9, 9], [0, 0]]]))
    part.hold_unplaced(found, 0.0)
    assert held == []
    refined = part.live.minimise(part.second, name="O2", gap=0.0, listener=silent)
    assert refined.values is not None
    assert part.first.value(refined.values) == 0.0
    found, part = in_parts(one_site(primary=[0], junior=[170]))
    part.hold_unplaced(found, 70.0)
    assert held == [70.0]


def in_parts(problem: PlanningProblem) -> tuple[FloatArray, PartBench]:
    """Return the least O1 of a town with one group of bands, and the live part."""
    bench = Workbench(problem, EXACT)
    (part,) = split(bench.model)
    live = PartBench(bench, part)
    live.ask(Question(), problem.budget_10k)
    live.decide_starts()
    found = live.live.minimise(live.first, name="O1", gap=0.0, listener=silent)
    assert found.values is not None
    return found.values, live


def test_answers_that_cannot_be_had_with_rooms_say_so() -> None:
    problem = one_site(primary=[0], junior=[100], budget_10k=[200.0])
    bench = Workbench(problem, EXACT)
    with pytest.raises(ProblemError, match="frontier of money cannot be had with rooms"):
        trace(bench, low_10k=0.0, high_10k=100.0)
    with pytest.raises(ProblemError, match="marginal values cannot be had with rooms"):
        marginal_values(bench, bench.plan(), class_size=[45.0, 50.0], step_10k=1.0, count=1)
    shape = CatchmentRules(
        whole=np.array([1, 0]),
        contiguous=np.array([0, 0]),
        neighbours=np.zeros((0, 2), dtype=np.int64),
        home=np.zeros(1, dtype=np.int64),
    )
    with pytest.raises(ProblemError, match="catchments of a given shape"):
        optimise(replace(problem, rules=Rules(catchments=shape)))


def test_rooms_may_bring_a_share_that_projects_cannot() -> None:
    """Half of the junior seats are to be public, and none is: one room of the public site makes fifty."""
    share = SeatShare(name="public", band=1, member=np.array([1, 0]), floor=0.5)
    problem = town(
        intakes=[[[0], [50]]],
        seats=[[90, 0], [0, 50]],
        distance_m=[[500, 500]],
        bands=("primary", "junior"),
        rules=Rules(shares=(share,)),
    )
    with pytest.raises(NoPlanError):
        optimise(problem)
    rooms = Rooms.build(
        rooms=[[2, 0], [0, 1]], class_size=[45, 50], facility=[0], giver=[0], receiver=[1], cost_10k=[60]
    )
    assert solve(replace(problem, rooms=rooms)).rooms_taken.tolist() == [[1]]
