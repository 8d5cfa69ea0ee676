"""The earlier round that a scenario refers to, held against its district."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planning.district.district import District
from planning.domain.announced import Announced
from planning.errors import Findings, Where
from planning.results.announced import read_announced
from planning.words import Words, message, name_in
from planning.words.catalogue import FIRST, SECOND

LISTED: Final = 10


def read_reference(folder: Path, district: District, warnings: Findings) -> Announced:
    """Read what an earlier round announced, and check whether it is of this district.

    Parameters
    ----------
    folder
        Folder of the earlier round's results.
    district
        District of the scenario.
    warnings
        Receives what the two do not have in common.

    Returns
    -------
    Announced
        Openings and catchments of the earlier round.

    Raises
    ------
    InputError
        As for :func:`planning.results.announced.read_announced`; or if no project, zone or school of the
        reference is one of the district.
    """
    announced = read_announced(folder)
    findings = Findings()
    where = Where(file=folder.as_posix())
    served = [pair for pairs in announced.catchments.values() for pair in pairs]
    name = name_in(zh=announced.district[0], en=announced.district[1])
    for what, theirs, ours in (
        (
            message("runs.reference.projects"),
            {*announced.schedule},
            set(district.tables["projects"]["project_id"]),
        ),
        (
            message("runs.reference.zones"),
            {zone for zone, _, _ in served},
            set(district.tables["zones"]["zone_id"]),
        ),
        (
            message("runs.reference.schools"),
            {site for _, site, _ in served},
            set(district.tables["facilities"]["facility_id"]),
        ),
    ):
        if theirs and not theirs & ours:
            _tell_other(findings, where, what, name)
        elif theirs - ours:
            _warn_unknown(warnings, where, what, sorted(theirs - ours))
    new = sorted(set(district.tables["projects"]["project_id"]) - {*announced.schedule})
    if new and announced.schedule:
        _warn_new(warnings, where, new)
    if any(name.text(code) != district.name.text(code) for code in (FIRST, SECOND)):
        _warn_name(warnings, where, name)
    findings.raise_if_any()
    return announced


def _tell_other(findings: Findings, where: Where, what: Words, name: Words) -> None:
    findings.add(
        where,
        words=message("runs.reference.none_is_of_this_district", what=what, district=name),
        fix=message("runs.reference.name_results_of_this_district"),
    )


def _warn_unknown(warnings: Findings, where: Where, what: Words, names: list[str]) -> None:
    warnings.add(
        where,
        words=message(
            "runs.reference.reference_not_district_s_tables",
            n=len(names),
            what=what,
            keys=_few(names),
        ),
        fix=message("runs.reference.if_keys_changed_restore_them"),
    )


def _warn_new(warnings: Findings, where: Where, names: list[str]) -> None:
    warnings.add(
        where,
        words=message("runs.reference.projects_not_reference_count_not", n=len(names), keys=_few(names)),
        fix=message("runs.reference.if_they_not_new_check"),
    )


def _warn_name(warnings: Findings, where: Where, name: Words) -> None:
    warnings.add(
        where,
        words=message("runs.reference.is_of_another_district", district=name),
        fix=message("runs.reference.check_the_reference"),
    )


def _few(keys: list[str]) -> str:
    return ", ".join(keys[:LISTED]) + (" …" if len(keys) > LISTED else "")
