"""Other money and forced openings, as a planner says them, turned into a question for the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from planning.domain.problem import PlanningProblem
from planning.errors import Findings, NoPlanError, Where
from planning.optimise.schedule.question import Question
from planning.optimise.schedule.what_if import Wish
from planning.words import message

#: Limits of money: one for every year, or by year.
Limits = float | Mapping[int, float]
#: A September in which a project must open; "never" (or None) if it must not be started.
Opening = int | Literal["never"] | None
NEVER: Final = "never"


def posed_question(
    problem: PlanningProblem, budget_10k: Limits | None, openings: Mapping[str, Opening]
) -> Question:
    """Turn other budgets and forced openings into a question for the engine.

    Parameters
    ----------
    problem
        Planning problem of the case.
    budget_10k
        Limit of every year, or limits by year (other years keep theirs), 10,000 yuan; None keeps all limits.
    openings
        Year in which a project must open, or ``"never"``, by key of the project.

    Returns
    -------
    Question
        Changes of the problem for the engine.

    Raises
    ------
    InputError
        If a project or year is unknown.
    NoPlanError
        If a project cannot open in the year asked for.
    """
    findings = Findings()
    years = list(budget_10k) if isinstance(budget_10k, Mapping) else []
    check_known("openings", problem.projects, list(openings), findings)
    check_known("budget_10k", problem.years, years, findings)
    for key, year in openings.items():
        if not (year is None or year == NEVER or (isinstance(year, int) and not isinstance(year, bool))):
            findings.add(
                Where(file="openings", path=key),
                words=message("ask.wishes.neither_year_nor_never", year=year),
                fix=message("ask.wishes.give_year_opening_never"),
            )
    findings.raise_if_any()
    if budget_10k is not None:
        refuse_purses(problem, "budget_10k")
    forced: dict[int, int] = {}
    required: list[tuple[int, ...]] = []
    for key, year in openings.items():
        asked = _opening(problem, key, None if year == NEVER or year is None else int(year))
        forced |= asked.forced
        required += asked.required
    question = Question(forced=forced, required=tuple(required))
    if budget_10k is None:
        return question
    limits = problem.budget_10k.copy()
    for t, calendar_year in enumerate(problem.years):
        limits[t] = (
            budget_10k.get(calendar_year, limits[t]) if isinstance(budget_10k, Mapping) else budget_10k
        )
    return replace(question, budget_10k=limits)


def refuse_purses(problem: PlanningProblem, what: str) -> None:
    """Raise if money comes from purses, so that one limit of a year says nothing.

    Parameters
    ----------
    problem
        Planning problem of the case.
    what
        Argument or question that has one limit in mind.

    Raises
    ------
    InputError
        If the problem has purses.
    """
    if problem.purses is None:
        return
    findings = Findings()
    findings.add(
        Where(file=what),
        words=message("ask.wishes.money_by_source", purses=", ".join(problem.purses.names)),
        fix=message("ask.wishes.fix_money_by_source", purse=problem.purses.names[0]),
    )
    findings.raise_if_any()


def check_known(
    what: str,
    known: tuple[object, ...],
    given: Sequence[object],
    findings: Findings,
    *,
    unknown: str = "ask.wishes.unknown",
) -> None:
    """Report keys that are not known.

    Parameters
    ----------
    what
        Name of the argument that holds the keys.
    known, given
        Keys that exist, and keys that were given.
    findings
        Receives the faults.
    unknown
        Id of the message on an unknown key.
    """
    for key in given:
        if key not in known:
            findings.add(
                Where(file=what),
                words=message(unknown, key=key, known=", ".join(map(str, known))),
                fix=message("word.use_one_of_them"),
            )


def _opening(problem: PlanningProblem, key: str, year: int | None) -> Question:
    wish = Wish(project=problem.projects.index(key), opening_year=year, forbidden=year is None)
    if not wish.possible(problem):
        years = ", ".join(map(str, wish.openings(problem))) or "–"
        raise NoPlanError(words=message("ask.wishes.can_open_only", project=key, years=years))
    return wish.question(problem)
