"""School years in the files, and counts of pupils by year and variant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.cells import Columns, texts
from planning.importing.layer import Layer
from planning.importing.request import Request

#: 2024, 2024-25, 2024/2025, 2024学年, SY2024-25: a school year is named by its September.
_YEAR: Final = re.compile(
    r"(?:sy|学年)?\s*((?:19|20|21)\d\d)(?:\s*[-–/至]\s*\d{2,4})?\s*(?:学年|年度|年)?", re.I
)
Years = Mapping[int, FloatArray]


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """Pupils by variant, year, zone and band.

    Parameters
    ----------
    variants
        Pupils by year, shape (Z, B) each, for each variant in the order of the file; one variant without a
        name if the file names none. A band that is not known in a year is NaN in all zones.
    counted
        Years that the planner's file counts; the others are derived from them.
    """

    variants: Mapping[str, Years]
    counted: frozenset[int]


def one_count(year: int, pupils: FloatArray) -> Counts:
    """Return the counts of one year."""
    return Counts(variants={"": {year: pupils}}, counted=frozenset((year,)))


def years_of(layer: Layer, columns: Columns, *, request: Request, findings: Findings) -> list[int]:
    """Return the school year of each record.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    request
        Year of a file that does not state it.
    findings
        Receives cells that are no year.

    Returns
    -------
    list of int
        One for each record.
    """
    if "year" not in columns:
        return [request.year] * len(layer)
    result = []
    for i, cell in enumerate(texts(layer, columns, "year")):
        match = _YEAR.fullmatch(cell.strip())
        if match is None:
            findings.add(
                layer.where(i, columns["year"]),
                zh=f"“{cell}”不是学年",
                en=f"'{cell}' is no school year",
                fix_zh="请写成 2024 或 2024-25；若此列另有含义，请在 mapping.yaml 的 year 处写 null",
                fix_en="Write 2024 or 2024-25; if the column means something else, write null at year in "
                "mapping.yaml",
            )
        result.append(request.year if match is None else int(match.group(1)))
    return result


def by_year(layer: Layer, columns: Columns, *, request: Request, findings: Findings) -> dict[int, Layer]:
    """Split a file by school year.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    request
        Year of a file that does not state it.
    findings
        Receives cells that are no year.

    Returns
    -------
    dict
        Records of each year as a layer, the earliest first.
    """
    years = years_of(layer, columns, request=request, findings=findings)
    return {
        year: layer.part([i for i, own in enumerate(years) if own == year]) for year in sorted(set(years))
    }


def check_first_year(
    layer: Layer, columns: Columns, counted: frozenset[int], *, request: Request, findings: Findings
) -> None:
    """Report a plan that begins before the first count.

    Parameters
    ----------
    layer, columns
        File that counts pupils, and its columns by field.
    counted
        Years that it counts.
    request
        First year of the plan.
    findings
        Receives the fault.
    """
    if not counted or min(counted) <= request.year:
        return
    findings.add(
        Where(file=layer.file, column=columns.get("year")),
        zh=f"方案自 {request.year} 年起，而学生数自 {min(counted)} 年才有",
        en=f"the plan is to begin in {request.year}, and pupils are counted from {min(counted)} on",
        fix_zh=f"请用 --year {min(counted)}，或补上较早的年份",
        fix_en=f"Use --year {min(counted)}, or add the earlier years",
    )


def years_note(layer: Layer, counted: frozenset[int], request: Request) -> tuple[str, str] | None:
    """Return a note on the years that a file counts.

    Parameters
    ----------
    layer
        File that counts pupils.
    counted
        Years that it counts.
    request
        First year of the plan.

    Returns
    -------
    tuple or None
        Chinese and English; None if the file counts the plan's first year alone.
    """
    if counted == {request.year} or not counted:
        return None
    listed = ", ".join(map(str, sorted(counted)))
    if request.year in counted or request.year < max(counted):
        return (
            f"{layer.file} 有 {listed} 年的学生数，逐年分开；第一个情景规划 {request.year} 至 "
            f"{max(request.year, *counted)} 年",
            f"{layer.file} counts pupils in {listed}, each year apart; the first scenario plans "
            f"{request.year} to {max(request.year, *counted)}",
        )
    return (
        f"{layer.file} 的学生数为 {listed} 年，而方案自 {request.year} 年起（--year）："
        "其后各年由最近一年推出或沿用",
        f"{layer.file} counts pupils in {listed}, and the plan begins in {request.year} (--year): later "
        "years are carried on from the last count",
    )
