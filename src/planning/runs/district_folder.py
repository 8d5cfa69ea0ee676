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
            zh="区县目录的位置上是一个文件",
            en="the place for the district is a file",
            fix_zh="请另选一个目录",
            fix_en="Choose another folder",
        )
    elif here == cwd or here in cwd.parents:
        findings.add(
            where,
            zh="这是当前所在的目录，不能整个替换",
            en="it is the folder that one stands in, which cannot be replaced whole",
            fix_zh="请先退到上一级目录，从外面运行",
            fix_en="Go up one folder and run the command from outside",
        )
    elif (folder / ".git").exists() or os.path.ismount(here):
        findings.add(
            where,
            zh="该目录是一个代码库或挂载点，不能整个替换",
            en="the folder is a repository or a mount point and cannot be replaced whole",
            fix_zh="请在其中另选一个子目录",
            fix_en="Choose a folder inside it",
        )
    elif not os.access(parent, os.W_OK | os.X_OK):
        findings.add(
            where,
            zh=f"无权在 {parent} 中写入",
            en=f"nothing can be written in {parent}",
            fix_zh="请另选一个目录，或取得写入权限",
            fix_en="Choose another folder, or have yourself given the right to write",
        )
    for path in inputs:
        lies = path.resolve()
        if any(lies == here / name or here / name in lies.parents for name in MADE):
            findings.add(
                Where(file=str(path)),
                zh="这个文件由导入自己写出，不能作为导入的来源",
                en="the file is written by the import itself and cannot be what it reads",
                fix_zh="请把它移到别处，再指明新位置",
                fix_en="Move it elsewhere, and name its new place",
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
