"""Write answers: a CSV for each sheet and one JSON file, together or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from planning.report.sheets.answer import Answer
from planning.results.plain_text import plain_text
from planning.runs.results_folder import check_results_folder, results_folder

#: Names of sheets and answers that a folder of answers may hold.
NAMES = frozenset(
    {
        "alternatives", "bands", "changes", "class_values", "classes", "compare", "cure", "fair",
        "fair_groups", "frontier", "money",
        "moved",
        "objectives", "prices", "progress", "projects", "repair", "round", "scenarios", "seats",
        "sites", "stability", "warn", "why", "zones",
    }
)  # fmt: skip


OUTPUTS: Final = frozenset(f"{name}.{ending}" for name in NAMES for ending in ("csv", "json", "svg"))


def check_answer_folder(folder: Path | None) -> None:
    """Refuse a folder that an answer cannot take without harm; do nothing without a folder.

    Raises
    ------
    InputError
        As for :func:`planning.runs.results_folder.check_results_folder`.
    """
    if folder is not None:
        check_results_folder(folder, inputs=(), own=OUTPUTS)


def write_answer(answer: Answer, folder: Path) -> None:
    """Write an answer: a CSV for each sheet, the charts that are files of their own, and one JSON file.

    Parameters
    ----------
    answer
        Answer to write.
    folder
        Folder to create, or to replace if it holds answers only.

    Raises
    ------
    InputError
        If the folder holds other files.
    """
    check_answer_folder(folder)
    with results_folder(folder, own=OUTPUTS) as fresh:
        for sheet in answer.sheets:
            plain_text(sheet.frame()).to_csv(fresh / f"{sheet.name}.csv", index=False, lineterminator="\n")
        for chart in answer.pictures:
            picture = answer.plot(chart).svg
            (fresh / f"{chart}.svg").write_text(picture, encoding="utf-8")
        text = json.dumps(answer.content(), ensure_ascii=False, indent=2, allow_nan=False)
        (fresh / f"{answer.name}.json").write_text(text + "\n", encoding="utf-8")
