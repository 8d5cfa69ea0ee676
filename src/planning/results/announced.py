"""Read what an earlier round announced, from its results."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planning.domain.announced import Announced
from planning.results.read import read_run
from planning.results.record import sha256_of
from planning.results.tables import PLACEMENTS, SCHEDULE

#: Tables that tell what was announced.
TOLD: Final = (SCHEDULE, PLACEMENTS)
#: A handful of pupils makes no catchment.
LEAST_PUPILS = 0.5


def read_announced(folder: Path) -> Announced:
    """Read the schedule and the catchments of an earlier run.

    Parameters
    ----------
    folder
        Folder of the earlier run's results.

    Returns
    -------
    Announced
        Openings and catchments of the run.

    Raises
    ------
    InputError
        As for :func:`planning.results.read.read_run`; a file changed after the run is refused.
    """
    tables = read_run(folder, tables=[table.name for table in TOLD]).tables
    schedule, placements = (tables[table.name] for table in TOLD)
    # A count that is not shown is of some children all the same, who were announced their school.
    placed = placements[(placements["pupils"] >= LEAST_PUPILS) | placements["pupils"].isna()]
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
    """Compute the SHA-256 of the files with the announced plan; missing files are left out.

    Parameters
    ----------
    folder
        Folder of an earlier round's results.

    Returns
    -------
    dict
        Digests by ``reference/FILE``.
    """
    return {
        f"reference/{table.file}": sha256_of((folder / table.file).read_bytes())
        for table in TOLD
        if (folder / table.file).is_file()
    }
