"""Read what a run wrote, for comparison."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planning.errors import Findings, Where

TABLES = {
    "schedule": ["project_id", "name_zh", "name_en", "opening_year"],
    "unhoused": ["zone", "band", "year", "unhoused"],
    "budget": ["year", "spent_10k"],
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Results:
    """Tables of a run, and what may be said of its plan."""

    schedule: pd.DataFrame
    unplaced: pd.DataFrame
    budget: pd.DataFrame
    outcome: str


def read_results(folder: Path) -> Results:
    """Read a folder of results.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.

    Returns
    -------
    Results
        Its tables.

    Raises
    ------
    InputError
        If a table or ``run.json`` is missing or is something else.
    """
    findings = Findings()
    tables = {}
    for name, columns in TABLES.items():
        tables[name] = read_table(folder / f"{name}.csv", columns, findings)
    record = read_record(folder / "run.json", ("outcome",), findings)
    findings.raise_if_any()
    return Results(
        schedule=tables["schedule"],
        unplaced=tables["unhoused"],
        budget=tables["budget"],
        outcome=str(record["outcome"]),
    )


def results_of(tables: Mapping[str, pd.DataFrame], *, outcome: str) -> Results:
    """Return the tables of a run that was not read from files."""
    return Results(
        schedule=tables["schedule"], unplaced=tables["unhoused"], budget=tables["budget"], outcome=outcome
    )


def read_record(path: Path, keys: Sequence[str], findings: Findings) -> dict[str, Any]:
    """Read ``run.json``; one that lacks an entry, or is none, is told."""
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in keys if key not in record]
    except (OSError, ValueError, TypeError) as error:
        record, missing = {}, [type(error).__name__]
    if missing:
        no_result(findings, path, ", ".join(missing))
    return record


def read_table(path: Path, columns: list[str], findings: Findings) -> pd.DataFrame:
    """Read a CSV that a run wrote; one that lacks a column, or is none, is told."""
    try:
        frame = pd.read_csv(path)
        missing = [column for column in columns if column not in frame.columns]
    except (OSError, ValueError) as error:
        frame, missing = pd.DataFrame(columns=columns), [type(error).__name__]
    if missing:
        no_result(findings, path, ", ".join(missing))
    return frame


def no_result(findings: Findings, path: Path, detail: str) -> None:
    """Tell that a file is none that a run wrote."""
    findings.add(
        Where(file=path.as_posix()),
        zh=f"不是一次运行的结果（{detail}）",
        en=f"it is no result of a run ({detail})",
        fix_zh="请指明 planning run 写出的结果目录",
        fix_en="Name a folder that planning run wrote",
    )
