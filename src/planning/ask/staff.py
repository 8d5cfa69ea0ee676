"""Who is needed, who is there, who could be retrained or moved."""

from __future__ import annotations

from planning.appraise.summary import summarise
from planning.ask.asked import Asked
from planning.domain.progress import Listener
from planning.errors import AuditError
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.staff_answer import staff_answer
from planning.runs.staff import balance_staff, groups_of
from planning.scenario.staff import StaffBalancePart


def staff(case: Asked, *, seconds: float | None, listener: Listener) -> Answer:
    """Find the balance of staff of the best plan.

    Parameters
    ----------
    case
        Case to question.
    seconds
        Time limit of the whole answer, seconds; None takes the scenario's.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheets of staff and education groups.

    Raises
    ------
    NoPlanError
        If the scenario has no plan.
    AuditError
        If the balance breaks one of its rules, so that it must not be shown.
    """
    scenario, district = case.inputs.loaded.scenario, case.inputs.district
    deadline = Deadline.after(scenario.solver.time_limit_s if seconds is None else seconds)
    plan = case.plan(deadline=deadline, listener=listener)
    balanced = balance_staff(
        district, scenario, summarise(case.problem, plan),
        part=scenario.rules.staff_balance or StaffBalancePart(), seconds=deadline.left_s,
    )  # fmt: skip
    assert balanced is not None
    staffing, audited = balanced
    if not audited.passed:
        raise AuditError(tuple(str(breach) for breach in audited.breaches))
    return case.noted(
        staff_answer(
            staffing,
            case.labels,
            groups=groups_of(district, case.problem, plan),
            colours={band.id: band.colour for band in district.bands},
        )
    )
