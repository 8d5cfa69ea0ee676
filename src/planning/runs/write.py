"""Write the files of a run into a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from planning.report.briefing.names import CHARTS
from planning.report.closures import closing_tables
from planning.report.files.layers import make_layers, write_layers
from planning.report.files.workbook import write_workbook
from planning.report.hidden import hidden_counts
from planning.report.map.page import make_page
from planning.report.money_tables import money_tables
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet
from planning.report.subject import Imprint, Subject
from planning.report.tables import make_tables
from planning.results.plain_text import plain_text
from planning.results.record import digest_files
from planning.results.sometimes import SOMETIMES
from planning.results.tables import HIDDEN, LAYERS_FILE, MAP_FILE, RULES, TABLES, WARNINGS, WORKBOOK_FILE
from planning.words import Words, message

#: What is made from the results afterwards; a new run takes it away with them.
DERIVED: Final = frozenset(
    {
        "briefing.html",
        *(f"brief_{chart}.{ending}" for chart in CHARTS for ending in ("png", "svg")),
    }
)

#: Letters of a reason.
LONGEST: Final = 200


@dataclass(frozen=True, kw_only=True)
class Background:
    """Sheets behind a plan, for its workbook.

    Parameters
    ----------
    warnings, assumptions, rules
        Sheets of the warnings, of the scenario's entries and of the rules checked.
    sometimes
        Sheets of staff and of education groups, by the name of their file, as far as there are any.
    """

    warnings: Sheet
    assumptions: Sheet
    rules: Sheet
    sometimes: Mapping[str, Sheet] = field(default_factory=dict)


def write_results(
    subject: Subject,
    imprint: Imprint,
    folder: Path,
    *,
    background: Background,
    difference: Answer | None = None,
) -> tuple[dict[str, str], dict[str, Words]]:
    """Write the tables, layers, workbook and map of a run.

    The tables are the plan. A picture of it, its layers or its workbook may fail without it.

    Parameters
    ----------
    subject
        Plan to report, with its names.
    imprint
        Origin of the run.
    folder
        Existing empty folder. CSV files are UTF-8 without a byte-order mark.
    background
        Sheets behind the plan, for the workbook.
    difference
        Effect of an edit of the inputs, whose sheets end the workbook; None without an edit.

    Returns
    -------
    tuple
        SHA-256 of each file by name; and why a file could not be made, by its name.

    Raises
    ------
    ProblemError
        If a table violates the schema of results.
    """
    frames = {
        **make_tables(subject),
        WARNINGS.name: background.warnings.frame(),
        RULES.name: background.rules.frame(),
    }
    for name, table in {**TABLES, **{name: SOMETIMES[name] for name in SOMETIMES if name in frames}}.items():
        frame = table.conform(frames[name], bands=subject.problem.bands)
        plain_text(frame).to_csv(folder / table.file, index=False, encoding="utf-8", lineterminator="\n")
    for name, sheet in background.sometimes.items():
        frame = SOMETIMES[name].conform(sheet.frame(), bands=subject.problem.bands)
        plain_text(frame).to_csv(
            folder / SOMETIMES[name].file, index=False, encoding="utf-8", lineterminator="\n"
        )
    for name, frame in {**money_tables(subject), **closing_tables(subject)}.items():
        plain_text(frame).to_csv(
            folder / SOMETIMES[name].file, index=False, encoding="utf-8", lineterminator="\n"
        )
    few = hidden_counts(subject)
    if not few.empty:
        few.to_csv(folder / HIDDEN.file, index=False, encoding="utf-8", lineterminator="\n")
    missing: dict[str, Words] = {}
    for name, make in (
        (LAYERS_FILE, lambda path: write_layers(make_layers(subject), path)),
        (WORKBOOK_FILE, lambda path: _write_book(subject, imprint, path, background, difference)),
        (MAP_FILE, lambda path: path.write_text(make_page(subject, imprint), encoding="utf-8")),
    ):
        reason = _made(folder / name, make)
        if reason is not None:
            missing[name] = reason
    return digest_files(folder), missing


def _made(path: Path, make: Callable[[Path], object]) -> Words | None:
    """Make a file; return why it cannot be made, or None if it is there."""
    try:
        make(path)
    except Exception as error:  # noqa: BLE001 - whatever a picture meets, the plan is written
        path.unlink(missing_ok=True)
        said = f"{type(error).__name__}: {error}".split("\n", maxsplit=1)[0][:LONGEST]
        return message("runs.write.could_not_made", error=said)
    return None


def _write_book(
    subject: Subject, imprint: Imprint, path: Path, background: Background, difference: Answer | None
) -> None:
    write_workbook(
        subject,
        imprint,
        path,
        warnings=background.warnings,
        assumptions=background.assumptions,
        rules=background.rules,
        more=tuple(background.sometimes.values()),
        difference=() if difference is None else difference.sheets,
    )
