"""The only place where the path of the data is written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planning.appraise.audit import audit
from planning.appraise.indicators import make_indicators
from planning.appraise.summary import summarise
from planning.appraise.warn import warn
from planning.assemble.around import make_around
from planning.assemble.people import forecast_demand
from planning.assemble.problem import assemble_problem
from planning.district.announced import read_announced
from planning.district.district import District
from planning.district.load import load_district
from planning.domain.announced import Announced
from planning.domain.appraisal import Appraisal, Audit
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import AuditError, Findings, NoPlanError, Where
from planning.optimise import Options, optimise
from planning.report.names import Subject
from planning.runs.background import lead_of, make_background
from planning.runs.clock import Clock
from planning.runs.imprint import make_imprint
from planning.runs.record import Digests, as_text, make_digests, make_record
from planning.runs.swap import check_target, replaced_folder
from planning.runs.write import DERIVED, OUTPUTS, write_results
from planning.scenario.load import LoadedScenario, load_scenario
from planning.scenario.schema import Scenario
from planning.travel.crs import crs_fault

RESULTS: Final = Path("results")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A checked scenario and its checked district."""

    loaded: LoadedScenario
    district: District


@dataclass(frozen=True, kw_only=True, eq=False)
class Run:
    """A finished run.

    Parameters
    ----------
    inputs
        Scenario and district.
    problem, plan, appraisal, audit
        What was solved, decided, computed and checked.
    subject
        The same with names, for reports.
    record
        Content of ``run.json``.
    folder
        Folder of the results.
    """

    inputs: Inputs
    problem: PlanningProblem
    plan: Plan
    appraisal: Appraisal
    audit: Audit
    subject: Subject
    record: Mapping[str, Any]
    folder: Path


def load_inputs(path: Path, *, apply: Sequence[str] = ()) -> Inputs:
    """Read and check a scenario and its district.

    Parameters
    ----------
    path
        Scenario file.
    apply
        Overrides to apply beside those that the file applies.

    Returns
    -------
    Inputs
        Both, checked.

    Raises
    ------
    InputError
        With every fault of the scenario, or else of the district.
    """
    loaded = load_scenario(path, apply=apply)
    _check_crs(loaded)
    folder = loaded.district_folder
    district = load_district(
        folder, crs=loaded.scenario.travel.crs, name=Path(os.path.normpath(folder)).as_posix()
    )
    return Inputs(loaded=loaded, district=district)


def _check_crs(loaded: LoadedScenario) -> None:
    """Raise where the working CRS cannot measure metres."""
    fault = crs_fault(loaded.scenario.travel.crs)
    if fault is None:
        return
    origin = loaded.origins["travel", "crs"]
    findings = Findings()
    findings.add(
        Where(file=origin.file, line=origin.line, path="travel.crs"),
        zh=fault[0],
        en=fault[1],
        fix_zh="请用以米为单位的投影坐标系，例如 CGCS2000 三度带 EPSG:4548（中央经线117°E）",
        fix_en="Use a projected CRS in metres, for example CGCS2000 3-degree zones such as EPSG:4548 (117 E)",
    )
    findings.raise_if_any()


def make_problem(inputs: Inputs) -> PlanningProblem:
    """Forecast and assemble the planning problem of a scenario."""
    demand = forecast_demand(inputs.district, inputs.loaded.scenario)
    return assemble_problem(
        inputs.district, inputs.loaded.scenario, demand, announced=announced_before(inputs.loaded.scenario)
    )


def announced_before(scenario: Scenario) -> Announced | None:
    """Return what the scenario's reference announced, or None where it has none."""
    return None if scenario.reference is None else read_announced(Path(scenario.reference))


