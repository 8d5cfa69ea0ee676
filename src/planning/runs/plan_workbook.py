"""The workbook of a solved case, by itself."""

from __future__ import annotations

from pathlib import Path

from planning.report.files.workbook import write_workbook
from planning.runs.background import make_background
from planning.runs.imprint import make_imprint
from planning.runs.record import make_digests
from planning.runs.solved import Solved


def write_plan_workbook(solved: Solved, path: Path) -> Path:
    """Write the workbook of a solved case.

    Parameters
    ----------
    solved
        Solved case whose plan passed its audit.
    path
        File to write, completely or not at all.

    Returns
    -------
    pathlib.Path
        Path of the file.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    inputs, subject = solved.inputs, solved.subject
    scenario, district = inputs.loaded.scenario, inputs.district
    digests = make_digests(inputs.loaded, district, asked=solved.asked)
    background = make_background(scenario, district, subject, solved.audit)
    fresh = path.with_name(f".{path.name}.partial")
    try:
        write_workbook(
            subject,
            make_imprint(scenario, district, digests),
            fresh,
            warnings=background.warnings,
            assumptions=background.assumptions,
            rules=background.rules,
            more=tuple(background.sometimes.values()),
            difference=(),
        )
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return path
