"""A sheet as lines of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from planning.cli.terminal.columns import GAP, Block, Column, Role, plan_columns, wrap_title
from planning.cli.terminal.safe import safe
from planning.cli.terminal.wrap import wrap
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.words.shown import codes

NUMBERS: Final = ("count", "change", "number", "share", "year")
#: The first column is a key where its values are no wider than this.
WIDEST_KEY: Final = 14
ZH, EN = "_zh", "_en"
#: Text that holds figures alone, such as "4,810 (4,213–5,382)" or "0.83% · 86%".
FIGURE: Final = re.compile(r"^[×<+\-−]? ?\d[\d,.%()·–\-−+ ]*$")
LIKE_FIGURE: Final = re.compile(rf"{FIGURE.pattern}|^[–· ]*$")


def table_lines(sheet: Sheet, *, language: Language, width: int, alarm: bool = False) -> list[Text]:
    """Format a sheet as lines no wider than a terminal.

    Parameters
    ----------
    sheet
        Sheet to print, up to its number of ``shown`` rows.
    language
        Language of titles and names.
    width
        Width of the terminal in cells.
    alarm
        True if numbers other than 0 are bad news.

    Returns
    -------
    list of rich.text.Text
        Title, then head and rows of each block.
    """
    columns = columns_of(sheet, language)
    lines = [Text(line, style="bold") for line in wrap(safe(sheet.title(language)), width)]
    for number, block in enumerate(plan_columns(columns, width)):
        if number:
            lines.append(Text())
        lines += _head(columns, block)
        for row in range(len(sheet.rows[: sheet.shown])):
            lines += _row(columns, block, row, width, alarm=alarm)
    return lines


def columns_of(sheet: Sheet, language: Language) -> list[Column]:
    """Return the columns to print, with a name and its translation as one."""
    fields = list(sheet.fields)
    names = {field.name for field in fields}
    columns = []
    for i, field in enumerate(fields):
        stem, ending = field.name[: -len(ZH)], field.name[-len(ZH) :]
        if ending in (ZH, EN) and {stem + ZH, stem + EN} <= names:
            if ending == ZH:
                columns.append(_paired(sheet, stem, language))
            continue
        cells = tuple(safe(field.show(row[i], language)) for row in sheet.rows[: sheet.shown])
        role = _role(field, cells, first=not columns)
        columns.append(Column(title=field.title(language), cells=cells, role=role))
    return columns


def _paired(sheet: Sheet, stem: str, language: Language) -> Column:
    """Return names in one language, or in both one above the other."""
    at = {field.name: i for i, field in enumerate(sheet.fields)}
    zh, en = at[stem + ZH], at[stem + EN]
    # Each column has the title that it bears in its own language: in English that of the Chinese says so.
    title = "\n".join(dict.fromkeys(sheet.fields[zh if c == "zh" else en].title(c) for c in codes(language)))
    cells = []
    for row in sheet.rows[: sheet.shown]:
        said = {"zh": safe(sheet.fields[zh].show(row[zh])), "en": safe(sheet.fields[en].show(row[en]))}
        said["both"] = said["zh"] if said["zh"] == said["en"] else f"{said['zh']}\n{said['en']}"
        cells.append(said.get(language, said["en"]))
    return Column(title=title, cells=tuple(cells), role="name" if stem == "name" else "text")


def _role(field: Field, cells: Sequence[str], *, first: bool) -> Role:
    if field.look in NUMBERS:
        return "key" if first and field.look == "year" else "number"
    if not first and any(map(FIGURE.match, cells)) and all(map(LIKE_FIGURE.match, cells)):
        return "number"
    widest = max((cell_len(cell) for cell in cells), default=0)
    return "key" if first and widest <= WIDEST_KEY else "text"


def _head(columns: Sequence[Column], block: Block) -> Iterator[Text]:
    titles = [wrap_title(columns[i].title, w) for i, w in zip(block.columns, block.widths, strict=True)]
    height = max(len(title) for title in titles)
    for line in range(height):
        cells = [title[line - height] if height - line <= len(title) else "" for title in titles]
        yield Text(_join(columns, block, cells), style="bold")
    rule = (" " * GAP).join("─" * width for width in block.widths)
    yield Text(rule, style="dim")


def _row(columns: Sequence[Column], block: Block, row: int, width: int, *, alarm: bool) -> Iterator[Text]:
    cells = [wrap(columns[i].cells[row], w) for i, w in zip(block.columns, block.widths, strict=True)]
    for line in range(max(len(cell) for cell in cells)):
        texts = [cell[line] if line < len(cell) else "" for cell in cells]
        shown = Text(_join(columns, block, texts))
        if alarm:
            _colour(shown, columns, block, texts)
        yield shown
    if block.below is not None:
        indent = " " * (block.widths[0] + GAP)
        name = columns[block.below].cells[row].replace("\n", " · ")
        for part in wrap(name, width - len(indent)):
            yield Text(indent + part, style="dim")


def _join(columns: Sequence[Column], block: Block, texts: Sequence[str]) -> str:
    parts = []
    for i, width, text in zip(block.columns, block.widths, texts, strict=True):
        space = " " * (width - cell_len(text))
        right = columns[i].role == "number"
        parts.append(space + text if right else text + space)
    return (" " * GAP).join(parts).rstrip()


def _colour(line: Text, columns: Sequence[Column], block: Block, texts: Sequence[str]) -> None:
    """Highlight numbers other than 0."""
    at = 0
    for i, width, text in zip(block.columns, block.widths, texts, strict=True):
        end = at + width - cell_len(text) + len(text)
        if columns[i].role == "number":
            line.stylize("dim" if text.strip() in ("0", "–", "") else "bold red", at, end)
        at = end + GAP