def run_scenario(
    path: Path,
    *,
    out: Path | None = None,
    apply: Sequence[str] = (),
    listener: Listener = silent,
) -> Run:
    """Run a scenario from its files to its results.

    Parameters
    ----------
    path
        Scenario file.
    out
        Folder of the results; ``results/NAME`` where left out.
    apply
        Overrides to apply.
    listener
        Told the stages and the solver's gap.

    Returns
    -------
    Run
        The run; its folder holds all results.

    Raises
    ------
    InputError
        If an input is at fault; nothing is written.
    NoPlanError
        If no plan was found. ``run.json`` alone is written where the folder holds no earlier results.
    AuditError
        If the plan breaks one of its own rules; it is not shown. Written is the same as without a plan.
    """
    clock = Clock(listener)
    with clock.stage("read"):
        inputs = load_inputs(path, apply=apply)
        folder = out if out is not None else RESULTS / inputs.loaded.scenario.scenario
        check_target(folder, inputs=(path, inputs.district.folder))
        digests = make_digests(inputs.loaded, inputs.district)
    with clock.stage("forecast"):
        demand = forecast_demand(inputs.district, inputs.loaded.scenario)
    with clock.stage("assemble"):
        announced = announced_before(inputs.loaded.scenario)
        problem = assemble_problem(inputs.district, inputs.loaded.scenario, demand, announced=announced)
    try:
        with clock.stage("optimise"):
            plan = optimise(problem, solver_options(inputs.loaded.scenario), listener=listener)
    except NoPlanError as error:
        _record_failure(folder, inputs, digests, clock, None, (error.zh, error.en))
        raise
    with clock.stage("audit"):
        audited = audit(problem, plan)
    if not audited.passed:
        lines = tuple(str(breach) for breach in audited.breaches)
        _record_failure(
            folder, inputs, digests, clock, audited, ("方案未通过审核", "the plan failed its audit")
        )
        raise AuditError(lines)
    with clock.stage("appraise"):
        appraisal = summarise(problem, plan)
        around = make_around(inputs.district, inputs.loaded.scenario, problem)
    subject = Subject(
        problem=problem,
        plan=plan,
        appraisal=appraisal,
        indicators=make_indicators(problem, appraisal, around),
        warnings=warn(problem, plan, lead_of(inputs.loaded.scenario)),
        zones=inputs.district.zones,
        facilities=inputs.district.tables["facilities"],
        projects=inputs.district.tables["projects"],
    )
    with replaced_folder(folder, own=OUTPUTS | DERIVED) as fresh:
        with clock.stage("report"):
            scenario = inputs.loaded.scenario
            imprint = make_imprint(scenario, inputs.district, digests)
            write_results(
                subject,
                imprint,
                fresh,
                background=make_background(inputs.loaded.scenario, inputs.district, subject, audited),
            )
        record = make_record(
            loaded=inputs.loaded,
            district=inputs.district,
            digests=digests,
            outcome=plan.outcome,
            stages=plan.stages,
            audit=audited,
            seconds=clock.seconds,
        )
        (fresh / "run.json").write_text(as_text(record), encoding="utf-8")
    return Run(
        inputs=inputs,
        problem=problem,
        plan=plan,
        appraisal=appraisal,
        audit=audited,
        subject=subject,
        record=record,
        folder=folder,
    )


def solver_options(scenario: Scenario) -> Options:
    """Return how hard the scenario asks to try."""
    solver = scenario.solver
    return Options(
        gap_o1=solver.gap_o1,
        gap_o2=solver.gap_o2,
        tolerance_o1=solver.tolerance_o1,
        tolerance_o2=solver.tolerance_o2,
        time_limit_s=solver.time_limit_s,
        threads=solver.threads,
    )


def _record_failure(
    folder: Path,
    inputs: Inputs,
    digests: Digests,
    clock: Clock,
    audited: Audit | None,
    reason: tuple[str, str],
) -> None:
    """Write ``run.json`` with outcome none, unless the folder holds earlier results: those stay whole."""
    if (folder / "map.html").exists():
        return
    record = make_record(
        loaded=inputs.loaded,
        district=inputs.district,
        digests=digests,
        outcome=Outcome.NONE,
        stages=(),
        audit=audited,
        seconds=clock.seconds,
        reason=reason,
    )
    with replaced_folder(folder, own=OUTPUTS | DERIVED) as fresh:
        (fresh / "run.json").write_text(as_text(record), encoding="utf-8")
