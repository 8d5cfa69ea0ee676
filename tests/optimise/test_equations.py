"""Each equation has a case whose answer changes when that equation alone is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.summary import summarise
from planning.domain.catchment_rules import CatchmentRules
from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.retreat import Retreat
from planning.domain.rules import Reference, Rules, SeatShare, Staff
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import EQUATIONS, build_model
from planning.optimise.model.equations import c2_capacity, c4_entry
from planning.optimise.model.equations.c3_open_seats import Gains, open_seat_gains
from planning.optimise.model.names import ROW_AXES, column_names, row_names
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance, o3_change_and_start
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.highs import LiveModel
from tests.room_towns import one_site
from tests.staff_towns import staff
from tests.towns import purses_of, town

BUILD = {"facility": 0, "seats": [100], "options": [(2023, 2023, {2023: 100.0}), (2024, 2024, {2024: 100.0})]}


def value(problem: PlanningProblem, *, leave_out: tuple[str, ...] = ()) -> float:
    """Return the least O1."""
    model = build_model(problem, leave_out=leave_out)
    live = LiveModel(model, threads=2)
    stage = live.minimise(o1_unplaced(model), name="O1", gap=0.0, listener=silent).stage
    assert stage is not None
    return stage.value


def catchment_rules(*, whole: int, contiguous: int, sites: int = 2, zones: int = 3) -> CatchmentRules:
    """Return rules for zones in a row, all facilities in the first."""
    return CatchmentRules(
        whole=np.array([whole]),
        contiguous=np.array([contiguous]),
        neighbours=np.array([(i, i + 1) for i in range(zones - 1)], dtype=np.int64).reshape(-1, 2),
        home=np.zeros(sites, dtype=np.int64),
    )


def closing_rule(**parts: Any) -> Retreat:
    """Let the first of two sites close, its pupils moving to the second."""
    return Retreat(
        least_roll=[[30.0], [0.0]],
        first_close=[[0], [-1]],
        closing_10k=[[5.0], [0.0]],
        running_10k=[[10.0], [0.0]],
        move_from=[0],
        move_to=[1],
        move_band=[0],
        move_10k=[0.1],
        **parts,
    )


#: For each equation: a problem, and O1 with the equation.
CASES: dict[str, tuple[PlanningProblem, float]] = {
    # Nobody would be counted as unhoused.
    "C1": (town(intakes=[[[50]]], seats=[[30]], distance_m=[[1]]), 20),
    # 50 would sit on 30 seats.
    "C2": (town(intakes=[[[50]]], seats=[[30]], distance_m=[[1]]), 20),
    # A third of 90 seats is 30; without the limit all 50 enter in one grade.
    "C4": (
        town(intakes=[[[50]]], seats=[[90]], distance_m=[[1]], entry_factor=[1.0], band_years=[3]),
        20,
    ),
    "C5": (town(intakes=[[[50]]], seats=[[30]], distance_m=[[1]], temporary_limit=[[[5]]]), 15),
    # Two openings of one school would give 200 seats.
    "C6": (town(intakes=[[[150, 150]]], seats=[[0]], distance_m=[[1]], projects=[BUILD]), 100),
    "C7": (
        town(intakes=[[[50, 50]]], seats=[[0]], distance_m=[[1]], projects=[BUILD], budget_10k=[0.0, 100.0]),
        50,
    ),
}

CASES |= {
    # Two rooms could serve a hundred juniors, and there is money to change one.
    "C14": (one_site(primary=[0], junior=[100], budget_10k=[60.0]), 50),
}

TWO_SITES = {
    "intakes": [[[100]]],
    "seats": [[0], [0]],
    "distance_m": [[1, 2]],
    "projects": [
        {"facility": 0, "seats": [50], "options": [(2023, 2023, {2023: 10.0})]},
        {"facility": 1, "seats": [50], "options": [(2023, 2023, {2023: 10.0})]},
    ],
}


def one_band_share(floor: float) -> SeatShare:
    return SeatShare(name="public", band=0, member=np.array([1, 0]), floor=floor)


def reference_of(opening: list[int], *, pairs: int = 2, years: int = 1, **parts: float) -> Reference:
    return Reference(opening_year=np.array(opening), pair=np.ones((pairs, years), dtype=np.int64), **parts)


CASES |= {
    # Either of two schools, not both.
    "C8": (town(**TWO_SITES, rules=Rules(exclusive=((0, 1),))), 50),
    # At least nine seats of ten are to be public: 50 public seats allow no 50 private ones.
    "C9": (town(**TWO_SITES, rules=Rules(shares=(one_band_share(0.9),))), 50),
    # Fifty seats need five staff, and six can be had.
    "C10": (
        town(
            **TWO_SITES,
            rules=Rules(
                staff=Staff(per_seat=np.array([0.1]), recruitment=np.array([6.0]), posts=np.array([np.inf]))
            ),
        ),
        50,
    ),
    # Nothing was announced, and one project may differ.
    "C11": (town(**TWO_SITES, rules=Rules(reference=reference_of([0, 0], change_limit=1.0))), 50),
    # Two schools of 25 seat a zone of 50 that is split; whole, it goes to one.
    "C12": (
        town(
            intakes=[[[50]]],
            seats=[[25], [25]],
            distance_m=[[1, 1]],
            rules=Rules(catchments=catchment_rules(whole=1, contiguous=0, zones=1)),
        ),
        25,
    ),
    # The school stands two borders away, and the zone between is not within its reach.
    "C13": (
        replace(
            town(intakes=[[[0]], [[0]], [[50]]], seats=[[50]], distance_m=[[1], [1], [1]]),
            pairs=Pairs(
                zone=np.array([2]), facility=np.array([0]), band=np.array([0]), distance_m=np.array([1.0])
            ),
            rules=Rules(catchments=catchment_rules(whole=0, contiguous=1, sites=1)),
        ),
        50,
    ),
    # Each school of 50 seats needs five posts, and six people are there.
    "C17": (
        town(
            **TWO_SITES,
            rules=Rules(
                staff_supply=staff(
                    [[6.0]],
                    group=np.zeros(2, dtype=int),
                    per_seat=np.array([0.1]),
                    lack_limit=np.zeros(1),
                    recruitment=np.zeros(1),
                )
            ),
        ),
        50,
    ),
    # 100 a year for a school of 100 that is paid in the second year: what the first leaves lapses at its end.
    "C18": (
        town(
            intakes=[[[50, 50]]],
            seats=[[0]],
            distance_m=[[1]],
            projects=[BUILD],
            purses=purses_of([50.0, 50.0], projects=1, lapses=[0]),
        ),
        100,
    ),
    # Forty sit at the one site in reach. They move to the other only if it closes, and then nobody enters it.
    "C15": (
        replace(
            town(
                intakes=[[[40]]],
                seats=[[40], [100]],
                distance_m=[[1, 9]],
                enrolled_before=[[[40]], [[0]]],
                retreat=closing_rule(),
            ),
            pairs=Pairs(
                zone=np.array([0]), facility=np.array([0]), band=np.array([0]), distance_m=np.array([1.0])
            ),
        ),
        40,
    ),
    # The site is to open with at least 120 entrants, and there are 100: it cannot.
    "C19": (town(**TWO_SITES, rules=Rules(least_intake=np.array([[120.0], [0.0]]))), 50),
}


def test_every_equation_has_a_case() -> None:
    assert set(CASES) == set(EQUATIONS)


@pytest.mark.parametrize("number", CASES)
def test_equation_is_needed(number: str) -> None:
    problem, expected = CASES[number]
    assert value(problem) == pytest.approx(expected)
    assert value(problem, leave_out=(number,)) < expected - 1


def test_c3_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """C3 is substituted into C2 and C4: without the projects' terms a new school gives no seats."""
    problem = town(intakes=[[[80, 80]]], seats=[[0]], distance_m=[[1]], projects=[BUILD])
    assert value(problem) == pytest.approx(0)

    def none_gained(problem: PlanningProblem) -> Gains:
        nowhere = np.full((len(problem.facilities), len(problem.bands), len(problem.years)), ABSENT)
        return open_seat_gains(problem).within(nowhere)

    monkeypatch.setattr(c2_capacity, "open_seat_gains", none_gained)
    monkeypatch.setattr(c4_entry, "open_seat_gains", none_gained)
    assert value(problem) == pytest.approx(160)


