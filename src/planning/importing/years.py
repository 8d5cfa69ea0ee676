"""School years in the files, and counts of pupils by year and variant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.cells import Columns, texts
from planning.importing.layer import Layer
from planning.importing.matched import words_for
from planning.importing.request import Request
from planning.words import Words, message

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
        match = _year_pattern().fullmatch(cell.strip())
        if match is None:
            findings.add(
                layer.where(i, columns["year"]),
                words=message("importing.years.no_school_year", cell=cell),
                fix=message("importing.years.write_2024_2024_25_if"),
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


@cache
def _year_pattern() -> re.Pattern[str]:
    """Return how a school year may be written: 2024, 2024-25, 2024/2025, SY2024-25."""
    before, to, after = (
        "|".join(map(re.escape, words_for("year", part))) for part in ("before", "to", "after")
    )
    return re.compile(
        rf"(?:{before})?\s*((?:19|20|21)\d\d)(?:\s*(?:{to})\s*\d{{2,4}})?\s*(?:{after})?", re.IGNORECASE
    )


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
        words=message("importing.years.plan_begin_pupils_counted", first=request.year, counted=min(counted)),
        fix=message("importing.years.use_year_add_earlier_years", counted=min(counted)),
    )


def years_note(layer: Layer, counted: frozenset[int], request: Request) -> Words | None:
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
    Words or None
        None if the file counts the plan's first year alone.
    """
    if counted == {request.year} or not counted:
        return None
    listed = ", ".join(map(str, sorted(counted)))
    if request.year in counted or request.year < max(counted):
        return message(
            "importing.years.counts_pupils_each_year_apart",
            file=layer.file,
            years=listed,
            first=request.year,
            last=max(request.year, *counted),
        )
    return message(
        "importing.years.counts_pupils_plan_begins_year", file=layer.file, years=listed, first=request.year
    )
