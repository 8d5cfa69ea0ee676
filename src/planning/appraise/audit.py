"""The audit: every rule recomputed from problem and plan, the worst breach of each named."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from planning.appraise.money import follow_money
from planning.appraise.objectives import o1_value, o2_value, o3_value
from planning.appraise.plan_staff import staff_lacks
from planning.appraise.purse_rules import purses_broken
from planning.appraise.retreat import closings_break_rule
from planning.appraise.room_rules import broken_room_rule
from planning.appraise.rooms_full import rooms_too_full
from planning.appraise.rules import (
    changed_projects,
    lacking_intake,
    projects_beyond,
    seat_shares,
    staff_needed,
    works_by_year,
    years_of,
)
from planning.appraise.seats import enrolled, entries, first_autumn_seats, open_seats, placed
from planning.appraise.shapes import catchments_apart, split_zones
from planning.appraise.worst import TOLERANCE, worst
from planning.domain.appraisal import Audit, Breach
from planning.domain.plan import PROVEN_GAP, Outcome, Plan, outcome_of
from planning.domain.problem import PlanningProblem

#: Times the tolerance by which a bound may lie below its value beside the gap: a search decides starts and
#: zones in whole numbers to 1e-6 each.
WHOLE: Final = 10

Rule = Callable[[PlanningProblem, Plan], Breach | None]


def audit(problem: PlanningProblem, plan: Plan) -> Audit:
    """Check a plan against every rule of its problem.

    Parameters
    ----------
    problem
        Planning problem whose rules the plan should keep.
    plan
        Plan to check.

    Returns
    -------
    Audit
        One breach for each broken rule, with its worst place; none if the plan passes.

    Raises
    ------
    ProblemError
        If the plan does not have the problem's shapes.

    Examples
    --------
    A school of 40 seats and 50 entrants. Ten without a seat break no rule; ten too many in the school do:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(
    ...     demand=[30, 20], capacity=[40], unit_cost=[[1], [2]], unmet_forbidden=False
    ... )
    >>> audit(town, Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])).passed
    True
    >>> crowded = Plan(option=[], place=[[30], [20]], unplaced=[[[0]], [[0]]], temporary=[[[0]]])
    >>> print(audit(town, crowded).breaches[0])
    C2 at site 0, service, 2000: 10 pupils
    """
    plan.check_fits(problem)
    # A list of rules need not name what nobody asked.
    absent = {
        "C14": problem.rooms is None,
        "C15": problem.retreat is None and plan.closed is None,
        "C16": problem.class_size is None,
        "C17": problem.rules.staff_supply is None,
        "C18": problem.purses is None and problem.lapses_after is None,
        "C19": problem.rules.least_intake is None,
    }
    asked = [name for name in RULES if not absent.get(name, False)]
    found = [RULES[name](problem, plan) for name in asked]
    return Audit(
        breaches=tuple(breach for breach in found if breach is not None),
        tolerance=TOLERANCE,
        checked=tuple(asked),
    )


def _sign(_: PlanningProblem, plan: Plan) -> Breach | None:
    """Find a figure that is negative or not a number."""
    lowest = [
        (float(np.nan_to_num(array, nan=-math.inf).min()), name)
        for name, array in (("place", plan.place), ("unplaced", plan.unplaced), ("temporary", plan.temporary))
        if array.size
    ]
    value, name = min(lowest, default=(0.0, ""))
    return None if value >= -TOLERANCE else Breach(rule="sign", where=name, amount=-value, unit="pupils")


def _c1(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find pupils who are neither placed nor unplaced, or counted twice."""
    difference = np.abs(placed(problem, plan) + plan.unplaced - problem.intakes)
    return worst("C1", difference, problem.intakes, (problem.zones, problem.bands, problem.years), "pupils")


