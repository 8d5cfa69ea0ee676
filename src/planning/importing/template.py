"""Empty files to fill in: one table for each kind, with what each column means."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import xlsxwriter

from planning.domain.bands import BandSystem
from planning.importing.fields import Wanted, fields_of

#: Files that are offered; the other kinds come from elsewhere as they are.
OFFERED: Final = ("zones", "schools", "projects", "population", "rolls", "distances", "catchments")
MEANING: Final = {
    "zones": ("需求区：一行一个，有坐标或图层", "demand zones, one a row, with coordinates or as a layer"),
    "schools": ("学校与学位", "schools and their seats"),
    "projects": ("建设项目，可不填", "projects, may be left empty"),
    "population": ("各区学生或分岁人口，可不填", "pupils or single ages by zone, may be left empty"),
    "rolls": ("各校历年在校生，没有人口时用", "rolls of schools, where no population is known"),
    "distances": ("别处算得的距离或时间，可不填", "distances or times measured elsewhere, may be left empty"),
    "catchments": ("现行学区，可不填", "today's catchments, may be left empty"),
}
GUIDE: Final = """\
# 填表说明 · How to fill in

1. 填写 `zones`、`schools`（其余可不填）。列可删可增，列名也可用自己的，导入时会猜并列出。
   Fill in `zones` and `schools`; the rest may be left out. Columns may be dropped, added or renamed.
2. `planning import {name} {options}`
3. 看 `mapping.yaml`（哪一列是什么），然后 `planning validate {name}`、`planning run {name}/base.yaml`。
   Look at `mapping.yaml`, then validate and run.

"""


def write_template(folder: Path, bands: BandSystem) -> list[str]:
    """Write an empty table for each kind and a guide into an existing folder, and return their names."""
    files = folder / "files"
    files.mkdir()
    for kind in OFFERED:
        with (files / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerow(
                [wanted.name for wanted in fields_of(kind, bands)]
            )
    options = f"--zones {folder.name}/files/zones.csv --schools {folder.name}/files/schools.csv"
    guide = GUIDE.format(name=folder.name, options=options) + _dictionary(bands)
    (folder / "GUIDE.md").write_text(guide, encoding="utf-8")
    return ["GUIDE.md", *(f"files/{kind}.csv" for kind in OFFERED)]


def write_template_workbook(path: Path, bands: BandSystem) -> None:
    """Write the empty tables as one workbook, a sheet for each kind, with a comment on each header."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#e8eef4", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for kind in OFFERED:
        page = book.add_worksheet(kind)
        for c, wanted in enumerate(fields_of(kind, bands)):
            page.write_string(0, c, wanted.name, head)
            page.write_comment(0, c, f"{wanted.zh}\n{wanted.en}")
            page.set_column(c, c, max(len(wanted.name) + 2, 12))
        page.freeze_panes(1, 1)
    page = book.add_worksheet("dictionary")
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 24)
    page.set_column(2, 3, 44, wrap)
    row = 0
    for kind in OFFERED:
        for wanted in fields_of(kind, bands):
            for c, text in enumerate((kind, wanted.name, f"{wanted.zh} {wanted.en}", _known(wanted))):
                page.write_string(row, c, text)
            row += 1
    book.close()
    path.write_bytes(packed.getvalue())


def _dictionary(bands: BandSystem) -> str:
    lines = []
    for kind in OFFERED:
        zh, en = MEANING[kind]
        lines += [f"## {kind}：{zh} · {en}\n", "| 列 Column | 含义 Meaning | 也认得 Also known as |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| `{w.name}` | {w.zh} · {w.en} | {_known(w)} |" for w in fields_of(kind, bands)]
        lines.append("")
    return "\n".join(lines)


def _known(wanted: Wanted) -> str:
    return ", ".join(name for name in wanted.known_as[:8] if name != wanted.name)
