"""The earlier round that a scenario refers to, held against its district."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planning.district.district import District
from planning.domain.announced import Announced
from planning.errors import Findings, Where
from planning.results.announced import read_announced
from planning.words import Words, message, name_in

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
    for zh, en, theirs, ours in (
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
            _tell_other(findings, where, zh, en, announced.district)
        elif theirs - ours:
            _warn_unknown(warnings, where, zh, en, sorted(theirs - ours))
    new = sorted(set(district.tables["projects"]["project_id"]) - {*announced.schedule})
    if new and announced.schedule:
        _warn_new(warnings, where, new)
    if announced.district != tuple(district.name):
        _warn_name(warnings, where, announced.district)
    findings.raise_if_any()
    return announced


def _tell_other(findings: Findings, where: Where, words: Words, name: Words) -> None:
    findings.add(
        where,
        zh=f"参照结果（{name[0]}）中的{zh}没有一个属于本区县",
        en=f"none of the {en} of the reference ({name[1]}) is one of this district",
        fix_zh="请在情景的 reference 处指明本区县的结果目录",
        fix_en="Name results of this district at reference in the scenario",
    )


def _warn_unknown(warnings: Findings, where: Where, words: Words, names: list[str]) -> None:
    listed = ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
    warnings.add(
        where,
        words=message(
            "runs.reference.reference_not_district_s_tables",
            n=len(names),
            words=name(words=words),
            listed=listed,
        ),
        fix=message("runs.reference.if_keys_changed_restore_them"),
    )


def _warn_new(warnings: Findings, where: Where, names: list[str]) -> None:
    listed = ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
    warnings.add(
        where,
        words=message("runs.reference.projects_not_reference_count_not", n=len(names), listed=listed),
        fix=message("runs.reference.if_they_not_new_check"),
    )


def _warn_name(warnings: Findings, where: Where, name: Words) -> None:
    warnings.add(
        where,
        zh=f"参照结果属于“{name[0]}”，与本区县名称不同",
        en=f"the reference is of '{name[1]}', which is not the name of this district",
        fix_zh="请核对情景的 reference",
        fix_en="Check reference in the scenario",
    )
