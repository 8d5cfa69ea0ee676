"""The workbook read back: values, formulas, text, print set-up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from planning.report.files.workbook import write_workbook
from planning.report.sheets.sheet import Sheet, fields_of
from planning.report.subject import Imprint
from planning.runs.run import Run
from planning.words import name_in

TABS = [
    "时序 Schedule",
    "资金 Money",
    "学位 Seats",
    "规划单元 Zones",
    "预警 Warnings",
    "教育集团 Education groups",
    "规则 Rules",
    "假定 Assumptions",
]


@pytest.fixture(scope="module")
def book(base_run: Run) -> openpyxl.Workbook:
    return openpyxl.load_workbook(base_run.folder / "plan.xlsx")


@pytest.fixture(scope="module")
def shown(base_run: Run) -> openpyxl.Workbook:
    """Return the values that a spreadsheet shows before it calculates anew."""
    return openpyxl.load_workbook(base_run.folder / "plan.xlsx", data_only=True)


def column(page: object, title: str) -> int:
    cells = page[3]  # type: ignore[index]
    return next(cell.column for cell in cells if title in str(cell.value))


def test_sheets_and_print_set_up(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == TABS
    for page in book:
        assert page.freeze_panes == "B4"
        assert page.print_area
        assert page.print_title_rows == "$3:$3"
        assert "\n" in page.cell(3, 2).value or page.cell(3, 2).value.isdigit()
        assert "official" in page["A2"].value


def test_money_ties(book: openpyxl.Workbook, shown: openpyxl.Workbook, base_run: Run) -> None:
    page, values = book["资金 Money"], shown["资金 Money"]
    out = column(page, "Carried out")
    years = len(base_run.problem.years)
    for r in range(4, 4 + years):
        assert page.cell(r, out).value == f"=B{r}+C{r}-D{r}"
        if r > 4:
            assert page.cell(r, 3).value == f"=E{r - 1}"
    budget = pd.read_csv(base_run.folder / "budget.csv")
    carried = [values.cell(r, out).value for r in range(4, 4 + years)]
    assert carried == pytest.approx(budget["carried_out_10k"].tolist(), abs=0.01)
    assert page.cell(4 + years, 4).value == f"=SUM(D4:D{3 + years})"
    assert values.cell(4 + years, 4).value == pytest.approx(budget["spent_10k"].sum(), abs=0.1)


def test_zones_add_up_to_the_audited_shortage(shown: openpyxl.Workbook, base_run: Run) -> None:
    page = shown["规划单元 Zones"]
    last = page.max_row
    totals = [page.cell(last, c).value for c in range(5, 5 + len(base_run.problem.years))]
    assert totals == pytest.approx(base_run.appraisal.unplaced.sum(axis=(0, 1)).tolist(), abs=5)


def test_rules_and_assumptions_are_all_there(shown: openpyxl.Workbook, base_run: Run) -> None:
    rules = [row[0].value for row in shown["规则 Rules"].iter_rows(min_row=4)]
    assert rules == list(base_run.audit.checked)
    assert {row[3].value for row in shown["规则 Rules"].iter_rows(min_row=4)} == {"成立 holds"}
    entries = {row[0].value: row[1].value for row in shown["假定 Assumptions"].iter_rows(min_row=4)}
    assert entries["budget.default_limit_10k"] == 60000
    assert entries["travel.confidence"] == "assumed"


def test_text_that_begins_like_a_formula_stays_text(base_run: Run, tmp_path: Path) -> None:
    bad = Sheet(
        name="warn",
        words=name_in(zh="警", en="w"),
        fields=fields_of(("a", name_in(zh="甲", en="A"))),
        rows=(("=HYPERLINK(1)",), ("http://x",)),
    )
    imprint = Imprint(
        scenario="s", title=name_in(zh="甲", en="a"), district=name_in(zh="乙", en="b"), digest="0", sources={"official": 1.0},
        distance_note=name_in(zh="直线", en="straight"), budget_note=name_in(en=""), tile_url=None, tile_attribution=None,
    )  # fmt: skip
    write_workbook(base_run.subject, imprint, tmp_path / "x.xlsx", warnings=bad, assumptions=bad, rules=bad)
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["预警 Warnings"]
    assert (page["A4"].value, page["A4"].data_type) == ("=HYPERLINK(1)", "s")
    assert page["A5"].hyperlink is None
