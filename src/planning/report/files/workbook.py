"""The plan as a workbook: what finance and the director take into a spreadsheet."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planning.domain.safe_text import safe
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.closures import closures_sheet, has_closures, provision_sheet
from planning.report.files.made import MADE
from planning.report.files.plan_sheets import schedule_sheet, seat_columns, seats_sheet, zones_sheet
from planning.report.money_tables import money_tables
from planning.report.sheets.purses import payments_sheet, purse_years_sheet
from planning.report.sheets.rooms import rooms_sheet
from planning.report.sheets.sheet import Field, Language, Sheet, fields_of, rows_of
from planning.report.subject import Imprint, Subject
from planning.words import Words, message
from planning.words.catalogue import default_language

HEAD_ROWS: Final = 3
LOOKS: Final = {
    "count": "#,##0",
    "change": "+#,##0;-#,##0;0",
    "number": "#,##0.00",
    "share": "0.0%",
    "year": "0",
}
TOTAL: Final = message("files.workbook.total")
TOTAL_OF_SHOWN: Final = message("files.workbook.sum_of_those_shown")
WIDEST: Final = 44
#: A total of a district's money, with its separators and two decimals.
NUMBER_WIDTH: Final = 14
#: Columns that are printed at least, so that the line of origin is not cut off.
LEAST_COLUMNS: Final = 9


def write_workbook(
    subject: Subject,
    imprint: Imprint,
    path: Path,
    *,
    warnings: Sheet,
    assumptions: Sheet,
    rules: Sheet,
    more: Sequence[Sheet] = (),
    difference: Sequence[Sheet] = (),
    language: Language | None = None,
) -> None:
    """Write ``plan.xlsx``.

    Parameters
    ----------
    subject
        Plan to report, with its names.
    imprint
        Origin of the run, printed on each sheet.
    path
        Workbook to write.
    warnings, assumptions, rules
        Sheets made by other modules.
    more
        Sheets of staff and of education groups, as far as there are any.
    difference
        Sheets on what an edit of the inputs changed; empty without an edit.
    language
        Language of titles and values, or ``both``; that of the reader if None.
    """
    # In memory: a file of its own for each sheet takes longer than the sheet, and a full disk is met once.
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"title": imprint.scenario, "comments": imprint.digest, "created": MADE})
    maker = _Maker(book, imprint, language or default_language())
    maker.add(
        message("files.workbook.schedule"),
        schedule_sheet(subject),
        totals=("cost_10k", *seat_columns(subject)),
    )
    if math.isfinite(float(subject.appraisal.limit_10k.max(initial=0.0))):
        _add_money(maker, subject)
    if subject.problem.rooms is not None:
        maker.add(message("files.workbook.rooms"), rooms_sheet(subject), totals=("cost_10k",))
    _add_purses(maker, subject)
    maker.add(message("files.workbook.seats"), seats_sheet(subject))
    years = tuple(map(str, subject.problem.years))
    maker.add(message("files.workbook.zones"), zones_sheet(subject), totals=years)
    if has_closures(subject):
        maker.add(
            message("files.workbook.closures"), closures_sheet(subject), totals=("saved_10k", "care_places")
        )
        maker.add(message("files.workbook.provision"), provision_sheet(subject))
    maker.add(message("files.workbook.warnings"), warnings)
    for sheet in more:
        maker.add(message(f"files.workbook.{sheet.name}"), sheet)
    maker.add(message("files.workbook.rules"), rules)
    maker.add(message("files.workbook.assumptions"), assumptions)
    for sheet in difference:
        maker.add(message("files.workbook.difference", sheet=sheet.name), sheet)
    book.close()
    path.write_bytes(packed.getvalue())


class _Maker:
    """Add sheets of one style to a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, imprint: Imprint, language: Language) -> None:
        self._book, self._imprint, self._language = book, imprint, language
        self._formats: dict[tuple[str, bool], Format] = {}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._note = book.add_format({"font_color": "#666666"})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#e8eef4", "border": 1}
        )

    def add(self, tab: Words, table: Sheet, *, totals: Sequence[str] = ()) -> Worksheet:
        """Write a sheet: title, origin, headers, values, and totals as formulas."""
        language, sheet = self._language, table.in_language(self._language)
        page = self._book.add_worksheet(tab.text(language))
        shares = ", ".join(
            f"{CONFIDENCE_NAMES[name].text(language)} {share:.1%}"
            for name, share in self._imprint.sources.items()
        )
        page.write_string(0, 0, sheet.title(language), self._title)
        said = f"{self._imprint.title.text(language)} · {shares}"
        if sheet.note is not None:
            said = f"{said} · {sheet.note.text(language)}"
        page.write_string(1, 0, said, self._note)
        for c, field in enumerate(sheet.fields):
            page.write_string(HEAD_ROWS - 1, c, field.title(language), self._head)
            page.set_column(c, c, _width(field, [row[c] for row in sheet.rows], language))
        for r, row in enumerate(sheet.rows):
            for c, (field, value) in enumerate(zip(sheet.fields, row, strict=True)):
                self._cell(page, HEAD_ROWS + r, c, field, value)
        last = HEAD_ROWS + len(sheet.rows)
        if totals and sheet.rows:
            # What is not shown is not in the sum either, which its name says.
            total = TOTAL if sheet.note is None else TOTAL_OF_SHOWN
            page.write_string(last, 0, total.text(language), self.look("text", bold=True))
            for c, field in enumerate(sheet.fields):
                if field.name in totals:
                    first, end = xl_rowcol_to_cell(HEAD_ROWS, c), xl_rowcol_to_cell(last - 1, c)
                    value = sum(float(row[c]) for row in sheet.rows if isinstance(row[c], (int, float)))
                    page.write_formula(
                        last, c, f"=SUM({first}:{end})", self.look(field.look, bold=True), value
                    )
        page.set_row(HEAD_ROWS - 1, 48)
        page.freeze_panes(HEAD_ROWS, 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD_ROWS - 1)
        page.print_area(0, 0, max(last, HEAD_ROWS), max(len(sheet.fields), LEAST_COLUMNS) - 1)
        page.set_footer("&L&A&R&P / &N")
        return page

    def look(self, look: str, *, bold: bool = False) -> Format:
        """Return the format of a look, creating it once."""
        if (look, bold) not in self._formats:
            parts: dict[str, Any] = {"bold": bold}
            if look == "text" and not bold:
                parts |= {"text_wrap": True, "valign": "top"}
            if look in LOOKS:
                parts["num_format"] = LOOKS[look]
            if bold:
                parts["top"] = 1
            self._formats[look, bold] = self._book.add_format(parts)
        return self._formats[look, bold]

    def _cell(self, page: Worksheet, row: int, column: int, field: Field, value: Any) -> None:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            page.write_blank(row, column, None)
        elif isinstance(value, str):
            # Text that begins like a formula stays text.
            page.write_string(row, column, safe(value), self.look("text"))
        elif field.look == "year" and not value:
            page.write_blank(row, column, None)
        else:
            page.write_number(row, column, value, self.look(field.look))


