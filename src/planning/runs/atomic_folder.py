"""A folder of results that appears whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planning.errors import Findings, Where
from planning.words import Words, message

#: Where the folders of results go unless told otherwise.
RESULTS: Final = Path("results")
#: Linux: swap two paths in one step (renameat2).
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: macOS: the same (renamex_np).
_RENAME_SWAP = 2


@contextmanager
def replaced_folder(target: Path, *, own: frozenset[str]) -> Iterator[Path]:
    """Provide a folder to write into, and replace the target by it when everything is written.

    If the system can swap two folders in one step, a run killed at any moment leaves either the old folder or
    the new one, whole. Otherwise the old folder is moved aside first, and the next run restores it if a run
    was killed in between. Files in the target that do not belong to this package are kept.

    Parameters
    ----------
    target
        Folder for the results.
    own
        Names of the files that this package writes; other files of an earlier folder are kept.

    Yields
    ------
    pathlib.Path
        Empty folder next to the target.

    Raises
    ------
    OSError
        If the folder cannot be written; the earlier results are untouched.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_remains(target)
    fresh = target.parent / f".{target.name}.partial-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        if target.exists():
            carry_over(target, fresh, own)
        _flush(fresh)
        _put_in_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_target(target: Path, *, inputs: tuple[Path, ...]) -> None:
    """Refuse a folder that cannot be replaced without harm.

    Parameters
    ----------
    target
        Folder to replace.
    inputs
        Files and folders that the run reads.

    Raises
    ------
    InputError
        If the target is a file, a symbolic link or a mount point, if it holds the inputs, the working
        directory or a repository, or if nothing can be written there.
    """
    findings = Findings()
    reason = _reason_against(target, inputs)
    if reason is not None:
        findings.add(
            Where(file=str(target)),
            words=reason,
            fix=message("runs.atomic_folder.choose_another_folder_own_out"),
        )
    findings.raise_if_any()


def _reason_against(target: Path, inputs: tuple[Path, ...]) -> Words | None:
    """Return why a folder cannot be replaced; None if it can."""
    try:
        here = target.resolve()
        if target.is_symlink():
            return message("runs.atomic_folder.folder_symbolic_link", here=here)
        if target.exists() and not target.is_dir():
            return message("runs.atomic_folder.place_results_file")
        read = [path.resolve() for path in (*inputs, Path.cwd())]
        if any(here == path or here in path.parents for path in read) or (target / ".git").exists():
            return message("runs.atomic_folder.folder_holds_inputs_project_itself")
        if target.exists() and os.path.ismount(target):
            return message("runs.atomic_folder.folder_mount_point_cannot_replaced")
        _try_to_write(target)
    except (OSError, ValueError) as error:
        said = f"{type(error).__name__}: {getattr(error, 'strerror', None) or error}"
        return message("runs.atomic_folder.nothing_can_written", error=said)
    return None


def _try_to_write(target: Path) -> None:
    """Make a folder beside the target, or as near as there is one, and remove it again.

    Raises
    ------
    OSError
        If that is not possible.
    """
    near = next(path for path in target.absolute().parents if path.exists())
    Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=near)).rmdir()
    if target.exists() and not os.access(target, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def clear_remains(target: Path) -> None:
    """Restore results that a killed run had moved aside, and delete its unfinished files."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(partial|old)-(\d+)")
    for path in sorted(target.parent.glob(f".{target.name}.*-*")):
        match = pattern.fullmatch(path.name)
        if match is None or _alive(int(match[2])):
            continue
        if match[1] == "old" and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def carry_over(target: Path, fresh: Path, own: frozenset[str]) -> None:
    """Carry the files that do not belong to this package over to a fresh folder.

    Parameters
    ----------
    target
        Earlier folder, which is unchanged.
    fresh
        Folder that will replace it; files that it already has are kept.
    own
        Names that are not carried over.

    Raises
    ------
    OSError
        If a file cannot be carried over.
    """
    for path in target.iterdir():
        there = fresh / path.name
        if path.name in own or there.exists() or there.is_symlink():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, there, symlinks=True, copy_function=_same_file)
        else:
            _same_file(path, there)


def _same_file(source: str | Path, target: str | Path) -> None:
    """Give a file a second name instead of a copy, or copy it if the file system allows one name only."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _flush(folder: Path) -> None:
    """Flush the files to disk before the folder is swapped, so that a power cut leaves no empty files."""
    for path in folder.rglob("*"):
        # A file with two names was carried over and is on disk already.
        if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
            with path.open("rb") as handle:
                os.fsync(handle.fileno())


def _put_in_place(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    exchange = _exchange()
    if exchange is not None and exchange(fresh, target):
        return
    aside = target.parent / f".{target.name}.old-{os.getpid()}"
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange() -> Callable[[Path, Path], bool] | None:
    """Return a function that swaps two folders in one step, or None if the system has none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    call = getattr(library, name, None)
    if call is None:
        return None

    def swap(first: Path, second: Path) -> bool:
        one, two = os.fsencode(first), os.fsencode(second)
        if sys.platform == "linux":
            return bool(call(_AT_FDCWD, one, _AT_FDCWD, two, _RENAME_EXCHANGE) == 0)
        return bool(call(one, two, _RENAME_SWAP) == 0)

    return swap
