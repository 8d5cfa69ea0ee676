"""Seeded mutants of everything that the program reads, and what became of each.

Six kinds of input are broken: a district, a scenario, a workbook of edited inputs, the results that a scenario refers to,
past rolls, and a planner's own files. What became of a mutant is one of

``told``        refused with findings that name a file and the way out (exit code 2);
``warned``      read, with a warning, a note or a listed edit that the sound input does not give;
``same``        read as the sound input is;
``as written``  read as it stands: it is another valid input, and an independent reader reads the same from it;
``SILENT``      read as something else than the file says, without a word;
``TRACEBACK``   ended as nobody foresaw.

The last two must not happen.
"""

from __future__ import annotations

import csv
import functools
import io
import random
import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from planning.assemble.forecast.history import make_rolls
from planning.district.contracts.history import ROLLS
from planning.district.edits import changed_cells
from planning.district.history import load_history
from planning.district.read.workbook import read_workbook
from planning.errors import Findings, InputError
from planning.importing.read import read_layer
from planning.importing.request import Request
from planning.runs import workbook as round_trip
from planning.runs.bring import import_district
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.reference import read_reference
from planning.runs.run import run_scenario
from planning.scenario.bands import with_bands
from planning.scenario.load import load_scenario
from tests import mutator
from tests.importing.files import school_table, schools, zones
from tests.reference_mutator import damage
from tests.same import same_problem
from tests.small_district import scenario_text, write_scenario

WRONG = ("SILENT", "TRACEBACK")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of one mutant, and how it was made."""

    kind: str
    seed: int
    outcome: str
    how: str


def judge(kind: str, seed: int) -> Verdict:
    """Make a mutant of a kind in a temporary folder, read it, and say what became of it."""
    how = ["not made"]
    with tempfile.TemporaryDirectory() as temporary:
        try:
            outcome = KINDS[kind](Path(temporary), seed, how)
        except InputError as error:
            sound = all(
                item.where.file
                and all(item.words.text(code) and item.fix.text(code) for code in ("zh", "en"))
                for item in error.findings
            )
            outcome = "told" if sound else "TRACEBACK"
        except Exception:  # noqa: BLE001 - a traceback is what is looked for
            outcome = "TRACEBACK"
            how.append(traceback.format_exc())
    return Verdict(kind=kind, seed=seed, outcome=outcome, how=" ".join(how))


def damage_bytes(draw: random.Random, path: Path) -> str:
    """Change some bytes of a file, or cut it."""
    data = bytearray(path.read_bytes())
    if draw.random() < 0.25:
        path.write_bytes(bytes(data[: draw.randrange(len(data))]))
        return f"{path.name} ends early"
    number = draw.choice((1, 5, 40))
    for _ in range(number):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path.write_bytes(bytes(data))
    return f"{path.name} with {number} bytes changed"


# --- district -------------------------------------------------------------------------------------------------


@functools.cache
def _sound() -> tuple[Path, Any, Any]:
    """Return a sound scenario with its district, kept for the life of the process, its inputs and its problem."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    inputs = load_inputs(write_scenario(folder, listed=True))
    return folder, inputs, make_problem(inputs)


def _usual(inputs: Any) -> set[str]:
    return {warning.words.text("en") for warning in inputs.district.warnings}


def _district(folder: Path, seed: int, how: list[str]) -> str:
    scenario = write_scenario(folder, listed=True)
    how[0] = mutator.mutate(folder / "d", seed=seed)
    inputs = load_inputs(scenario)
    problem = make_problem(inputs)
    _, sound, expected = _sound()
    if _usual(inputs) - _usual(sound):
        return "warned"
    return "same" if same_problem(problem, expected) else "SILENT"


# --- scenario -------------------------------------------------------------------------------------------------

BOMBS = (
    "x: &x [*x]",
    "\n".join(["l0: &l0 [x, x, x, x]", *(f"l{i}: &l{i} [" + ", ".join([f"*l{i - 1}"] * 8) + "]" for i in range(1, 9))]),
    "x: " + "[" * 500,
    "? [a, b]\n: 1",
    'extends: "\\0"',
    'title: {zh: "\\ud800", en: x}',
    "x: !!int ''",
    "x: !!python/object/apply:os.system [ls]",
    "\t- x",
)  # fmt: skip


