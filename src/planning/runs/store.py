"""Write the results of a solved case into a folder: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planning.domain.progress import silent
from planning.report.hidden import hidden_in
from planning.report.sheets.answer import Answer
from planning.report.sheets.rooms import totals_of
from planning.report.subject import Subject
from planning.results.tables import OUTPUTS, RECORD_FILE
from planning.runs.background import make_background
from planning.runs.clock import Clock
from planning.runs.imprint import make_imprint
from planning.runs.lacks import find_lacks
from planning.runs.record import as_text, in_each_language, make_digests, make_record
from planning.runs.results_folder import earlier_files, results_folder
from planning.runs.solved import Solved
from planning.runs.write import DERIVED, write_results


def store(
    solved: Solved, out: Path, *, clock: Clock | None = None, difference: Answer | None = None
) -> dict[str, Any]:
    """Write the tables, layers, workbook, map and record of a solved case.

    Parameters
    ----------
    solved
        Solved case whose plan passed its audit.
    out
        Folder to create, or whose earlier results are replaced.
    clock
        Clock that is already running; None starts one.
    difference
        Effect of an edit of the inputs, whose sheets end the workbook; None without an edit.

    Returns
    -------
    dict
        Content of ``run.json``.

    Raises
    ------
    OSError
        If the folder cannot be written; earlier results are untouched.
    """
    clock = clock or Clock(silent)
    inputs, subject = solved.inputs, solved.subject
    scenario, district = inputs.loaded.scenario, inputs.district
    digests = make_digests(inputs.loaded, district, asked=solved.asked)
    lacks = find_lacks(inputs, solved.problem)
    kept = earlier_files(out).kept
    with results_folder(out, own=OUTPUTS, made_after=DERIVED) as fresh:
        with clock.stage("report"):
            files, missing = write_results(
                subject,
                make_imprint(scenario, district, digests, lacks=lacks),
                fresh,
                background=make_background(scenario, district, subject, solved.audit),
                difference=difference,
            )
        record = make_record(
            loaded=inputs.loaded,
            district=district,
            digests=digests,
            outcome=solved.plan.outcome,
            stages=solved.plan.stages,
            audit=solved.audit,
            seconds=clock.seconds,
            files=files,
            asked=solved.asked,
            hidden=_hidden(subject),
            rooms=_rooms(subject),
            lacks=lacks,
            missing=missing,
            kept=kept,
        )
        (fresh / RECORD_FILE).write_text(as_text(record), encoding="utf-8")
    return record


def _rooms(subject: Subject) -> dict[str, Any] | None:
    """Return what is lent in all; None without rooms to lend."""
    if subject.problem.rooms is None:
        return None
    totals = totals_of(subject)
    told = {"most": totals.rooms, "year": totals.year, "needed": totals.needed}
    return {**told, **in_each_language(totals.words)}


def _hidden(subject: Subject) -> dict[str, Any] | None:
    """Return the entrants by zone, band and year that are too few to show; None if there are none."""
    found = hidden_in(subject, subject.appraisal.intake)
    if not found.rows and not hidden_in(subject, subject.plan.place).rows:
        return None
    return {
        "least_count": found.least_count,
        "rows": found.rows,
        "pupils": round(found.pupils, 6),
        **in_each_language(found.words),
    }
