"""Pages, charts and workbooks speak one language at a time; files for programs speak none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import planning.report
from planning.report.files.workbook import write_workbook
from planning.report.map.payload import make_payload
from planning.report.map.said import TEXTS
from planning.report.sheets.background import rules_sheet
from planning.report.sheets.sheet import Sheet, fields_of
from planning.report.sheets.values import coded
from planning.runs.run import Run
from planning.words import message, name_in
from planning.words.catalogue import languages
from tests.report.test_tables import IMPRINT
from tests.words.scan import CHINESE

PAGES = Path(planning.report.__file__).parent
SHEET = Sheet(
    name="warned",
    words=name_in(zh="预警", en="Warnings"),
    fields=fields_of(
        ("name_zh", name_in(zh="名称", en="Chinese name")),
        ("name_en", name_in(zh="英文名", en="Name")),
        ("band", message("word.band")),
        ("proven", message("word.proven")),
    ),
    rows=(
        ("甲", "One", coded("primary", name_in(zh="小学", en="Primary")), message("word.yes")),
        ("乙", "", coded("primary", name_in(zh="小学", en="Primary")), message("word.no")),
    ),
)


@pytest.mark.parametrize(
    ("language", "titles", "rows"),
    [
        ("zh", ["名称", "学段", "已证明"], (("甲", "小学", "是"), ("乙", "小学", "否"))),
        # A name that the data lacks in a language is shown in the other.
        ("en", ["Name", "Band", "Proven"], (("One", "Primary", "yes"), ("乙", "Primary", "no"))),
    ],
)
def test_a_sheet_in_one_language_has_names_in_that_alone(
    language: str, titles: list[str], rows: tuple[tuple[str, ...], ...]
) -> None:
    shown = SHEET.in_language(language)
    assert [field.title(language) for field in shown.fields] == titles
    assert shown.rows == rows
    page = SHEET.to_html(language)
    assert all(f"<td>{cell}</td>" in page for row in rows for cell in row)


def test_both_languages_stay_if_both_are_asked_for() -> None:
    assert SHEET.in_language("both").rows[0] == ("甲", "One", "小学 Primary", "是 yes")


def test_a_frame_has_keys_and_does_not_follow_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = []
    for language in ("zh", "en", "both"):
        monkeypatch.setenv("PLANNING_LANG", language)
        frames.append(SHEET.frame().to_csv())
    assert len(set(frames)) == 1
    assert SHEET.frame()["band"].tolist() == ["primary", "primary"]
    assert SHEET.records()[0]["proven"] == "是 yes"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_speaks_one_language(language: str, base_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rules = rules_sheet(base_run.audit)
    imprint = replace(IMPRINT, title=name_in(zh="方案", en="Plan"))
    write_workbook(
        base_run.subject, imprint, path, warnings=replace(SHEET, rows=SHEET.rows[:1]),
        assumptions=rules, rules=rules, language=language,
    )  # fmt: skip
    book = openpyxl.load_workbook(path)
    texts = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
    words = [*book.sheetnames, *(text for text in texts if isinstance(text, str) and text[0] != "=")]
    if language == "en":
        assert [word for word in words if CHINESE.search(word)] == []
    else:
        # Keys and numbers of rules are Latin; whatever has a small letter and no Chinese would be English.
        latin = {word for word in words if re.search("[a-z]{2}", word) and not CHINESE.search(word)}
        assert latin <= {"sign", "unmet", "outcome"}
        assert not any(re.search("[a-z]{2}", word) and CHINESE.search(word) for word in words)


def test_the_map_has_each_text_in_each_language(base_run: Run) -> None:
    payload = json.loads(make_payload(base_run.subject, IMPRINT))
    assert list(payload["words"]) == list(languages())
    assert all(set(texts) == set(TEXTS) for texts in payload["words"].values())
    assert not any(CHINESE.search(text) for text in payload["words"]["en"].values())


def test_the_scripts_ask_for_texts_that_the_page_has() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (PAGES / "map" / "page").glob("*.js"))
    asked = set(re.findall(r"(?:\bT\(\)|\bt)\.([a-z_]+)\b", scripts))
    assert asked <= set(TEXTS)
    begun = tuple(re.findall(r"\['([a-z]+_)' \+", scripts))
    named = set(re.findall(r"'([a-z_]+)'", scripts))
    assert [text for text in TEXTS if text not in asked | named and not text.startswith(begun)] == []


def test_no_chinese_stands_in_pages_and_scripts() -> None:
    pages = [path for path in PAGES.rglob("*") if path.suffix in (".html", ".js", ".css")]
    assert len(pages) > 8
    assert [path.name for path in pages if CHINESE.search(path.read_text(encoding="utf-8"))] == []
