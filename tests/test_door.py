"""Nothing that a file can hold ends in a traceback or in a wait without end."""

from __future__ import annotations

import errno
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from planning.cli.endings import end_of
from planning.district.contracts.history import ROLLS
from planning.district.history import load_history
from planning.district.read import workbook as reader
from planning.district.read.workbook import read_workbook
from planning.domain.facility_location import facility_location
from planning.errors import Finding, Findings, InputError, ProblemError
from planning.importing.read import read_layer
from planning.runs.backtest import backtest_file
from planning.runs.inputs import load_inputs
from planning.runs.validate import validate_json
from planning.runs.workbook import export_inputs
from planning.scenario.load import load_scenario, parent_of
from tests.small_district import write_scenario

#: A level of ten aliases of the level below: nine levels stand for a billion values.
LAUGHS = "\n".join(
    ["l0: &l0 [" + ", ".join("x" * 10) + "]"]
    + [f"l{i}: &l{i} [" + ", ".join([f"*l{i - 1}"] * 10) + "]" for i in range(1, 10)]
)
BAD_YAML = {
    "itself": "a: &a [*a]",
    "in a circle": "a: &a {b: *a}",
    "billions": LAUGHS,
    "deep": "[" * 500,
    "deep and whole": "a: " + "[" * 500 + "]" * 500,
    "a list for a key": "? [a, b]\n: 1",
    "a mapping for a key": "? {a: b}\n: 1",
    "NUL in extends": 'extends: "\\0"',
    "NUL in district": 'extends: base.yaml\ndistrict: "a\\0b"',
    "half a character": 'extends: base.yaml\ntitle: {zh: "\\ud800", en: x}',
    "half a key": 'extends: base.yaml\n"\\ud800": 1',
    "no word of truth": "a: !!bool maybe",
    "no number": 'a: !!int ""',
    "a number of 5,000 digits": "a: " + "9" * 5000,
    "an alias of nothing": "a: *x",
    "no day": "a: 2020-99-99",
    "a long name": "extends: " + "a" * 5000,
    "a long folder": "extends: base.yaml\ndistrict: " + "a" * 5000,
    "a long reference": "extends: base.yaml\nreference: " + "a" * 5000,
}


def told(read: Callable[[], object]) -> tuple[Finding, ...]:
    """Return what is told, complete and named."""
    with pytest.raises(InputError) as caught:
        read()
    for finding in caught.value.findings:
        assert finding.where.file
        assert finding.words.text("zh")
        assert finding.words.text("en")
        assert finding.fix.text("zh")
        assert finding.fix.text("en")
    return caught.value.findings


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_scenario(tmp_path_factory.mktemp("door"))


@pytest.mark.parametrize("name", BAD_YAML)
def test_a_scenario_that_is_none(name: str, base: Path) -> None:
    path = base.with_name("bad.yaml")
    path.write_text(BAD_YAML[name], encoding="utf-8")
    began = time.perf_counter()
    told(lambda: load_inputs(path) if "reference" not in name else _reference(path))
    assert time.perf_counter() - began < 20
    parent_of(path)


def _reference(path: Path) -> object:
    from planning.runs.inputs import make_problem  # noqa: PLC0415

    return make_problem(load_inputs(path))


def test_aliases_of_a_planner_are_read(base: Path) -> None:
    path = base.with_name("alias.yaml")
    path.write_text("extends: base.yaml\ntitle: {zh: &t 一样, en: *t}\n", encoding="utf-8")
    assert load_scenario(path).scenario.title.words.text("en") == "一样"


def _workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in range(40):
        page.append([f"Z{row}", row, row / 7])
    book.save(path)
    return path


def _packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_told_or_read(seed: int, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "w.xlsx")
    draw = random.Random(seed)
    if seed % 2:  # the packing is damaged
        data = bytearray(path.read_bytes())
        for _ in range(draw.choice((1, 5, 40))):
            data[draw.randrange(len(data))] = draw.randrange(256)
        path.write_bytes(bytes(data[: draw.randrange(len(data))] if seed % 6 == 1 else data))
    else:  # a part of it is
        parts = _parts(path)
        name = draw.choice(sorted(parts))
        data = bytearray(parts[name])
        for _ in range(draw.choice((1, 5, 40))):
            data[draw.randrange(len(data))] = draw.randrange(256)
        parts[name] = bytes(data)
        if seed % 6 == 0:
            del parts[name]
        _packed(path, parts)
    findings = Findings()
    book = read_workbook(path, name="w.xlsx", findings=findings)
    assert (book is None) == bool(len(findings))


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="4000000"><c r="A4000000"><v>1</v></c></row>', "over 1,000,000 rows"),
        ("".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 600)), "8,000,000 cells"),
    ],
)
def test_a_small_workbook_of_millions_is_refused(rows: str, words: str, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "w.xlsx")
    parts = _parts(path)
    parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows).encode()
    _packed(path, parts)
    findings = Findings()
    assert read_workbook(path, name="w.xlsx", findings=findings) is None
    assert words in str(findings.items[0])


def test_a_workbook_that_unpacks_to_more_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _workbook(tmp_path / "w.xlsx")
    monkeypatch.setattr(reader, "MOST_UNPACKED", 1000)
    findings = Findings()
    assert read_workbook(path, name="w.xlsx", findings=findings) is None
    assert "unpacked" in findings.items[0].words.text("en")


def test_entities_of_a_workbook_are_not_written_out(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "w.xlsx")
    parts = _parts(path)
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(9))
    text = SHEET.format('<row r="1"><c r="A1" t="inlineStr"><is><t>&e8;</t></is></c></row>')
    parts["xl/worksheets/sheet1.xml"] = f"<!DOCTYPE x [{bomb}]>{text}".encode()
    _packed(path, parts)
    findings = Findings()
    assert read_workbook(path, name="w.xlsx", findings=findings) is None
    assert "EntitiesForbidden" in findings.items[0].details