def test_committed_once_needs_c6() -> None:
    """A committed project that nobody needs is not built once C6 is left out."""
    committed = {**BUILD, "committed": True}
    problem = town(intakes=[[[10, 10]]], seats=[[20]], distance_m=[[1]], projects=[committed])
    model = build_model(problem)
    live = LiveModel(model, threads=2)
    with_c6 = live.minimise(o2_cost_and_distance(model), name="O2", gap=0.0, listener=silent).stage
    loose = build_model(problem, leave_out=("C6",))
    without = LiveModel(loose, threads=2).minimise(
        o2_cost_and_distance(loose), name="O2", gap=0.0, listener=silent
    )
    assert with_c6 is not None
    assert without.stage is not None
    assert with_c6.value - without.stage.value == pytest.approx(100)


def closable(problem: PlanningProblem) -> dict[str, Any]:
    """Return a second site that may close, beside the one of a problem with one site and zone."""

    def twice(array: Any) -> Any:
        return np.concatenate([array, array])

    pairs, rules = problem.pairs, problem.rules
    assert rules.reference is not None
    assert rules.catchments is not None
    assert rules.staff_supply is not None
    return {
        "facilities": ("F0", "F1"),
        "pairs": Pairs(
            zone=twice(pairs.zone),
            facility=np.array([0, 1]),
            band=twice(pairs.band),
            distance_m=twice(pairs.distance_m),
        ),
        **{name: twice(getattr(problem, name)) for name in ("seats", "temporary_limit")},
        "enrolled_before": np.array([[[0.0, 0.0]], [[5.0, 0.0]]]),
        "rules": replace(
            rules,
            reference=replace(rules.reference, pair=twice(rules.reference.pair)),
            catchments=replace(rules.catchments, home=twice(rules.catchments.home)),
            shares=tuple(replace(share, member=twice(share.member)) for share in rules.shares),
            staff_supply=replace(rules.staff_supply, group=twice(rules.staff_supply.group)),
        ),
        "retreat": Retreat(
            least_roll=[[0.0], [30.0]],
            first_close=[[-1], [0]],
            closing_10k=[[0.0], [5.0]],
            running_10k=[[0.0], [10.0]],
            move_from=[1],
            move_to=[0],
            move_band=[0],
            move_10k=[0.1],
            most_a_year=1,
        ),
    }


