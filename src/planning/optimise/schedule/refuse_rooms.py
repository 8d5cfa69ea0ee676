"""Answers and rules that cannot be had with rooms to lend say so."""

from __future__ import annotations

import numpy as np

from planning.domain.problem import PlanningProblem
from planning.errors import Findings, Where
from planning.words import Words, message


def refuse_rooms(problem: PlanningProblem, *, answer: Words) -> None:
    """Raise if a problem lends rooms, for answers that fix starts and take the rest for a linear programme.

    Parameters
    ----------
    problem
        Planning problem.
    answer
        Answer that is asked for, as the message names it.

    Raises
    ------
    InputError
        If the problem lends rooms.
    """
    if problem.rooms is None:
        return
    findings = Findings()
    findings.add(
        Where(file="rooms"),
        words=message("schedule.lend_rooms.refused", answer=answer),
        fix=message("schedule.lend_rooms.fix_refused"),
    )
    findings.raise_if_any()


def refuse_both(problem: PlanningProblem) -> None:
    """Raise if sites of a band may close that also lends or borrows rooms.

    Raises
    ------
    InputError
        If a band has both.
    """
    rooms, rule = problem.rooms, problem.retreat
    if rooms is None or rule is None:
        return
    lends = np.union1d(rooms.giver, rooms.receiver)
    both = [problem.bands[b] for b in lends.tolist() if (rule.first_close[:, b] >= 0).any()]
    if not both:
        return
    findings = Findings()
    findings.add(
        Where(file="scenario", path=f"rules.retreat.bands.{both[0]}"),
        words=message("schedule.refuse_rooms.closes", bands=", ".join(both)),
        fix=message("schedule.refuse_rooms.fix_closes"),
    )
    findings.raise_if_any()
