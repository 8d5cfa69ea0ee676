"""Rules, references, phases and real progress, from files to the problem."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.ask.case import open_case
from planning.assemble.plan.works_progress import follow_progress
from planning.district.bands import ready_made
from planning.errors import InputError, NoPlanError
from planning.optimise import optimise
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.record import make_digests
from planning.runs.run import Run, run_scenario
from tests.conftest import BASE, ROOT
from tests.sealed import seal
from tests.small_district import write_scenario

BANDS = ready_made().ids

Load = Callable[..., Path]
STATUS = "project_id,as_of_year,as_of_month,planned_share,actual_share,year_plan_10k,year_done_10k,source,confidence"


@pytest.fixture
def scenario(tmp_path: Path) -> Load:
    """Return a function that writes a scenario, with further tables beside the embedded district's."""

    def write(text: str, **tables: str) -> Path:
        folder = tmp_path / "d"
        if not folder.exists():
            shutil.copytree(ROOT / "geodata" / "haicang", folder, ignore=shutil.ignore_patterns("source"))
        for name, content in tables.items():
            (folder / f"{name}.csv").write_text(content, encoding="utf-8")
            with (folder / "manifest.csv").open("a", encoding="utf-8") as handle:
                handle.write(f"{name},{name}.csv,utf-8,表,table,made,2023-06-30,none,made,assumed,\n")
        path = tmp_path / "s.yaml"
        path.write_text(f"extends: {BASE}\nscenario: made\ndistrict: {folder}\n{text}", encoding="utf-8")
        return path

    return write


def test_rules_are_off_where_none_is_stated() -> None:
    rules = make_problem(load_inputs(BASE)).rules
    assert (rules.after, rules.exclusive, rules.shares) == ((), (), ())
    assert (rules.works_at_once, rules.staff, rules.reference) == (None, None, None)


def test_rules_become_positions(scenario: Load) -> None:
    path = scenario(
        """
rules:
  after: [{project: P15, follows: P14}]
  exclusive: [[P16, P17]]
  works_at_once: 9
  shares:
    public: {band: kindergarten, operators: [public, public_type], floor: today}
    inclusive: {band: kindergarten, operators: [public, public_type, inclusive_private], floor: 0.99}
  staff: {pupils_per_staff: {primary: 19, junior: 13.5}, recruitment_per_year: 349, posts: null}
  temporary_last_year: 2027
"""
    )
    problem = make_problem(load_inputs(path))
    rules = problem.rules
    assert rules.after == ((14, 13),)
    assert rules.exclusive == ((15, 16),)
    assert rules.works_at_once is not None
    assert rules.works_at_once.tolist() == [9.0] * 13
    public, inclusive = rules.shares
    own = problem.seats[:, 0]
    assert public.floor == pytest.approx((own * public.member).sum() / own.sum())
    assert inclusive.floor == 0.99
    assert rules.staff is not None
    assert rules.staff.per_seat.tolist() == pytest.approx([0, 1 / 19, 1 / 13.5, 0])
    # Temporary seats end; who already sits in a large class stays.
    t = problem.years.index(2028)
    crowded = np.maximum(problem.enrolled_before[:, :, t] - problem.seats, 0)
    np.testing.assert_allclose(problem.temporary_limit[:, :, t], crowded)


@pytest.mark.parametrize(
    ("after", "circle"),
    [
        ([("P15", "P15")], "P15 after P15"),
        ([("P15", "P14"), ("P14", "P15")], "P14 after P15, P15 after P14"),
        (
            [("P01", "P02"), ("P15", "P14"), ("P14", "P16"), ("P16", "P15")],
            "P14 after P16, P16 after P15, P15 after P14",
        ),
    ],
)
def test_projects_that_follow_in_a_circle_are_refused(
    scenario: Load, after: list[tuple[str, str]], circle: str
) -> None:
    listed = ", ".join(f"{{project: {a}, follows: {b}}}" for a, b in after)
    path = scenario(f"rules: {{after: [{listed}]}}")
    with pytest.raises(InputError) as caught:
        make_problem(load_inputs(path))
    assert len(caught.value.findings) == 1
    finding = caught.value.findings[0]
    assert finding.where.path == "rules.after"
    assert f"in a circle: {circle}; none" in finding.words.text("en")
    pairs = [pair.split(" after ") for pair in circle.split(", ")]
    said = "，".join(f"{project} 在 {earlier} 之后" for project, earlier in pairs)
    assert f"成环：{said}；" in finding.words.text("zh")


