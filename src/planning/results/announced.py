"""Read what an earlier round announced, from its results."""

from __future__ import annotations

import hashlib
from pathlib import Path

from planning.domain.announced import Announced
from planning.errors import Findings
from planning.results.results import read_table

NEEDED = {
    "schedule.csv": ["project_id", "start_year", "opening_year"],
    "placements.csv": ["zone", "facility", "band", "year", "pupils"],
}
#: A handful of pupils makes no catchment.
LEAST_PUPILS = 0.5


def read_announced(folder: Path) -> Announced:
    """Read schedule and catchments of an earlier run.

    Parameters
    ----------
    folder
        Folder of its results.

    Returns
    -------
    Announced
        Openings and catchments.

    Raises
    ------
    InputError
        If the folder holds no such results.
    """
    findings = Findings()
    frames = {name: read_table(folder / name, columns, findings) for name, columns in NEEDED.items()}
    findings.raise_if_any()
    schedule, placements = frames["schedule.csv"], frames["placements.csv"]
    placed = placements[placements["pupils"] >= LEAST_PUPILS]
    years = schedule[["start_year", "opening_year"]].fillna(0).astype(int)
    return Announced(
        folder=folder.as_posix(),
        schedule={
            str(key): (int(start), int(opening))
            for key, start, opening in zip(
                schedule["project_id"], years["start_year"], years["opening_year"], strict=True
            )
        },
        catchments={
            int(str(year)): frozenset(
                zip(group["zone"].astype(str), group["facility"].astype(str), group["band"], strict=True)
            )
            for year, group in placed.groupby("year")
        },
    )


def digest_announced(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the files that tell what was announced; one that is not there has none.

    Parameters
    ----------
    folder
        Folder of an earlier round's results.

    Returns
    -------
    dict
        Digest by ``reference/FILE``.
    """
    return {
        f"reference/{name}": hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in NEEDED
        if (folder / name).is_file()
    }
