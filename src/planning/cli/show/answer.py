"""What a question prints: sentences, then tables, in one language or both."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Language

LEAST_WIDTH = 118
#: Beyond so many columns the English names are left to the files.
MOST_COLUMNS = 9


def print_answer(answer: Answer, *, language: Language = "both") -> None:
    """Print an answer.

    Parameters
    ----------
    answer
        Sentences and sheets.
    language
        ``zh``, ``en``, or both.
    """
    probe = Console()
    console = probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    for zh, en in answer.sentences:
        said = {"zh": f"{zh}。", "en": f"{_capital(en)}.", "both": f"{zh}。\n{_capital(en)}."}[language]
        console.print(Text(said))
    for sheet in answer.sheets:
        if not sheet.rows:
            continue
        kept = [i for i, field in enumerate(sheet.fields) if not _other(field.name, language)]
        if len(kept) > MOST_COLUMNS:
            kept = [i for i in kept if sheet.fields[i].name != "name_en" or language == "en"]
        table = Table(title=sheet.title(language), title_justify="left")
        for i in kept:
            field = sheet.fields[i]
            numeric = field.look in ("count", "change", "number", "share", "year")
            table.add_column(field.title(language), justify="right" if numeric else "left", overflow="fold")
        for row in sheet.rows[: sheet.shown]:
            table.add_row(*(Text(sheet.fields[i].show(row[i])) for i in kept))
        console.print(table)
        hidden = 0 if sheet.shown is None else len(sheet.rows) - sheet.shown
        if hidden > 0:
            more = {"zh": "另有 {} 行，见 --out", "en": "{} more rows, see --out"}
            said = " · ".join(more.values()) if language == "both" else more[language]
            console.print(Text(said.replace("{}", str(hidden))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _other(name: str, language: Language) -> bool:
    """Tell whether a column is in the language that was not asked for."""
    return (language == "zh" and name.endswith("_en")) or (language == "en" and name.endswith("_zh"))
