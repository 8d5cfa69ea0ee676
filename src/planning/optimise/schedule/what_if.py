"""What it would take to open a project otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import NoPlanError
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Opening of a project that is forced or forbidden.

    Parameters
    ----------
    project
        Position of the project.
    opening_year
        Year of the September that is forced or forbidden; None for any year.
    forbidden
        True if the project must not open then, or not at all.
    """

    project: int
    opening_year: int | None
    forbidden: bool = False

    def question(self, problem: PlanningProblem) -> Question:
        """Return the question for the engine, with the options that the wish forces or forbids."""
        programme = problem.programme
        own = programme.options_of(self.project).tolist()
        meant = [o for o in own if self.opening_year in (None, int(programme.option_opening_year[o]))]
        if self.forbidden:
            return Question(forced=dict.fromkeys(meant, 0))
        return Question(forced={o: 0 for o in own if o not in meant}, required=(tuple(meant),))

    def openings(self, problem: PlanningProblem) -> list[int]:
        """Return the years in which the project may open."""
        programme = problem.programme
        return sorted(set(programme.option_opening_year[programme.options_of(self.project)].tolist()))

    def possible(self, problem: PlanningProblem) -> bool:
        """Return True if the project's window has such an opening, or the project may stay unopened."""
        openings = self.openings(problem)
        if self.forbidden:
            left = [year for year in openings if self.opening_year not in (None, year)]
            return bool(left) or not problem.programme.committed[self.project]
        return bool(openings) if self.opening_year is None else self.opening_year in openings


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """Plan under a wish, or the reason for having none.

    Parameters
    ----------
    plan
        Best plan with the wish; None without one.
    reason
        Reason for having no plan, in Chinese and English; empty with a plan.
    """

    plan: Plan | None
    reason: tuple[str, str] = ("", "")


def fulfil(
    bench: Workbench, wish: Wish, *, deadline: Deadline | None = None, listener: Listener = silent
) -> Answer:
    """Solve the problem again with a project's opening forced or forbidden.

    Parameters
    ----------
    bench
        Built model.
    wish
        Opening that is forced or forbidden.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    listener
        Receives the gap while the solver works.

    Returns
    -------
    Answer
        Plan, or the reason for having none.
    """
    problem = bench.problem
    if not wish.possible(problem):
        listed = ", ".join(map(str, wish.openings(problem))) or "–"
        name = problem.projects[wish.project]
        if wish.forbidden:
            zh, en = (
                f"{name} 必须实施，只能在 {listed} 启用",
                f"{name} is committed and opens in {listed} only",
            )
        else:
            zh = f"{name} 的开工窗口、工期与九月开学决定其只能在 {listed} 启用"
            en = f"window, works and the September cliff let {name} open in {listed} only"
        return Answer(plan=None, reason=(zh, en))
    try:
        return Answer(plan=bench.plan(wish.question(problem), deadline=deadline, listener=listener))
    except NoPlanError as error:
        return Answer(plan=None, reason=(error.zh, error.en))
