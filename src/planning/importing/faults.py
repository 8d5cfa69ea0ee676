"""Messages of an import on a planner's files: faults of one kind together, counted, the first five listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from planning.domain.bands import BandSystem
from planning.errors import Finding, Findings, Where
from planning.importing.layer import Layer

#: So many of a kind are listed.
FIRST: Final = 5
#: Fields as sentences name them.
WORDS: Final = {
    "zone_id": ("需求区", "zone"),
    "facility_id": ("学校", "school"),
    "pupils": ("学生数", "pupils"),
    "seats": ("学位数", "seats"),
    "lon, lat": ("位置", "place"),
    "distance_m": ("距离", "distance"),
    "persons": ("人数", "persons"),
    "geometry": ("图形", "geometry"),
}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in English: ``1 row``, ``2 rows``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str], *, joint: str = ", ") -> str:
    """Return the first five of a list, and an ellipsis if there are more."""
    return joint.join(items[:FIRST]) + (" …" if len(items) > FIRST else "")


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
    zh, en = WORDS.get(field, (field, field))
    there = ", ".join(layer.columns) or "-"
    where = Where(file=layer.file)
    if field == "geometry":
        findings.add(
            where,
            zh="文件只有表格，没有图形",
            en="the file is a table and has no shapes",
            fix_zh="请提供图层（gpkg、geojson、shp、fgb）",
            fix_en="Give a layer (gpkg, geojson, shp, fgb)",
        )
        return
    entries = ", ".join(f"{name}: COLUMN" for name in field.split(", "))
    findings.add(
        where,
        zh=f"没有{zh}列；现有 {there}",
        en=f"no {en} column; there are {there}",
        fix_zh=f"请在区县目录的 mapping.yaml（没有就新建）写明是哪一列：{kind}: {{columns: {{{entries}}}}}；"
        "没有则补上",
        fix_en="Say which it is in mapping.yaml of the district's folder, made if it is not there: "
        f"{kind}: {{columns: {{{entries}}}}}; or add it",
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
        zh="文件中没有任何学段的学生",
        en="the file counts no pupils of any band",
        fix_zh=f"请核对学生数一列；分岁人口须包含某一学段的全部年龄（{band.zh}为 {first} 至 {last} 岁）",
        fix_en="Check which column holds the pupils; ages must be all those of a band "
        f"({band.en.lower()}: {first} to {last})",
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
        key = (where.file, where.sheet, where.column, where.path, finding.fix_en, _kind(finding.en), alone)
        groups.setdefault(key, []).append(finding)
    return [group[0] if len(group) == 1 else _together(group) for group in groups.values()]


def _kind(text: str) -> str:
    """Return a sentence without the parts that differ between rows."""
    return re.sub(r"'[^']*'|-?\d[\d,.]*", "*", text)


def _together(group: list[Finding]) -> Finding:
    first = group[0]
    where = first.where
    zh = [f"第 {one.where.row} 行 {one.zh}" for one in group]
    en = [f"row {one.where.row}: {one.en}" for one in group]
    return replace(
        first,
        where=Where(file=where.file, column=where.column, path=where.path, sheet=where.sheet),
        zh=f"同类问题 {len(group):,} 处：{listed(zh, joint='；')}",
        en=f"{len(group):,} faults of one kind: {listed(en, joint='; ')}",
    )
