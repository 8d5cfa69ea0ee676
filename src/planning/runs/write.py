"""Write the files of a run into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planning.report.briefing.names import CHARTS
from planning.report.files.layers import make_layers, write_layers
from planning.report.files.workbook import write_workbook
from planning.report.hidden import hidden_counts
from planning.report.map.page import make_page
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet
from planning.report.subject import Imprint, Subject
from planning.report.tables import make_tables
from planning.results.plain_text import plain_text
from planning.results.record import digest_files
from planning.results.tables import HIDDEN, LAYERS_FILE, MAP_FILE, RULES, TABLES, WARNINGS, WORKBOOK_FILE

#: What is made from the results afterwards; a new run takes it away with them.
DERIVED: Final = frozenset(
    {
        "briefing.html",
        *(f"brief_{chart}.{ending}" for chart in CHARTS for ending in ("png", "svg")),
    }
)


@dataclass(frozen=True, kw_only=True)
class Background:
    """Sheets behind a plan, for its workbook.

    Parameters
    ----------
    warnings, assumptions, rules
        Sheets of the warnings, of the scenario's entries and of the rules checked.
    """

    warnings: Sheet
    assumptions: Sheet
    rules: Sheet


def write_results(
    subject: Subject,
    imprint: Imprint,
    folder: Path,
    *,
    background: Background,
    difference: Answer | None = None,
) -> dict[str, str]:
    """Write the tables, layers, workbook and map of a run.

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
    dict
        SHA-256 of each file by name.

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
    for name, table in TABLES.items():
        frame = table.conform(frames[name], bands=subject.problem.bands)
        plain_text(frame).to_csv(folder / table.file, index=False, encoding="utf-8", lineterminator="\n")
    few = hidden_counts(subject)
    if not few.empty:
        few.to_csv(folder / HIDDEN.file, index=False, encoding="utf-8", lineterminator="\n")
    write_layers(make_layers(subject), folder / LAYERS_FILE)
    write_workbook(
        subject,
        imprint,
        folder / WORKBOOK_FILE,
        warnings=background.warnings,
        assumptions=background.assumptions,
        rules=background.rules,
        difference=() if difference is None else difference.sheets,
    )
    (folder / MAP_FILE).write_text(make_page(subject, imprint), encoding="utf-8")
    return digest_files(folder)
