"""The only place where the path of the data is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planning.appraise.audit import audit
from planning.appraise.indicators import make_indicators
from planning.appraise.loans import loans_of, rooms_needed
from planning.appraise.summary import summarise
from planning.appraise.warn import warn
from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.assemble.plan.context import make_context
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import AuditError, NoPlanError
from planning.optimise import SolverSettings, optimise, require_solver
from planning.report.sheets.answer import Answer
from planning.report.subject import Subject
from planning.results.tables import OUTPUTS
from planning.runs.atomic_folder import RESULTS
from planning.runs.background import lead_of
from planning.runs.clock import Clock
from planning.runs.failure import record_failure
from planning.runs.inputs import Inputs, load_inputs, make_forecast, make_problem
from planning.runs.results_folder import check_results_folder
from planning.runs.solved import Solved
from planning.runs.staff import balance_staff, groups_of, with_staff
from planning.runs.store import store
from planning.scenario.schema import Scenario
from planning.words import message


@dataclass(frozen=True, kw_only=True, eq=False)
class Run(Solved):
    """Finished run with its files.

    Parameters
    ----------
    record
        Content of ``run.json``.
    folder
        Folder of the results.
    difference
        Effect of an edit of the inputs; None without an edit.
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
        Folder of the results; ``results/NAME`` if omitted.
    apply
        Names of overrides to apply.
    listener
        Receives the stages and the solver's gap.

    Returns
    -------
    Run
        Finished run, whose folder holds all results.

    Raises
    ------
    InputError
        If the inputs have faults; nothing is written.
    NoPlanError
        If no plan was found. Only ``run.json`` is written, and only if the folder holds no earlier results.
    AuditError
        If the plan breaks one of its own rules. The plan is not shown; ``run.json`` is written as without a
        plan.
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
        Checked scenario and district.
    out
        Folder of the results.
    listener
        Receives the stages and the solver's gap.
    clock
        Clock that is already running; None starts one.
    differ
        Function that compares the inputs with others; its sheets end the workbook. None without a comparison.

    Returns
    -------
    Run
        Finished run, whose folder holds all results.

    Raises
    ------
    InputError
        If the folder cannot be replaced, or the inputs have faults.
    NoPlanError, AuditError
        As for :func:`run_scenario`.
    """
    clock = clock or Clock(listener)
    check_results_folder(out, inputs=(inputs.loaded.path, inputs.district.folder), own=OUTPUTS)
    try:
        solved = solve(inputs, listener=listener, clock=clock)
    except NoPlanError as error:
        record_failure(out, inputs, clock, None, error.words)
        raise
    if not solved.audit.passed:
        reason = message("word.the_plan_failed_its_audit")
        record_failure(out, inputs, clock, solved.audit, reason)
        raise AuditError(tuple(str(breach) for breach in solved.audit.breaches))
    difference = None if differ is None else differ(solved)
    record = store(solved, out, clock=clock, difference=difference)
    return Run(**vars(solved), record=record, folder=out, difference=difference)


def solve(inputs: Inputs, *, listener: Listener = silent, clock: Clock | None = None) -> Solved:
    """Forecast, assemble, optimise, audit and appraise without writing anything.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    listener
        Receives the stages and the solver's gap.
    clock
        Clock that is already running; None starts one.

    Returns
    -------
    Solved
        Plan and its figures; the caller must ask whether it passed the audit.

    Raises
    ------
    InputError
        If the inputs have faults.
    NoPlanError
        If no plan was found.
    """
    clock = clock or Clock(listener)
    settings = solver_settings(inputs.loaded.scenario)
    with clock.stage("forecast"):
        forecast = make_forecast(inputs)
    with clock.stage("assemble"):
        problem = make_problem(inputs, forecast)
    with clock.stage("optimise"):
        plan = optimise(problem, settings, listener=listener)
    return complete(inputs, problem, plan, forecast=forecast, clock=clock)


def complete(
    inputs: Inputs,
    problem: PlanningProblem,
    plan: Plan,
    *,
    forecast: DistrictForecast | None = None,
    clock: Clock | None = None,
) -> Solved:
    """Audit and appraise a plan, and add its names.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem, plan
        Planning problem as posed, and its plan.
    forecast
        Forecast behind the problem; None makes it again.
    clock
        Clock that is already running; None starts one.

    Returns
    -------
    Solved
        Plan and its figures.
    """
    clock = clock or Clock(silent)
    scenario, district = inputs.loaded.scenario, inputs.district
    with clock.stage("audit"):
        audited = audit(problem, plan)
    with clock.stage("appraise"):
        appraisal = summarise(problem, plan)
        limit_s = scenario.solver.time_limit_s
        balanced = balance_staff(district, scenario, appraisal, seconds=limit_s)
        if balanced is not None:
            audited = with_staff(audited, balanced[1])
        context = make_context(forecast or make_forecast(inputs))
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
        bands=district.bands,
        backdrop=district.tables["backdrop"],
        loans=loans_of(problem, plan),
        rooms_needed=tuple(rooms_needed(problem, plan).astype(int).tolist()) if problem.rooms else (),
        purse_names={key: purse.name.words for key, purse in scenario.purses.items()},
        # Expected values of a forecast are no children; those who were counted are.
        least_count=scenario.privacy.least_count if district.counted else 0,
        groups=groups_of(district, problem, plan),
        staffing=None if balanced is None else balanced[0],
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