def test_a_chain_and_a_diamond_are_no_circle(scenario: Load) -> None:
    chain = [("P15", "P14"), ("P16", "P14"), ("P17", "P15"), ("P17", "P16"), ("P15", "P14")]
    listed = ", ".join(f"{{project: {a}, follows: {b}}}" for a, b in chain)
    assert len(make_problem(load_inputs(scenario(f"rules: {{after: [{listed}]}}"))).rules.after) == 5


def test_unknown_projects_are_named(scenario: Load) -> None:
    path = scenario("rules: {exclusive: [[P16, P99]], after: [{project: P98, follows: P01}]}")
    with pytest.raises(InputError) as caught:
        make_problem(load_inputs(path))
    assert [item.words.text("en")[:27] for item in caught.value.findings] == [
        "there is no project 'P98'; ", "there is no project 'P99'; ",
    ]  # fmt: skip
    assert caught.value.findings[0].where.path == "rules.after"


def test_a_rule_that_cannot_be_kept_is_found_before_building(scenario: Load) -> None:
    """Openings of 2023 need more staff than the 349 whom a year can recruit: 6 completing projects."""
    path = scenario(
        "rules: {staff: {pupils_per_staff: {kindergarten: 10, primary: 19, junior: 13.5, senior: 12.5}, "
        "recruitment_per_year: 349, posts: null}}"
    )
    problem = make_problem(load_inputs(path))
    with pytest.raises(NoPlanError) as caught:
        optimise(problem)
    assert "committed openings need at least 643 in 2023; there are 349" in caught.value.words.text("en")
    assert "planning repair shows the smallest change" in caught.value.words.text("en")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("exclusive: [[P01, P02]]", "one of P01, P02 is allowed, and all are committed"),
        ("works_at_once: 1", "committed projects are under works; 1 may be"),
        ("after: [{project: P01, follows: P12}]", "P12, which it follows, cannot open by then"),
        (
            "shares: {all: {band: kindergarten, operators: [public], floor: 1.0}}",
            "share all is to be 100.0% (now ",
        ),
    ],
)
def test_totals_tell_which_rule_is_impossible(scenario: Load, rule: str, said: str) -> None:
    problem = make_problem(load_inputs(scenario(f"rules: {{{rule}}}")))
    with pytest.raises(NoPlanError) as caught:
        optimise(problem)
    assert said in caught.value.words.text("en")


def test_phases_and_works_become_seats_by_year(scenario: Load) -> None:
    table = (
        "project_id,band,kind,seats,years_after,source,confidence\n"
        "P13,junior,phase,300,2,made,assumed\nP13,primary,works,40,0,made,assumed\n"
    )
    problem = make_problem(load_inputs(scenario("", seat_changes=table)))
    p = problem.projects.index("P13")
    option = int(problem.programme.options_of(p)[0])
    start, opening = (
        int(problem.programme.option_start_year[option]), int(problem.programme.option_opening_year[option])
    )  # fmt: skip
    seats = problem.option_seats[option, BANDS.index("junior")]
    full = problem.programme.seats[p, BANDS.index("junior")]
    at = problem.years.index(opening)
    assert seats[at : at + 3].tolist() == [full - 300, full - 300, full]
    works = problem.option_seats[option, BANDS.index("primary"), problem.years.index(start) : at]
    assert set(works.tolist()) == {-40.0}


