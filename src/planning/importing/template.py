"""Empty files to fill in: one table for each kind, with what each column means."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import xlsxwriter

from planning.domain.bands import BandSystem
from planning.importing.fields import Wanted, fields_of
from planning.words import Words, message
from planning.words.catalogue import BOTH, FIRST, SECOND
from planning.words.shown import codes, in_lines

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
    guide = _guide(folder.name, options) + _dictionary(bands)
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
            page.write_comment(0, c, in_lines(wanted.words, BOTH))
            page.set_column(c, c, max(len(wanted.name) + 2, 12))
        page.freeze_panes(1, 1)
    page = book.add_worksheet("dictionary")
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 24)
    page.set_column(2, 3, 44, wrap)
    row = 0
    for kind in OFFERED:
        for wanted in fields_of(kind, bands):
            for c, text in enumerate((kind, wanted.name, wanted.words.text(BOTH), _known(wanted))):
                page.write_string(row, c, text)
            row += 1
    book.close()
    path.write_bytes(packed.getvalue())


def _guide(name: str, options: str) -> str:
    """Return the steps from the empty tables to a plan."""
    steps = (
        in_lines(message("importing.template.fill_in"), BOTH),
        f"`planning import {name} {options}`",
        in_lines(message("importing.template.look_and_run", name=name), BOTH),
    )
    lines = [f"# {_dotted(message('importing.template.how_to_fill_in'))}", ""]
    for number, step in enumerate(steps, start=1):
        lines.append(f"{number}. " + step.replace("\n", "\n   "))
    return "\n".join([*lines, "", ""])


def _dictionary(bands: BandSystem) -> str:
    heads = (
        message("importing.template.column"),
        message("importing.template.meaning"),
        message("importing.template.also_known_as"),
    )
    lines = []
    for kind in OFFERED:
        meaning = MEANING[kind]
        title = message("importing.template.kind_and_meaning", kind=kind, meaning=meaning).text(FIRST)
        lines += [f"## {title} · {meaning.text(SECOND)}\n", f"| {' | '.join(h.text(BOTH) for h in heads)} |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| `{w.name}` | {_dotted(w.words)} | {_known(w)} |" for w in fields_of(kind, bands)]
        lines.append("")
    return "\n".join(lines)


def _dotted(words: Words) -> str:
    """Return a text in both languages on one line."""
    return " · ".join(words.text(code) for code in codes(BOTH))


def _known(wanted: Wanted) -> str:
    return ", ".join(name for name in wanted.known_as[:8] if name != wanted.name)
