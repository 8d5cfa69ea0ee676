"""Damage the results that a scenario refers to, in seeded ways; the same seed damages alike."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

from tests.sealed import seal

TOLD = ("schedule.csv", "placements.csv")
Change = Callable[[random.Random, Path], str]


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def _write(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _column(draw: random.Random, folder: Path, file: str, column: str, words: tuple[str, ...]) -> str:
    """Write a word into one cell of a column, or into all of them."""
    path = folder / file
    rows = _rows(path)
    at = rows[0].index(column)
    word, every = draw.choice(words), draw.random() < 0.3
    chosen = range(1, len(rows)) if every else [draw.randrange(1, len(rows))]
    for r in chosen:
        rows[r][at] = word
    _write(path, rows)
    return f"{file} {column} {word!r} in {'every row' if every else 'one row'}"


def project(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "schedule.csv", "project_id", ("P99", "", " ", "p01", "项目"))


def opening(draw: random.Random, folder: Path) -> str:
    words = ("9999", "1", "-2024", "", "soon", "2024.5", "1e9")
    return _column(draw, folder, "schedule.csv", "opening_year", words)


def start(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "schedule.csv", "start_year", ("9999", "1", "", "nan", "inf"))


def zone(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "placements.csv", "zone", ("ZZZ", "", "z01", "Z1"))


def school(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "placements.csv", "facility", ("F999", "", "f001"))


def band(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "placements.csv", "band", ("ES", "", "Primary", "小学"))


def year(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "placements.csv", "year", ("", "9999", "1", "2024.5", "nan", "x"))


def pupils(draw: random.Random, folder: Path) -> str:
    return _column(draw, folder, "placements.csv", "pupils", ("-3", "many", "inf", "nan", "-inf"))


def drop_column(draw: random.Random, folder: Path) -> str:
    path = folder / draw.choice(TOLD)
    rows = _rows(path)
    at = draw.randrange(len(rows[0]))
    _write(path, [row[:at] + row[at + 1 :] for row in rows])
    return f"{path.name} without {rows[0][at]}"


def double_row(draw: random.Random, folder: Path) -> str:
    path = folder / draw.choice(TOLD)
    rows = _rows(path)
    rows.append(list(rows[draw.randrange(1, len(rows))]))
    _write(path, rows)
    return f"{path.name} with a row twice"


def drop_project(draw: random.Random, folder: Path) -> str:
    path = folder / "schedule.csv"
    rows = _rows(path)
    gone = rows.pop(draw.randrange(1, len(rows)))
    _write(path, rows)
    return f"schedule.csv without {gone[0]}"


def drop_year(draw: random.Random, folder: Path) -> str:
    path = folder / "placements.csv"
    rows = _rows(path)
    at = rows[0].index("year")
    gone = draw.choice(sorted({row[at] for row in rows[1:]}))
    _write(path, [row for row in rows if row[at] != gone])
    return f"placements.csv without {gone}"


def garbage(draw: random.Random, folder: Path) -> str:
    path = folder / draw.choice((*TOLD, "run.json"))
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path.write_bytes(bytes(data))
    return f"{path.name} with twenty bytes changed"


def cut(draw: random.Random, folder: Path) -> str:
    path = folder / draw.choice((*TOLD, "run.json"))
    data = path.read_bytes()
    path.write_bytes(data[: draw.randrange(len(data))])
    return f"{path.name} ends early"


def lose(draw: random.Random, folder: Path) -> str:
    path = folder / draw.choice((*TOLD, "run.json"))
    path.unlink()
    return f"{path.name} is gone"


def record(draw: random.Random, folder: Path) -> str:
    path = folder / "run.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    entry, value = draw.choice(
        [("outcome", "none"), ("outcome", 3), ("files", {}), ("files", []), ("schema_version", 9), ("district", {}),
         ("district", {"zh": "别区", "en": "Elsewhere"}), ("missing", {"schedule.csv": 1}), ("objectives", [3])]
    )  # fmt: skip
    content[entry] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    return f"run.json with {entry} {value!r}"


#: Ways after which the digests may be written anew, as by somebody who forges results.
FORGED: tuple[Change, ...] = (
    project, opening, start, zone, school, band, year, pupils, drop_column, double_row, drop_project, drop_year,
)  # fmt: skip
WAYS: tuple[Change, ...] = (*FORGED, garbage, cut, lose, record)


def damage(folder: Path, *, seed: int) -> str:
    """Damage a folder of results in place and say how; of the ways that can be forged, every other one is."""
    draw = random.Random(seed)
    way = WAYS[seed % len(WAYS)]
    how = f"{way.__name__}: {way(draw, folder)}"
    if way in FORGED and seed // len(WAYS) % 2:
        seal(folder)
        how += ", with its digests written anew"
    return how
