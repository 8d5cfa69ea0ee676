"""Each equation has a case whose answer changes when that equation alone is left out."""

from __future__ import annotations

import re
from importlib.resources import files

import pulp
import pytest

from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.optimise.build import EQUATIONS, build_model
from planning.optimise.equations import c2_capacity, c4_entry
from planning.optimise.live import LiveModel
from planning.optimise.model import Model
from planning.optimise.objectives import o1_unhoused, o2_cost_and_distance
from tests.towns import town

BUILD = {"facility": 0, "seats": [100], "options": [(2023, 2023, {2023: 100.0}), (2024, 2024, {2024: 100.0})]}


def value(problem: PlanningProblem, *, leave_out: tuple[str, ...] = ()) -> float:
    """Return the least O1."""
    model = build_model(problem, leave_out=leave_out)
    # PuLP knows only the variables that stand in a row or the objective; without C1 some stand in no row.
    model.prob.setObjective(pulp.LpAffineExpression({**o1_unhoused(model), **o2_cost_and_distance(model)}))
    live = LiveModel(model.prob, threads=2)
    stage = live.minimise(o1_unhoused(model), name="O1", gap=0.0, listener=silent).stage
    assert stage is not None
    return stage.value


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

    def existing_only(model: Model, facility: int, band: int, year: int) -> tuple[float, dict[object, float]]:
        del year
        return float(model.problem.seats[facility, band]), {}

    monkeypatch.setattr(c2_capacity, "open_seat_terms", existing_only)
    monkeypatch.setattr(c4_entry, "open_seat_terms", existing_only)
    assert value(problem) == pytest.approx(160)


def test_committed_once_needs_c6() -> None:
    """A committed project that nobody needs is not built once C6 is left out."""
    committed = {**BUILD, "committed": True}
    problem = town(intakes=[[[10, 10]]], seats=[[20]], distance_m=[[1]], projects=[committed])
    model = build_model(problem)
    live = LiveModel(model.prob, threads=2)
    with_c6 = live.minimise(o2_cost_and_distance(model), name="O2", gap=0.0, listener=silent).stage
    loose = build_model(problem, leave_out=("C6",))
    without = LiveModel(loose.prob, threads=2).minimise(
        o2_cost_and_distance(loose), name="O2", gap=0.0, listener=silent
    )
    assert with_c6 is not None
    assert without.stage is not None
    assert with_c6.value - without.stage.value == pytest.approx(100)


def test_rows_carry_their_number() -> None:
    problem = town(
        intakes=[[[50, 50]]],
        seats=[[30]],
        distance_m=[[1]],
        projects=[BUILD],
        budget_10k=[100.0, 100.0],
        entry_factor=[1.0],
        temporary_limit=[[[5, 5]]],
    )
    numbers = {row.split("_")[0] for row in build_model(problem).rows}
    assert numbers == set(EQUATIONS)


def test_formulation_lists_every_equation() -> None:
    text = (files("planning.optimise") / "formulation.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (C\d+|O\d+) \|", text, flags=re.MULTILINE)) == {*EQUATIONS, "C3", "O1", "O2"}


def test_names_go_by_position_so_labels_cannot_collide() -> None:
    problem = town(intakes=[[[5]], [[5]]], seats=[[30]], distance_m=[[1], [1]])
    object.__setattr__(problem, "zones", ("a-b", "a_b"))
    names = [variable.name for variable in build_model(problem).prob.variables()]
    assert len(names) == len(set(names))
    assert "place_z001_f000_b0_t00" in names
