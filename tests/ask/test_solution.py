"""The public objects of scripts and notebooks: a case that is solved, and a plan that shows itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import planning
from planning import Case, open_case
from planning.errors import InputError, NoPlanError
from planning.notebook.explore import FREE, NEVER, explore
from planning.runs.run import Run
from tests.conftest import BASE
from tests.small_district import write_scenario


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(str(BASE))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the three zones: P02 opens in 2024, 2025 or 2026, and there is not a seat for everybody."""
    return open_case(write_scenario(tmp_path_factory.mktemp("small")))


def test_public_names_are_few_and_load() -> None:
    assert len(planning.__all__) <= 24
    for name in planning.__all__:
        assert getattr(planning, name).__doc__


def test_a_plan_shows_its_schedule_and_whether_it_is_proven(case: Case, base_run: Run) -> None:
    plan = case.solve()
    assert plan.proven
    assert plan.schedule["opening_year"].fillna(0).tolist() == list(base_run.appraisal.opening_year)
    shown = plan._repr_html_()
    assert "现有数据与约束下的最优方案（经求解器验证）" in shown
    assert "proven optimal" in shown
    assert "南岛九年制学校" in shown
    assert "P13 2025" in repr(plan)
    assert plan.bands["unhoused"].sum() == pytest.approx(base_run.appraisal.unplaced.sum(), rel=1e-6)
    assert plan.unplaced["unhoused"].sum() == pytest.approx(plan.bands["unhoused"].sum(), rel=1e-6)
    assert {"limit_10k", "spent_10k"} <= set(plan.budget)
    assert {"pupils", "distance_m"} <= set(plan.placements)
    assert {"open_seats", "enrolled"} <= set(plan.seats)


def test_its_map_is_the_runs_map(case: Case, base_run: Run, tmp_path: Path) -> None:
    view = case.solve(settle=False).map()
    assert view._repr_html_().startswith("<iframe srcdoc=")
    assert "<script" not in view._repr_html_(), "the page is escaped inside its frame"
    saved = view.save(tmp_path / "m.html").read_text(encoding="utf-8")
    assert len(saved) == pytest.approx(base_run.folder.joinpath("map.html").stat().st_size, rel=0.2)


def test_other_money_and_forced_openings_are_solved_and_audited(small: Case) -> None:
    base = small.solve(settle=False)
    assert base.schedule.set_index("project_id")["opening_year"]["P02"] == 2026
    early = small.solve(openings={"P02": 2024}, settle=False)
    assert early.schedule.set_index("project_id")["opening_year"]["P02"] == 2024
    never = small.solve(openings={"P02": None}, settle=False)
    assert never.schedule.set_index("project_id")["opening_year"].isna()["P02"]
    poor = small.solve(budget_10k=900, settle=False)
    assert poor.budget["limit_10k"].tolist() == [900] * 6
    assert small.solve(budget_10k={2024: 500}, settle=False).budget["limit_10k"].tolist()[1] == 500
    one = base.solved.plan.stages[0].value
    for other in (early, never, poor):
        assert other.solved.audit.passed
        assert other.solved.plan.stages[0].value >= one - 1e-6
    assert never.solved.plan.stages[0].value > one + 1
    again = small.solve(settle=False)
    assert again.solved.plan.stages[0].value == pytest.approx(one), "what was asked leaves no trace"
    moved = base.compare(early).sheets[0].rows
    assert any(row[0] == "P02" and row[-1] == 2024 for row in moved)


def test_leaving_o3_aside_changes_neither_o1_nor_o2(case: Case, base_run: Run) -> None:
    quick = case.solve(settle=False).solved.plan
    assert [stage.name for stage in quick.stages] == ["O1", "O2"]
    for one, two in zip(quick.stages, base_run.plan.stages, strict=False):
        assert one.value == pytest.approx(two.value, rel=1e-3)


def test_more_births_is_another_case(case: Case) -> None:
    more = case.with_births(1.2)
    assert more.problem.intakes.sum() > case.problem.intakes.sum()
    assert np.array_equal(more.problem.intakes[:, :, 0], case.problem.intakes[:, :, 0]), "those are born"


def test_what_cannot_be_asked_is_told(case: Case) -> None:
    with pytest.raises(InputError) as caught:
        case.solve(openings={"P99": 2025}, budget_10k={1999: 1.0})
    assert len(caught.value.findings) == 2
    assert "there is no 'P99'" in str(caught.value)
    with pytest.raises(NoPlanError) as none:
        case.solve(openings={"P12": 2024})
    assert "can open in" in none.value.words.text("en")


def test_dials_answer(small: Case) -> None:
    dials = explore(small)
    money, births, project, opening, shown = dials.children
    assert "proven optimal" in shown.value
    before = shown.value
    money.value = 700
    assert shown.value != before
    assert "Money by year" in shown.value
    project.value = 1
    assert opening.options[0][1] == FREE
    opening.value = NEVER
    assert "P02" in shown.value
    births.value = 0.8
    assert "proven optimal" in shown.value
    assert "entrants without a place" in shown.value


def test_text_from_files_is_escaped_in_a_notebook(case: Case) -> None:
    plan = case.solve(settle=False)
    projects = plan.solved.subject.projects
    evil = projects.assign(name_zh="<img src=x onerror=alert(1)>")
    object.__setattr__(plan.solved.subject, "projects", evil)
    assert "<img" not in plan._repr_html_()
