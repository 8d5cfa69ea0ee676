"""A folder of results, in which nothing is overwritten that this package did not write.

The files that it wrote are known by their digests: those of a run stand in ``run.json``, those of every other
folder in a small file of their own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planning.errors import Findings, Where
from planning.results.record import digest_files, sha256_of
from planning.results.tables import RECORD_FILE
from planning.runs.atomic_folder import check_target, replaced_folder
from planning.words import message

#: Digests of the files of a folder without ``run.json``.
WRITTEN_FILE: Final = ".planning.json"
LISTED: Final = 10


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Files of this package in a folder.

    Parameters
    ----------
    ours
        Names of the files that this package wrote.
    kept
        Name under which a file that was changed since is kept, by its name.
    """

    ours: frozenset[str]
    kept: dict[str, str]


def check_results_folder(target: Path, *, inputs: tuple[Path, ...], own: frozenset[str]) -> None:
    """Refuse a folder that results cannot take without harm.

    Parameters
    ----------
    target
        Folder of the results.
    inputs
        Files and folders that are read.
    own
        Names of the files that will be written.

    Raises
    ------
    InputError
        As for :func:`planning.runs.atomic_folder.check_target`; or if a file has one of the names and was not
        written by this package.
    """
    check_target(target, inputs=inputs)
    _refuse(target, own - earlier_files(target).ours)


def earlier_files(target: Path) -> Earlier:
    """Return which files of a folder this package wrote, and which of them were changed since."""
    listed: dict[str, Any] = {}
    for name in (WRITTEN_FILE, RECORD_FILE):
        listed |= _listed(target / name)
    ours = {name for name in listed if (target / name).is_file()}
    changed = sorted(
        name for name in ours if listed[name] and sha256_of((target / name).read_bytes()) != listed[name]
    )
    return Earlier(ours=frozenset(ours), kept={name: _free(target, name) for name in changed})


@contextmanager
def results_folder(
    target: Path, *, own: frozenset[str], made_after: frozenset[str] = frozenset()
) -> Iterator[Path]:
    """Provide a folder to write results into, and replace the target by it when everything is written.

    Parameters
    ----------
    target
        Folder of the results. Files in it that this package did not write are kept; of a file that it wrote
        and that was changed since, a copy is kept under another name.
    own
        Names of the files that may be written.
    made_after
        Names of files that are made from results later, and go with them.

    Yields
    ------
    pathlib.Path
        Empty folder next to the target.

    Raises
    ------
    InputError
        If a file would be overwritten that this package did not write; nothing is changed.
    OSError
        If the folder cannot be written; the earlier results are untouched.
    """
    earlier = earlier_files(target)
    _refuse(target, own - earlier.ours)
    gone = earlier.ours | made_after if earlier.ours else earlier.ours
    with replaced_folder(target, own=gone | {WRITTEN_FILE}) as fresh:
        yield fresh
        _refuse(target, frozenset(path.name for path in fresh.iterdir()) - earlier.ours - gone)
        if not (fresh / RECORD_FILE).exists():
            text = json.dumps({"files": digest_files(fresh)}, indent=2, sort_keys=True)
            (fresh / WRITTEN_FILE).write_text(text + "\n", encoding="utf-8")
        for name, free in earlier.kept.items():
            shutil.copy2(target / name, fresh / free)


def _listed(path: Path) -> dict[str, Any]:
    """Return the digests that a record lists, and the record itself without one."""
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {**files, path.name: ""} if isinstance(files, dict) else {}


def _free(target: Path, name: str) -> str:
    """Return a name for a changed file that no file of the folder has."""
    path = Path(name)
    n = 1
    while (target / f"{path.stem}.changed-{n}{path.suffix}").exists():
        n += 1
    return f"{path.stem}.changed-{n}{path.suffix}"


def _refuse(target: Path, names: frozenset[str]) -> None:
    """Raise if the folder holds files of these names."""
    theirs = sorted(name for name in names if (target / name).exists() or (target / name).is_symlink())
    findings = Findings()
    if theirs:
        said = ", ".join(theirs[:LISTED]) + (" …" if len(theirs) > LISTED else "")
        findings.add(
            Where(file=str(target)),
            words=message("runs.results_folder.folder_holds_files_program_did", files=said),
            fix=message("runs.results_folder.choose_another_folder_out_move"),
        )
    findings.raise_if_any()
