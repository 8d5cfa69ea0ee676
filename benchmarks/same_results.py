"""Compare the files of two runs, or of two folders of runs, to the last digit.

``python benchmarks/same_results.py BEFORE AFTER`` prints each file that is not the same, with the first cells
that differ, and ends with 1 where there is one. Tables, layers, workbooks and records are compared by what
they say: how long a run took, which versions made it, when a file was written and its digest are left aside.
Pages and charts are compared by their text.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
import pandas as pd
import pyogrio

#: Entries of a record that tell how it was made, and not what was found.
ASIDE: Final = frozenset({"seconds", "versions", "files"})
#: Differences of one file that are printed.
SHOWN: Final = 3
#: Names that libraries give to the parts of a page or picture, anew at each writing.
MADE_UP: Final = re.compile(r"\b[0-9a-f]{32}\b|\b[a-zA-Z]+[0-9a-f]{10}\b|<dc:date>[^<]*</dc:date>")


def compare_folders(before: Path, after: Path) -> dict[str, list[str]]:
    """Compare two folders file by file.

    Parameters
    ----------
    before, after
        Folders that a command of ``planning`` wrote, or folders of such folders.

    Returns
    -------
    dict
        By relative path, what differs; empty where everything is the same.
    """
    names = sorted({str(path.relative_to(top)) for top in (before, after) for path in _files(top)})
    found = {}
    for name in names:
        one, two = before / name, after / name
        if not (one.exists() and two.exists()):
            found[name] = [f"only in {after if two.exists() else before}"]
            continue
        differences = list(_differences(one, two))
        if differences:
            found[name] = differences
    return found


def _files(top: Path) -> Iterator[Path]:
    return (path for path in top.rglob("*") if path.is_file())


def _differences(one: Path, two: Path) -> Iterator[str]:
    match one.suffix:
        case ".csv":
            frames = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in (one, two))
            yield from _tables(*frames)
        case ".json":
            records = (json.loads(path.read_text(encoding="utf-8")) for path in (one, two))
            yield from _values(*records, at="")
        case ".gpkg":
            yield from _layers(one, two)
        case ".xlsx":
            yield from _workbooks(one, two)
        case ".html" | ".svg":
            texts = [MADE_UP.sub("", path.read_text(encoding="utf-8")) for path in (one, two)]
            yield from _lines(*texts)
        case _:
            if one.read_bytes() != two.read_bytes():
                yield "other bytes"


def _tables(one: pd.DataFrame, two: pd.DataFrame) -> Iterator[str]:
    if list(one.columns) != list(two.columns):
        yield f"columns {sorted(set(one.columns) ^ set(two.columns)) or 'in another order'}"
    if len(one) != len(two):
        yield f"{len(one)} rows, now {len(two)}"
        return
    for column in one.columns.intersection(two.columns):
        cells = zip(one[column].tolist(), two[column].tolist(), strict=True)
        apart = [i for i, (a, b) in enumerate(cells) if str(a) != str(b)]
        if apart:
            row = apart[0]
            said = f"{one[column].iloc[row]!r}, now {two[column].iloc[row]!r}"
            yield f"column {column}: {len(apart)} cells, the first in row {row + 2}: {said}"


def _values(one: Any, two: Any, *, at: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(two, dict):
        for key in sorted({*one, *two} - ASIDE):
            if key not in one or key not in two:
                yield f"{at}.{key}: only {'after' if key in two else 'before'}"
            else:
                yield from _values(one[key], two[key], at=f"{at}.{key}")
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for i, (a, b) in enumerate(zip(one, two, strict=True)):
            yield from _values(a, b, at=f"{at}[{i}]")
    elif one != two:
        yield f"{at}: {str(one)[:80]!r}, now {str(two)[:80]!r}"


def _layers(one: Path, two: Path) -> Iterator[str]:
    names = [sorted(str(name) for name, _ in pyogrio.list_layers(path)) for path in (one, two)]
    if names[0] != names[1]:
        yield f"layers {names[0]}, now {names[1]}"
        return
    for name in names[0]:
        frames = [pyogrio.read_dataframe(path, layer=name) for path in (one, two)]
        for difference in _tables(*frames):
            yield f"layer {name}: {difference}"


def _workbooks(one: Path, two: Path) -> Iterator[str]:
    books = [openpyxl.load_workbook(path) for path in (one, two)]
    if books[0].sheetnames != books[1].sheetnames:
        yield f"sheets {books[0].sheetnames}, now {books[1].sheetnames}"
        return
    for name in books[0].sheetnames:
        frames = [pd.DataFrame(list(book[name].values)) for book in books]
        for difference in _tables(*frames):
            yield f"sheet {name}: {difference}"


def _lines(one: str, two: str) -> Iterator[str]:
    lines = one.splitlines(), two.splitlines()
    apart = [i for i, (a, b) in enumerate(zip(*lines, strict=False)) if a != b]
    if apart or len(lines[0]) != len(lines[1]):
        first = f", the first is line {apart[0] + 1}" if apart else ""
        yield f"{len(lines[0])} lines, now {len(lines[1])}; {len(apart)} differ{first}"


def main() -> int:
    """Compare the two folders named on the command line."""
    before, after = (Path(argument) for argument in sys.argv[1:3])
    found = compare_folders(before, after)
    for name, differences in found.items():
        sys.stdout.write(f"{name}\n")
        for difference in differences[:SHOWN]:
            sys.stdout.write(f"    {difference}\n")
        if len(differences) > SHOWN:
            sys.stdout.write(f"    and {len(differences) - SHOWN} more\n")
    count = len(list(_files(before)))
    sys.stdout.write(f"{count} files before, {len(found)} are not the same after\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
