"""Read what an earlier round announced, from its results."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from planning.domain.announced import Announced
from planning.errors import Findings
from planning.results.bands import bands_of_record
from planning.results.read import read_run
from planning.results.record import sha256_of, tell_no_result
from planning.results.tables import BUDGET, PLACEMENTS, SCHEDULE

#: Tables that tell what was announced.
TOLD: Final = (SCHEDULE, PLACEMENTS)
#: A handful of pupils makes no catchment.
LEAST_PUPILS = 0.5
#: Years between which works are planned.
FIRST_YEAR, LAST_YEAR = 1900, 2200
LISTED: Final = 5


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
        As for :func:`planning.results.read.read_run`; a file changed after the run is refused. Or if a year,
        band or count is none that a run writes.
    """
    run = read_run(folder, tables=[*(table.name for table in TOLD), BUDGET.name])
    schedule, placements = (run.tables[table.name] for table in TOLD)
    findings = Findings()
    _check_schedule(schedule, folder, findings)
    bands, listed = bands_of_record(run.record["bands"]), set(run.tables[BUDGET.name]["year"])
    _check_placements(placements, listed, bands.ids, folder, findings)
    findings.raise_if_any()
    # A count that is not shown is of some children all the same, who were announced their school.
    placed = placements[(placements["pupils"] >= LEAST_PUPILS) | placements["pupils"].isna()]
    years = schedule[["start_year", "opening_year"]].fillna(0).astype(int)
    return Announced(
        folder=folder.as_posix(),
        district=(run.record["district"]["zh"], run.record["district"]["en"]),
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


def _check_schedule(schedule: pd.DataFrame, folder: Path, findings: Findings) -> None:
    """Report repeated projects, and years of works that no run writes."""
    path = folder / SCHEDULE.file
    start, opening = schedule["start_year"], schedule["opening_year"]
    none = start.isna() & opening.isna()
    sound = none | (start.between(FIRST_YEAR, LAST_YEAR) & opening.between(start, LAST_YEAR))
    wrong = [
        f"{key} {a:.0f} {b:.0f}"
        for key, a, b in zip(schedule["project_id"][~sound], start[~sound], opening[~sound], strict=True)
    ]
    twice = schedule["project_id"][schedule["project_id"].duplicated()].tolist()
    for faults in (wrong, twice):
        if faults:
            tell_no_result(findings, path, ", ".join(str(fault) for fault in faults[:LISTED]))


def _check_placements(
    placements: pd.DataFrame, years: set[int], bands: tuple[str, ...], folder: Path, findings: Findings
) -> None:
    """Report repeated rows, and years, bands and counts that no run writes."""
    path = folder / PLACEMENTS.file
    wrong = (
        ~placements["year"].isin(years)
        | ~placements["band"].isin(bands)
        | (placements["pupils"] < 0)
        | (placements["distance_m"] < 0)
        | placements.duplicated(["zone", "facility", "band", "year"])
    )
    rows = [f"row {row + 2}" for row in placements.index[wrong].tolist()]
    lost = sorted(years - set(placements["year"])) if len(placements) else []
    for faults in (rows, [f"year {year}" for year in lost]):
        if faults:
            tell_no_result(findings, path, ", ".join(faults[:LISTED]))


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
