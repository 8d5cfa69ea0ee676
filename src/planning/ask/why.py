"""Why a project stands where it stands: the plan beside one in which it opens otherwise."""

from __future__ import annotations

from typing import Final

from planning.appraise.compare import compare
from planning.ask.asked import Asked
from planning.ask.not_needed import not_needed
from planning.ask.waits import waits_for
from planning.ask.why_closing import is_site, why_closing
from planning.ask.wishes import check_known
from planning.domain.prices import unit_of_money
from planning.domain.progress import Listener
from planning.errors import Findings, Where
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.schedule.what_if import Wish, fulfil
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.comparison import comparison_sheets, objective_sentence
from planning.report.sheets.repair import action_words
from planning.report.sheets.sentences import change_sentence
from planning.words import Words, listed, message, name_in

#: Share of the time left for the best plan, and then for the plan with the opening asked for.
FOR_EACH: Final = 0.5


def why(
    case: Asked,
    project: str,
    *,
    opens: int | None,
    not_in: int | None,
    never: bool,
    listener: Listener,
) -> Answer:
    """Answer :meth:`planning.ask.case.Case.why`.

    Parameters
    ----------
    case
        Case to question.
    project
        Key of the project.
    opens, not_in
        Year of the September in which it must open, and of the one in which it must not.
    never
        True if the project must not be built.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Comparison with the best plan, or the rule that forbids the opening.
    """
    if is_site(case, project) and opens is None and not_in is None and not never:
        return why_closing(case, project, listener=listener)
    position = _checked(case, project, opens, not_in, never=never)
    deadline = Deadline.after(case.engine.settings.time_limit_s)
    # Both plans keep every site where closings are decided after the schedule: what differs is the project.
    plan = case.engine.live.plan if case.engine.apart else case.engine.schedule
    best = plan(deadline=deadline.part(FOR_EACH), listener=listener)
    forbidden = never or not_in is not None
    year = not_in if opens is None else opens
    wish = Wish(project=position, opening_year=year, forbidden=forbidden)
    answer = fulfil(case.engine.live, wish, deadline=deadline.part(FOR_EACH), listener=listener)
    asked = _asked(project, year, forbidden=forbidden)
    facts = (("project", project), ("opening_year", year), ("forbidden", forbidden))
    if answer.plan is None:
        sentences = [asked] if answer.reason is None else [answer.reason, asked]
        if wish.possible(case.problem):
            sentences += _what_forbids(case, wish, deadline)
        return Answer(name="why", sheets=(), sentences=tuple(sentences), facts=(*facts, ("possible", False)))
    comparison = compare(case.problem, best, answer.plan)
    key, zh, en = case.labels.project(position)
    named = name_in(zh=f"{key} {zh}", en=f"{key} {en}")
    outcomes = (best.outcome, answer.plan.outcome)
    return case.noted(
        Answer(
            name="why",
            sheets=comparison_sheets(comparison, case.labels),
            sentences=(
                change_sentence(comparison, position, named, outcomes=outcomes),
                asked,
                objective_sentence(comparison, outcomes),
                *not_needed(case, best, position),
                *waits_for(case, best, position),
            ),
            facts=(*facts, ("possible", True)),
            result=comparison,
        )
    )


def _what_forbids(case: Asked, wish: Wish, deadline: Deadline) -> list[Words]:
    """Return the smallest change that would allow the opening asked for."""
    question = wish.question(case.problem)
    found = find_repairs(
        case.problem,
        count=1,
        forced=question.forced,
        required=question.required,
        settings=case.engine.settings,
        deadline=deadline,
    ).repairs
    if not found or not found[0].proven or found[0].nothing_to_do:
        return []
    money = unit_of_money(case.problem.prices.currency)
    changes = listed((action_words(action, money) for action in found[0].actions), "list.semicolon")
    return [message("ask.why.smallest_change_allows", changes=changes)]


def _asked(project: str, year: int | None, *, forbidden: bool) -> Words:
    if forbidden and year:
        return message("ask.why.if_may_not_open", project=project, year=year)
    if forbidden:
        return message("ask.why.if_may_not_be_built", project=project)
    if year:
        return message("ask.why.if_must_open", project=project, year=year)
    return message("ask.why.if_must_be_built", project=project)


def _checked(case: Asked, project: str, opens: int | None, not_in: int | None, *, never: bool) -> int:
    """Return the position of the project asked about."""
    findings = Findings()
    check_known("PROJECT", case.problem.projects, [project], findings, unknown="ask.wishes.unknown_project")
    if sum((opens is not None, not_in is not None, never)) > 1:
        findings.add(
            Where(file="why"),
            words=message("ask.why.opens_not_never_exclude_each"),
            fix=message("ask.why.give_one_them"),
        )
    findings.raise_if_any()
    return case.problem.projects.index(project)