def _c2(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find sites with more pupils than open (C3) and temporary seats."""
    seats = open_seats(problem, plan)
    over = enrolled(problem, plan) - seats - plan.temporary
    return worst("C2", over, seats, _site_axes(problem), "pupils")


def _c3(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find open seats below 0: seats that were not open cannot be closed."""
    seats = open_seats(problem, plan)
    return worst("C3", -seats, seats, _site_axes(problem), "seats")


def _c4(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find entries beyond the entry classrooms."""
    ordinary = problem.entry_factor[None, :, None]
    if not np.isfinite(ordinary).any():
        return None
    extra = np.maximum(problem.entry_factor_opening[None, :, None], ordinary) - ordinary
    opening = first_autumn_seats(problem, plan)
    with np.errstate(invalid="ignore"):
        first_autumn = np.where(opening > 0, extra * opening, 0.0)
        room = ordinary * open_seats(problem, plan) + first_autumn + plan.temporary
    room = np.nan_to_num(room, nan=math.inf, posinf=math.inf) / problem.band_years[None, :, None]
    return worst("C4", entries(problem, plan) - room, room, _site_axes(problem), "pupils")


def _c5(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find temporary seats beyond the limit."""
    limit = problem.temporary_limit
    return worst("C5", plan.temporary - limit, limit, _site_axes(problem), "seats")


def _c6(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find committed projects left out; the shape of a plan already limits each project to one option."""
    left_out = np.flatnonzero((problem.programme.committed == 1) & (plan.option < 0))
    if not len(left_out):
        return None
    return Breach(rule="C6", where=problem.projects[int(left_out[0])], amount=len(left_out), unit="projects")


def _c7(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find years that overspend."""
    if not problem.has_budget:
        return None
    money = follow_money(problem, plan)
    available = money.limit_10k + money.carried_in_10k
    return worst(
        "C7",
        money.spent_10k - available,
        available,
        (problem.years,),
        problem.prices.currency.words.text("en"),
    )


def _c8(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find projects out of order or exclusive, too many works at once, and too many or few projects."""
    rules = problem.rules
    start, opening = years_of(problem, plan)
    if beyond := projects_beyond(problem, plan):
        return Breach(rule="C8", where="number of projects", amount=beyond, unit="projects")
    for project, earlier in rules.after:
        if start[project] and not 0 < opening[earlier] <= start[project]:
            where = f"{problem.projects[project]} after {problem.projects[earlier]}"
            return Breach(rule="C8", where=where, amount=1, unit="projects")
    for group in rules.exclusive:
        built = [problem.projects[p] for p in group if start[p]]
        if len(built) > 1:
            return Breach(rule="C8", where=", ".join(built), amount=len(built) - 1, unit="projects")
    if rules.works_at_once is None:
        return None
    limit = rules.works_at_once
    return worst("C8", works_by_year(problem, plan) - limit, limit, (problem.years,), "projects")


def _c9(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find shares of seats below their floor."""
    shares = problem.rules.shares
    if not shares:
        return None
    floors = np.array([share.floor for share in shares])[:, None]
    short = np.nan_to_num(floors - seat_shares(problem, plan), nan=0.0)
    names = tuple(share.name for share in shares)
    return worst("C9", short, floors * np.ones_like(short), (names, problem.years), "share")


def _c10(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find years that need more staff than can be recruited, or more posts than are available."""
    staff = problem.rules.staff
    if staff is None:
        return None
    needed = staff_needed(problem, plan)
    over = np.stack([needed - staff.recruitment, np.cumsum(needed) - staff.posts])
    limits = np.stack([staff.recruitment, staff.posts])
    return worst("C10", over, limits, (("recruitment", "posts"), problem.years), "staff")


def _c11(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find more changes than the limit allows."""
    reference = problem.rules.reference
    if reference is None:
        return None
    over = float(changed_projects(problem, plan).sum()) - reference.change_limit
    return Breach(rule="C11", where="reference", amount=over, unit="projects") if over > TOLERANCE else None


def _c19(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find sites of opened projects that fewer pupils enter than they should."""
    short = lacking_intake(problem, plan)
    return worst("C19", short, short, (problem.projects, problem.bands, problem.years), "pupils")


def _unmet(problem: PlanningProblem, plan: Plan) -> Breach | None:
    """Find pupils without a seat although every pupil must be placed."""
    if not problem.unmet_forbidden:
        return None
    axes = (problem.zones, problem.bands, problem.years)
    return worst("unmet", plan.unplaced, problem.intakes, axes, "pupils")


def _o1(problem: PlanningProblem, plan: Plan) -> Breach | None:
    return _objective(plan, "O1", o1_value(problem, plan))


def _o2(problem: PlanningProblem, plan: Plan) -> Breach | None:
    return _objective(plan, "O2", o2_value(problem, plan))


def _o3(problem: PlanningProblem, plan: Plan) -> Breach | None:
    return _objective(plan, "O3", o3_value(problem, plan))


def _outcome(_: PlanningProblem, plan: Plan) -> Breach | None:
    """Find a proof over an open gap, a plan called proven whose O1 or O2 is not, a bound above its value."""
    for stage in plan.stages:
        room = TOLERANCE * max(1.0, abs(stage.value))
        if stage.bound > stage.value + room:
            over = stage.bound - stage.value
            return Breach(rule="outcome", where=stage.name, amount=over, unit="bound above value")
        if stage.proven and stage.value - stage.bound > PROVEN_GAP * abs(stage.value) + WHOLE * room:
            return Breach(
                rule="outcome", where=stage.name, amount=stage.value - stage.bound, unit="proven over a gap"
            )
    if plan.outcome is Outcome.PROVEN and outcome_of(plan.stages) is not Outcome.PROVEN:
        return Breach(rule="outcome", where="plan", amount=1, unit="stage not proven")
    return None


RULES: Final[dict[str, Rule]] = {
    "sign": _sign,
    "C1": _c1,
    "C2": _c2,
    "C3": _c3,
    "C4": _c4,
    "C5": _c5,
    "C6": _c6,
    "C7": _c7,
    "C8": _c8,
    "C9": _c9,
    "C10": _c10,
    "C11": _c11,
    "C12": split_zones,
    "C13": catchments_apart,
    "C14": broken_room_rule,
    "C16": rooms_too_full,
    "C17": staff_lacks,
    "C18": purses_broken,
    "C15": closings_break_rule,
    "C19": _c19,
    "unmet": _unmet,
    "O1": _o1,
    "O2": _o2,
    "O3": _o3,
    "outcome": _outcome,
}


def _objective(plan: Plan, name: str, value: float) -> Breach | None:
    """Find a stage whose stated value differs from the plan's."""
    for stage in plan.stages:
        if stage.name == name:
            difference = abs(value - stage.value)
            if not difference <= TOLERANCE * max(1.0, abs(stage.value)):
                return Breach(rule=name, where="stated value", amount=difference, unit="objective")
    return None


def _site_axes(problem: PlanningProblem) -> tuple[tuple[object, ...], ...]:
    return problem.facilities, problem.bands, problem.years
