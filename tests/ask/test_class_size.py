"""From which year on a class size can hold: the answer, its sheets, its clock, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import planning
from planning.report.sheets.answer import Answer
from planning.words.catalogue import reading
from tests.small_district import write_scenario

MORE = """
class_size:
  teachers_a_room: {primary: 2.0}
  salary_10k: 18.0
  source: {zh: 假定, en: assumed here}
  confidence: assumed
"""


@pytest.fixture
def case(tmp_path: Path) -> planning.Case:
    path = write_scenario(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return planning.open_case(path)


def test_sizes_years_rooms_and_teachers(case: planning.Case) -> None:
    answer = case.class_size("primary", sizes=(45, 44, 5))
    found = answer.result
    assert {sheet.name for sheet in answer.sheets} == {
        "class_size", "class_size_staff", "class_size_frontier",
    }  # fmt: skip
    years = case.problem.years
    assert len(found.cases) == 3 * len(years)
    assert all(one.unplaced is not None for one in found.cases)
    assert found.earliest(5) is None, "rooms of five hold nobody's school"
    for size in (45, 44):
        values = [one.unplaced for one in found.of(size)]
        assert values == sorted(values, reverse=True), "here later is never worse"
    staff = answer.frame("class_size_staff")
    assert (staff["teachers"] == staff["rooms_used"] * 2.0).all()
    assert staff["bill_10k"].to_numpy() == pytest.approx(staff["teachers"].to_numpy() * 18.0)
    assert (staff["rooms_used"] <= staff["rooms"] + 1).all()
    with reading("en"):
        assert "in a room" in answer.sentence
    assert answer.plot(language="zh").svg.startswith("<svg")


def test_the_answer_is_that_of_the_plan_with_the_dial(case: planning.Case) -> None:
    """Where all that may be built is built, the dial of the scenario leaves nobody out either."""
    found = case.class_size("primary", sizes=(44,), with_plan=True).result
    first = found.earliest(44)
    assert first is not None
    dialled = case.with_changes({"bands": {"primary": {"class_size": {first: 44}}}})
    b = case.problem.bands.index("primary")
    assert dialled.plan().unplaced[:, b].sum() <= found.today + 0.5


def test_a_dial_at_what_rooms_have_changes_nothing(case: planning.Case) -> None:
    table = case.inputs.district.tables["seats"]
    own = table[table["band"] == "primary"].iloc[0]
    size = float(own["seats"] / own["classes"])
    same = case.with_changes({"bands": {"primary": {"class_size": size, "planned_class_size": size}}})
    assert (same.problem.seats_by_year == case.problem.seats_by_year).all()
    assert same.plan().place == pytest.approx(case.plan().place)


def test_what_is_taken_is_said(case: planning.Case) -> None:
    dialled = case.with_changes({"bands": {"primary": {"class_size": {2024: 40}}}})
    paths = [one.path for one in dialled.inputs.district.taken]
    assert "bands.primary.planned_class_size" in paths
    assert not case.inputs.district.taken


def test_schools_without_rooms_keep_their_seats_and_that_is_said(tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    seats = tmp_path / "d" / "seats.csv"
    rows = list(csv.DictReader(seats.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        row["classes"] = "0"
    with seats.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    case = planning.open_case(path)
    dialled = case.with_changes({"bands": {"primary": {"class_size": 30}}})
    assert (dialled.problem.seats_by_year == case.problem.seats_by_year).all()
    said = [one.words.text("en") for one in dialled.inputs.district.taken]
    assert any("keep" in words for words in said)
    with pytest.raises(planning.InputError, match="has a count of rooms"):
        case.class_size("primary")


def test_bad_questions_are_refused(case: planning.Case) -> None:
    with pytest.raises(planning.InputError, match="college"):
        case.class_size("college")
    with pytest.raises(planning.InputError, match="0 is no class size"):
        case.class_size("primary", sizes=(0,))


def test_the_clock_holds_for_the_whole_answer(case: planning.Case) -> None:
    try:
        answer: Answer = case.class_size("primary", sizes=(44,), seconds=0.001)
    except planning.NoPlanError:
        return
    assert not answer.result.is_proven(44) or answer.result.earliest(44) is not None


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        ("0", "bands.primary.class_size"),
        ("true", "bands.primary.class_size"),
        ("{}", "bands.primary.class_size"),
        ("{2024: 900}", "bands.primary.class_size"),
        ("{next: 40}", "bands.primary.class_size"),
        ("{2099: 40}", "bands.primary.class_size.2099"),
    ],
)
def test_bad_dials_are_refused_with_their_path(tmp_path: Path, bad: str, path: str) -> None:
    scenario = write_scenario(tmp_path)
    other = tmp_path / "dial.yaml"
    other.write_text(
        f"extends: {scenario.name}\nscenario: dial\nbands:\n  primary:\n    class_size: {bad}\n",
        encoding="utf-8",
    )
    with pytest.raises(planning.InputError) as refused:
        planning.open_case(other)
    assert path in str(refused.value)


def test_an_unknown_band_of_teachers_is_refused(case: planning.Case) -> None:
    with pytest.raises(planning.InputError, match="college"):
        case.with_changes({"class_size": {"teachers_a_room": {"college": 2.0}}})
