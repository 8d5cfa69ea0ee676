"""A second import: one transaction, and the planner's own decisions stay his."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from planning.errors import InputError
from planning.importing.request import Request
from planning.runs import atomic_folder
from planning.runs.bring import Imported, import_district
from planning.runs.inputs import load_inputs
from tests.importing.files import school_table, write_plain, zones
from tests.importing.test_import import REQUEST

LATER = Request(name_zh="小区", name_en="Small", year=2025)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return write_plain(tmp_path)


def imported(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> Imported:
    return import_district(tmp_path / "d", files, request=request)


def said(made: Imported) -> str:
    return "\n".join(en for _, en in made.notes)


def test_the_planners_scenario_is_never_overwritten_and_differences_are_said(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    base = imported(tmp_path, files).folder / "base.yaml"
    his = base.read_text(encoding="utf-8").replace("seats_factor: 1.0 ", "seats_factor: 0.5 ")
    base.write_text(his, encoding="utf-8")
    made = imported(tmp_path, files, LATER)
    assert base.read_text(encoding="utf-8") == his
    assert made.inputs.loaded.scenario.seats_factor == 0.5
    assert "base.yaml was changed by hand and stays" in said(made)
    assert "seats_factor: 0.5 (this import: 1.0)" in said(made)
    assert "horizon.first_year: 2024 (this import: 2025)" in said(made)


def test_a_scenario_that_nobody_has_touched_is_renewed_and_that_is_said(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    base = imported(tmp_path, files).folder / "base.yaml"
    made = imported(tmp_path, files, LATER)
    assert yaml.safe_load(base.read_text(encoding="utf-8"))["horizon"]["first_year"] == 2025
    assert "base.yaml was as an earlier import made it and was renewed" in said(made)
    assert "horizon.first_year: 2024 -> 2025" in said(made)
    again = imported(tmp_path, files, LATER)
    assert "base.yaml" not in said(again), "nothing differs, so nothing is said"


def test_a_scenario_that_no_longer_fits_refuses_the_import(tmp_path: Path, files: dict[str, Path]) -> None:
    base = imported(tmp_path, files).folder / "base.yaml"
    base.write_text(base.read_text(encoding="utf-8") + "unknown_key: 1\n", encoding="utf-8")
    before = tree(tmp_path / "d")
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, LATER)
    assert f"{tmp_path}/d/base.yaml" in str(caught.value)
    assert "partial" not in str(caught.value)
    assert tree(tmp_path / "d") == before


def test_tables_edited_by_hand_refuse_the_import_and_stay(tmp_path: Path, files: dict[str, Path]) -> None:
    folder = imported(tmp_path, files).folder
    seats = folder / "data" / "seats.csv"
    seats.write_text(seats.read_text(encoding="utf-8").replace(",100,", ",180,"), encoding="utf-8")
    (folder / "data" / "my notes.txt").write_text("x", encoding="utf-8")
    (folder / "data" / ".~lock.seats.csv#").write_text("x", encoding="utf-8")
    before = tree(folder)
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, LATER)
    assert [Path(item.where.file).name for item in caught.value.findings] == ["my notes.txt", "seats.csv"]
    assert "edited since the last import" in str(caught.value)
    assert "not from the import" in str(caught.value)
    assert tree(folder) == before
    # The way out that the message names.
    seats.rename(tmp_path / "seats of mine.csv")
    (folder / "data" / "my notes.txt").rename(tmp_path / "my notes.txt")
    imported(tmp_path, files, LATER)
    assert ",100," in seats.read_text(encoding="utf-8")


def test_tables_of_an_import_without_digests_are_kept_aside(tmp_path: Path, files: dict[str, Path]) -> None:
    folder = imported(tmp_path, files).folder
    (folder / "data" / ".imported").unlink()
    seats = folder / "data" / "seats.csv"
    his = seats.read_text(encoding="utf-8").replace(",100,", ",180,")
    seats.write_text(his, encoding="utf-8")
    made = imported(tmp_path, files, LATER)
    assert "the earlier ones stay in data.earlier" in said(made)
    assert (folder / "data.earlier" / "seats.csv").read_text(encoding="utf-8") == his
    again = imported(tmp_path, files, LATER)
    assert "data.earlier" not in said(again)
    assert (folder / "data.earlier" / "seats.csv").is_file(), "it is the planner's now"


def test_other_files_of_the_planner_stay_and_may_be_the_inputs(tmp_path: Path) -> None:
    (tmp_path / "d" / "files").mkdir(parents=True)
    files = write_plain(tmp_path / "d" / "files")
    made = import_district(tmp_path / "d", files, request=REQUEST)
    child = made.folder / "child.yaml"
    child.write_text("extends: base.yaml\nscenario: child\n", encoding="utf-8")
    before = child.stat().st_ino
    imported(tmp_path, files, LATER)
    assert child.stat().st_ino == before, "the file itself, no copy"
    assert load_inputs(child).loaded.scenario.horizon.first_year == 2025
    assert files["zones"].is_file()


@pytest.mark.parametrize("where", ["data/zones.geojson", "base.yaml", "mapping.yaml"])
def test_what_the_import_writes_cannot_be_its_input(
    where: str, tmp_path: Path, files: dict[str, Path]
) -> None:
    imported(tmp_path, files)
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files | {"zones": tmp_path / "d" / where})
    assert "is written by the import itself" in str(caught.value)


def test_remains_of_a_killed_import_of_before_do_not_stand_in_the_way(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    folder = imported(tmp_path, files).folder
    (folder / ".data.old").mkdir()
    (folder / ".data.old" / "district.csv").write_text("x", encoding="utf-8")
    (folder / ".base.yaml.old").write_text("x", encoding="utf-8")
    imported(tmp_path, files)
    imported(tmp_path, files)
    assert sorted(path.name for path in folder.iterdir()) == ["base.yaml", "data", "mapping.yaml"]
    # Killed between the two renames: the earlier data stood aside and nothing in its place.
    (folder / "data").rename(folder / ".data.old")
    with pytest.raises(InputError):
        imported(tmp_path, {"zones": files["zones"]})
    assert (folder / "data" / "manifest.csv").is_file()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def whole(found: dict[str, bytes], *states: dict[str, bytes]) -> bool:
    return any(found == state for state in states)


@pytest.mark.parametrize("swaps", [True, False])
def test_every_step_of_an_import_may_fail_and_the_district_is_whole(
    swaps: bool, tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not swaps:
        monkeypatch.setattr(atomic_folder, "_exchange", lambda: None)
    imported(tmp_path, files)
    before = tree(tmp_path / "d")
    imported(tmp_path, files, LATER)
    after = tree(tmp_path / "d")
    assert before != after
    imported(tmp_path, files)
    assert tree(tmp_path / "d") == before
    steps = 0
    while True:
        steps += 1
        with monkeypatch.context() as patch:
            failed = fail_at(patch, steps)
            with contextlib.suppress(OSError):
                imported(tmp_path, files, LATER)
        # The next import clears what is left and brings back what stood aside.
        with pytest.raises(InputError):
            imported(tmp_path, {"zones": files["zones"]})
        assert whole(tree(tmp_path / "d"), before, after), f"step {steps}"
        if not failed():
            break
        imported(tmp_path, files)
    assert steps >= 8
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def fail_at(patch: pytest.MonkeyPatch, step: int) -> Callable[[], bool]:
    """Let the n-th file operation that writes fail."""
    count = [0]

    def wrap(name: str) -> None:
        real = getattr(Path, name)

        def failing(self: Path, *args: object, **kwargs: object) -> object:
            reads = name == "open" and (not args or str(args[0]).startswith("r"))
            if not reads:
                count[0] += 1
                if count[0] == step:
                    raise OSError(28, "No space left on device")
            return real(self, *args, **kwargs)

        patch.setattr(Path, name, failing)

    for name in ("mkdir", "rename", "replace", "write_text", "open"):
        wrap(name)
    return lambda: count[0] >= step


KILLED = """
import sys
from pathlib import Path
from planning.importing.request import Request
from planning.runs.bring import import_district
folder, year = Path(sys.argv[1]), 2024
files = {"zones": folder / "zones.geojson", "schools": folder / "schools.csv"}
while True:
    year += 1
    request = Request(name_zh="a", name_en="a", year=year)
    import_district(folder / "d", files, request=request)
    print(year, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_at_any_moment_the_district_is_of_one_import(tmp_path: Path, files: dict[str, Path]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.37)
    process.kill()
    process.wait()
    process.stdout.close()
    scenario = load_inputs(tmp_path / "d" / "base.yaml")
    year = scenario.loaded.scenario.horizon.first_year
    assert set(scenario.district.tables["pupils"]["year"]) == {year}
    imported(tmp_path, files, LATER)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "d").symlink_to(tmp_path / "real", target_is_directory=True)
    imported(tmp_path, files)
    imported(tmp_path, files, LATER)
    assert (tmp_path / "d").is_symlink()
    assert (tmp_path / "real" / "base.yaml").is_file()


def test_the_folder_that_one_stands_in_is_refused_with_a_way_out_that_is_there(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(tmp_path, files)
    monkeypatch.chdir(tmp_path / "d")
    with pytest.raises(InputError) as caught:
        import_district(Path(), files, request=REQUEST)
    assert "from outside" in str(caught.value)
    assert "--out" not in str(caught.value)


def test_a_refused_import_writes_nothing_at_all(tmp_path: Path, files: dict[str, Path]) -> None:
    school_table().drop(columns="小学学位数").to_csv(files["schools"], index=False)
    with pytest.raises(InputError):
        imported(tmp_path, files)
    assert not (tmp_path / "d").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_no_message_names_a_folder_that_is_gone(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = zones()
    frame.loc[1, "geometry"] = frame.geometry.iloc[0]
    frame.to_file(files["zones"], driver="GeoJSON")
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    assert "partial" not in str(caught.value)
    zones().to_file(files["zones"], driver="GeoJSON")
    table = school_table()
    table["经度"] += 0.05
    table.to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    told = " ".join(str(warning) for warning in made.inputs.district.warnings)
    assert "outside every zone" in told
    assert "partial" not in told + str(made.inputs.loaded.path) + str(made.inputs.district.files)
