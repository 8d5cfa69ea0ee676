"""One model, built once; what was solved is not solved again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import planning
from planning.optimise import Engine, SolverSettings, optimise
from planning.optimise.schedule import engine as schedule
from planning.optimise.schedule.question import Question
from planning.optimise.solver.highs import LiveModel
from tests.ask.test_case import schools, town
from tests.optimise.test_questions import two_schools
from tests.small_district import write_scenario


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the models built and the minimisations by objective."""
    counts: Counter[str] = Counter()
    build, minimise = schedule.build_model, LiveModel.minimise

    def counting_build(*arguments: object, **named: object) -> object:
        counts["built"] += 1
        return build(*arguments, **named)  # type: ignore[arg-type]

    def counting_minimise(self: LiveModel, *arguments: object, **named: object) -> object:
        counts[str(named["name"])] += 1
        return minimise(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(schedule, "build_model", counting_build)
    monkeypatch.setattr(LiveModel, "minimise", counting_minimise)
    return counts


def test_every_question_shares_one_model(counted: Counter[str], tmp_path: Path) -> None:
    case = planning.open_case(write_scenario(tmp_path))
    assert counted["built"] == 0, "a case that is not asked builds nothing"
    case.solve()
    assert counted["built"] == 1
    before = counted.copy()
    case.why("P02", opens=2024)
    asked = counted - before
    assert asked["built"] == 0
    # Searched once, and once more as the exact allocation of the schedule found.
    assert asked["O1"] == 2
    assert asked["O2"] == 2
    before = counted.copy()
    case.warnings()
    case.solve()
    case.why("P02", opens=2024)
    case.solve(openings={"P02": 2024})
    assert counted == before, "what was solved is known"


def test_asking_leaves_no_trace() -> None:
    problem = two_schools()
    engine = Engine(problem, SolverSettings(gap_o2=0.0))
    best = engine.plan()
    engine.plan(Question(forced={0: 0}))
    fresh = Engine(problem, SolverSettings(gap_o2=0.0))
    fresh.plan(Question(forced={0: 0}))
    again = fresh.plan()
    assert [stage.value for stage in again.stages] == pytest.approx([stage.value for stage in best.stages])
    assert again.option.tolist() == best.option.tolist()


def test_a_case_without_projects_needs_no_model(counted: Counter[str]) -> None:
    case = planning.case_from(zones=town(), schools=schools(), year=2024)
    assert case.solve().proven
    assert case.warnings().frame()["colour"].eq("green").all()
    assert counted["built"] == 0
    plan = optimise(case.problem)
    assert plan.stages[1].value == pytest.approx(case.plan().stages[1].value)


def test_what_was_asked_is_recorded_and_is_an_input(tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    case = planning.open_case(write_scenario(tmp_path / "small"))
    case.solve().save(tmp_path / "as_it_is")
    case.solve(budget_10k={2024: 2_500}, openings={"P02": "never"}).save(tmp_path / "asked")
    one, two = (
        json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))
        for name in ("as_it_is", "asked")
    )
    assert "asked" not in one
    assert two["asked"] == {"budget_10k": {"2024": 2_500.0}, "openings": {"P02": "never"}}
    assert one["digests"]["all"] != two["digests"]["all"]
    assert one["digests"]["scenario"] == two["digests"]["scenario"]
