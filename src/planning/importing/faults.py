"""Messages of an import on a planner's files: faults of one kind together, counted, the first five listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from planning.domain.bands import BandSystem
from planning.errors import Finding, Findings, Where
from planning.importing.layer import Layer
from planning.words import Words, message
from planning.words import listed as in_words
from planning.words.catalogue import SECOND

#: So many of a kind are listed.
FIRST: Final = 5
#: Fields as sentences name them.
WORDS: Final = {
    "zone_id": message("importing.faults.zone"),
    "facility_id": message("importing.faults.school"),
    "pupils": message("importing.faults.pupils"),
    "seats": message("importing.faults.seats"),
    "lon, lat": message("importing.faults.place"),
    "distance_m": message("importing.faults.distance"),
    "persons": message("importing.faults.persons"),
    "geometry": message("importing.faults.geometry"),
}


def listed(items: Sequence[str]) -> str:
    """Return the first five keys or names of a list, and an ellipsis if there are more."""
    return ", ".join(items[:FIRST]) + (" …" if len(items) > FIRST else "")


def listed_words(items: Sequence[Any], joint: str = "list.semicolon") -> Words:
    """Return the first five texts of a list, and an ellipsis if there are more.

    Parameters
    ----------
    items
        Texts: :class:`planning.words.Words` or plain ones.
    joint
        Id of the message between two texts.
    """
    few = in_words(items[:FIRST], joint)
    return message("importing.faults.and_more", items=few) if len(items) > FIRST else few


def no_column(findings: Findings, layer: Layer, kind: str, field: str) -> None:
    """Report a column that a file lacks, once and with the columns that it has.

    Parameters
    ----------
    findings
        Receives the fault.
    layer, kind
        File, and its section in ``mapping.yaml``.
    field
        Field without a column; ``lon, lat`` for two that belong together.
    """
    there = ", ".join(layer.columns) or "-"
    where = Where(file=layer.file)
    if field == "geometry":
        findings.add(
            where,
            words=message("importing.faults.file_table_no_shapes"),
            fix=message("importing.faults.give_layer_gpkg_geojson_shp"),
        )
        return
    entries = ", ".join(f"{name}: COLUMN" for name in field.split(", "))
    findings.add(
        where,
        words=message("importing.faults.no_column", field=WORDS.get(field, field), there=there),
        fix=message("importing.faults.say_which_column", entry=f"{kind}: {{columns: {{{entries}}}}}"),
    )


def no_pupils(findings: Findings, layer: Layer, bands: BandSystem) -> None:
    """Report a file that counts nobody.

    Parameters
    ----------
    findings
        Receives the fault.
    layer
        File without pupils.
    bands
        Bands of the district, whose ages the way out names.
    """
    band = bands[(bands.compulsory or bands.ids)[0]]
    first, last = band.ages[0], band.ages[-1]
    findings.add(
        Where(file=layer.file),
        words=message("importing.faults.file_counts_no_pupils_any"),
        fix=message(
            "importing.faults.check_column_holds_pupils_ages",
            band=band.lower_words,
            first=first,
            last=last,
        ),
    )


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Combine faults of one kind.

    Parameters
    ----------
    findings
        Faults in any order.

    Returns
    -------
    list of Finding
        One fault for each file, column and way out, in the order of their first; it is unchanged if it is the
        only one of its kind, or else has their number and the first five.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        where = finding.where
        alone = number if where.row is None else None
        said, fix = finding.words.text(SECOND), finding.fix.text(SECOND)
        key = (where.file, where.sheet, where.column, where.path, fix, _kind(said), alone)
        groups.setdefault(key, []).append(finding)
    return [group[0] if len(group) == 1 else _together(group) for group in groups.values()]


def _kind(text: str) -> str:
    """Return a sentence without the parts that differ between rows."""
    return re.sub(r"'[^']*'|-?\d[\d,.]*", "*", text)


def _together(group: list[Finding]) -> Finding:
    first = group[0]
    where = first.where
    rows = [message("importing.faults.in_row", row=one.where.row, fault=one.words) for one in group]
    return replace(
        first,
        where=Where(file=where.file, column=where.column, path=where.path, sheet=where.sheet),
        words=message("importing.faults.of_one_kind", n=len(group), rows=listed_words(rows)),
    )
