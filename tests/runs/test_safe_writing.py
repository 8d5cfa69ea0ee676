"""Results are written whole or not at all, over nothing that is not ours, and a picture fails alone."""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from planning.cli.app import main
from planning.cli.show.run import print_run
from planning.domain.appraisal import Catchment
from planning.errors import InputError, NoPlanError
from planning.report.files.catchments import dissolve
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of
from planning.results.briefing_source import read_brief_source
from planning.results.finished import read_finished
from planning.results.read import read_run
from planning.results.record import sha256_of
from planning.results.results import read_results
from planning.results.sometimes import GROUPS
from planning.results.tables import ALWAYS, LAYERS_FILE, MAP_FILE, RECORD_FILE, TABLES, WORKBOOK_FILE
from planning.runs import atomic_folder, write
from planning.runs.answers import write_answer
from planning.runs.inputs import load_inputs
from planning.runs.results_folder import WRITTEN_FILE, check_results_folder
from planning.runs.run import Run, run_inputs, run_scenario, solve
from planning.runs.solved import Solved
from planning.runs.store import store
from planning.words import name_in
from tests.small_district import write_scenario

PICTURES = (LAYERS_FILE, WORKBOOK_FILE, MAP_FILE)


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_scenario(tmp_path_factory.mktemp("safe"))


@pytest.fixture(scope="module")
def solved(scenario: Path) -> Solved:
    return solve(load_inputs(scenario))


