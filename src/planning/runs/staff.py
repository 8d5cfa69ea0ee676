"""The balance of staff and the education groups of a solved case."""

from __future__ import annotations

from dataclasses import replace

from planning.appraise.groups import appraise_groups
from planning.appraise.staff import audit_staff, follow_staff
from planning.assemble.plan.staff import group_keys, make_staff_supply
from planning.district.district import District
from planning.domain.appraisal import Appraisal, Audit, Breach
from planning.domain.education_groups import EducationGroups
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.staff_balance import Staffing
from planning.optimise import best_flows
from planning.scenario.schema import Scenario
from planning.scenario.staff import StaffBalancePart

#: Equation of the balance of staff.
EQUATION = "C17"


def balance_staff(
    district: District,
    scenario: Scenario,
    appraisal: Appraisal,
    *,
    part: StaffBalancePart | None = None,
    seconds: float | None = None,
) -> tuple[Staffing, Audit] | None:
    """Find the balance of staff of a plan and audit it.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    appraisal
        Seats and pupils of the plan.
    part
        Rules of the balance; None takes those of the scenario.
    seconds
        Time limit, seconds; None sets no limit.

    Returns
    -------
    tuple of Staffing and Audit, or None
        None if the scenario asks for no balance.
    """
    supply = make_staff_supply(district, scenario, part)
    if supply is None:
        return None
    needed = supply.needed(seats=appraisal.open_seats, pupils=appraisal.enrolled)
    flows, stages = best_flows(supply, needed, seconds=seconds)
    apart = None
    if len(supply.groups) > 1 and supply.moves.any():
        _, alone = best_flows(supply, needed, pooled=False, seconds=seconds)
        apart = alone[0].value if alone[0].proven else None
    balance = follow_staff(supply, needed, flows, stages=stages, apart_lack=apart)
    return Staffing(supply=supply, balance=balance), audit_staff(supply, needed, balance)


def with_staff(audit: Audit, staff: Audit) -> Audit:
    """Add what the audit of the balance of staff found to that of the plan.

    Parameters
    ----------
    audit
        Audit of the plan.
    staff
        Audit of its balance of staff.

    Returns
    -------
    Audit
        Both, the balance as one rule.
    """
    found = tuple(
        Breach(rule=EQUATION, where=f"{one.rule}, {one.where}", amount=one.amount, unit=one.unit)
        for one in staff.breaches
    )
    checked = audit.checked if EQUATION in audit.checked else (*audit.checked, EQUATION)
    return replace(audit, breaches=(*audit.breaches, *found), checked=checked)


def groups_of(district: District, problem: PlanningProblem, plan: Plan) -> EducationGroups | None:
    """Return what a plan gives each education group.

    Parameters
    ----------
    district
        Checked district.
    problem, plan
        Planning problem and its plan.

    Returns
    -------
    EducationGroups or None
        Seats, pupils and ways by group; None if the district names no group.
    """
    groups, group = group_keys(district)
    if not any(groups):
        return None
    return appraise_groups(problem, plan, groups=groups, group=group)
