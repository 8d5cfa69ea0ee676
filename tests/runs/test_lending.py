"""Rooms lent across bands, from the table of a district to the files of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from planning import Case, open_case
from planning.appraise.audit import audit
from planning.appraise.loans import loans_of
from planning.domain.problem import PlanningProblem
from planning.errors import InputError
from planning.report.sheets.rooms import lenders, read_loans, told_lending, totals_of
from planning.results.briefing_source import read_brief_source
from planning.results.sometimes import GROUPS, ROOMS_USED
from planning.results.tables import ALWAYS
from planning.runs.brief import brief
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import Run, run_scenario
from tests.lending import write_lending


def problem_of(folder: Path, **rooms: Any) -> PlanningProblem:
    return make_problem(load_inputs(write_lending(folder, rooms={"lend": True} | rooms)))


@pytest.fixture(scope="module")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("lent")
    return run_scenario(write_lending(folder), out=folder / "results")


def test_without_leave_nothing_is_lent(tmp_path: Path) -> None:
    problem = make_problem(load_inputs(write_lending(tmp_path, rooms={})))
    assert problem.rooms is None
    school, junior = problem.facilities.index("F002"), problem.bands.index("junior")
    assert not ((problem.pairs.facility == school) & (problem.pairs.band == junior)).any()


def test_options_come_from_the_table(tmp_path: Path) -> None:
    problem = problem_of(tmp_path)
    rooms = problem.rooms
    assert rooms is not None
    assert rooms.count == 1
    assert problem.facilities[int(rooms.facility[0])] == "F002"
    assert (problem.bands[int(rooms.giver[0])], problem.bands[int(rooms.receiver[0])]) == (
        "primary",
        "junior",
    )
    # 14 classes of 630 seats give 45 each; junior classes of the district, 6 for 300, have 50.
    assert (rooms.seats_lost[0], rooms.seats_gained[0]) == (45.0, 50.0)
    assert (rooms.most[0], rooms.block[0], rooms.cost_10k[0], rooms.back_cost_10k[0]) == (6, 2, 60.0, 30.0)
    assert (rooms.first_year[0], rooms.last_year[0], rooms.way_back[0], rooms.least_stay_years[0]) == (
        2024, 9999, 1, 3,
    )  # fmt: skip
    assert rooms.most_lent.tolist() == [5.0, 7.0, 6.0, 0.0, 0.0]
    # Where the band had no seats pupils may now be placed, and every pair of before is still there.
    school, junior = problem.facilities.index("F002"), problem.bands.index("junior")
    assert set(problem.pairs.zone[(problem.pairs.facility == school) & (problem.pairs.band == junior)]) == {
        0,
        1,
        2,
    }


def test_pairs_of_rooms_take_no_pair_away(tmp_path: Path) -> None:
    few = {"bands": {"junior": {"reach_m": 8000, "nearest": 1}, "senior": {"reach_m": None, "nearest": None}}}
    with_rooms = make_problem(load_inputs(write_lending(tmp_path / "a", **few)))
    without = make_problem(load_inputs(write_lending(tmp_path / "b", rooms={}, **few)))
    triples = [
        set(zip(*(getattr(p.pairs, axis).tolist() for axis in ("zone", "facility", "band")), strict=True))
        for p in (without, with_rooms)
    ]
    assert triples[0] < triples[1]


def test_a_planner_may_change_the_rules(tmp_path: Path) -> None:
    rooms = problem_of(
        tmp_path, first_year=2025, last_year=2027, most_share=0.25, least_stay_years=1, cost_10k=300,
        class_size={"junior": 40},
    ).rooms  # fmt: skip
    assert rooms is not None
    assert (rooms.first_year[0], rooms.last_year[0], rooms.least_stay_years[0]) == (2025, 2027, 1)
    assert (rooms.cost_10k[0], rooms.seats_gained[0], rooms.most_lent[1]) == (300.0, 40.0, 3.0)


def test_bands_that_do_not_follow_each_other_need_leave(tmp_path: Path) -> None:
    path = write_lending(tmp_path)
    table = tmp_path / "d" / "rooms.csv"
    table.write_text(table.read_text().replace("primary,junior", "primary,senior"))
    assert make_problem(load_inputs(path)).rooms is None
    path.write_text(path.read_text().replace("lend: true", "lend: true\n  adjacent_only: false"))
    rooms = make_problem(load_inputs(path)).rooms
    assert rooms is not None
    assert rooms.count == 1


def test_a_loan_seats_who_lacked_a_seat(lent: Run, tmp_path: Path) -> None:
    without = run_scenario(write_lending(tmp_path, rooms={}), out=tmp_path / "results")
    junior = lent.problem.bands.index("junior")
    assert without.appraisal.unplaced_by_band[junior].sum() > 1
    assert lent.appraisal.unplaced_by_band[junior].sum() == pytest.approx(0.0, abs=1e-6)
    assert "C14" in lent.audit.checked
    assert "C14" not in without.audit.checked
    assert audit(lent.problem, lent.plan).passed
    assert not (without.folder / ROOMS_USED.file).exists()
    assert {path.name for path in lent.folder.iterdir()} == ALWAYS | {ROOMS_USED.file, GROUPS.file}


def test_the_table_of_loans_ties_with_seats_and_money(lent: Run) -> None:
    table = pd.read_csv(lent.folder / ROOMS_USED.file)
    assert list(table.columns) == ROOMS_USED.names()
    assert table["facility"].unique().tolist() == ["F002"]
    assert (table["rooms"] % 2 == 0).all()
    budget = pd.read_csv(lent.folder / "budget.csv").set_index("year")["spent_10k"]
    paid = table.groupby("year")["cost_10k"].sum()
    programme = lent.problem.programme.option_spend_10k[lent.plan.option[lent.plan.option >= 0]].sum(axis=0)
    for year, amount in paid.items():
        t = lent.problem.years.index(int(str(year)))
        assert budget[year] == pytest.approx(programme[t] + amount, abs=0.01)
    seats = pd.read_csv(lent.folder / "seats.csv").set_index(["facility", "band", "year"])["open_seats"]
    for row in table.itertuples():
        assert seats["F002", "junior", row.year] == pytest.approx(row.seats_gained)


def test_loans_are_told(lent: Run) -> None:
    (own,) = lenders(loans_of(lent.problem, lent.plan))
    told = told_lending(own, lent.subject)
    first = own[0]
    assert (
        told.text("zh")
        == f"东湾小学自{first.first_year}年秋季起借出{first.rooms}间教室给初中，规划期内不收回"
    )
    assert f"lends {first.rooms} rooms to junior secondary from autumn" in told.text("en")
    assert "One school lends rooms" in totals_of(lent.subject).words.text("en")
    assert lent.record["rooms"]["most"] == first.rooms
    assert 1 <= lent.record["rooms"]["needed"] <= first.rooms


def test_loans_read_from_a_table_are_told_alike(lent: Run) -> None:
    rows = [
        {
            "facility": "F002", "name_zh": "东湾小学", "name_en": "East Bay", "from_band": "primary",
            "to_band": "junior", "year": year, "rooms": rooms, "rooms_away": rooms, "loan": rooms,
            "first_year": first, "return_year": 2027, "cost_10k": 0.0,
        }
        for first, year, rooms in ((2024, 2024, 6), (2024, 2025, 6), (2024, 2026, 6), (2025, 2025, 2), (2025, 2026, 2))
    ]  # fmt: skip
    bands = lent.subject.bands
    (told,) = read_loans(pd.DataFrame(rows), bands=bands)
    assert told.text("zh") == "东湾小学向初中借出教室：2024年秋季起6间，2025年8间，2027年全部收回"
    (told,) = read_loans(pd.DataFrame(rows[:3]), bands=bands)
    assert (
        told.text("en")
        == "East Bay lends 6 rooms to junior secondary from autumn 2024 and takes them back in 2027"
    )


def test_briefing_map_and_workbook_tell_the_loans(lent: Run) -> None:
    source = read_brief_source(lent.folder)
    assert source.rooms is not None
    page = brief(lent.folder, target=lent.folder.parent / "page.html").read_text(encoding="utf-8")
    said = told_lending(lent.subject.loans, lent.subject)
    assert said.text("zh") in page
    assert said.text("en") in page
    html = (lent.folder / "map.html").read_text(encoding="utf-8")
    data = json.loads(html.split('id="planning-data">')[1].split("</script>")[0])
    assert len(data["rooms"]) == 1
    assert data["rooms"][0]["said"]["zh"] == said.text("zh")
    lent_by_year = np.array(
        [sum(loan.serving(year) for loan in lent.subject.loans) for year in lent.problem.years]
    )
    assert data["rooms"][0]["lent"] == lent_by_year.tolist()
    with pd.ExcelFile(lent.folder / "plan.xlsx") as book:
        assert any("Rooms lent" in str(name) or "教室调配" in str(name) for name in book.sheet_names)


def test_rules_that_cannot_be_met_are_named(tmp_path: Path) -> None:
    path = write_lending(tmp_path / "a")
    (tmp_path / "a" / "d" / "manifest.csv").write_text(
        "".join(
            line
            for line in (tmp_path / "a" / "d" / "manifest.csv").read_text().splitlines(keepends=True)
            if not line.startswith("rooms,")
        )
    )
    with pytest.raises(InputError, match=r"rooms\.lend.*no table rooms"):
        make_problem(load_inputs(path))
    shaped = write_lending(tmp_path / "b", bands={"junior": {"whole_zones": True}})
    with pytest.raises(InputError, match=r"rooms\.lend.*whole zones"):
        make_problem(load_inputs(shaped))
    stuck = write_lending(tmp_path / "c", rooms={"lend": True, "last_year": 2026})
    table = tmp_path / "c" / "d" / "rooms.csv"
    table.write_text(table.read_text().replace(",yes,", ",no,"))
    with pytest.raises(InputError, match=r"rooms\.csv.*way_back.*cannot return"):
        make_problem(load_inputs(stuck))


@pytest.mark.parametrize(
    "question",
    [
        lambda case: case.frontier(2000, 5000),
        lambda case: case.prices(),
        lambda case: case.catchments(),
        lambda case: case.fair(),
        lambda case: case.site("junior"),
    ],
)
def test_what_cannot_be_answered_yet_is_refused(tmp_path: Path, question: Callable[[Case], object]) -> None:
    with pytest.raises(InputError, match=r"rooms\.lend: this question cannot be answered yet"):
        question(open_case(write_lending(tmp_path)))


def test_why_answers_and_rooms_are_a_table(tmp_path: Path) -> None:
    case = open_case(write_lending(tmp_path))
    assert "2025" in case.why("P03", opens=2025).sentences[0].text("en")
    assert (case.solve().rooms_used["to_band"] == "junior").all()


def test_purses_would_leave_changed_rooms_unpaid(tmp_path: Path) -> None:
    purse = {
        "name": {"zh": "区", "en": "District"}, "default_limit_10k": 60_000,
        "lapses_after_years": None, "source": {"zh": "测", "en": "made"}, "confidence": "assumed",
    }  # fmt: skip
    case = open_case(write_lending(tmp_path))
    with pytest.raises(InputError, match="the cost of changing rooms belongs to no project"):
        case.with_changes({"budget": {"default_limit_10k": None}, "purses": {"district": purse}})


def test_a_class_size_of_bands_that_lend_rooms_is_refused(tmp_path: Path) -> None:
    case = open_case(write_lending(tmp_path))
    with pytest.raises(InputError, match=r"bands\.primary\.class_size"):
        case.with_changes({"bands": {"primary": {"class_size": 40}}})


def test_cure_finds_that_rooms_cure_a_shortage(tmp_path: Path) -> None:
    case = open_case(write_lending(tmp_path, rooms={}))
    found = {one.levers: one for one in case.cure().result}
    rooms, junior = found["rooms",], case.problem.bands.index("junior")
    assert rooms.unplaced[junior] == pytest.approx(0.0, abs=1e-6)
    assert rooms.seated > 1
    # Two rooms at 60, paid once; nothing is built for it, and no temporary seat is saved.
    assert rooms.cost_10k == pytest.approx(120.0, abs=5.0)
    assert not any("rooms" in one.levers for one in open_case(write_lending(tmp_path / "l")).cure().result)


def test_levers_of_the_embedded_district_load() -> None:
    inputs = load_inputs(Path("scenarios/levers.yaml"))
    assert inputs.loaded.scenario.rooms.lend
    problem = make_problem(inputs)
    assert problem.rooms is not None
    # Half of the classrooms of every primary school, at 60 each way, from 2024 on; all of it assumed.
    table, seats = inputs.district.tables["rooms"], inputs.district.tables["seats"]
    classes = seats[seats["band"] == "primary"].set_index("facility_id")["classes"]
    assert (table.set_index("facility_id")["rooms"] == classes // 2).all()
    assert set(table["confidence"]) == {"assumed"}
    assert (problem.rooms.cost_10k == 60).all()
    assert (problem.rooms.first_year == 2024).all()
    assert make_problem(load_inputs(Path("scenarios/base.yaml"))).rooms is None