def test_rows_carry_their_number() -> None:
    problem = town(
        intakes=[[[50, 50]]],
        seats=[[30]],
        distance_m=[[1]],
        projects=[BUILD],
        budget_10k=[100.0, 100.0],
        carry_over=True,
        lapses_after=1,
        entry_factor=[1.0],
        temporary_limit=[[[5, 5]]],
        rules=Rules(
            exclusive=((0,),),
            shares=(SeatShare(name="public", band=0, member=np.array([1]), floor=0.5),),
            staff=Staff(per_seat=np.ones(1), recruitment=np.full(2, 500.0), posts=np.full(2, 500.0)),
            reference=reference_of([0], pairs=1, years=2, change_limit=1.0),
            catchments=catchment_rules(whole=1, contiguous=1, sites=1, zones=1),
            fewest_projects=1,
            most_projects=1,
            least_intake=np.ones((1, 1)),
            staff_supply=staff(
                [[9.0]], years=2, group=np.zeros(1, dtype=int), per_seat=np.ones(1), lack_limit=np.ones(1)
            ),
        ),
    )
    problem = replace(problem, **closable(problem))
    model = build_model(problem)
    lending = build_model(one_site(primary=[0], junior=[1]))
    asked = {equation for equation, _ in (*model.families, *lending.families)}
    assert asked == set(EQUATIONS)
    assert set(model.families) <= set(ROW_AXES), "every kind of row can be named"
    every = np.concatenate([found.row for found in model.families.values()])
    assert sorted(every.tolist()) == list(range(model.shape[0]))
    for name, row in zip(row_names(model), range(model.shape[0]), strict=True):
        equation, part = next(family for family, found in model.families.items() if row in found.row)
        assert name.startswith(f"{equation}_{part}" if part else equation)


def test_formulation_lists_every_equation() -> None:
    text = (files("planning.optimise") / "formulation.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (C\d+|O\d+) \|", text, flags=re.MULTILINE)) == {
        *EQUATIONS,
        "C3",
        "C16",
        "O1",
        "O2",
        "O3",
    }