def _scenario_text(draw: random.Random, text: str) -> tuple[str, bytes]:
    """Return how a text was broken, and its bytes."""
    lines = text.splitlines()
    at = draw.randrange(len(lines))
    way = draw.choice(
        ("cut", "drop", "double", "indent", "word", "key", "bomb", "bytes", "encoding", "blank")
    )
    match way:
        case "cut":
            return way, text[: draw.randrange(len(text))].encode()
        case "drop":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "indent":
            lines[at] = draw.choice(("  ", " ", "\t")) + lines[at]
        case "word":
            head, colon, _ = lines[at].partition(":")
            words = (
                "many",
                "-1",
                ".nan",
                ".inf",
                "1e999",
                "[1]",
                "{}",
                "null",
                "'",
                '"',
                "&a",
                "*a",
                "2023-13-99",
            )
            lines[at] = f"{head}{colon} {draw.choice(words)}"
        case "key":
            head, colon, rest = lines[at].partition(":")
            lines[at] = f"{head.rstrip()}{draw.choice(('x', ' ', '：'))}{colon}{rest}"
        case "bomb":
            lines[at:at] = draw.choice(BOMBS).splitlines()
        case "bytes":
            data = bytearray(text.encode())
            for _ in range(draw.choice((1, 5, 40))):
                data[draw.randrange(len(data))] = draw.randrange(256)
            return way, bytes(data)
        case "encoding":
            encoding = draw.choice(("gbk", "utf-16", "utf-8-sig", "latin-1"))
            return f"{way} {encoding}", text.encode(encoding, errors="replace")
        case "blank":
            lines[at] = ""
    return f"{way} at line {at + 1}", "\n".join(lines).encode()


def _scenario(folder: Path, seed: int, how: list[str]) -> str:
    place, sound, _ = _sound()
    path = folder / "base.yaml"
    how[0], data = _scenario_text(random.Random(seed), scenario_text())
    path.write_bytes(data)
    (folder / "d").symlink_to(place / "d")
    loaded = with_bands(load_scenario(path), sound.district.bands)
    if loaded.digest == sound.loaded.digest:
        return "same"
    # An independent reader: what it reads from the file is not what it reads from the sound one.
    tree = yaml.safe_load(data.decode("utf-8-sig"))
    return "SILENT" if tree == yaml.safe_load(scenario_text()) else "as written"


# --- workbook -------------------------------------------------------------------------------------------------


@functools.cache
def _exported() -> bytes:
    place, _, _ = _sound()
    return round_trip.export_inputs(place / "base.yaml", place / "inputs.xlsx").read_bytes()


def _workbook(folder: Path, seed: int, how: list[str]) -> str:
    place, before, expected = _sound()
    draw = random.Random(seed)
    path = folder / "inputs.xlsx"
    path.write_bytes(_exported())
    if draw.random() < 0.5:
        how[0] = damage_bytes(draw, path)
    else:
        with zipfile.ZipFile(path) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        (folder / "part").write_bytes(parts[name := draw.choice(sorted(parts))])
        how[0] = f"{name}: {damage_bytes(draw, folder / 'part')}"
        parts[name] = (folder / "part").read_bytes()
        if draw.random() < 0.1:
            del parts[name]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for own, data in parts.items():
                packed.writestr(own, data)
    findings = Findings()
    book = read_workbook(path, name=str(path), findings=findings)
    findings.raise_if_any()
    assert book is not None
    patch = round_trip._patch(book, before, findings)
    findings.raise_if_any()
    after = round_trip._load_edited(place / "base.yaml", patch, path, book)
    edits = changed_cells(before.district.tables, after.district.tables)
    if edits or round_trip._settings(before, after) or _usual(after) - _usual(before):
        return "warned"
    return "same" if same_problem(make_problem(after), expected) else "SILENT"


# --- reference ------------------------------------------------------------------------------------------------


@functools.cache
def _results() -> tuple[Path, Any]:
    place, inputs, _ = _sound()
    folder = run_scenario(place / "base.yaml", out=place / "results").folder
    return folder, read_reference(folder, inputs.district, Findings())


def _reference(folder: Path, seed: int, how: list[str]) -> str:
    results, announced = _results()
    _, inputs, _ = _sound()
    shutil.copytree(results, folder / "r")
    how[0] = damage(folder / "r", seed=seed)
    warnings = Findings()
    found = read_reference(folder / "r", inputs.district, warnings)
    if len(warnings):
        return "warned"
    if replace(found, folder="") == replace(announced, folder=""):
        return "same"
    scenario = folder / "next.yaml"
    scenario.write_text(
        f"extends: {_sound()[0] / 'base.yaml'}\nreference: {folder / 'r'}\n", encoding="utf-8"
    )
    sound = folder / "sound.yaml"
    sound.write_text(f"extends: {_sound()[0] / 'base.yaml'}\nreference: {results}\n", encoding="utf-8")
    one, two = (make_problem(load_inputs(path)) for path in (scenario, sound))
    return "same" if same_problem(one, two) else "SILENT"


# --- rolls ----------------------------------------------------------------------------------------------------

ROLL_WAYS: tuple[mutator.Change, ...] = (
    mutator.drop_row, mutator.drop_column, mutator.rename_column, mutator.retype, mutator.blank, mutator.not_finite,
    mutator.huge, mutator.negative, mutator.duplicate_row, mutator.cut_file, mutator.wrong_encoding, mutator.garbage,
)  # fmt: skip
Table = dict[tuple[str, str, str], float]


def _rolls_text() -> str:
    draw = random.Random(1)
    rows = [
        f"School {p},{2000 + year},{grade},{60 + 20 * p + draw.randrange(-6, 7)}"
        for p in range(3)
        for year in range(10)
        for grade in range(1, 7)
    ]
    return "\n".join(["place,school_year,grade,pupils", *rows]) + "\n"


