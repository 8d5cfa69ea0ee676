"""Write the files of a run into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planning.report.briefing.names import CHARTS
from planning.report.files.layers import make_layers, write_layers
from planning.report.files.workbook import write_workbook
from planning.report.map.page import make_page
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet
from planning.report.subject import Imprint, Subject
from planning.report.tables import make_tables, plain_text

#: Every name that a run writes.
OUTPUTS: Final = frozenset(
    {
        "schedule.csv",
        "placements.csv",
        "seats.csv",
        "unhoused.csv",
        "budget.csv",
        "bands.csv",
        "warnings.csv",
        "rules.csv",
        "plan.gpkg",
        "plan.xlsx",
        "map.html",
        "run.json",
    }
)


#: What is made from the results afterwards; a new run takes it away with them.
DERIVED: Final = frozenset(
    {
        "briefing.html",
        *(f"brief_{chart}.{ending}" for chart in CHARTS for ending in ("png", "svg")),
    }
)


@dataclass(frozen=True, kw_only=True)
class Background:
    """Warnings, assumptions and rules, as sheets."""

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
) -> None:
    """Write tables, layers, workbook and map.

    Parameters
    ----------
    subject
        What is reported.
    imprint
        Its origin.
    folder
        An existing folder. CSV files are UTF-8 without a byte-order mark.
    background
        What stands behind the plan, for the workbook.
    difference
        What an edit of the inputs changed; its sheets end the workbook.
    """
    for name, table in make_tables(subject).items():
        plain_text(table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    for name, sheet in (("warnings", background.warnings), ("rules", background.rules)):
        plain_text(sheet.frame()).to_csv(
            folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n"
        )
    write_layers(make_layers(subject), folder / "plan.gpkg")
    write_workbook(
        subject,
        imprint,
        folder / "plan.xlsx",
        warnings=background.warnings,
        assumptions=background.assumptions,
        rules=background.rules,
        difference=() if difference is None else difference.sheets,
    )
    (folder / "map.html").write_text(make_page(subject, imprint), encoding="utf-8")
