"""The small district with rooms to lend: primary rooms stand empty, and junior entrants lack seats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.small_district import SPECIAL, scenario_text, write_district


def write_lending(folder: Path, *, rooms: dict[str, Any] | None = None, **parts: Any) -> Path:
    """Write district and scenario into a folder, and return the scenario.

    Parameters
    ----------
    folder
        Folder to make.
    rooms
        Part ``rooms`` of the scenario; by default rooms are lent.
    **parts
        Further parts of the scenario, in place of its own.
    """
    write_district(folder / "d", without=tuple(name for name in SPECIAL if name != "rooms"))
    # The project that would cure the shortage is not built.
    scenario = yaml.safe_load(scenario_text()) | {"openings": {"P02": "never"}}
    scenario |= {"rooms": {"lend": True} if rooms is None else rooms} | parts
    path = folder / "base.yaml"
    path.write_text(yaml.safe_dump(scenario, allow_unicode=True), encoding="utf-8")
    return path
