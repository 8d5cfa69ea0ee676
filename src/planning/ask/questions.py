"""Questions that a planner asks of a scenario, each answered with sheets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from planning.appraise.compare import compare
from planning.appraise.warn import warn
from planning.ask.case import Case
from planning.assemble.plan.works_progress import follow_progress
from planning.domain.progress import Listener, silent
from planning.domain.rules import Reference
from planning.errors import Findings, Where
from planning.optimise import optimise
from planning.optimise.schedule.alternatives import find_alternatives
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace, with_limit
from planning.optimise.schedule.marginal_values import money_values, seat_values
from planning.optimise.schedule.repair import find_repairs
from planning.report.sheets.answers import (
    alternatives_answer,
    frontier_answer,
    prices_answer,
    progress_answer,
    repair_answer,
)
from planning.report.sheets.comparison import comparison_sheets, objective_sentence, warn_answer
from planning.report.sheets.sheet import Answer
from planning.runs.background import lead_of
from planning.runs.run import solver_settings

#: Points of a frontier where no step is given.
POINTS = 20


def repair(case: Case, *, count: int = 3, untouchable: Collection[str] = ()) -> Answer:
    """Find the smallest changes that make an impossible scenario possible.

    Parameters
    ----------
    case
        A scenario.
    count
        Repairs wanted.
    untouchable
        Kinds of rules that must not be changed.

    Returns
    -------
    Answer
        Repairs, the cheapest first.
    """
    found = find_repairs(case.problem, count=count, untouchable=untouchable)
    rows = [
        (item.cost, item.proven, [(a.kind, a.where, a.amount) for a in item.actions])
        for item in found
        if item.actions
    ]
    return case.noted(repair_answer(rows, possible=any(not item.actions for item in found)))


def frontier(
    case: Case, *, low_10k: float, high_10k: float, step_10k: float | None = None, listener: Listener = silent
) -> Answer:
    """Follow the shortage over the yearly limit of money.

    Parameters
    ----------
    case
        A scenario; its own limits are set aside.
    low_10k, high_10k
        Ends of the range, 10,000 yuan a year.
    step_10k
        Step between searches; a twentieth of the range where left out.
    listener
        Told the gap.

    Returns
    -------
    Answer
        Points with their break points, the lowest limit first.
    """
    limited = case.problem
    if not limited.has_budget:
        limited = with_limit(limited, high_10k)
    bench = Workbench(limited, solver_settings(case.inputs.loaded.scenario))
    step = step_10k if step_10k is not None else (high_10k - low_10k) / POINTS
    found = trace(bench, low_10k=low_10k, high_10k=high_10k, step_10k=step, listener=listener)
    answer = frontier_answer(
        [(p.budget_10k, p.o1, p.unplaced_pupil_years, p.openings, p.proven) for p in found.points],
        case.labels,
        none_at_10k=found.none_at_10k,
        step_10k=step,
    )
    return case.noted(answer)


def alternatives(
    case: Case,
    *,
    tolerance: float,
    count: int,
    seconds: float | None = None,
    listener: Listener = silent,
) -> Answer:
    """Find schedules nearly as good as the best, and what every, some or none of them build.

    Parameters
    ----------
    case
        A scenario.
    tolerance
        Share by which O1 and O2 may be worse.
    count
        Schedules wanted beside the best.
    seconds
        Time for schedules beyond those that tell the roles; None for no limit.
    listener
        Told the gap.

    Returns
    -------
    Answer
        Openings by schedule, roles, objectives.
    """
    bench = Workbench(case.problem, solver_settings(case.inputs.loaded.scenario))
    found = find_alternatives(
        bench, tolerance=tolerance, count=count, time_limit_s=seconds, listener=listener
    )
    answer = alternatives_answer(
        [(item.openings, item.o1, item.o2, item.differs) for item in found.schedules],
        found.role,
        case.labels,
        tolerance=tolerance,
        complete=found.complete,
        outcome=found.best.outcome,
    )
    return case.noted(answer)


def warnings(case: Case, *, listener: Listener = silent) -> Answer:
    """Warn of seats that will lack, and until when a decision can still cure it.

    Parameters
    ----------
    case
        A scenario.
    listener
        Told the gap.

    Returns
    -------
    Answer
        One row for each zone and band.
    """
    scenario = case.inputs.loaded.scenario
    plan = optimise(case.problem, solver_settings(scenario), listener=listener)
    lead = lead_of(scenario)
    found = warn(case.problem, plan, lead)
    return warn_answer(found, case.labels, this_round=lead.this_round, outcome=plan.outcome)


def prices(case: Case, *, step_10k: float = 1000.0, listener: Listener = silent) -> Answer:
    """Tell what one more seat, and one more yuan, is worth.

    Parameters
    ----------
    case
        A scenario.
    step_10k
        Money added to one year at a time.
    listener
        Told the gap.

    Returns
    -------
    Answer
        Worth of seats and of money.
    """
    bench = Workbench(case.problem, solver_settings(case.inputs.loaded.scenario))
    plan = bench.plan(listener=listener)
    seats = seat_values(bench, plan)
    money = money_values(bench, plan, step_10k=step_10k, listener=listener)
    answer = prices_answer(
        seats.o1,
        seats.o2_10k,
        money.o1_per_10k,
        case.labels,
        facilities=case.problem.facilities,
        step_10k=step_10k,
    )
    return case.noted(answer)


def stability(case: Case, *, listener: Listener = silent) -> Answer:
    """Tell the price of keeping to what was announced: the plan with the reference beside one without.

    Parameters
    ----------
    case
        A scenario with a reference.
    listener
        Told the gap.

    Returns
    -------
    Answer
        Comparison of the free plan with the one that keeps to the announcement.

    Raises
    ------
    InputError
        If the scenario has no reference.
    """
    reference: Reference | None = case.problem.rules.reference
    findings = Findings()
    if reference is None:
        findings.add(
            Where(file=case.inputs.loaded.scenario.scenario, path="reference"),
            zh="情景没有写 reference",
            en="the scenario states no reference",
            fix_zh="请写明上一轮结果目录",
            fix_en="Name the folder of an earlier round's results",
        )
    findings.raise_if_any()
    options = solver_settings(case.inputs.loaded.scenario)
    held = optimise(case.problem, options, listener=listener)
    loose = replace(case.problem, rules=replace(case.problem.rules, reference=None))
    free = optimise(loose, options, listener=listener)
    comparison = compare(loose, free, held, other=case.problem)
    return Answer(
        name="stability",
        sheets=comparison_sheets(comparison, case.labels),
        sentences=(
            (
                "左为不受原公布约束的最优方案，右为遵守原公布的方案",
                "free of the announcement, and keeping to it",
            ),
            objective_sentence(comparison, (free.outcome, held.outcome)),
        ),
    )


def progress(case: Case) -> Answer:
    """Tell how far works have got, and when seats are to be expected.

    Parameters
    ----------
    case
        A scenario; its district may have a table of status.

    Returns
    -------
    Answer
        One row for each project that reports.
    """
    return progress_answer(
        [
            (
                item.project,
                item.name_zh,
                item.name_en,
                f"{item.as_of[0]}-{item.as_of[1]:02d}",
                item.planned_share,
                item.actual_share,
                item.planned_opening,
                item.expected_opening,
                item.ahead_share,
            )
            for item in follow_progress(case.inputs.district)
        ]
    )
