"""Other schedules: those nearly as good, those that keep an announcement, the smallest way out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from planning.appraise.compare import compare
from planning.ask.asked import Asked
from planning.domain.prices import unit_of_money
from planning.domain.progress import Listener
from planning.errors import Findings, Where
from planning.optimise import optimise
from planning.optimise.schedule.alternatives import find_alternatives
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.alternatives import alternatives_answer
from planning.report.sheets.answer import Answer
from planning.report.sheets.comparison import comparison_sheets, objective_sentence
from planning.report.sheets.repair import repair_answer
from planning.report.sheets.sentences import money_words, places_words

#: Share of the time for the plan that keeps to the announcement.
FOR_HELD: Final = 0.5


def repair(case: Asked, *, count: int, keep: Collection[str]) -> Answer:
    """Answer :meth:`planning.ask.case.Case.repair`.

    Parameters
    ----------
    case
        Case to question.
    count
        Number of repairs to find.
    keep
        Kinds of rules that must not be changed.

    Returns
    -------
    Answer
        Sheet of the repairs, the cheapest first.
    """
    found = find_repairs(case.problem, count=count, untouchable=keep, settings=case.engine.settings)
    return case.noted(repair_answer(found, unit_of_money(case.problem.prices.currency)))


def alternatives(
    case: Asked, *, tolerance: float, count: int, seconds: float | None, listener: Listener
) -> Answer:
    """Answer :meth:`planning.ask.case.Case.alternatives`.

    Parameters
    ----------
    case
        Case to question.
    tolerance
        Share by which O1 and O2 may be worse.
    count
        Number of schedules to find beside the best.
    seconds
        Time limit for schedules beyond those that prove the roles, seconds; None sets none
        but the scenario's.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet of openings by schedule, roles and objectives.
    """
    deadline = Deadline.after(case.engine.settings.time_limit_s)
    found = find_alternatives(
        case.engine.live,
        tolerance=tolerance,
        count=count,
        deadline=deadline,
        further_s=seconds,
        listener=listener,
    )
    return case.noted(alternatives_answer(found, case.labels))


def stability(case: Asked, *, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.stability`.

    Parameters
    ----------
    case
        Case to question; its scenario has a reference.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Comparison of the free plan with the one that keeps to the announcement.

    Raises
    ------
    InputError
        If the scenario has no reference.
    """
    findings = Findings()
    if case.problem.rules.reference is None:
        findings.add(
            Where(file=case.inputs.loaded.scenario.scenario, path="reference"),
            zh="情景没有写 reference",
            en="the scenario states no reference",
            fix_zh="请写明上一轮结果目录",
            fix_en="Name the folder of an earlier round's results",
        )
    findings.raise_if_any()
    deadline = Deadline.after(case.engine.settings.time_limit_s)
    held = case.plan(deadline=deadline.part(FOR_HELD), listener=listener)
    loose = replace(case.problem, rules=replace(case.problem.rules, reference=None))
    free = optimise(loose, case.engine.settings, deadline=deadline, listener=listener)
    comparison = compare(loose, free, held, other=case.problem)
    places, money = places_words(comparison), money_words(comparison)
    return Answer(
        name="stability",
        sheets=comparison_sheets(comparison, case.labels),
        sentences=(
            (
                f"遵守原公布的方案与不受约束的最优方案相比：{places[0]}，{money[0]}",
                f"keeping to the announcement {places[1]} and {money[1]}",
            ),
            (
                "左为不受原公布约束的最优方案，右为遵守原公布的方案",
                "before: free of the announcement; after: keeping to it",
            ),
            objective_sentence(comparison, (free.outcome, held.outcome)),
        ),
        result=comparison,
    )
