"""Break a copy of a district in one of the ways in which files get broken; the same seed breaks it alike."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cells = list[list[str]]
Change = Callable[[random.Random, Path], str]


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


def _rows(path: Path) -> Cells:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def _write(path: Path, rows: Cells, encoding: str = "utf-8") -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))


def _cell(draw: random.Random, folder: Path, text: Callable[[str], str], *, numeric: bool = False) -> str:
    """Change one cell; with ``numeric`` one that holds a number."""
    for _ in range(50):
        path = draw.choice(_tables(folder))
        rows = _rows(path)
        r, c = draw.randrange(1, len(rows)), draw.randrange(len(rows[0]))
        old = rows[r][c]
        if numeric and not old.replace(".", "", 1).lstrip("-").isdigit():
            continue
        rows[r][c] = text(old)
        _write(path, rows)
        return f"{path.name} row {r + 1} {rows[0][c]}: {old!r} to {rows[r][c]!r}"
    raise AssertionError("no cell was found")


def drop_row(draw: random.Random, folder: Path) -> str:
    path = draw.choice(_tables(folder))
    rows = _rows(path)
    gone = rows.pop(draw.randrange(1, len(rows)))
    _write(path, rows)
    return f"{path.name} without {gone}"


def drop_column(draw: random.Random, folder: Path) -> str:
    path = draw.choice(_tables(folder))
    rows = _rows(path)
    at = draw.randrange(len(rows[0]))
    name = rows[0][at]
    _write(path, [row[:at] + row[at + 1 :] for row in rows])
    return f"{path.name} without column {name}"


def drop_file(draw: random.Random, folder: Path) -> str:
    path = draw.choice(sorted(folder.iterdir()))
    path.unlink()
    return f"{path.name} is gone"


def rename_column(draw: random.Random, folder: Path) -> str:
    path = draw.choice(_tables(folder))
    rows = _rows(path)
    at = draw.randrange(len(rows[0]))
    rows[0][at] = draw.choice([rows[0][at].upper(), rows[0][at] + " ", "列" + str(at), rows[0][at][:-1]])
    _write(path, rows)
    return f"{path.name} column {at} is {rows[0][at]!r}"


def retype(draw: random.Random, folder: Path) -> str:
    words = ("many", "１２", "1,200", "12人", "三", "1e", "--", "2023-09-01", "TRUE")
    return _cell(draw, folder, lambda _: draw.choice(words), numeric=True)


def blank(draw: random.Random, folder: Path) -> str:
    return _cell(draw, folder, lambda _: draw.choice(["", " ", "\u3000", "NULL", "-"]))


def not_finite(draw: random.Random, folder: Path) -> str:
    return _cell(
        draw, folder, lambda _: draw.choice(["nan", "NaN", "inf", "-inf", "Infinity", "1e999"]), numeric=True
    )


def huge(draw: random.Random, folder: Path) -> str:
    return _cell(draw, folder, lambda old: draw.choice(["9" * 30, old + "000", "1e18"]), numeric=True)


def negative(draw: random.Random, folder: Path) -> str:
    return _cell(draw, folder, lambda old: "-" + old.lstrip("-"), numeric=True)


def duplicate_row(draw: random.Random, folder: Path) -> str:
    path = draw.choice(_tables(folder))
    rows = _rows(path)
    rows.append(list(rows[draw.randrange(1, len(rows))]))
    _write(path, rows)
    return f"{path.name} has {rows[-1]} twice"


def cut_file(draw: random.Random, folder: Path) -> str:
    path = draw.choice(sorted(folder.iterdir()))
    data = path.read_bytes()
    path.write_bytes(data[: draw.randrange(len(data))])
    return f"{path.name} ends early"


def wrong_encoding(draw: random.Random, folder: Path) -> str:
    path = draw.choice(sorted(folder.iterdir()))
    encoding = draw.choice(["gbk", "utf-16", "utf-8-sig", "big5", "latin-1"])
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode(encoding, errors="replace"))
    return f"{path.name} in {encoding}"


def garbage(draw: random.Random, folder: Path) -> str:
    path = draw.choice(sorted(folder.iterdir()))
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path.write_bytes(bytes(data))
    return f"{path.name} with twenty bytes changed"


def _feature(draw: random.Random, folder: Path, change: Callable[[dict[str, Any]], None]) -> str:
    path = folder / draw.choice(["zones.geojson", "outline.geojson"])
    document = json.loads(path.read_text(encoding="utf-8"))
    at = draw.randrange(len(document["features"]))
    change(document["features"][at])
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return f"{path.name} feature {at + 1}"


def _ring(feature: dict[str, Any]) -> list[list[float]]:
    part: list[Any] = feature["geometry"]["coordinates"]
    while isinstance(part[0][0], list):
        part = part[0]
    ring: list[list[float]] = part
    return ring


def unclosed_ring(draw: random.Random, folder: Path) -> str:
    return _feature(draw, folder, lambda feature: _ring(feature).__delitem__(-1))


def bow_tie(draw: random.Random, folder: Path) -> str:
    def cross(feature: dict[str, Any]) -> None:
        ring = _ring(feature)
        ring[1], ring[2] = ring[2], ring[1]

    return _feature(draw, folder, cross)


def empty_geometry(draw: random.Random, folder: Path) -> str:
    shapes: tuple[Any, ...] = ({"type": "Polygon", "coordinates": []}, None, {"type": "Point", "coordinates": [118.0, 24.5]},
              {"type": "Polygon", "coordinates": [[[118.0, 24.5]]]}, {"type": "Polygon"}, {})  # fmt: skip
    return _feature(draw, folder, lambda feature: feature.update(geometry=draw.choice(shapes)))


def swap_axes(draw: random.Random, folder: Path) -> str:
    def swap(feature: dict[str, Any]) -> None:
        for point in _ring(feature):
            point.reverse()

    if draw.random() < 0.5:
        return _feature(draw, folder, swap)
    path = folder / "facilities.csv"
    rows = _rows(path)
    lon, lat = rows[0].index("lon"), rows[0].index("lat")
    for row in rows[1:]:
        row[lon], row[lat] = row[lat], row[lon]
    _write(path, rows)
    return "facilities.csv with lon and lat swapped"


def odd_coordinates(draw: random.Random, folder: Path) -> str:
    values: tuple[Any, ...] = (1e9, 0.0, None, "118", [1])

    def move(feature: dict[str, Any]) -> None:
        _ring(feature)[0][0] = draw.choice(values)

    return _feature(draw, folder, move)


WAYS: tuple[Change, ...] = (
    drop_row, drop_column, drop_file, rename_column, retype, blank, not_finite, huge, negative, duplicate_row,
    cut_file, wrong_encoding, garbage, unclosed_ring, bow_tie, empty_geometry, swap_axes, odd_coordinates,
)  # fmt: skip


def mutate(folder: Path, *, seed: int) -> str:
    """Break a folder in place and say how."""
    draw = random.Random(seed)
    way = WAYS[seed % len(WAYS)]
    return f"{way.__name__}: {way(draw, folder)}"
