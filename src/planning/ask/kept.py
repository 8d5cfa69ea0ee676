"""A folder of this process, which goes with whoever holds it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, eq=False)
class KeptFolder:
    """A folder that goes when the last case that reads it goes."""

    path: Path

    @classmethod
    def made(cls) -> KeptFolder:
        """Make an empty folder."""
        folder = cls(Path(tempfile.mkdtemp(prefix="planning-")))
        weakref.finalize(folder, shutil.rmtree, folder.path, ignore_errors=True)
        return folder
