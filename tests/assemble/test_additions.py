"""Schools that a scenario adds, and openings that it fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

import planning
from planning.report.sheets.background import assumptions_sheet
from planning.scenario.load import load_scenario
from tests.small_district import write_scenario

SCHOOL = "  - {project: N1, name: {zh: 新校, en: New school}, at: [118.015, 24.506], junior: 6 classes}\n"


def child(tmp_path: Path, text: str) -> Path:
    base = tmp_path / "base.yaml"
    if not base.exists():
        write_scenario(tmp_path)
    path = tmp_path / "child.yaml"
    path.write_text(f"extends: base.yaml\nscenario: child\n{text}", encoding="utf-8")
    return path


def test_an_added_school_is_a_project_like_those_of_the_folder(tmp_path: Path) -> None:
    case = planning.open_case(child(tmp_path, f"add:\n{SCHOOL}"))
    problem = case.problem
    assert problem.projects == ("P01", "P02", "P03", "N1")
    assert problem.facilities[-1] == "N1"
    junior = problem.bands.index("junior")
    # Six classes of 50, as the district's own classes are; P02 has 150 seats for 3,000.
    assert problem.programme.seats[-1, junior] == 300
    assert problem.programme.cost_10k[-1] == 6000
    own = problem.programme.options_of(3)
    assert problem.programme.option_opening_year[own].tolist() == [2024, 2025, 2026, 2027, 2028]
    assert ((problem.pairs.facility == 5) & (problem.pairs.band == junior)).sum() == 3, "all zones are near"
    assert not case.solve().unplaced.query("band == 'junior'")["unhoused"].sum()


def test_what_nobody_stated_is_said_and_why(tmp_path: Path) -> None:
    inputs = planning.open_case(child(tmp_path, f"add:\n{SCHOOL}")).inputs
    taken = {one.path: one for one in inputs.district.taken}
    assert taken["add.N1.cost_10k"].value == 6000
    assert "1 project" in taken["add.N1.cost_10k"].words.text("en")
    row = inputs.district.tables["projects"].iloc[-1]
    assert row["confidence"] == row["cost_confidence"] == "assumed"
    assert "added by the scenario" in row["source"]
    sheet = assumptions_sheet(inputs.loaded.scenario.model_dump(mode="json"), inputs.district.taken)
    paths = [path for path, _ in sheet.rows]
    assert "add.N1.junior" in paths
    assert "add.N1.works_months" in paths


def test_what_is_stated_is_kept(tmp_path: Path) -> None:
    text = SCHOOL.replace("}\n", ", cost_10k: 5, works_months: 3, start_month: 3, start_latest: 2024, "
                                 "spend_shares: [1, 0, 0, 0], status: continuing}\n")  # fmt: skip
    case = planning.open_case(child(tmp_path, f"add:\n{text}"))
    programme = case.problem.programme
    own = programme.options_of(3)
    assert programme.option_opening_year[own].tolist() == [2023, 2024]
    assert programme.option_spend_10k[own[0], :2].tolist() == [5, 0]
    assert programme.committed[3]
    assert {one.path for one in case.inputs.district.taken} == {"add.N1.start_earliest"}


def test_a_child_replaces_the_list_and_adds_to_the_openings(tmp_path: Path) -> None:
    child(tmp_path, f"add:\n{SCHOOL}openings: {{P02: 2025}}\n").rename(tmp_path / "parent.yaml")
    path = tmp_path / "grandchild.yaml"
    path.write_text(
        "extends: parent.yaml\nscenario: g\nopenings: {P03: never}\n"
        "add: [{project: N2, facility: F002, primary: 90}]\n",
        encoding="utf-8",
    )
    scenario = load_scenario(path).scenario
    assert [one.project for one in scenario.add] == ["N2"]
    assert scenario.openings == {"P02": 2025, "P03": "never"}
    assert planning.open_case(path).problem.programme.facility[-1] == 1


def test_openings_are_fixed_and_forbidden(tmp_path: Path) -> None:
    case = planning.open_case(child(tmp_path, "openings: {P02: 2026, P03: never}\n"))
    programme = case.problem.programme
    assert programme.option_opening_year[programme.options_of(1)].tolist() == [2026]
    assert programme.committed[1]
    assert not len(programme.options_of(2))
    schedule = case.solve().schedule.set_index("project_id")
    assert schedule.loc["P02", "opening_year"] == 2026
    free = planning.open_case(child(tmp_path, "openings: {P02: null}\n"))
    assert len(free.problem.programme.options_of(1)) > 1


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("add: [{project: P01, at: [118.0, 24.5], junior: 90}]", "add.0.project", "of the district already"),
        ("add: [{project: N1, at: [118.0, 24.5], junor: 90}]", "add.0.junor", "The bands are: kindergarten"),
        ("add: [{project: N1, at: [24.5, 118.0], junior: 90}]", "add.0.at", "far from the district"),
        ("add: [{project: N1, facility: F9, junior: 90}]", "add.0.facility", "no facility F9"),
        ("add: [{project: N1, at: [118.0, 24.5]}]", "add.0", "no seats or classes"),
        ("add: [{project: N1, junior: 90}]", "add.0", "either at"),
        ("add: [{project: N1, at: [118.0, 24.5], junior: -5}]", "add.0.junior", "a number of seats above 0"),
        ("add: [{project: N1, at: [118.0, 24.5], colour: red}]", "add.0.colour", "taken for a band"),
        ("add: [{project: N1, at: [118.0, 24.5], kindergarten: 90}]", "add.0.cost_10k", "states no cost"),
        ("add: [{project: N1, at: [118.0, 24.5], junior: 9, spend_shares: [1, 1, 0, 0]}]", "add.0", "add up"),
        ("openings: {P02: 1999}", "openings.P02", "It can open in: 2024"),
        ("openings: {P9: 2026}", "openings.P9", "no project P9"),
        ("openings: {P01: never}", "openings.P01", "under way"),
        ("openings: {P01: soon}", "openings.P01", "a year, never or null"),
    ],
)
def test_faults_name_the_path_and_the_way_out(tmp_path: Path, text: str, path: str, said: str) -> None:
    with pytest.raises(planning.InputError) as caught:
        planning.open_case(child(tmp_path, text + "\n"))
    (finding,) = caught.value.findings
    assert finding.where.path == path
    english = str(caught.value)
    assert said in english, english


def test_a_list_fault_names_the_line_of_the_list(tmp_path: Path) -> None:
    with pytest.raises(planning.InputError) as caught:
        planning.open_case(child(tmp_path, "add: [{project: N1, at: [118.0], junior: 9}]\n"))
    (finding,) = caught.value.findings
    assert (finding.where.line, finding.where.path) == (3, "add.0.at")


def test_a_school_in_one_line_of_python(tmp_path: Path) -> None:
    case = planning.open_case(write_scenario(tmp_path))
    one = case.with_school(at=(118.015, 24.506), junior=300)
    two = one.with_school(at=(118.012, 24.506), primary="6 classes", name={"zh": "小", "en": "Small"})
    assert two.problem.projects[-2:] == ("N1", "N2")
    assert two.labels.project_names["N2"] == ("小", "Small")
    assert two.problem.programme.seats[-1].max() == 270
    with pytest.raises(planning.InputError, match="no band"):
        case.with_school(at=(118.015, 24.506), senor=300)
