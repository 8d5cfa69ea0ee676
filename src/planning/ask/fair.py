"""What fairness costs: the cheapest, a middle and the fairest way to share a shortage."""

from __future__ import annotations

from typing import Final

from planning.ask.asked import Asked
from planning.domain.fairness import Fairness, Way
from planning.domain.plan import Plan
from planning.domain.progress import Listener
from planning.domain.sharing import Groups, Sharing
from planning.errors import Findings, Where
from planning.optimise.fairness.share_fairly import pupil_km, share_fairly
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.fair import fair_answer
from planning.words import message

#: Groups among which a shortage may be shared.
BY: Final = ("zone", "subdistrict")
#: Ways beside the cheapest, and how far each lets a share grow towards the largest of the cheapest.
WAYS: Final = (("middle", 0.5), ("fairest", 0.0))
#: Share of the time for the plan; the rest is for sharing.
FOR_PLAN: Final = 0.7
#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5


def fair(case: Asked, *, by: str, seconds: float | None, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.fair`.

    Parameters
    ----------
    case
        Case to question.
    by
        ``zone`` or ``subdistrict``.
    seconds
        Time for the whole answer; None takes the scenario's time limit.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheets of the ways and of the groups; ``result`` is a ``Fairness``.

    Raises
    ------
    InputError
        If the groups are unknown.
    NoPlanError
        If the scenario itself has no plan.
    """
    groups = groups_of(case, by)
    deadline = Deadline.after(case.engine.settings.time_limit_s if seconds is None else seconds)
    plan = case.plan(deadline=deadline.part(FOR_PLAN), listener=listener)
    problem, threads = case.problem, case.engine.settings.threads
    cheapest, nothing = _unchanged(case, plan, groups)
    ways = [Way(name="cheapest", plan=cheapest, sharing=nothing, pupil_km=pupil_km(case.problem, plan))]
    if plan.unplaced.sum() > NOBODY:
        for name, ease in WAYS:
            found, sharing = share_fairly(
                problem, plan, groups, ease=ease, threads=threads, deadline=deadline
            )
            ways.append(Way(name=name, plan=found, sharing=sharing, pupil_km=pupil_km(problem, found)))
    fairness = Fairness(groups=groups, need=groups.added(problem.intakes), ways=tuple(ways))
    return case.noted(fair_answer(fairness, case.labels, by=by))


def groups_of(case: Asked, by: str) -> Groups:
    """Return the groups of zones by their name.

    Parameters
    ----------
    case
        Case whose zones are grouped.
    by
        ``zone`` or ``subdistrict``.

    Returns
    -------
    Groups
        Groups in the order in which the zones have them.

    Raises
    ------
    InputError
        If the groups are unknown.
    """
    if by not in BY:
        findings = Findings()
        findings.add(
            Where(file="fair", path="by"),
            words=message("ask.fair.unknown_groups", by=by),
            fix=message("ask.fair.fix_unknown_groups"),
        )
        findings.raise_if_any()
    zones = case.inputs.district.tables["zones"]
    names = zones["zone_id" if by == "zone" else "subdistrict_zh"].astype(str).tolist()
    return Groups.of(names)


def _unchanged(case: Asked, plan: Plan, groups: Groups) -> tuple[Plan, Sharing]:
    """Return the plan as it is, and how it shares: a deadline that is over leaves every band in place."""
    return share_fairly(case.problem, plan, groups, deadline=Deadline.after(0.0))
