"""A plan with its numbers, nothing written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planning.domain.appraisal import Appraisal, Audit
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.report.subject import Subject
from planning.runs.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """Solved and audited case, without any files.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem, plan, appraisal, audit
        Planning problem, its plan, and appraisal and audit of the plan.
    subject
        Plan with its names, for reports.
    asked
        Budgets and openings asked for in addition to the scenario; empty for none.
    """

    inputs: Inputs
    problem: PlanningProblem
    plan: Plan
    appraisal: Appraisal
    audit: Audit
    subject: Subject
    asked: Mapping[str, Any] = field(default_factory=dict)
