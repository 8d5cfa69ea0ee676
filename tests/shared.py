"""Make something costly once for all workers of a test session."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
PATIENCE_S = 600.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """Return what one worker of the session makes, and the others read.

    Parameters
    ----------
    factory
        The session's folders.
    name
        Name of the thing.
    make
        Makes it, given a new folder that all workers see; what it returns is pickled.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return make(factory.mktemp(name))
    folder = factory.getbasetemp().parent / name
    done = folder / "made.pickle"
    try:
        folder.mkdir()
    except FileExistsError:
        return pickle.loads(_waited_for(done))
    try:
        made = make(folder / "files")
    except BaseException:
        (folder / "failed").touch()
        raise
    fresh = folder / "fresh.pickle"
    fresh.write_bytes(pickle.dumps(made))
    fresh.replace(done)
    return made


def _waited_for(path: Path) -> bytes:
    until = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert not (path.parent / "failed").exists(), f"another worker could not make {path.parent.name}"
        assert time.monotonic() < until, f"another worker has not made {path.parent.name} in time"
        time.sleep(0.05)
    return path.read_bytes()