@pytest.fixture(scope="module")
def whole(solved: Solved, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "r"
    store(solved, folder)
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures be a word each: what is tested is how they are put in place."""
    monkeypatch.setattr(write, "write_layers", lambda _, path: path.write_text("layers"))
    monkeypatch.setattr(write, "make_layers", lambda _: {})
    monkeypatch.setattr(write, "write_workbook", lambda *args, **_: args[2].write_text("workbook"))
    monkeypatch.setattr(write, "make_page", lambda *_: "map")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def put(folder: Path, files: dict[str, bytes]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def is_whole(files: dict[str, bytes]) -> bool:
    """Return True if every file is what the record says, and only what could not be made is missing."""
    record = json.loads(files[RECORD_FILE])
    digests = {name: sha256_of(data) for name, data in files.items() if name != RECORD_FILE}
    return digests == record["files"] and {*files} == (ALWAYS | {GROUPS.file}) - {*record.get("missing", {})}


class Disk:
    """File operations of the process, one of which can be made to fail."""

    def __init__(self, patch: pytest.MonkeyPatch, failing: int = -1) -> None:
        self.count, self.failing, self.patch = 0, failing, patch
        for module, names in (
            (os, ("mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "link", "scandir", "listdir")),
            (shutil, ("copy2", "copytree")),
        ):
            for name in names:
                self._guard(module, name)
        for module in (io, builtins):
            self._guard_open(module)

    def fails_now(self) -> bool:
        self.count += 1
        return self.count - 1 == self.failing

    def _guard(self, module: Any, name: str) -> None:
        real = getattr(module, name)

        def guarded(*args: Any, **kwargs: Any) -> Any:
            if self.fails_now():
                raise OSError(errno.EIO, f"{name} fails")
            return real(*args, **kwargs)

        self.patch.setattr(module, name, guarded)

    def _guard_open(self, module: Any) -> None:
        real = module.open

        def guarded(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if self.fails_now():
                if {*mode} & {*"wxa"}:
                    with real(file, mode, *args, **kwargs) as handle:
                        handle.write(b"half" if "b" in mode else "half")
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(file, mode, *args, **kwargs)

        self.patch.setattr(module, "open", guarded)


def every_failure(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, bool]]:
    """Do the work once for each of its file operations, which then fails; tell whether the work raised."""
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        work()
    assert disk.count > 10
    for k in range(disk.count):
        raised = False
        with monkeypatch.context() as patch:
            Disk(patch, failing=k)
            try:
                work()
            except (OSError, InputError):
                raised = True
        yield k, raised


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("swaps", [True, False])
def test_each_file_operation_of_a_run_fails_once(
    swaps: bool, solved: Solved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not swaps:
        monkeypatch.setattr(atomic_folder, "_exchange", lambda: None)
    target = tmp_path / "r"
    store(solved, target)
    (target / "minutes.txt").write_text("of the meeting")
    (target / MAP_FILE).write_text("old map")
    old = contents(target)
    left = {"old": 0, "new": 0}
    for k, raised in every_failure(lambda: store(solved, target), monkeypatch):
        atomic_folder.clear_remains(target)
        found = contents(target)
        if found == old:
            left["old"] += 1
            assert raised, k
        else:
            left["new"] += 1
            assert found.pop("minutes.txt") == b"of the meeting", k
            assert b"old map" in (found.pop("map.changed-1.html", b""), found.get(MAP_FILE)), k
            assert is_whole(found), k
        put(target, old)
    assert left["old"] > 10
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def answer(value: int) -> Answer:
    sheet = Sheet(
        name="why",
        words=name_in(zh="表", en="table"),
        fields=fields_of(("a", name_in(zh="甲", en="A"), "count")),
        rows=((value,),),
    )
    return Answer(name="why", sheets=(sheet,), sentences=(name_in(zh="话", en="words"),))


def test_each_file_operation_of_an_answer_fails_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    write_answer(answer(2), target)
    new = contents(target)
    write_answer(answer(1), target)
    old = contents(target)
    assert old != new
    for k, raised in every_failure(lambda: write_answer(answer(2), target), monkeypatch):
        atomic_folder.clear_remains(target)
        assert contents(target) in ((old, new) if raised else (new,)), k
        put(target, old)


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on a slide\nof many lines")

    function = {LAYERS_FILE: "make_layers", WORKBOOK_FILE: "write_workbook", MAP_FILE: "make_page"}[name]
    with monkeypatch.context() as patch:
        patch.setattr(write, function, fail)
        yield


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_fails_takes_nothing_with_it(
    name: str,
    solved: Solved,
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "r"
    with failing(monkeypatch, name):
        record = store(solved, target)
    assert record["missing"] == {
        name: {
            "zh": "未能生成（ZeroDivisionError: on a slide）",
            "en": "could not be made (ZeroDivisionError: on a slide)",
        }
    }
    assert is_whole(contents(target))
    for table in TABLES.values():
        assert (target / table.file).read_bytes() == (whole / table.file).read_bytes()
    assert read_run(target, tables=TABLES).record["missing"] == record["missing"]
    assert read_finished(target, digest=record["digests"]["all"]) is not None
    print_run(Run(**vars(solved), record=record, folder=target))
    assert f"{name} could not be made" in capfd.readouterr().out.replace("\n", " ")
    if name != WORKBOOK_FILE:
        with pytest.raises(InputError, match="when the scenario was run, the file could not be made"):
            read_brief_source(target)


def test_a_command_whose_map_fails_ends_well(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["planning", "run", str(scenario), "--out", str(tmp_path / "r")])
    with failing(monkeypatch, MAP_FILE), pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert "map.html could not be made" in capfd.readouterr().out.replace("\n", " ")


def test_zones_that_are_no_coverage_are_dissolved() -> None:
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    shapes = np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3), bow], dtype=object)
    catchments = [
        Catchment(facility=0, band=0, year=0, zones=zones, pupils=1.0) for zones in ((0, 1), (0, 1, 2))
    ]
    for shape in dissolve(catchments, shapes).values():
        assert shape.is_valid
        assert shape.area == pytest.approx(7.0)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        work()
    (finding,) = caught.value.findings
    return str(finding).splitlines()[1]


@pytest.fixture
def _never_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    def solve_it(*_: object, **__: object) -> None:
        raise AssertionError("solved before the folder was looked at")

    monkeypatch.setattr("planning.runs.run.optimise", solve_it)


@pytest.mark.usefixtures("_never_solved")
def test_folders_that_results_cannot_take_are_told_before_the_solve(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("x")
    (tmp_path / "his").mkdir()
    (tmp_path / "his" / "budget.csv").write_text("his")
    told = {
        "link": "a symbolic link",
        "file": "the place for the results is a file",
        "file/under": "nothing can be written there (NotADirectoryError",
        "his": "did not write and does not overwrite: budget.csv",
        "n" * 300: "nothing can be written there (OSError",
    }
    for name, words in told.items():
        assert words in refused(lambda name=name: run_scenario(scenario, out=tmp_path / name))  # type: ignore[misc]
    assert (tmp_path / "his" / "budget.csv").read_text() == "his"
    assert "mount point" in refused(lambda: check_results_folder(Path("/proc"), inputs=(), own=frozenset()))
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        assert "PermissionError" in refused(lambda: run_scenario(scenario, out=tmp_path / "real"))
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkdtemp", _read_only)
        assert "Read-only file system" in refused(lambda: run_scenario(scenario, out=tmp_path / "new"))
    assert {path.name for path in tmp_path.iterdir()} == {"real", "link", "file", "his"}


def _read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.usefixtures("quick")
def test_what_is_not_ours_is_never_overwritten(solved: Solved, tmp_path: Path) -> None:
    target = tmp_path / "r"
    store(solved, target)
    (target / "plan.xlsx").write_text("with his notes")
    (target / "briefing.html").write_text("made from the results")
    (target / "notes.txt").write_text("his")
    record = store(solved, target)
    assert record["kept"] == {"plan.xlsx": "plan.changed-1.xlsx"}
    assert (target / "plan.changed-1.xlsx").read_text() == "with his notes"
    assert (target / "plan.xlsx").read_text() == "workbook"
    assert (target / "notes.txt").read_text() == "his"
    assert not (target / "briefing.html").exists()
    (target / "plan.xlsx").write_text("other notes")
    assert store(solved, target)["kept"] == {"plan.xlsx": "plan.changed-2.xlsx"}
    assert (target / "plan.changed-1.xlsx").read_text() == "with his notes"
    assert "kept" not in store(solved, target)


def test_an_answer_is_written_over_an_answer_and_over_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_answer(answer(1), target)
    assert {path.name for path in target.iterdir()} == {"why.csv", "why.json", WRITTEN_FILE}
    write_answer(answer(2), target)
    (tmp_path / "his").mkdir()
    (tmp_path / "his" / "why.csv").write_text("his")
    assert "why.csv" in refused(lambda: write_answer(answer(1), tmp_path / "his"))
    assert (tmp_path / "his" / "why.csv").read_text() == "his"
    (target / "zones.csv").write_text("his")
    assert "zones.csv" in refused(lambda: write_answer(answer(1), target))


@pytest.mark.usefixtures("_never_solved")
def test_a_question_looks_at_its_folder_before_it_solves(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "prices.csv").write_text("his")
    monkeypatch.setattr(sys, "argv", ["planning", "prices", str(scenario), "--out", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "did not write and does not overwrite: prices.csv" in capfd.readouterr().err


def test_a_run_without_a_plan_leaves_results_whose_map_failed(
    scenario: Path, solved: Solved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "r"
    with failing(monkeypatch, MAP_FILE):
        store(solved, target)
    before = contents(target)

    def none(*_: object, **__: object) -> None:
        raise NoPlanError(words=name_in(zh="无", en="none"))

    monkeypatch.setattr("planning.runs.run.optimise", none)
    with pytest.raises(NoPlanError):
        run_inputs(load_inputs(scenario), out=target)
    assert contents(target) == before
    assert read_results(target).outcome == solved.plan.outcome


def test_a_table_in_a_folder_of_its_own_is_read(tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    district, manifest = tmp_path / "d", tmp_path / "d" / "manifest.csv"
    text = manifest.read_text(encoding="utf-8")
    (district / "sub").mkdir()
    decoy = (district / "seats.csv").read_text(encoding="utf-8")
    (district / "seats.csv").rename(district / "sub" / "seats.csv")
    (district / "seats.csv").write_text(decoy.replace(",630,", ",631,"), encoding="utf-8")
    manifest.write_text(text.replace(",seats.csv", ",sub/seats.csv"), encoding="utf-8")
    inputs = load_inputs(path)
    assert 630 in inputs.district.tables["seats"]["seats"].tolist()
    assert inputs.district.files["seats"].endswith("d/sub/seats.csv")
    assert inputs.district.digests["seats"] == sha256_of((district / "sub" / "seats.csv").read_bytes())
    for elsewhere in ("../seats.csv", str(tmp_path / "seats.csv"), "sub/../../seats.csv"):
        manifest.write_text(text.replace(",seats.csv", f",{elsewhere}"), encoding="utf-8")
        shutil.copy2(district / "sub" / "seats.csv", tmp_path / "seats.csv")
        with pytest.raises(InputError, match="lies outside the folder of the district"):
            load_inputs(path)
    manifest.write_text(text.replace("seats,seats.csv", "seatz,seats.csv"), encoding="utf-8")
    with pytest.raises(InputError, match="seatz"):
        load_inputs(path)
