"""Work spread over workers: the same results, errors and endings each way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planning.errors import AuditError, InputError, NoPlanError, Where
from planning.runs.compute.chunks import CHUNKS_EACH, cut
from planning.runs.compute.settings import LOCAL, Compute, asked_for, stated_in
from planning.runs.compute.spread import spread
from planning.scenario.load import load_scenario
from tests.conftest import BASE, ROOT
from tests.runs.conftest import QUIET
from tests.runs.spread_cases import ERRORS, FINDING, Keeps, failing, leaves, listed, squared, stubborn


def test_results_are_in_the_order_of_the_cases(compute: Compute) -> None:
    told: dict[int, tuple[int, int]] = {}
    found = spread(squared, range(25), compute=compute, told=told.__setitem__)
    assert found == [(i, i * i) for i in range(25)]
    assert told == dict(enumerate(found))
    assert spread(squared, [], compute=compute) == []


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_the_one_that_arose(compute: Compute, name: str) -> None:
    with pytest.raises(type(ERRORS[name])) as caught:
        spread(failing, ["a", "b", name, "c"], compute=compute, per_chunk=1)
    assert type(caught.value) is type(ERRORS[name])
    assert str(caught.value) == str(ERRORS[name])
    if isinstance(caught.value, InputError):
        assert caught.value.findings == (FINDING, FINDING)
    if isinstance(caught.value, NoPlanError):
        assert (caught.value.zh, caught.value.en) == ("没有", "none")
    if isinstance(caught.value, AuditError):
        assert caught.value.breaches == ("C1 at Z1", "C2")


def test_the_error_is_that_of_the_first_case(compute: Compute) -> None:
    """The later ones fail sooner."""
    with pytest.raises(InputError):
        spread(failing, ["a", "input", "plan", "value", "audit"], compute=compute, per_chunk=1)
    with pytest.raises(NoPlanError):
        spread(failing, ["a", "b", "c", "plan", "input"], compute=compute, per_chunk=2)


def test_paths_are_meant_from_where_the_caller_is(
    compute: Compute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a").touch()
    assert spread(listed, ["here", "."], compute=compute) == [["a"], ["here"]]


def test_a_copy_lasts_for_a_chunk() -> None:
    assert spread(Keeps(), range(8), compute=Compute(processes=2), per_chunk=4) == [
        (0, 1), (1, 2), (2, 3), (3, 4), (4, 1), (5, 2), (6, 3), (7, 4),
    ]  # fmt: skip


def test_an_error_that_cannot_be_sent_says_the_same() -> None:
    with pytest.raises(RuntimeError, match="Stubborn: 1 and 2"):
        spread(stubborn, range(2), compute=Compute(processes=2))


@pytest.mark.parametrize(("count", "workers"), [(1, 4), (7, 2), (8, 2), (9, 1), (100, 3), (0, 2)])
def test_chunks_are_contiguous_and_even(count: int, workers: int) -> None:
    chunks = cut(range(count), workers=workers, per_chunk=None)
    assert [case for chunk in chunks for case in chunk.cases] == list(range(count))
    assert len(chunks) == min(count, workers * CHUNKS_EACH)
    sizes = {len(chunk.cases) for chunk in chunks}
    assert not sizes or max(sizes) - min(sizes) <= 1


def test_a_worker_that_ends_by_itself_is_one_clear_error() -> None:
    with pytest.raises(InputError) as caught:
        spread(leaves, range(4), compute=Compute(processes=2, stated=Where(file="--processes")))
    assert (
        str(caught.value.findings[0])
        .splitlines()[1]
        .startswith("--processes: a worker process ended by itself")
    )


def test_a_cluster_of_this_machine() -> None:
    assert spread(squared, range(3), compute=Compute(cluster=LOCAL)) == [(0, 0), (1, 1), (2, 4)]


def clear(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        call()
    (found,) = caught.value.findings
    return str(found).splitlines()[1]


def test_workers_with_several_threads_are_refused() -> None:
    """The folder, and the library that draws charts, belong to a whole process."""
    from distributed import LocalCluster  # noqa: PLC0415

    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, **QUIET) as cluster:
        there = Compute(cluster=cluster.scheduler_address)
        message = clear(lambda: spread(squared, range(3), compute=there))
    assert "has several threads" in message
    assert "--nthreads 1" in message


def test_workers_of_another_version_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planning.runs.compute.cluster.program_version", lambda: "9.9.9")
    message = clear(lambda: spread(squared, range(3), compute=Compute(cluster=scheduler)))
    assert "and here it is planning 9.9.9" in message
    assert "Install the same version on the cluster" in message


def test_workers_that_do_not_see_the_folder_are_refused(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planning.runs.compute.cluster.Path.cwd", lambda: tmp_path / "elsewhere")
    message = clear(lambda: spread(squared, range(3), compute=Compute(cluster=scheduler)))
    assert "does not see the folder" in message
    assert "must see the same folders" in message


def test_a_lost_worker_of_a_cluster_is_one_clear_error() -> None:
    from distributed import LocalCluster  # noqa: PLC0415

    once: Any = {**QUIET, "scheduler_kwargs": {**QUIET["scheduler_kwargs"], "allowed_failures": 0}}
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=True, silence_logs=50, **once) as cluster:
        there = Compute(cluster=cluster.scheduler_address)
        message = clear(lambda: spread(leaves, range(2), compute=there))
    assert "were lost (KilledWorker)" in message


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    from planning.cli import app as cli  # noqa: PLC0415

    rolls = "no.csv"
    for command in (["round", str(ROOT / "scenarios" / "2023")], ["backtest", rolls]):
        monkeypatch.setattr(sys, "argv", ["planning", *command, "--cluster", "nowhere"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 2
        assert "--cluster: 'nowhere' is no address of a Dask scheduler" in capfd.readouterr().err
    began = time.perf_counter()
    monkeypatch.setattr(
        sys, "argv", ["planning", "round", str(ROOT / "scenarios" / "2023"), "--cluster", "tcp://127.0.0.1:9"]
    )
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert time.perf_counter() - began < 12
    assert ended.value.code == 2
    printed = capfd.readouterr().err
    assert "--cluster: no cluster answers at tcp://127.0.0.1:9" in printed
    assert "Traceback" not in printed


def test_without_dask_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    message = clear(lambda: spread(squared, range(3), compute=Compute(cluster="tcp://127.0.0.1:9")))
    assert message.endswith("Install it: pip install 'planning[cluster]'.")


def test_options_of_a_command() -> None:
    assert asked_for() is None
    assert asked_for(processes=3) == Compute(processes=3, stated=Where(file="--processes"))
    assert asked_for(cluster="tcp://h:1") == Compute(cluster="tcp://h:1", stated=Where(file="--cluster"))
    assert "cannot be given with --processes" in clear(lambda: asked_for(processes=2, cluster=LOCAL))


def scenario(folder: Path, name: str, compute: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(f"extends: {BASE}\nscenario: {name}\n{compute}\n", encoding="utf-8")
    return path


def test_what_scenarios_say(tmp_path: Path) -> None:
    plain = scenario(tmp_path, "plain", "")
    two = scenario(tmp_path, "two", "compute: {processes: 2}")
    there = scenario(tmp_path, "there", 'compute: {cluster: "tcp://head:8786"}')
    none, one, other = (load_scenario(path) for path in (plain, two, there))
    assert stated_in([none]) is None
    found = stated_in([none, one, one])
    assert found is not None
    assert (found.processes, found.cluster) == (2, None)
    assert found.stated == Where(file=str(two), line=3, path="compute.processes")
    assert (cluster := stated_in([other])) is not None
    assert cluster.cluster == "tcp://head:8786"
    message = clear(lambda: stated_in([one, none, other]))
    assert message.startswith(f"{there}, line 3, path compute.cluster: it contradicts {two}, line 3")


def test_where_work_is_done_is_no_part_of_the_digest(tmp_path: Path) -> None:
    plain, there = (
        load_scenario(scenario(tmp_path, "same", words))
        for words in ("", 'compute: {cluster: "tcp://head:8786"}')
    )
    assert plain.digest == there.digest
    assert "compute" not in there.scenario.model_dump()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("compute: {processes: 0}", "path compute.processes: 0 must be at least 1"),
        ("compute: {processes: 2, cluster: local}", "compute needs one of processes and cluster"),
        ("compute: {}", "compute needs one of processes and cluster"),
        ("compute: {cluster: head}", "path compute.cluster: 'head' is not written as"),
        ("compute: {workers: 2}", "path compute.workers: there is no such entry"),
    ],
)
def test_faults_of_the_block(tmp_path: Path, words: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario(scenario(tmp_path, "s", words))
    assert any(message in str(found) for found in caught.value.findings)


SLEEPER = """
import os, sys, time
from pathlib import Path
from planning.runs.compute.settings import Compute
from planning.runs.compute.spread import spread

