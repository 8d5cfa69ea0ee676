"""Empty files to fill in: one table for each kind, with what each column means."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import xlsxwriter

from planning.importing.fields import FIELDS, Wanted
from planning.words import message

#: Files that are offered; the other kinds come from elsewhere as they are.
OFFERED: Final = ("zones", "schools", "projects", "population", "rolls", "distances", "catchments")
MEANING: Final = {
    "zones": message("importing.template.demand_zones_one_row_coordinates"),
    "schools": message("importing.template.schools_their_seats"),
    "projects": message("importing.template.projects_may_left_empty"),
    "population": message("importing.template.pupils_single_ages_zone_may"),
    "rolls": message("importing.template.rolls_schools_where_no_population"),
    "distances": message("importing.template.distances_times_measured_elsewhere_may"),
    "catchments": message("importing.template.today_s_catchments_may_left"),
}
GUIDE: Final = """\
# 填表说明 · How to fill in

1. 填写 `zones`、`schools`（其余可不填）。列可删可增，列名也可用自己的，导入时会猜并列出。
   Fill in `zones` and `schools`; the rest may be left out. Columns may be dropped, added or renamed.
2. `planning import {name} {options}`
3. 看 `mapping.yaml`（哪一列是什么），然后 `planning validate {name}`、`planning run {name}/base.yaml`。
   Look at `mapping.yaml`, then validate and run.

"""


def write_template(folder: Path) -> list[str]:
    """Write an empty table for each kind and a guide into an existing folder, and return their names."""
    files = folder / "files"
    files.mkdir()
    for kind in OFFERED:
        with (files / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerow([wanted.name for wanted in FIELDS[kind]])
    options = f"--zones {folder.name}/files/zones.csv --schools {folder.name}/files/schools.csv"
    guide = GUIDE.format(name=folder.name, options=options) + _dictionary()
    (folder / "GUIDE.md").write_text(guide, encoding="utf-8")
    return ["GUIDE.md", *(f"files/{kind}.csv" for kind in OFFERED)]


def write_template_workbook(path: Path) -> None:
    """Write the empty tables as one workbook, a sheet for each kind, with a comment on each header."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#e8eef4", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for kind in OFFERED:
        page = book.add_worksheet(kind)
        for c, wanted in enumerate(FIELDS[kind]):
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
        for wanted in FIELDS[kind]:
            for c, text in enumerate((kind, wanted.name, f"{wanted.zh} {wanted.en}", _known(wanted))):
                page.write_string(row, c, text)
            row += 1
    book.close()
    path.write_bytes(packed.getvalue())


def _dictionary() -> str:
    lines = []
    for kind in OFFERED:
        zh, en = MEANING[kind]
        lines += [f"## {kind}：{zh} · {en}\n", "| 列 Column | 含义 Meaning | 也认得 Also known as |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| `{w.name}` | {w.zh} · {w.en} | {_known(w)} |" for w in FIELDS[kind]]
        lines.append("")
    return "\n".join(lines)


def _known(wanted: Wanted) -> str:
    return ", ".join(name for name in wanted.known_as[:8] if name != wanted.name)
