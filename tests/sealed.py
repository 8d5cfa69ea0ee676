"""Results that a test has changed, made to look as a run left them."""

from __future__ import annotations

import json
from pathlib import Path

from planning.results.record import digest_files


def seal(folder: Path) -> Path:
    """Write the digests of a folder's files as they are now into its ``run.json``, and return the folder."""
    path = folder / "run.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["files"] = digest_files(folder)
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return folder
