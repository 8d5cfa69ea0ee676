"""Which purses a project waits for: what they lack for an earlier opening beside the rest of the plan."""

from __future__ import annotations

import math
from typing import Final

from planning.ask.asked import Asked
from planning.domain.plan import Plan
from planning.optimise.schedule.payments import lacking_10k
from planning.words import Words, listed, message

#: Money below this is not lacking, 10,000 of the currency.
NOTHING: Final = 0.5


def waits_for(case: Asked, plan: Plan, project: int) -> list[Words]:
    """Return what the purses lack for the next earlier opening of a project, the rest of the plan as it is.

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
        One sentence; none without purses, if there is no earlier opening, or if the purses can pay for it.
    """
    problem, programme = case.problem, case.problem.programme
    purses = problem.purses
    if purses is None:
        return []
    chosen, opening = int(plan.option[project]), programme.option_opening_year.tolist()
    earlier = [
        o for o in programme.options_of(project).tolist() if chosen < 0 or opening[o] < opening[chosen]
    ]
    if not earlier:
        return []
    option = plan.option.tolist()
    found: list[tuple[float, int]] = []
    for o in sorted(earlier, key=lambda o: opening[o]):
        option[project] = o
        moved = Plan(option=option, place=plan.place, unplaced=plan.unplaced, temporary=plan.temporary)
        found.append((lacking_10k(problem, moved), opening[o]))
    # Of a project with an opening the one before it; of one without, the nearest to what there is.
    lacking, year = found[-1] if chosen >= 0 else min(found)
    if not NOTHING <= lacking < math.inf:
        return []
    names = [
        case.inputs.loaded.scenario.purses[name].name.words
        for u, name in enumerate(purses.names)
        if purses.capital[u, project] or purses.running[u, project]
    ]
    return [
        message(
            "ask.waits.purses_lack",
            project=problem.projects[project],
            year=year,
            purses=listed(names),
            lacking=lacking,
            money=problem.prices.currency.words,
        )
    ]
