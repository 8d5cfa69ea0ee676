"""A folder of this process, which goes with whoever holds it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, eq=False)
class KeptFolder:
    """Temporary folder that is removed with its last holder."""

    path: Path

    @classmethod
    def made(cls) -> KeptFolder:
        """Create an empty temporary folder."""
        folder = cls(Path(tempfile.mkdtemp(prefix="planning-")))
        weakref.finalize(folder, shutil.rmtree, folder.path, ignore_errors=True)
        return folder
