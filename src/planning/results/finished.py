"""Whether a folder holds the finished results of some inputs, to be used instead of solving again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planning.errors import InputError
from planning.results.read import RunFiles, read_run
from planning.results.record import program_version
from planning.results.tables import ALWAYS, TABLES


def read_finished(folder: Path, *, digest: str, tables: Iterable[str] = tuple(TABLES)) -> RunFiles | None:
    """Read the results of given inputs if a folder holds them.

    Parameters
    ----------
    folder
        Folder that may hold results.
    digest
        Digest of all inputs of the scenario.
    tables
        Names of the tables to read, without suffix.

    Returns
    -------
    RunFiles or None
        Record and tables. None if the folder holds no plan of the same inputs by this version of the program
        and of the schema, if a file of the run is missing, or if a table to read was changed after the run.
        A map, workbook or layer may have been opened and saved by hand since: it is not read and does not
        matter.
    """
    try:
        run = read_run(folder, tables=tables)
    except InputError:
        return None
    same_inputs = run.record["digests"].get("all") == digest
    same_program = run.record["versions"].get("planning") == program_version()
    whole = all((folder / name).is_file() for name in ALWAYS - {*run.record.get("missing", ())})
    return run if same_inputs and same_program and whole else None