def test_progress_moves_the_opening(scenario: Load) -> None:
    """Works of 21 months, a third done by June 2023: 14 months are left, to August 2024."""
    projects = load_inputs(BASE).district.tables["projects"].set_index("project_id")
    works = int(projects.loc["P07", "works_months"])
    path = scenario("", status=f"{STATUS}\nP07,2023,6,0.6,0.2,1000,400,made,assumed\n")
    inputs = load_inputs(path)
    (item,) = follow_progress(inputs.district)
    left = int(np.ceil(works * 0.8))
    finished = 2023 * 12 + 6 + left
    assert item.expected_opening == -(-(finished - 8) // 12)
    assert item.ahead_share == pytest.approx(0.4 - 0.5)
    assert item.expected_opening > item.planned_opening
    problem = make_problem(inputs)
    own = problem.programme.options_of(problem.projects.index("P07"))
    assert problem.programme.option_opening_year[own].tolist() == [item.expected_opening]
    answer = open_case(path).progress()
    assert answer.sheets[0].rows[0][6:8] == (item.planned_opening, item.expected_opening)
    assert "P07" in answer.sentences[0].text("en")


def reference_folder(tmp_path: Path, run: Run, **openings: int | None) -> Path:
    folder = tmp_path / "last_round"
    shutil.copytree(run.folder, folder)
    schedule = pd.read_csv(run.folder / "schedule.csv").set_index("project_id")
    for project, year in openings.items():
        schedule.loc[project, "opening_year"] = year
        schedule.loc[project, "start_year"] = None if year is None else year - 2
    schedule.reset_index().to_csv(folder / "schedule.csv", index=False)
    return seal(folder)


def later_round(tmp_path: Path, text: str, *, name: str = "later.yaml") -> Path:
    """Write a scenario of the three zones beside its base."""
    path = tmp_path / "small" / name
    path.write_text(f"extends: base.yaml\nscenario: later\n{text}", encoding="utf-8")
    return path


@pytest.fixture
def small_run(tmp_path: Path) -> Run:
    """Return a run of the three zones, where P03 is not started, for it helps nobody."""
    run = run_scenario(write_scenario(tmp_path / "small"), out=tmp_path / "first")
    assert run.appraisal.opening_year == (2023, 2026, 0)
    return run


def test_a_plan_keeps_to_its_own_announcement(tmp_path: Path, small_run: Run) -> None:
    folder = reference_folder(tmp_path, small_run)
    run = run_scenario(later_round(tmp_path, f"reference: {folder}\n"), out=tmp_path / "r")
    assert run.appraisal.opening_year == small_run.appraisal.opening_year
    assert run.audit.passed
    lateness = small_run.plan.stages[2].value
    assert run.plan.stages[2].value == pytest.approx(lateness, abs=1)


def test_what_was_announced_holds_within_the_tolerance(tmp_path: Path, small_run: Run) -> None:
    """P03 costs more than a quarter of O2: kept where as much is allowed, given up where nothing is."""
    folder = reference_folder(tmp_path, small_run, P03=2026)
    loose = later_round(tmp_path, f"reference: {folder}\nsolver: {{tolerance_o2: 0.4}}\n")
    kept = run_scenario(loose, out=tmp_path / "kept")
    p = kept.problem.projects.index("P03")
    assert kept.appraisal.opening_year[p] == 2026
    assert kept.plan.stages[2].proven
    answer = open_case(loose).stability()
    assert "P03" in [row[0] for row in answer.sheets[0].rows]
    given_up = later_round(tmp_path, f"reference: {folder}\nsolver: {{tolerance_o2: 0.0}}\n", name="m.yaml")
    strict = run_scenario(given_up, out=tmp_path / "m")
    assert strict.appraisal.opening_year[p] == 0


def test_what_was_begun_is_frozen(tmp_path: Path, small_run: Run) -> None:
    """P03 was not started in the plan; an earlier round that began it in 2022 holds it."""
    folder = reference_folder(tmp_path, small_run, P03=2024)
    problem = make_problem(load_inputs(later_round(tmp_path, f"reference: {folder}\n")))
    p = problem.projects.index("P03")
    own = problem.programme.options_of(p)
    assert problem.programme.committed[p] == 1
    assert problem.programme.option_start_year[own].tolist() == [2022]
    assert problem.programme.option_opening_year[own].tolist() == [2024]


def test_what_was_announced_is_part_of_the_digest(tmp_path: Path, small_run: Run) -> None:
    folder = reference_folder(tmp_path, small_run)
    inputs = load_inputs(later_round(tmp_path, f"reference: {folder}\n"))
    before = make_digests(inputs.loaded, inputs.district)
    assert "reference/schedule.csv" in before.tables
    (folder / "schedule.csv").write_text("project_id,start_year,opening_year\n", encoding="utf-8")
    assert make_digests(inputs.loaded, inputs.district).all != before.all


def test_a_reference_that_is_no_result(scenario: Load, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        make_problem(load_inputs(scenario(f"reference: {tmp_path / 'nowhere'}\n")))
    assert "it is no result of a run" in caught.value.findings[0].words.text("en")
    with pytest.raises(InputError) as caught:
        open_case(BASE).stability()
    assert "the scenario states no reference" in caught.value.findings[0].words.text("en")