def _width(field: Field, values: Sequence[Any], language: Language) -> float:
    longest = max([_breadth(line) for line in field.title(language).split("\n")], default=8)
    if field.look == "text":
        longest = max([longest, *(_breadth(str(value)) for value in values if value is not None)])
    least = 8 if field.look in ("text", "year") else NUMBER_WIDTH
    return float(min(max(longest + 2, least), WIDEST))


def _breadth(text: str) -> int:
    """Return the width of a text in columns; Chinese characters take two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def _add_money(maker: _Maker, subject: Subject) -> None:
    """Write the sheet of money, with the amounts carried over as formulas of the cells beside them."""
    appraisal, years = subject.appraisal, subject.problem.years
    rows = [
        (year, float(appraisal.limit_10k[t]), float(appraisal.carried_in_10k[t]),
         float(appraisal.spent_10k[t]), float(appraisal.carried_out_10k[t]))
        for t, year in enumerate(years)
    ]  # fmt: skip
    sheet = Sheet(
        name="money",
        words=message("word.money_in", money=subject.money.words),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("limit_10k", message("word.limit"), "number"),
            ("carried_in_10k", message("word.carried_in"), "number"),
            ("spent_10k", message("word.spent"), "number"),
            ("carried_out_10k", message("word.carried_out"), "number"),
        ),
        rows=rows_of(rows),
    )
    page = maker.add(message("files.workbook.money"), sheet, totals=("limit_10k", "spent_10k"))
    style = maker.look("number")
    for t, row in enumerate(rows):
        r = HEAD_ROWS + t
        if t:
            page.write_formula(r, 2, f"={xl_rowcol_to_cell(r - 1, 4)}", style, row[2])
        # Where money lapses, what is carried out is no difference of the cells beside it.
        if subject.problem.carry_over and subject.problem.lapses_after is None and subject.problem.has_budget:
            cells = [xl_rowcol_to_cell(r, c) for c in (1, 2, 3)]
            page.write_formula(r, 4, f"={cells[0]}+{cells[1]}-{cells[2]}", style, row[4])


def _add_purses(maker: _Maker, subject: Subject) -> None:
    """Write the sheets of money by source, and of who pays for what."""
    tables, money = money_tables(subject), subject.money.words
    if "purses" not in tables:
        return
    own = tables["purses"]
    maker.add(message("files.workbook.purses"), purse_years_sheet(own, money))
    maker.add(message("files.workbook.payments"), payments_sheet(tables["payments"], own, money))
