"""Questions that cannot be answered yet where rooms may be lent."""

from __future__ import annotations

from planning.ask.asked import Asked
from planning.errors import Findings, Where
from planning.words import message


def refuse_rooms(case: Asked) -> None:
    """Refuse a question that takes schedules for linear programmes, which those with whole rooms are not.

    Parameters
    ----------
    case
        Case to question.

    Raises
    ------
    InputError
        If the case lends rooms.
    """
    if case.problem.rooms is None:
        return
    findings = Findings()
    findings.add(
        Where(file=str(case.inputs.loaded.path), path="rooms.lend"),
        words=message("ask.rooms.not_with_rooms"),
        fix=message("ask.rooms.fix_not_with_rooms"),
    )
    findings.raise_if_any()
