"""The folder of an imported district: what may stand there, and how a new import takes its place whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planning.errors import Findings, Where
from planning.importing.mapping import NAME as MAPPING
from planning.runs.atomic_folder import carry_over, clear_remains, replaced_folder
from planning.words import message

DATA: Final = "data"
SCENARIO: Final = "base.yaml"
#: What an import writes; everything else in the folder is the planner's and stays.
MADE: Final = (DATA, SCENARIO, MAPPING)
#: What imports of before the present way of writing may have left.
_REMAINS: Final = re.compile(r"\.(data|base\.yaml)\.old|\.import\.partial-\d+")


def check_folder(folder: Path, inputs: tuple[Path, ...]) -> None:
    """Check that an import can replace a folder without harm.

    Parameters
    ----------
    folder
        Folder of the district.
    inputs
        Files that the import reads; they may be in the folder, but not among the files that it writes.

    Raises
    ------
    InputError
        If the folder is a file, a repository, a mount point or not writable, if it holds the working
        directory, or if an input is a file that the import writes.
    """
    findings = Findings()
    here, cwd = folder.resolve(), Path.cwd().resolve()
    where = Where(file=str(folder))
    parent = next(path for path in here.parents if path.exists())
    if folder.exists() and not folder.is_dir():
        findings.add(
            where,
            words=message("runs.district_folder.place_district_file"),
            fix=message("runs.district_folder.choose_another_folder"),
        )
    elif here == cwd or here in cwd.parents:
        findings.add(
            where,
            words=message("runs.district_folder.folder_one_stands_cannot_replaced"),
            fix=message("runs.district_folder.go_up_one_folder_run"),
        )
    elif (folder / ".git").exists() or os.path.ismount(here):
        findings.add(
            where,
            words=message("runs.district_folder.folder_repository_mount_point_cannot"),
            fix=message("runs.district_folder.choose_folder_inside"),
        )
    elif not os.access(parent, os.W_OK | os.X_OK):
        findings.add(
            where,
            words=message("runs.district_folder.nothing_can_written", parent=parent),
            fix=message("runs.district_folder.choose_another_folder_yourself_given"),
        )
    for path in inputs:
        lies = path.resolve()
        if any(lies == here / name or here / name in lies.parents for name in MADE):
            findings.add(
                Where(file=str(path)),
                words=message("runs.district_folder.file_written_import_itself_cannot"),
                fix=message("runs.district_folder.move_elsewhere_name_new_place"),
            )
    findings.raise_if_any()


def heal(folder: Path) -> None:
    """Restore a district that a killed import had moved aside, and delete its unfinished files."""
    here = folder.resolve()
    clear_remains(here)
    for name in (DATA, SCENARIO):
        aside = here / f".{name}.old"
        if aside.exists() and not (here / name).exists():
            aside.rename(here / name)


@contextmanager
def replaced_district(folder: Path) -> Iterator[Path]:
    """Provide a folder to write into, and replace the district by it in one step.

    Parameters
    ----------
    folder
        Folder of the district; a symbolic link is followed and kept.

    Yields
    ------
    pathlib.Path
        Folder next to the district, which has the planner's own files from the start, so that scenarios that
        extend each other can be read there.

    Raises
    ------
    OSError
        If a file cannot be written; the earlier district is untouched.
    """
    here = folder.resolve()
    gone = [path.name for path in here.iterdir() if _REMAINS.fullmatch(path.name)] if here.is_dir() else []
    own = frozenset((*MADE, *gone))
    with replaced_folder(here, own=own) as fresh:
        if here.is_dir():
            carry_over(here, fresh, own)
        yield fresh