def test_a_row_is_found_by_equation_and_position() -> None:
    problem = town(
        intakes=[[[50, 50]]], seats=[[0]], distance_m=[[1]], projects=[BUILD], budget_10k=[70.0, 100.0]
    )
    model = build_model(problem)
    row = model.row("C7", (1,))
    assert row is not None
    assert model.upper[row] == 100.0
    assert row_names(model)[row] == "C7_2024"
    assert model.row("C7", (2,)) is None
    assert model.row("C7", (0, 0)) is None
    assert model.row("C8", (0,)) is None
    assert model.rows_of("C2").position.tolist() == [[0, 0, 0], [0, 0, 1]]


def test_names_are_readable_and_never_two_alike() -> None:
    problem = town(intakes=[[[5]], [[5]]], seats=[[30]], distance_m=[[1], [1]])
    names = column_names(build_model(problem))
    assert "place_Z1_F0_primary_2023" in names
    # Labels that will not do, or that would look alike, give way to positions.
    for zones in (("a-b", "a_b"), ("a b", "c"), ("镇", "村"), ("A", "a"), ("long" * 9, "b")):
        object.__setattr__(problem, "zones", zones)
        names = column_names(build_model(problem))
        assert len(names) == len(set(names))
        assert "place_z001_F0_primary_2023" in names


YEARS = (2023, 2024, 2025)
WORKS = {2023: 10.0}


def options(*starts: int, works: int = 1) -> list[tuple[int, int, dict[int, float]]]:
    return [(year, year + works, {year: 10.0}) for year in starts if year + works <= YEARS[-1]]


def three_years(rules: Rules, **parts: object) -> PlanningProblem:
    projects = [
        {"facility": 0, "seats": [50], "options": options(2023, 2024)},
        {"facility": 1, "seats": [50], "options": options(2023, 2024)},
    ]
    return town(
        intakes=[[[100, 100, 100]]],
        seats=[[0], [0]],
        distance_m=[[1, 2]],
        projects=projects,
        rules=rules,
        **parts,
    )


def test_one_project_after_the_other() -> None:
    """The second may begin when the first opens, in 2024, and opens in 2025."""
    problem = three_years(Rules(after=((1, 0),)))
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert summarise(problem, plan).opening_year == (2024, 2025)
    assert plan.unplaced.sum() == pytest.approx(100 + 50 + 0)


def test_one_site_under_works_at_a_time() -> None:
    problem = three_years(Rules(works_at_once=np.ones(3)))
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert sorted(summarise(problem, plan).opening_year) == [2024, 2025]


def test_posts_add_up_over_the_years() -> None:
    staff = Staff(per_seat=np.array([0.1]), recruitment=np.full(3, np.inf), posts=np.array([0.0, 5.0, 8.0]))
    problem = three_years(Rules(staff=staff))
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert sorted(summarise(problem, plan).opening_year) == [0, 2024]


def test_phases_open_one_after_the_other_and_works_take_seats() -> None:
    """A site of 40 seats has 10 out of use in 2023, opens 30 more in 2024 and the last 20 in 2025."""
    change = np.array([[[-10.0, -20.0, 0.0]]])
    base = town(
        intakes=[[[100, 100, 100]]],
        seats=[[40]],
        distance_m=[[1]],
        projects=[{"facility": 0, "seats": [50], "options": [(2023, 2024, WORKS)], "committed": True}],
    )
    problem = replace(base, programme=replace(base.programme, option_seat_change=change))
    assert problem.option_seats[0, 0].tolist() == [-10, 30, 50]
    assert problem.option_opening_seats[0, 0].tolist() == [0, 30, 20]
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert summarise(problem, plan).open_seats[0, 0].tolist() == [30, 70, 90]
    assert plan.unplaced[0, 0] == pytest.approx([70, 30, 10])


def test_a_conversion_takes_from_one_band_and_gives_to_another() -> None:
    problem = town(
        intakes=[[[30], [90]]],
        seats=[[90, 0]],
        distance_m=[[1]],
        bands=("primary", "junior"),
        projects=[{"facility": 0, "seats": [-60, 90], "options": [(2023, 2023, WORKS)]}],
    )
    plan = optimise(problem)
    assert summarise(problem, plan).open_seats[0, :, 0].tolist() == [30, 90]
    assert plan.unplaced.sum() == 0


