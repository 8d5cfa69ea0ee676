"""What would cure a shortage, where a school would stand, and why a project is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import planning
from planning.ask.not_needed import not_needed
from planning.domain.cure import Cure
from planning.words import message
from tests.small_district import write_scenario


@pytest.fixture
def case(tmp_path: Path) -> planning.Case:
    return planning.open_case(write_scenario(tmp_path))


def test_a_shortage_is_cured_by_the_levers_that_help(case: planning.Case) -> None:
    """The senior school is a little too small; temporary seats for a tenth of it seat some, and no project has such seats."""
    before = case.solve()
    found: dict[tuple[str, ...], Cure] = {one.levers: one for one in case.cure().result}
    lacking = float(before.unplaced["unhoused"].sum())
    assert lacking > 1
    temporary = found["temporary",]
    assert temporary.proven
    assert temporary.seated > 0
    assert sum(temporary.unplaced) == pytest.approx(lacking - temporary.seated)
    assert temporary.price_10k == pytest.approx(temporary.cost_10k / temporary.seated)
    assert found["budget",].seated == 0, "money does not help: no project has senior seats"
    assert found["budget",].price_10k is None
    assert not any(lever.startswith("site") for levers in found for lever in levers), "its cost is not known"


def test_the_lever_of_a_new_school_is_the_problem_that_add_makes(case: planning.Case) -> None:
    short = case.with_changes({"seats_factor": 0.6})
    answer = short.cure()
    row = answer.frame().set_index("levers").loc["site:junior"]
    school = next(one for one in short.site("junior").result.choices)
    place = short.site("junior").frame("sites").iloc[0]
    again = short.with_school(at=(place["lon"], place["lat"]), junior=school.seats[0])
    o1 = again.plan().stages[0]
    assert o1.name == "O1"
    assert o1.value == pytest.approx(row["o1"], rel=1e-6)


def test_nothing_to_cure_is_said(case: planning.Case) -> None:
    answer = case.with_changes({"seats_factor": 2.0}).cure()
    assert answer.result == ()
    assert answer.sentences[0] == message("sheets.cure.nothing_to_cure")


def test_an_unknown_band_and_too_many_schools_are_told(case: planning.Case) -> None:
    with pytest.raises(planning.InputError, match="no band 'college'"):
        case.site("college")
    with pytest.raises(planning.InputError, match="should be 1 to 3"):
        case.site("junior", count=4)
    with pytest.raises(planning.InputError, match="smallest school has 900 seats"):
        case.site("junior", least_seats=900, most_seats=600)
    with pytest.raises(planning.InputError, match="cost of a seat is not known"):
        case.site("senior")


def test_parcels_are_candidates(case: planning.Case, tmp_path: Path) -> None:
    zones = case.inputs.district.zones[["zone_id", "geometry"]].rename(columns={"zone_id": "parcel_id"})
    zones.to_crs("EPSG:4548").iloc[:2].to_file(tmp_path / "p.gpkg")
    answer = case.with_changes({"seats_factor": 0.6}).site("junior", candidates=tmp_path / "p.gpkg")
    assert answer.result.candidates == 2
    assert set(answer.frame("class_values")["site"]) <= {"Z01", "Z02"}
    (tmp_path / "bad.gpkg").write_text("nothing", encoding="utf-8")
    with pytest.raises(planning.InputError, match="cannot be read"):
        case.site("junior", candidates=tmp_path / "bad.gpkg")


def test_a_project_that_nobody_needs_is_told(case: planning.Case) -> None:
    plan = case.plan()
    left_out = [p for p, option in enumerate(plan.option.tolist()) if option < 0]
    assert left_out
    (words,) = not_needed(case, plan, left_out[0])
    assert case.problem.projects[left_out[0]] in words.text("en")
    started = next(p for p, option in enumerate(plan.option.tolist()) if option >= 0)
    assert not_needed(case, plan, started) == []
