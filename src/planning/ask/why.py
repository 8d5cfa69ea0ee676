"""Why a project stands where it stands: the plan beside one in which it opens otherwise."""

from __future__ import annotations

from planning.appraise.compare import compare
from planning.ask.case import Case
from planning.domain.progress import Listener, silent
from planning.errors import Findings, Where
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.schedule.what_if import Wish, fulfil
from planning.report.sheets.answers import action_words
from planning.report.sheets.comparison import comparison_sheets, objective_sentence
from planning.report.sheets.sheet import Answer
from planning.runs.run import solver_settings


def why(
    case: Case,
    project: str,
    *,
    opening_year: int | None = None,
    forbidden: bool = False,
    listener: Listener = silent,
) -> Answer:
    """Force or forbid a project's opening, and tell what it costs, whom it pushes out, who gains and loses.

    Parameters
    ----------
    case
        A scenario.
    project
        Key of the project.
    opening_year
        September that is forced, or forbidden; None for any.
    forbidden
        True to forbid.
    listener
        Told the gap.

    Returns
    -------
    Answer
        Comparison with the best plan; or the rules that forbid it, with the smallest change.

    Raises
    ------
    InputError
        If there is no such project.
    NoPlanError
        If the scenario itself has no plan.
    """
    _check_project(case, project)
    bench = Workbench(case.problem, solver_settings(case.inputs.loaded.scenario))
    best = bench.plan(listener=listener)
    position = case.problem.projects.index(project)
    wish = Wish(project=position, opening_year=opening_year, forbidden=forbidden)
    answer = fulfil(bench, wish, listener=listener)
    asked = _asked(project, opening_year, forbidden)
    facts = (("project", project), ("opening_year", opening_year), ("forbidden", forbidden))
    if answer.plan is None:
        sentences = [asked, answer.reason]
        if wish.possible(case.problem):
            sentences += _what_forbids(case, wish)
        return Answer(name="why", sheets=(), sentences=tuple(sentences), facts=(*facts, ("possible", False)))
    comparison = compare(case.problem, best, answer.plan)
    said = objective_sentence(comparison, (best.outcome, answer.plan.outcome))
    return case.noted(
        Answer(
            name="why",
            sheets=comparison_sheets(comparison, case.labels),
            sentences=(asked, said),
            facts=(*facts, ("possible", True)),
        )
    )


def _what_forbids(case: Case, wish: Wish) -> list[tuple[str, str]]:
    """Return the smallest change that would allow a wish."""
    question = wish.question(case.problem)
    found = find_repairs(case.problem, count=1, forced=question.forced, required=question.required)
    if not found or not found[0].actions:
        return []
    words = [action_words(action.kind, action.where, action.amount) for action in found[0].actions]
    zh, en = "；".join(word[0] for word in words), "; ".join(word[1] for word in words)
    return [(f"要做到这一点，最小改动是：{zh}", f"the smallest change that allows it: {en}")]


def _asked(project: str, year: int | None, forbidden: bool) -> tuple[str, str]:
    rule = ("不允许", "may not") if forbidden else ("要求", "must")
    zh, en = (f"在 {year} 年启用", f"open in {year}") if year else ("实施", "be built")
    return f"如果{rule[0]} {project} {zh}", f"if {project} {rule[1]} {en}"


def _check_project(case: Case, project: str) -> None:
    findings = Findings()
    if project not in case.problem.projects:
        listed = ", ".join(case.problem.projects[:5]) + (" …" if len(case.problem.projects) > 5 else "")
        findings.add(
            Where(file="PROJECT"),
            zh=f"没有项目“{project}”，现有：{listed}",
            en=f"there is no project '{project}'; there are: {listed}",
            fix_zh="请改用其中一个",
            fix_en="Use one of them",
        )
    findings.raise_if_any()
