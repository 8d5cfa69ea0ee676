"""The round trip of the inputs: out as a workbook, edited, back, and what the edits changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from planning.cli import app as cli
from planning.district.bands import ready_made
from planning.district.contracts import contracts
from planning.errors import InputError
from planning.runs.bring import import_district
from planning.runs.run import Run, run_scenario
from planning.runs.workbook import export_inputs, run_workbook
from tests.conftest import BASE
from tests.importing.files import NAMES, PUPILS, school_table, write_plain
from tests.importing.test_import import REQUEST
from tests.small_district import write_scenario

CONTRACTS = contracts(ready_made())

Book = openpyxl.Workbook


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scenario of three zones."""
    return write_scenario(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def small_run(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_scenario(small, out=tmp_path_factory.mktemp("results") / "small")


@pytest.fixture(scope="module")
def exported(small: Path) -> Path:
    return export_inputs(small, small.parent / "inputs.xlsx")


def edited(exported: Path, target: Path, change: Callable[[Book], None]) -> Path:
    """Write a copy in which a planner has changed something."""
    book = openpyxl.load_workbook(exported)
    change(book)
    book["planning"]["B1"] = str(exported.parent / "base.yaml")
    book.save(target)
    return target


def cell(book: Book, sheet: str, key: str, column: str) -> openpyxl.cell.Cell:
    page = book[sheet]
    names = [item.value for item in page[3]]
    row = next(r for r in range(4, page.max_row + 1) if page.cell(r, 1).value == key)
    return page.cell(row, names.index(column) + 1)


def test_every_table_is_there_with_both_languages_and_its_figures(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_inputs(BASE, tmp_path / "inputs.xlsx"))
    assert "planning run --inputs inputs.xlsx" in [cell.value for cell in book["planning"]["B"]]
    seats = book["seats"]
    assert [item.value for item in seats[3]] == [column.name for column in CONTRACTS["seats"].columns]
    assert "学位\npermanent seats (pupils)" in [item.value for item in seats[2]]
    assert seats.freeze_panes == "B4"
    assert "outline" not in book.sheetnames, "a layer is no table"
    own = pd.read_csv(BASE.parent.parent / "geodata" / "haicang" / "seats.csv")
    column = [item.value for item in seats[3]].index("seats")
    total = sum(seats.cell(r, column + 1).value for r in range(4, seats.max_row + 1))
    assert total == own["seats"].sum()
    assert any(
        "public,public_type" in str(rule.formula1)
        for rule in book["facilities"].data_validations.dataValidation
    )


def test_nothing_changed_gives_the_same_plan_and_no_difference(
    exported: Path, tmp_path: Path, small_run: Run
) -> None:
    path = edited(exported, tmp_path / "same.xlsx", lambda _: None)
    run = run_workbook(path, out=tmp_path / "r")
    assert run.plan.stages[0].value == pytest.approx(small_run.plan.stages[0].value)
    assert run.plan.option.tolist() == small_run.plan.option.tolist()
    assert run.difference is not None
    assert all(not sheet.rows for sheet in run.difference.sheets if sheet.name in ("edits", "moved", "zones"))


def test_edits_are_solved_and_told(exported: Path, tmp_path: Path, small_run: Run) -> None:
    def change(book: Book) -> None:
        cell(book, "projects", "P02", "seats_senior").value = 200
        cell(book, "scenario", "forecast.births_factor", "value").value = 0.9

    run = run_workbook(edited(exported, tmp_path / "e.xlsx", change), out=tmp_path / "r")
    assert run.inputs.loaded.scenario.forecast.births_factor == 0.9
    assert run.plan.stages[0].value < small_run.plan.stages[0].value
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    rows = [[item.value for item in row] for row in book["差异 edits Difference edits"].iter_rows(min_row=4)]
    assert ["scenario", "forecast.births_factor", "value", "1.0", "0.9"] in rows
    before = next(row[3] for row in rows if row[:3] == ["projects", "P02", "seats_senior"])
    projects = small_run.inputs.district.tables["projects"].set_index("project_id")
    assert (before, len(rows)) == (str(projects.loc["P02", "seats_senior"]), 2)
    bands = {row[0].value: row for row in book["差异 bands Difference bands"].iter_rows(min_row=4)}
    senior = next(row for name, row in bands.items() if name and "senior" in name)
    assert senior[1].value == pytest.approx(small_run.appraisal.unplaced_by_band[3].sum(), abs=0.01)
    assert senior[2].value == pytest.approx(run.appraisal.unplaced_by_band[3].sum(), abs=0.01)
    assert run.record["digests"]["projects"] != small_run.record["digests"]["projects"]
    assert run.record["digests"]["zones"] == small_run.record["digests"]["zones"]


def test_all_faults_at_once_by_sheet_and_cell(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def change(book: Book) -> None:
        cell(book, "projects", "P03", "cost_10k").value = "lots"
        cell(book, "seats", "F001", "facility_id").value = "F999"
        cell(book, "scenario", "forecast.births_factor", "value").value = "many"
        cell(book, "scenario", "budget.default_limit_10k", "path").value = "budget.default_limit"

    path = edited(exported, tmp_path / "bad.xlsx", change)
    book = openpyxl.load_workbook(path)
    cost = cell(book, "projects", "P03", "cost_10k").coordinate
    births = cell(book, "scenario", "forecast.births_factor", "value").coordinate
    with pytest.raises(InputError) as caught:
        run_workbook(path, out=tmp_path / "r")
    told = "\n".join(str(finding) for finding in caught.value.findings)
    assert f"sheet projects, cell {cost}, row" in told
    assert "'lots' is not a number" in told
    assert f"工作表 scenario，单元格 {births}" in told
    assert "budget.default_limit" in told
    assert "F999" in told or "'F999'" in told
    assert not (tmp_path / "r").exists()
    monkeypatch.setattr(sys, "argv", ["planning", "run", "--inputs", str(path), "--out", str(tmp_path / "r")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut"])
def test_what_is_no_workbook_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        run_workbook(path, scenario=BASE)
    assert "the file is broken (XLSX" in str(caught.value)


def test_a_row_added_and_one_taken_away_are_told(exported: Path, tmp_path: Path) -> None:
    def change(book: Book) -> None:
        page = book["catchments"]
        row = [item.value for item in page[4]]
        page.delete_rows(4)
        page.append(["Z01", "F004", "primary", *row[3:]])

    run = run_workbook(edited(exported, tmp_path / "e.xlsx", change), out=tmp_path / "r")
    assert run.difference is not None
    edits = {(row[1], row[3], row[4]) for row in run.difference.sheets[0].rows}
    assert ("Z01 / F004 / primary", "", "row") in edits
    assert len(edits) == 2


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, exported: Path) -> None:
    def change(book: Book) -> None:
        item = cell(book, "facilities", "F001", "name_en")
        item.value = "=1+1"
        item.data_type = "s"

    run = run_workbook(edited(exported, tmp_path / "e.xlsx", change), out=tmp_path / "r")
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    page = book["差异 edits Difference edits"]
    assert (page["E4"].value, page["E4"].data_type) == ("=1+1", "s")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An imported district with projects, catchments and distances of its own."""
    folder = tmp_path_factory.mktemp("imported")
    files = write_plain(folder)
    table = school_table()
    at = {"经度": table["经度"], "纬度": table["纬度"]}
    pd.DataFrame(
        {"项目名称": ["第二小学", "新建小学"], "小学学位": [50, 100], "总投资": [1000, 3000], **at}
    ).to_csv(folder / "p.csv", index=False)
    pd.DataFrame({"社区": NAMES, "学校": "第一小学"}).to_csv(folder / "c.csv", index=False)
    rows = [(name, school, 1000.25 * (i + 1)) for i, name in enumerate(NAMES) for school in table["学校名称"]]
    pd.DataFrame(rows, columns=["起点", "学校", "距离"]).to_csv(folder / "od.csv", index=False)
    files |= {"projects": folder / "p.csv", "catchments": folder / "c.csv", "distances": folder / "od.csv"}
    return import_district(folder / "d", files, request=REQUEST).folder / "base.yaml"


def test_an_imported_district_goes_out_and_comes_back_untouched(counted: Path, tmp_path: Path) -> None:
    book = export_inputs(counted, tmp_path / "in.xlsx")
    sheets = openpyxl.load_workbook(book).sheetnames
    assert "pupils" in sheets
    assert "births" not in sheets, "tables that the district does without are not asked for"
    run = run_workbook(book, out=tmp_path / "r")
    assert run.audit.passed
    assert run.difference is not None
    assert all(not sheet.rows for sheet in run.difference.sheets if sheet.name in ("edits", "moved", "zones"))


def test_pupils_of_an_imported_district_are_edited_and_rows_deleted(counted: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_inputs(counted, tmp_path / "in.xlsx"))
    cell(book, "pupils", "C1", "pupils").value = 55
    cell(book, "facilities", "F1", "lon").value += 1e-6
    page = book["catchments"]
    page.delete_rows(4, page.max_row)
    book.save(tmp_path / "in.xlsx")
    run = run_workbook(tmp_path / "in.xlsx", out=tmp_path / "r")
    assert run.appraisal.intake.sum() == sum(PUPILS) + 25
    assert run.inputs.district.tables["catchments"].empty, "all rows deleted is none, and no fault"
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    edits = [row[0].value for row in book["差异 edits Difference edits"].iter_rows(min_row=4)]
    assert edits.count("pupils") == 1
    assert edits.count("facilities") == 1, "a decimetre is an edit"
    assert edits.count("catchments") == len(NAMES)


def test_a_table_that_must_have_rows_is_still_asked_for(counted: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_inputs(counted, tmp_path / "in.xlsx"))
    book["seats"].delete_rows(4, book["seats"].max_row)
    book.save(tmp_path / "in.xlsx")
    with pytest.raises(InputError) as caught:
        run_workbook(tmp_path / "in.xlsx", out=tmp_path / "r")
    assert "sheet seats: the file has no rows" in str(caught.value)