def _independent(data: bytes) -> Table:
    """Read rolls as a spreadsheet would."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows = csv.DictReader(io.StringIO(text))
        rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
        read = [{name: (cell or "").strip() for name, cell in row.items()} for row in rows]
        return {
            (row["place"], str(int(float(row["school_year"]))), str(int(float(row["grade"])))): float(row["pupils"])
            for row in read
            if any(row.values())
        }  # fmt: skip
    return {}


def _rolls(folder: Path, seed: int, how: list[str]) -> str:
    path = folder / "rolls.csv"
    path.write_text(_rolls_text(), encoding="utf-8")
    draw = random.Random(seed)
    way = ROLL_WAYS[seed % len(ROLL_WAYS)]
    how[0] = f"{way.__name__}: {way(draw, folder)}"
    frame = load_history(path, contract=ROLLS)
    _, notes = make_rolls(frame, file=str(path), least_years=6)
    found = {
        (str(row.place), str(row.school_year), str(row.grade)): float(str(row.pupils))
        for row in frame.itertuples()
    }
    if found == _independent(_rolls_text().encode()):
        return "same"
    if notes:
        return "warned"
    return "as written" if found == _independent(path.read_bytes()) else "SILENT"


# --- a planner's own files --------------------------------------------------------------------------------------

REQUEST = Request(name_zh="甲区", name_en="District A", year=2023)


@functools.cache
def _foreign_files() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mutants-foreign-"))
    for ending in ("gpkg", "geojson", "shp", "fgb"):
        layer = zones().rename(columns={"社区编号": "id", "社区名称": "name", "小学学生数": "pupils"})
        (layer if ending == "shp" else zones()).to_file(folder / f"zones.{ending}")
    schools().to_file(folder / "schools.gpkg")
    school_table().to_csv(folder / "schools.csv", index=False)
    school_table().to_excel(folder / "schools.xlsx", index=False)
    return folder


def _layer_says(path: Path) -> tuple[Any, ...]:
    findings = Findings()
    layer = read_layer(path, crs=None, findings=findings)
    findings.raise_if_any()
    assert layer is not None
    shapes = () if layer.shapes is None else tuple(getattr(shape, "wkt", None) for shape in layer.shapes)
    return (*(tuple(cells) for cells in layer.columns.values()), tuple(layer.columns), shapes)


@functools.cache
def _sound_layer(name: str) -> tuple[Any, ...]:
    return _layer_says(_foreign_files() / name)


@functools.cache
def _sound_import(first: str, second: str) -> tuple[set[str], Any]:
    with tempfile.TemporaryDirectory() as temporary:
        files = {"zones": _foreign_files() / first, "schools": _foreign_files() / second}
        made = import_district(Path(temporary) / "d", files, request=REQUEST)
        return _said(made), make_problem(made.inputs)


def _said(made: Any) -> set[str]:
    return {en for _, en in made.notes} | _usual(made.inputs)


def _foreign(folder: Path, seed: int, how: list[str]) -> str:
    draw = random.Random(seed)
    names = (
        draw.choice(("zones.gpkg", "zones.geojson", "zones.shp", "zones.fgb")),
        draw.choice(("schools.gpkg", "schools.csv", "schools.xlsx")),
    )
    for name in names:
        for beside in _foreign_files().glob(f"{Path(name).stem}.*"):
            if beside.suffix == Path(name).suffix or name.endswith(".shp"):
                shutil.copy2(beside, folder / beside.name)
    stem = Path(draw.choice(names)).stem
    parts = [path for path in sorted(folder.glob(f"{stem}.*")) if path.suffix in _parts_of(names, stem)]
    broken = draw.choice(parts)
    if broken.suffix in (".dbf", ".shx", ".prj", ".cpg") and draw.random() < 0.2:
        broken.unlink()
        how[0] = f"{broken.name} is gone"
    elif broken.suffix == ".cpg":
        broken.write_text(
            draw.choice(("no-such", "UTF-16", "", "\x00", "ISO-8859-1", "936")), encoding="utf-8"
        )
        how[0] = f"{broken.name} is wrong"
    else:
        how[0] = damage_bytes(draw, broken)
    read = [_layer_says(folder / name) for name in names]
    same = read == [_sound_layer(name) for name in names]
    usual, expected = _sound_import(*names)
    made = import_district(
        folder / "d", {"zones": folder / names[0], "schools": folder / names[1]}, request=REQUEST
    )
    if _said(made) - usual:
        return "warned"
    if same_problem(make_problem(made.inputs), expected):
        return "same"
    # These formats hold no digests of their own: another figure in them is another figure.
    return "SILENT" if same else "as written"


def _parts_of(names: tuple[str, ...], stem: str) -> tuple[str, ...]:
    (name,) = (name for name in names if Path(name).stem == stem)
    return (".shp", ".dbf", ".shx", ".prj", ".cpg") if name.endswith(".shp") else (Path(name).suffix,)


KINDS: dict[str, Callable[[Path, int, list[str]], str]] = {
    "district": _district,
    "scenario": _scenario,
    "workbook": _workbook,
    "reference": _reference,
    "rolls": _rolls,
    "foreign": _foreign,
}
