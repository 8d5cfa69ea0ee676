"""The round trip of the inputs: out as a workbook, back edited, solved again, and what it changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from planning.district.contracts import contracts
from planning.district.edits import changed_cells
from planning.district.read.workbook import Workbook, header_row, read_workbook, with_cells
from planning.domain.progress import Listener, silent
from planning.errors import Findings, InputError, Where
from planning.report.files.inputs_workbook import GUIDE, SCENARIO, write_inputs
from planning.report.sheets.answer import Answer
from planning.report.sheets.edits import edits_sheet
from planning.report.sheets.results import results_sheets
from planning.runs.atomic_folder import RESULTS
from planning.runs.inputs import Inputs, load_inputs
from planning.runs.run import Run, run_inputs, solve
from planning.runs.solved import Solved
from planning.runs.tables import results_of_solved
from planning.scenario.entries import entries, patch_of
from planning.scenario.yaml_tree import Document
from planning.words import message

ENDING: Final = "-edited"


def export_inputs(scenario: Path, out: Path) -> Path:
    """Write the inputs of a scenario as a workbook to edit.

    Parameters
    ----------
    scenario
        Scenario file.
    out
        Workbook to write, completely or not at all.

    Returns
    -------
    pathlib.Path
        Workbook that was written.

    Raises
    ------
    InputError
        If the inputs have faults.
    """
    inputs = load_inputs(scenario)
    fresh = out.parent / f".{out.stem}.partial-{os.getpid()}.xlsx"
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_inputs(
            fresh,
            file_name=out.name,
            scenario_file=Path(os.path.relpath(scenario, out.parent)).as_posix(),
            entries=entries(inputs.loaded.scenario),
            tables=inputs.district.tables,
            contracts=contracts(inputs.district.bands),
        )
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
    return out


def run_workbook(
    path: Path, *, scenario: Path | None = None, out: Path | None = None, listener: Listener = silent
) -> Run:
    """Check an edited workbook, solve it and the inputs it came from, and write the difference.

    Parameters
    ----------
    path
        Edited workbook.
    scenario
        Scenario of the workbook; if omitted, the scenario that the workbook names.
    out
        Folder of the results; ``results/NAME-edited`` if omitted.
    listener
        Receives the stages and the solver's gap.

    Returns
    -------
    Run
        Finished run, whose ``plan.xlsx`` ends with the edits and their effect.

    Raises
    ------
    InputError
        If the workbook has faults; carries all of them, each named by sheet and cell. Nothing is written.
    """
    findings = Findings()
    book = read_workbook(path, name=str(path), findings=findings)
    findings.raise_if_any()
    assert book is not None
    source = scenario if scenario is not None else _named(book, path)
    before = load_inputs(source)
    patch = _patch(book, before, findings)
    findings.items = with_cells(findings, book)
    findings.raise_if_any()
    after = _load_edited(source, patch, path, book)
    edits = changed_cells(before.district.tables, after.district.tables)
    settings = _settings(before, after)
    folder = out if out is not None else RESULTS / f"{before.loaded.scenario.scenario}{ENDING}"
    one = solve(before, listener=listener)
    reference = results_of_solved(one)

    def differ(run: Solved) -> Answer:
        sheets = results_sheets(reference, results_of_solved(run))
        return Answer(name="difference", sheets=(edits_sheet(settings, edits), *sheets))

    return run_inputs(after, out=folder, listener=listener, differ=differ)


def _load_edited(source: Path, patch: Document | None, path: Path, book: Workbook) -> Inputs:
    """Read the edited inputs, and report faults of the scenario and of the tables together."""
    try:
        return load_inputs(source, patch=patch, workbook=path)
    except InputError as error:
        told = list(error.findings)
    try:
        load_inputs(source, workbook=path)
    except InputError as error:
        told += error.findings
    raise InputError(tuple(dict.fromkeys(with_cells(told, book))))


def _named(book: Workbook, path: Path) -> Path:
    rows = book.sheets.get(GUIDE, [])
    for row in rows:
        if len(row) > 1 and row[0] == SCENARIO and row[1]:
            return path.parent / row[1]
    findings = Findings()
    findings.add(
        Where(file=str(path), sheet=GUIDE, cell="B1"),
        words=message("runs.workbook.workbook_does_not_say_scenario"),
        fix=message("runs.workbook.name_planning_run_scenario_yaml"),
    )
    raise InputError(tuple(findings))


def _patch(book: Workbook, before: Inputs, findings: Findings) -> Document | None:
    rows = book.sheets.get(SCENARIO)
    if rows is None:
        return None
    at = header_row(rows, ("path", "value"))
    edited = [(i + 1, row[0], row[1] if len(row) > 1 else "") for i, row in enumerate(rows) if i > at]
    return patch_of(
        edited,
        before=entries(before.loaded.scenario),
        file=book.place(SCENARIO),
        findings=findings,
    )


def _settings(before: Inputs, after: Inputs) -> list[tuple[str, str, str]]:
    one, two = dict(entries(before.loaded.scenario)), dict(entries(after.loaded.scenario))
    return [
        (path, one.get(path, ""), two.get(path, ""))
        for path in dict.fromkeys([*one, *two])
        if one.get(path) != two.get(path)
    ]
