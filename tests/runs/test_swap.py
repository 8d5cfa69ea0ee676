"""Results appear together or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planning.errors import InputError
from planning.runs import atomic_folder as swap
from planning.runs.atomic_folder import check_target, replaced_folder

OWN = frozenset({"a.txt", "b.txt"})


def write(target: Path, text: str) -> None:
    with replaced_folder(target, own=OWN) as fresh:
        for name in sorted(OWN):
            (fresh / name).write_text(text)


def content(target: Path) -> set[str]:
    return {(target / name).read_text() for name in OWN}


def test_new_results_take_the_place_of_old_ones(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "results"
    write(target, "one")
    write(target, "two")
    assert content(target) == {"two"}
    assert [path.name for path in target.parent.iterdir()] == ["results"]


def test_without_a_swap_of_the_system_it_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda: None)
    write(tmp_path / "r", "one")
    write(tmp_path / "r", "two")
    assert content(tmp_path / "r") == {"two"}
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_failure_leaves_the_old_results(tmp_path: Path) -> None:
    target = tmp_path / "r"
    write(target, "one")

    def fail() -> None:
        with replaced_folder(target, own=OWN) as fresh:
            (fresh / "a.txt").write_text("half")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        fail()
    assert content(target) == {"one"}
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_what_is_not_ours_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "r"
    write(target, "one")
    (target / "minutes of the meeting.txt").write_text("kept")
    (target / "photos").mkdir()
    (target / "photos" / "1.png").write_text("kept too")
    write(target, "two")
    assert (target / "minutes of the meeting.txt").read_text() == "kept"
    assert (target / "photos" / "1.png").read_text() == "kept too"


def test_output_of_ours_that_is_gone_is_not_carried_over(tmp_path: Path) -> None:
    target = tmp_path / "r"
    write(target, "one")
    with replaced_folder(target, own=OWN) as fresh:
        (fresh / "a.txt").write_text("two")
    assert [path.name for path in target.iterdir()] == ["a.txt"]


LOOP = """
import sys
from pathlib import Path
from planning.runs.atomic_folder import replaced_folder
target, n = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    n += 1
    with replaced_folder(target, own=frozenset({"a.txt", "b.txt"})) as fresh:
        for name in ("a.txt", "b.txt"):
            (fresh / name).write_text(str(n))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_at_any_moment_the_results_are_whole(tmp_path: Path) -> None:
    target = tmp_path / "r"
    write(target, "0")
    for wait in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(target)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 + wait * 0.0071)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert len(content(target)) == 1, "files of two runs stand side by side"
    write(target, "last")
    assert content(target) == {"last"}
    assert [path.name for path in tmp_path.iterdir()] == ["r"], "remains are cleared by the next run"


def test_results_moved_aside_by_a_killed_run_come_back(tmp_path: Path) -> None:
    target = tmp_path / "r"
    write(target, "one")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    target.rename(tmp_path / f".r.old-{gone.pid}")
    with pytest.raises(RuntimeError), replaced_folder(target, own=OWN):
        raise RuntimeError("again")
    assert content(target) == {"one"}


def test_a_running_neighbour_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".r.partial-{os.getppid()}"
    other.mkdir()
    write(tmp_path / "r", "one")
    assert other.is_dir()


def test_targets_that_would_do_harm_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "district").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    for target in (tmp_path, tmp_path / "district", tmp_path / "file", tmp_path / "repo"):
        with pytest.raises(InputError):
            check_target(target, inputs=(tmp_path / "district",))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        check_target(Path(), inputs=())
    check_target(tmp_path / "results", inputs=(tmp_path / "district",))
