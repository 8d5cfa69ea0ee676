"""Why a project stands where it stands: the plan beside one in which it opens otherwise."""

from __future__ import annotations

from typing import Final

from planning.appraise.compare import compare
from planning.ask.asked import Asked
from planning.ask.wishes import check_known
from planning.domain.progress import Listener
from planning.errors import Findings, Where
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.schedule.what_if import Wish, fulfil
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.comparison import comparison_sheets, objective_sentence
from planning.report.sheets.repair import action_words
from planning.report.sheets.sentences import change_sentence

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
    position = _checked(case, project, opens, not_in, never=never)
    deadline = Deadline.after(case.engine.settings.time_limit_s)
    best = case.engine.schedule(deadline=deadline.part(FOR_EACH), listener=listener)
    forbidden = never or not_in is not None
    year = not_in if opens is None else opens
    wish = Wish(project=position, opening_year=year, forbidden=forbidden)
    answer = fulfil(case.engine.live, wish, deadline=deadline.part(FOR_EACH), listener=listener)
    asked = _asked(project, year, forbidden=forbidden)
    facts = (("project", project), ("opening_year", year), ("forbidden", forbidden))
    if answer.plan is None:
        sentences = [answer.reason, asked]
        if wish.possible(case.problem):
            sentences += _what_forbids(case, wish, deadline)
        return Answer(name="why", sheets=(), sentences=tuple(sentences), facts=(*facts, ("possible", False)))
    comparison = compare(case.problem, best, answer.plan)
    key, zh, en = case.labels.project(position)
    outcomes = (best.outcome, answer.plan.outcome)
    return case.noted(
        Answer(
            name="why",
            sheets=comparison_sheets(comparison, case.labels),
            sentences=(
                change_sentence(comparison, position, (f"{key} {zh}", f"{key} {en}"), outcomes=outcomes),
                asked,
                objective_sentence(comparison, outcomes),
            ),
            facts=(*facts, ("possible", True)),
            result=comparison,
        )
    )


def _what_forbids(case: Asked, wish: Wish, deadline: Deadline) -> list[tuple[str, str]]:
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
    words = [action_words(action) for action in found[0].actions]
    zh, en = "；".join(word[0] for word in words), "; ".join(word[1] for word in words)
    return [(f"要做到这一点，最小改动是：{zh}", f"the smallest change that allows it: {en}")]


def _asked(project: str, year: int | None, *, forbidden: bool) -> tuple[str, str]:
    rule = ("不允许", "may not") if forbidden else ("要求", "must")
    zh, en = (f"在 {year} 年启用", f"open in {year}") if year else ("实施", "be built")
    return f"如果{rule[0]} {project} {zh}", f"if {project} {rule[1]} {en}"


def _checked(case: Asked, project: str, opens: int | None, not_in: int | None, *, never: bool) -> int:
    """Return the position of the project asked about."""
    findings = Findings()
    check_known("PROJECT", case.problem.projects, [project], findings, noun=("项目", "project"))
    if sum((opens is not None, not_in is not None, never)) > 1:
        findings.add(
            Where(file="why"),
            zh="opens、not_in 与 never 只能选一个",
            en="opens, not_in and never exclude each other",
            fix_zh="请只给其中一个",
            fix_en="Give one of them",
        )
    findings.raise_if_any()
    return case.problem.projects.index(project)
