"""Why the best plan leaves a project out: fewer children come, and nobody whom it could seat lacks a seat."""

from __future__ import annotations

from typing import Final

from planning.ask.asked import Asked
from planning.domain.plan import Plan
from planning.words import Words, message

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5


def not_needed(case: Asked, plan: Plan, project: int) -> list[Words]:
    """Return the reason for which a project is not started, if it is that nobody needs its seats.

    Parameters
    ----------
    case
        Case that was solved.
    plan
        Best plan.
    project
        Position of the project.

    Returns
    -------
    list of Words
        One sentence; none if the project is started, or somebody of its bands lacks a seat.
    """
    problem = case.problem
    bands = [b for b, seats in enumerate(problem.programme.seats[project].tolist()) if seats > 0]
    short = plan.unplaced.sum(axis=(0, 2))
    if plan.option[project] >= 0 or not bands or any(float(short[b]) > NOBODY for b in bands):
        return []
    main = max(bands, key=lambda b: float(problem.programme.seats[project, b]))
    entrants = problem.intakes[:, main].sum(axis=0).tolist()
    least = min(range(len(entrants)), key=lambda t: entrants[t])
    key, band = problem.projects[project], case.labels.band(main)
    if entrants[least] < entrants[0] - NOBODY:
        return [
            message(
                "ask.not_needed.entrants_fall", project=key, band=band, first=problem.years[0],
                before=entrants[0], least=problem.years[least], after=entrants[least],
            )
        ]  # fmt: skip
    return [message("ask.not_needed.nobody_lacks", project=key, band=band)]
