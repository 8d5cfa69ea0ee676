"""The only place where the path of the data is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planning.appraise.audit import audit
from planning.appraise.indicators import make_indicators
from planning.appraise.summary import summarise
from planning.appraise.warn import warn
from planning.assemble.forecast.people import forecast_demand
from planning.assemble.plan.context import make_context
from planning.assemble.plan.problem import assemble_problem
from planning.domain.appraisal import Appraisal, Audit
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import AuditError, NoPlanError
from planning.optimise import SolverSettings, optimise, require_solver
from planning.report.sheets.sheet import Answer
from planning.report.subject import Subject
from planning.runs.atomic_folder import check_target, replaced_folder
from planning.runs.background import lead_of, make_background
from planning.runs.clock import Clock
from planning.runs.failure import record_failure
from planning.runs.imprint import make_imprint
from planning.runs.inputs import Inputs, announced_before, load_inputs
from planning.runs.record import as_text, make_digests, make_record
from planning.runs.write import DERIVED, OUTPUTS, write_results
from planning.scenario.schema import Scenario

RESULTS: Final = Path("results")


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """Inputs solved and audited, nothing written.

    Parameters
    ----------
    inputs
        Scenario and district.
    problem, plan, appraisal, audit
        What was solved, decided, computed and checked.
    subject
        The same with names, for reports.
    """

    inputs: Inputs
    problem: PlanningProblem
    plan: Plan
    appraisal: Appraisal
    audit: Audit
    subject: Subject


@dataclass(frozen=True, kw_only=True, eq=False)
class Run(Solved):
    """A finished run.

    Parameters
    ----------
    record
        Content of ``run.json``.
    folder
        Folder of the results.
    difference
        What an edit of the inputs changed, where the run has one.
    """

    record: Mapping[str, Any]
    folder: Path
    difference: Answer | None = None


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
    return run_inputs(inputs, out=folder, listener=listener, clock=clock)


def run_inputs(
    inputs: Inputs,
    *,
    out: Path,
    listener: Listener = silent,
    clock: Clock | None = None,
    differ: Callable[[Solved], Answer] | None = None,
) -> Run:
    """Solve checked inputs and write the results.

    Parameters
    ----------
    inputs
        Scenario and district.
    out
        Folder of the results.
    listener
        Told the stages and the solver's gap.
    clock
        A clock that runs already.
    differ
        Says what the inputs change against others; its sheets end the workbook.

    Returns
    -------
    Run
        The run; its folder holds all results.

    Raises
    ------
    InputError
        If the folder cannot be replaced, or an input is at fault.
    NoPlanError, AuditError
        As for :func:`run_scenario`.
    """
    clock = clock or Clock(listener)
    scenario, district = inputs.loaded.scenario, inputs.district
    check_target(out, inputs=(inputs.loaded.path, district.folder))
    try:
        solved = solve(inputs, listener=listener, clock=clock)
    except NoPlanError as error:
        record_failure(out, inputs, clock, None, (error.zh, error.en))
        raise
    if not solved.audit.passed:
        reason = ("方案未通过审核", "the plan failed its audit")
        record_failure(out, inputs, clock, solved.audit, reason)
        raise AuditError(tuple(str(breach) for breach in solved.audit.breaches))
    difference = None if differ is None else differ(solved)
    digests = make_digests(inputs.loaded, district)
    with replaced_folder(out, own=OUTPUTS | DERIVED) as fresh:
        with clock.stage("report"):
            write_results(
                solved.subject,
                make_imprint(scenario, district, digests),
                fresh,
                background=make_background(scenario, district, solved.subject, solved.audit),
                difference=difference,
            )
        record = make_record(
            loaded=inputs.loaded,
            district=district,
            digests=digests,
            outcome=solved.plan.outcome,
            stages=solved.plan.stages,
            audit=solved.audit,
            seconds=clock.seconds,
        )
        (fresh / "run.json").write_text(as_text(record), encoding="utf-8")
    return Run(**vars(solved), record=record, folder=out, difference=difference)


def solve(inputs: Inputs, *, listener: Listener = silent, clock: Clock | None = None) -> Solved:
    """Forecast, assemble, optimise, audit and appraise; write nothing.

    Parameters
    ----------
    inputs
        Scenario and district.
    listener
        Told the stages and the solver's gap.
    clock
        A clock that runs already.

    Returns
    -------
    Solved
        The plan and its numbers; whether it passed its audit is for the caller to ask.

    Raises
    ------
    InputError
        If an input is at fault.
    NoPlanError
        If no plan was found.
    """
    clock = clock or Clock(listener)
    scenario, district = inputs.loaded.scenario, inputs.district
    settings = solver_settings(scenario)
    with clock.stage("forecast"):
        demand = forecast_demand(district, scenario)
    with clock.stage("assemble"):
        problem = assemble_problem(district, scenario, demand, announced=announced_before(scenario))
    with clock.stage("optimise"):
        plan = optimise(problem, settings, listener=listener)
    return complete(inputs, problem, plan, clock=clock)


def complete(inputs: Inputs, problem: PlanningProblem, plan: Plan, *, clock: Clock | None = None) -> Solved:
    """Audit and appraise a plan, and put it together with its names.

    Parameters
    ----------
    inputs
        Scenario and district.
    problem, plan
        The problem as it was posed, and a plan of it.
    clock
        A clock that runs already.

    Returns
    -------
    Solved
        The plan and its numbers.
    """
    clock = clock or Clock(silent)
    scenario, district = inputs.loaded.scenario, inputs.district
    with clock.stage("audit"):
        audited = audit(problem, plan)
    with clock.stage("appraise"):
        appraisal = summarise(problem, plan)
        context = make_context(district, scenario, problem)
    subject = Subject(
        problem=problem,
        plan=plan,
        appraisal=appraisal,
        indicators=make_indicators(problem, appraisal, context),
        warnings=warn(problem, plan, lead_of(scenario)),
        today=district.tables["catchments"],
        zones=district.zones,
        facilities=district.tables["facilities"],
        projects=district.tables["projects"],
        backdrop=district.tables["backdrop"],
        # Expected values of a forecast are no children; those who were counted are.
        least_count=scenario.privacy.least_count if district.counted else 0,
    )
    return Solved(
        inputs=inputs, problem=problem, plan=plan, appraisal=appraisal, audit=audited, subject=subject
    )


def solver_settings(scenario: Scenario) -> SolverSettings:
    """Return which solver the scenario asks for, and how hard it is to try.

    Raises
    ------
    InputError
        If the solver is not to be had here.
    """
    solver = scenario.solver
    require_solver(solver.name, file=scenario.scenario)
    return SolverSettings(
        gap_o1=solver.gap_o1,
        gap_o2=solver.gap_o2,
        tolerance_o1=solver.tolerance_o1,
        tolerance_o2=solver.tolerance_o2,
        time_limit_s=solver.time_limit_s,
        threads=solver.threads,
        name=solver.name,
    )
