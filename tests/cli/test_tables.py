"""Tables and sentences fit the terminal, and no number is broken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planning.cli.terminal.columns import Column, plan_columns
from planning.cli.terminal.table import table_lines
from planning.cli.terminal.wrap import longest_unit, wrap
from planning.report.sheets.sheet import Field, Language, Sheet, fields_of
from planning.words import name_in

YEARS = range(2023, 2036)
LANGUAGES: tuple[Language, ...] = ("zh", "en", "both")


def years_sheet() -> Sheet:
    """Return a long name, and a number for each of 13 years."""
    return Sheet(
        name="seats",
        words=name_in(zh="各校学位", en="Seats of each school"),
        fields=(
            *fields_of(
                ("school", name_in(zh="编号", en="Key")),
                ("name_zh", name_in(zh="名称", en="Name")),
                ("name_en", name_in(zh="名称", en="Name")),
            ),
            *(
                Field(name=str(year), words=name_in(zh=str(year), en=str(year)), look="count")
                for year in YEARS
            ),
        ),
        rows=tuple(
            (
                f"F{i:03}",
                "双十中学海沧附属学校东屿校区",
                "Shuangshi Haicang Affiliated School Dongyu Campus",
                *(1000.0 * i + year for year in YEARS),
            )
            for i in range(3)
        ),
    )


def wide_sheet() -> Sheet:
    """Return many columns of text and of numbers with long titles."""
    return Sheet(
        name="wide",
        words=name_in(zh="许多列", en="Many columns"),
        fields=fields_of(
            ("colour", name_in(zh="预警", en="Colour")),
            ("zone", name_in(zh="区", en="Zone")),
            ("name_zh", name_in(zh="名称", en="Chinese name")),
            ("name_en", name_in(zh="英文名", en="Name")),
            ("band", name_in(zh="学段", en="Band")),
            ("first", name_in(zh="首次学位缺口", en="First shortage"), "year"),
            ("pupils", name_in(zh="减少的加权无学位人·年", en="Weighted pupil-years without a place saved"), "number"),
            ("round", name_in(zh="最晚立项年度", en="Last round to decide"), "year"),
            ("note", name_in(zh="变动项目", en="Projects that move")),
            ("gains", name_in(zh="得益最多的区", en="Zones that gain most")),
            ("money", name_in(zh="支出变化（万元）", en="Change of money (10,000 yuan)"), "change"),
        ),
        rows=(
            ("red", "Z01", "海沧街道第一社区", "First Community of Haicang", name_in(zh="初中", en="Junior secondary"), 2026,
             1234567.891, 2023, "P12 2028→2026, P15 2030→–", "Z12 -1,204, Z07 -17", 123456.0),
            ("green", "Z02", "村", "Village", name_in(zh="小学", en="Primary"), 0, None, 2024, "–", "–", -9.0),
        ),
    )  # fmt: skip


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


@pytest.mark.parametrize("sheet", [years_sheet(), wide_sheet()], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_and_no_number_broken(sheet: Sheet, width: int, language: Language) -> None:
    lines = [line.plain for line in table_lines(sheet, language=language, width=width)]
    assert all(cell_len(line) <= width for line in lines)
    printed = numbers("\n".join(lines))
    for row in sheet.rows:
        for field, value in zip(sheet.fields, row, strict=True):
            if not field.name.endswith("_en"):
                assert numbers(field.show(value)) <= printed, (field.name, value)
    assert "…" not in "".join(lines)


def test_what_fits_is_one_block_with_names_beside_keys() -> None:
    lines = [line.plain for line in table_lines(years_sheet(), language="zh", width=140)]
    assert lines[1].split() == ["编号", "名称", *map(str, YEARS)]
    assert lines[3].split()[:3] == ["F000", "双十中学海沧附属学校东屿校区", "2,023"]
    assert len(lines) == 6


def test_names_move_below_before_years_are_folded() -> None:
    lines = [line.plain for line in table_lines(years_sheet(), language="zh", width=100)]
    heads = [line.split() for line in lines if line.startswith("编号")]
    assert heads == [["编号", *map(str, YEARS)]]
    assert lines[4].strip() == "双十中学海沧附属学校东屿校区"


def test_years_are_folded_into_even_blocks_with_keys() -> None:
    lines = [line.plain for line in table_lines(years_sheet(), language="en", width=60)]
    heads = [line.split() for line in lines if line.startswith("Key")]
    assert heads == [["Key", *map(str, YEARS[:7])], ["Key", *map(str, YEARS[7:])]]
    assert sum(line.startswith("F001") for line in lines) == 2


def test_chinese_characters_count_double() -> None:
    lines = [line.plain for line in table_lines(years_sheet(), language="both", width=140)]
    # Every number ends where its title ends.
    at = {cell_len(lines[2][: lines[2].index(str(year)) + 4]) for year in YEARS}
    first = next(line for line in lines if line.startswith("F000"))
    ends = {cell_len(first[: found.end()]) for found in re.finditer(r"\d,\d{3}", first)}
    assert ends == at


def test_one_language_leaves_out_the_other() -> None:
    zh = "\n".join(line.plain for line in table_lines(wide_sheet(), language="zh", width=120))
    en = "\n".join(line.plain for line in table_lines(wide_sheet(), language="en", width=120))
    assert "Junior secondary" not in zh
    assert "First Community" not in zh
    assert not re.search(r"[\u4e00-\u9fff]", en)


def test_a_cell_of_words_is_shown_in_the_language_of_the_table() -> None:
    band = name_in(zh="小学", en="Primary")
    sheet = Sheet(
        name="s",
        words=name_in(en="t"),
        fields=fields_of(("band", name_in(zh="学段", en="Band"))),
        rows=((band,),),
    )

    def shown(language: str) -> str:
        return "\n".join(line.plain for line in table_lines(sheet, language=language, width=80))

    assert "小学" in shown("zh")
    assert "Primary" not in shown("zh")
    assert "小学" not in shown("en")
    assert "小学 Primary" in shown("both")


MIXED = st.text(alphabet=st.sampled_from("ab 中文，。（）1,.23%-→·"), max_size=60)


@given(MIXED, st.integers(2, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(MIXED, st.integers(2, 40))
def test_wrapping_breaks_no_number_that_fits(text: str, width: int) -> None:
    if longest_unit(text) <= width:
        pattern = r"\d+(?:[,.]\d+)*"
        assert re.findall(pattern, "\n".join(wrap(text, width))) == re.findall(pattern, text)


def test_no_line_begins_with_closing_punctuation() -> None:
    text = "初中 2026–2031 年 4,349 名（占 12%），主要在新垵村、海景社区、北附小社区；普通高中没有。"
    for width in range(12, 60):
        assert not any(line[0] in "，。；、）" for line in wrap(text, width))


@given(
    st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=14),
    st.integers(34, 160),
)
def test_every_column_is_printed_once_and_fits(shapes: list[tuple[int, bool]], width: int) -> None:
    columns = [
        Column(
            title="title",
            cells=("7" * min(n, 9) if number else "w" * n,),
            role="number" if number else "text",
        )
        for n, number in shapes
    ]
    blocks = plan_columns(columns, width)
    printed = [i for block in blocks for i in block.columns]
    assert set(printed) == set(range(len(columns)))
    for block in blocks:
        assert sum(block.widths) + 2 * (len(block.widths) - 1) <= width
        for i, given_width in zip(block.columns, block.widths, strict=True):
            if columns[i].role == "number":
                assert given_width >= columns[i].least
