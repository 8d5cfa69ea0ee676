"""A budget round: every scenario of a folder, run once, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planning.domain.progress import silent
from planning.errors import AuditError, Findings, InputError, NoPlanError, Where
from planning.report.sheets.answer import Answer
from planning.report.sheets.round import RoundMember, round_sheets
from planning.results.finished import read_finished
from planning.results.results import read_results
from planning.runs.atomic_folder import RESULTS
from planning.runs.clock import Clock
from planning.runs.compute.settings import Compute, every_core, stated_in
from planning.runs.compute.spread import spread
from planning.runs.inputs import load_inputs
from planning.runs.record import make_digests
from planning.runs.run import run_inputs
from planning.scenario.load import LoadedScenario, load_scenario, parent_of
from planning.words import Words, message

DONE, KEPT, FAILED = "done", "kept", "failed"
#: Called when a scenario is finished: its file, what became of it, how many of how many.
Told = Callable[[Path, str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Finished:
    """Result of one scenario of a round.

    Parameters
    ----------
    path, name
        File and name of the scenario.
    state
        ``done``, ``kept`` if the folder already held results of the same inputs, or ``failed``.
    reason
        Reason of the failure; None without one.
    folder
        Folder of the results.
    """

    path: Path
    name: str
    state: str
    reason: Words | None
    folder: Path


def run_round(
    folder: Path, *, out: Path | None = None, compute: Compute | None = None, told: Told | None = None
) -> tuple[Answer, tuple[Finished, ...]]:
    """Run the scenarios of a folder and compare them.

    Parameters
    ----------
    folder
        Folder with scenario files, run in the order of their names.
    out
        Folder of all results; ``results/FOLDER`` if omitted.
    compute
        Where to run the scenarios; if omitted, as ``compute:`` of the scenarios says, or else in one process
        for each core, as most searches use one thread.
    told
        Function called with each finished scenario.

    Returns
    -------
    tuple
        Comparison, and the result of each scenario. A failure does not stop the others, and a scenario with
        results of the same inputs is not run again.

    Raises
    ------
    InputError
        If the folder holds no scenario, two scenarios contradict each other in ``compute:``, or the workers
        cannot be reached or are lost.
    """
    paths = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))
    _check(folder, paths)
    target = out if out is not None else RESULTS / folder.resolve().name
    count = 0

    def note(_: int, member: Finished) -> None:
        nonlocal count
        count += 1
        if told is not None:
            told(member.path, member.state, count, len(paths))

    finished = tuple(
        spread(
            partial(run_member, target=target),
            paths,
            compute=compute or stated_in(_readable(paths)) or every_core(),
            told=note,
            per_chunk=1,
        )
    )
    return _compare(finished), finished


def _readable(paths: Iterable[Path]) -> Iterator[LoadedScenario]:
    """Yield the scenarios that can be read; the others are reported by the round as failed."""
    for path in paths:
        with suppress(InputError, OSError):
            yield load_scenario(path)


def run_member(path: Path, *, target: Path) -> Finished:
    """Run one scenario unless its folder holds results of the same inputs; keep errors as reasons."""
    name, folder = path.stem, target / path.stem
    clock = Clock(silent)
    try:
        with clock.stage("read"):
            inputs = load_inputs(path)
        name = inputs.loaded.scenario.scenario
        digest = make_digests(inputs.loaded, inputs.district).all
        if read_finished(folder, digest=digest) is not None:
            return Finished(path=path, name=name, state=KEPT, reason=None, folder=folder)
        run_inputs(inputs, out=folder, clock=clock)
    except InputError as error:
        reason: Words
        more = len(error.findings) - 1
        first = error.findings[0]
        reason = message("runs.round.finding_and_more", finding=first, more=more) if more else first
    except NoPlanError as error:
        reason = error.words
    except AuditError:
        reason = message("word.the_plan_failed_its_audit")
    except OSError as error:
        reason = message("runs.round.file_cannot_read_written", error=error)
    else:
        return Finished(path=path, name=name, state=DONE, reason=None, folder=folder)
    return Finished(path=path, name=name, state=FAILED, reason=reason, folder=folder)


def _compare(members: tuple[Finished, ...]) -> Answer:
    names = {member.path.resolve(): member.name for member in members}
    read = [
        RoundMember(
            name=member.name,
            parent=names.get(parent_of(member.path) or member.path, ""),
            results=read_results(member.folder),
        )
        for member in members
        if member.state != FAILED
    ]
    failed = [member for member in members if member.state == FAILED]
    counts = {state: sum(member.state == state for member in members) for state in (DONE, KEPT, FAILED)}
    sentences = [
        message(
            "runs.round.scenarios_run_kept_failed",
            n=len(members),
            done=counts[DONE],
            kept=counts[KEPT],
            failed=counts[FAILED],
        ),
        *(message("runs.round.failed", scenario=member.name, reason=member.reason) for member in failed),
    ]
    return Answer(
        name="round",
        sheets=round_sheets(read),
        sentences=tuple(sentences),
        facts=(("failed", [member.name for member in failed]),),
    )


def _check(folder: Path, paths: list[Path]) -> None:
    findings = Findings()
    if not paths:
        findings.add(
            Where(file=folder.as_posix()),
            words=message("runs.round.folder_holds_no_scenario_yaml"),
            fix=message("runs.round.name_folder_scenarios_budget_round"),
        )
    findings.raise_if_any()