def test_an_extent_that_a_sheet_states_hides_no_rows(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "w.xlsx")
    parts = _parts(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert 'ref="A1:C40"' in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace('ref="A1:C40"', 'ref="A1:B2"').encode()
    _packed(path, parts)
    book = read_workbook(path, name="w.xlsx", findings=Findings())
    assert book is not None
    (rows,) = book.sheets.values()
    assert len(rows) == 40
    assert len(rows[0]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"features": ' + "[" * 100_000,
        '{"features": [{"properties": 3}]}',
        '{"features": 3}',
        "{}",
    ],
)
def test_a_layer_that_is_none(text: str, tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    (tmp_path / "d" / "zones.geojson").write_text(text, encoding="utf-8")
    assert any("zones.geojson" in finding.where.file for finding in told(lambda: load_inputs(path)))


@pytest.mark.parametrize(
    "change",
    [
        lambda feature: feature["properties"].update(name_zh="\ud800"),
        lambda feature: feature["properties"].update(lon=feature["properties"]["lon"] * 100),
        lambda feature: feature["geometry"]["coordinates"][0].__setitem__(1, [11800.0, 24.5]),
        lambda feature: feature["geometry"]["coordinates"][0].__setitem__(1, [[118.0], 24.5]),
        lambda feature: feature.update(geometry={"type": "Polygon", "coordinates": "x"}),
        lambda feature: feature.update(geometry={"type": "MultiPolygon", "coordinates": []}),
        lambda feature: feature.update(geometry=3),
    ],
)
def test_a_zone_that_is_none(change: Callable[[Any], None], tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    zones = tmp_path / "d" / "zones.geojson"
    document = json.loads(zones.read_text(encoding="utf-8"))
    change(document["features"][0])
    zones.write_text(json.dumps(document), encoding="utf-8")
    told(lambda: load_inputs(path))


def test_a_school_a_hundred_times_as_far(tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    sites = tmp_path / "d" / "facilities.csv"
    text = sites.read_text(encoding="utf-8")
    sites.write_text(text.replace(",118.", ",11800.", 1), encoding="utf-8")
    assert any("facilities.csv" in finding.where.file for finding in told(lambda: load_inputs(path)))


def test_what_a_reader_did_not_foresee_is_told_with_its_details(
    base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("as nobody foresaw")

    monkeypatch.setattr("planning.district.load.check_layers", fail)
    monkeypatch.chdir(tmp_path)
    (finding,) = told(lambda: load_inputs(base))
    assert "ZeroDivisionError" in finding.words.text("en")
    assert "as nobody foresaw" in finding.details
    assert end_of(InputError((finding,))) == 2
    printed = capfd.readouterr().err
    assert "as nobody foresaw" not in printed
    (report,) = tmp_path.iterdir()
    assert str(report) in printed
    assert "as nobody foresaw" in report.read_text(encoding="utf-8")
    text, sound = validate_json(base)
    assert not sound
    assert "as nobody foresaw" not in text


def test_rolls_without_whole_years(tmp_path: Path) -> None:
    path = tmp_path / "rolls.csv"
    rows = [f"A,{2000 + y},{g},5{y}" for y in range(12) for g in range(1, 7) if (y + g) % 2]
    path.write_text("place,school_year,grade,pupils\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (finding,) = told(lambda: backtest_file(path))
    assert "no school year can be tested" in finding.words.text("en")


def test_rolls_of_halves(tmp_path: Path) -> None:
    path = tmp_path / "rolls.csv"
    path.write_bytes(b"place,school_year,grade,pupils\nA\x00,2001,1,3\n")
    told(lambda: load_history(path, contract=ROLLS))


@pytest.mark.filterwarnings("ignore:.*application_id")
@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp", "fgb", "csv", "xlsx", "parquet", "tif"])
@pytest.mark.parametrize("seed", range(3))
def test_a_foreign_file_that_is_none(ending: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / f"zones.{ending}"
    magic = {"gpkg": b"SQLite format 3\x00", "xlsx": b"PK\x03\x04", "parquet": b"PAR1", "tif": b"II*\x00"}
    path.write_bytes(magic.get(ending, b"") + random.Random(seed).randbytes(400))
    findings = Findings()
    layer = read_layer(path, crs=None, findings=findings)
    assert layer is None or ending == "csv"
    assert len(findings) or ending == "csv"


@pytest.mark.parametrize(
    "figures",
    [
        {"unit_cost": [[1, np.nan], [1, 2]]},
        {"demand": [1e300, 1]},
        {"demand": [np.nan, 1]},
        {"demand": [np.inf, 1]},
        {"capacity": [-1, 5]},
        {"fixed_cost": [1e300, 1]},
        {"unit_cost": [[1e300, 1], [1, 2]]},
    ],
)
def test_figures_that_no_solver_can_take(figures: dict[str, Any]) -> None:
    sound: dict[str, Any] = {
        "demand": [3, 5], "capacity": [10, 10], "unit_cost": [[1, np.inf], [1, 2]], "fixed_cost": [5, 9],
    }  # fmt: skip
    facility_location(**sound)
    with pytest.raises(ProblemError, match=next(iter(figures))):
        facility_location(**sound | figures)


def test_a_full_disk_leaves_the_workbook_of_before(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "inputs.xlsx"
    out.write_bytes(b"before")
    write = io.open

    def full(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if "w" in mode:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, mode, *args, **kwargs)

    monkeypatch.setattr(io, "open", full)
    with pytest.raises(OSError, match="No space left"):
        export_inputs(base, out)
    monkeypatch.undo()
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["inputs.xlsx"]