def sleep(name):
    path = Path(name)
    path.write_text(str(os.getpid()))
    try:
        time.sleep(60)
    finally:
        path.unlink()

if __name__ == "__main__":
    try:
        spread(sleep, sys.argv[1:], compute=Compute(processes=2), per_chunk=1)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_an_ended_command_leaves_no_worker(tmp_path: Path, ending: signal.Signals) -> None:
    """Ctrl-C lets the workers put their things away; killed, the command takes them with it."""
    script = tmp_path / "sleeper.py"
    script.write_text(
        SLEEPER.replace(
            "import os,",
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nimport os,",
            1,
        ),
        encoding="utf-8",
    )
    names = [str(tmp_path / f"work-{i}") for i in range(4)]
    process = subprocess.Popen(
        [sys.executable, str(script), *names], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    until = time.monotonic() + 30
    while len(found := [p for p in tmp_path.glob("work-*") if p.read_text()]) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    workers = [int(path.read_text()) for path in found]
    process.send_signal(ending)
    _, printed = process.communicate(timeout=20)
    until = time.monotonic() + 10
    while any(map(alive, workers)):
        assert time.monotonic() < until
        time.sleep(0.05)
    if ending is signal.SIGINT:
        assert process.returncode == 130
        assert list(tmp_path.glob("work-*")) == [], "each put its file away, and no further one was begun"
        assert "Traceback" not in printed