def tied(**reference: object) -> PlanningProblem:
    """Either of two equal schools does, at once or a year later; nothing else tells them apart."""
    projects = [
        {"facility": f, "seats": [50], "options": [(2023, 2023, {2023: 10.0}), (2024, 2024, {2024: 10.0})]}
        for f in (0, 1)
    ]
    rules = Rules(reference=reference_of(**reference)) if reference else Rules()  # type: ignore[arg-type]
    return town(intakes=[[[0, 50]]], seats=[[0], [0]], distance_m=[[5, 5]], projects=projects, rules=rules)


def test_o3_settles_ties_by_the_earliest_start_and_the_first_in_the_list() -> None:
    plan = optimise(tied())
    assert summarise(tied(), plan).opening_year == (2023, 0)
    assert plan.stages[2].proven
    assert audit(tied(), plan).passed


def test_o3_keeps_to_what_was_announced() -> None:
    problem = tied(opening=[0, 2024], pairs=2, years=2)
    plan = optimise(problem)
    assert summarise(problem, plan).opening_year == (0, 2024)
    assert audit(problem, plan).passed
    # Where what was announced would leave 20 without a place, it is given up.
    short = replace(problem, intakes=np.array([[[20.0, 50.0]]]))
    assert summarise(short, optimise(short)).opening_year == (0, 2023)


def test_o3_keeps_pupils_in_their_announced_catchments() -> None:
    """Two equal schools stand as far; the announced catchment is the second's."""
    reference = Reference(opening_year=np.zeros(0, dtype=np.int64), pair=np.array([[0], [1]]))
    problem = town(
        intakes=[[[40]]], seats=[[50], [50]], distance_m=[[5, 5]], rules=Rules(reference=reference)
    )
    plan = optimise(problem, SolverSettings(tolerance_o2=1e-6))
    assert plan.place[:, 0].tolist() == pytest.approx([0, 40])
    assert audit(problem, plan).passed


def test_everyone_placed_or_no_plan() -> None:
    short = town(intakes=[[[50]]], seats=[[30]], distance_m=[[1]], unmet_forbidden=True)
    with pytest.raises(NoPlanError):
        optimise(short)
    enough = town(intakes=[[[30]]], seats=[[30]], distance_m=[[1]], unmet_forbidden=True)
    assert optimise(enough).unplaced.sum() == 0


#: For each objective: a town in which leaving it out, and keeping the others, would let a worse plan pass.
OBJECTIVE_CASES: dict[str, PlanningProblem] = {
    # Placing costs distance, so the cheapest plan leaves everyone without a place.
    "O1": town(intakes=[[[40]]], seats=[[50]], distance_m=[[900]]),
    # Either school gives everyone a seat; one is far away.
    "O2": town(intakes=[[[40]]], seats=[[50], [50]], distance_m=[[100, 9000]]),
    # Either of two equal schools does, now or later.
    "O3": tied(),
}


def extremes(problem: PlanningProblem, name: str) -> tuple[float, float]:
    """Return the least and the most that an objective can be while the earlier ones are at their best."""
    bench = Workbench(problem, SolverSettings(gap_o2=0.0))
    costs = {"O1": bench.first, "O2": bench.second, "O3": o3_change_and_start(bench.model)[1]}
    values = []
    for sign in (1.0, -1.0):
        bench.ask(Question())
        for other in ("O1", "O2"):
            if other < name:
                stage = bench.live.minimise(costs[other], name=other, gap=0.0, listener=silent).stage
                assert stage is not None
                bench.live.hold(costs[other], value=stage.value, tolerance=0.0)
        stage = bench.live.minimise(costs[name].times(sign), name=name, gap=0.0, listener=silent).stage
        assert stage is not None
        values.append(sign * stage.value)
    return values[0], values[1]


@pytest.mark.parametrize("name", OBJECTIVE_CASES)
def test_objective_is_needed(name: str) -> None:
    least, most = extremes(OBJECTIVE_CASES[name], name)
    assert most > least + 1e-3
    stage = next(
        s for s in optimise(OBJECTIVE_CASES[name], SolverSettings(gap_o2=0.0)).stages if s.name == name
    )
    assert stage.value == pytest.approx(least, abs=1e-3)


def test_every_objective_has_a_case() -> None:
    text = (files("planning.optimise") / "formulation.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (O\d+) \|", text, flags=re.MULTILINE)) == set(OBJECTIVE_CASES)
