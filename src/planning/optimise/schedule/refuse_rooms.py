"""Answers that cannot be had with rooms to lend say so."""

from __future__ import annotations

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
